import { markedText } from './html-text.ts';

/** Separates what the sender newly wrote from quoted history. */
export const newlyWrittenText = ({
  text,
  html,
}: {
  readonly text: string | null;
  readonly html: string | null;
}): { text: string; quoted: string } => {
  const source = text?.trim() ? text : html === null ? '' : markedText(html);
  const lines = source.replaceAll('\r\n', '\n').split('\n');
  const start = lines.findIndex((line) =>
    /^(?:On .* wrote:|-+ ?Original Message ?-+|\uE0F1)\s*$/.test(line.slice(0, 500)),
  );
  const own = start === -1 ? lines : lines.slice(0, start);
  return {
    text: own
      .filter((line) => !line.startsWith('>'))
      .join('\n')
      .trim(),
    quoted: [...own.filter((line) => line.startsWith('>')), ...(start === -1 ? [] : lines.slice(start))]
      .join('\n')
      .trim(),
  };
};
