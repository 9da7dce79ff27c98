import { convert } from 'html-to-text';

/** The newly written part of a mail and what was stripped from it. */
export const newlyWrittenText = (mail: {
  readonly text: string | null;
  readonly html: string | null;
}): { text: string; quoted: string } => {
  const whole = (mail.text ?? (mail.html ? convert(mail.html, { wordwrap: false }) : '')).replaceAll(
    '\r\n',
    '\n',
  );
  const lines = whole.split('\n');
  const start = lines.findIndex(
    (line, index) => line.startsWith('>') || (/^On .{5,200}wrote:$/.test(line) && index > 0),
  );
  if (start < 0) return { text: whole.trim(), quoted: '' };
  return { text: lines.slice(0, start).join('\n').trim(), quoted: lines.slice(start).join('\n').trim() };
};
