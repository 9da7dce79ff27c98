import type { Assistant } from '../assistant/assistant.ts';

/** "Best regards," and the like, alone on a line. */
const CLOSING =
  /^(?:(?:(?:with|many|kind|kindest|warm|warmest|best|all the|sincere) )*(?:regards|wishes|thanks|best)|sincerely(?: yours)?|yours(?: \w+)?|cheers|thanks|thank you|mit (?:freundlichen|besten|herzlichen|lieben) grüßen|(?:viele|beste|liebe|herzliche|freundliche|schöne) grüße|herzlichst|(?:с уважением|с наилучшими пожеланиями|всего (?:доброго|хорошего)|с приветом)|(?:bien )?cordialement|bien à vous|(?:un )?(?:cordial )?saludos?|atentamente|cordiali saluti|distinti saluti|atenciosamente|met vriendelijke groet(?:en)?|pozdrawiam|z poważaniem)\s*[,.!–-]*$/iu;

const MAX_CLOSING_LINES = 6;
const MAX_NAME_WORDS = 5;

const squeezed = (text: string): string => text.replaceAll(/\s+/g, ' ').trim().toLowerCase();

const isClosing = (line: string): boolean => CLOSING.test(line.trim());

/** What may stand below a closing: a name, a role, a company; nothing that says more. */
const isNameLine = (line: string): boolean =>
  line.trim() === '' || (line.trim().split(/\s+/).length <= MAX_NAME_WORDS && !/[.!?:]\s*$/.test(line));

/** Where the closing begins, if the text ends in one. */
const closingAt = (lines: readonly string[]): number => {
  const from = Math.max(0, lines.length - MAX_CLOSING_LINES);
  const found = lines.findLastIndex((line, index) => index >= from && isClosing(line));
  return found >= 0 && lines.slice(found + 1).every(isNameLine) ? found : -1;
};

/** The text without the sign-off that the signature brings along, and what stands between the two. */
const openEnd = (text: string, signature: string): string => {
  const lines = text.split('\n');
  const at = closingAt(lines);
  const signatureCloses = isClosing(signature.split('\n')[0] ?? '');
  if (at >= 0) {
    const kept = lines
      .slice(0, signatureCloses ? at : at + 1)
      .join('\n')
      .trimEnd();
    return signatureCloses ? `${kept}\n\n` : `${kept}\n`;
  }
  // A name alone: the beginning of the signature.
  const last = text.split(/\n{2,}/).at(-1) ?? '';
  return squeezed(last) !== '' && squeezed(signature).startsWith(squeezed(last))
    ? `${text.slice(0, text.length - last.length).trimEnd()}\n\n`
    : `${text}\n\n`;
};

/** Sign-off and signature once, at the end, whatever of them the writer put there. */
export const withSignature = (body: string, assistant: Pick<Assistant, 'signature'>): string => {
  const text = body.replaceAll('\r\n', '\n').trim();
  const signature = assistant.signature?.trim();
  if (!signature || squeezed(text).endsWith(squeezed(signature))) return text;
  return `${openEnd(text, signature)}${signature}`.trimStart();
};
