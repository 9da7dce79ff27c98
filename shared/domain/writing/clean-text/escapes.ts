import { outsideCode } from './outside-code.ts';

/** A line break as an escape sequence: the model escaped it twice or more. */
const BREAK = String.raw`\\{1,4}(?:r\\{1,4}n|n|r)`;
/** Paths such as `C:\new` and `\\server\name` contain no escape sequences. */
const PATH = /(?<![\p{L}\p{N}])(?:[A-Za-z]:\\|\\\\[\w-]{2,}\\)[^\s"'<>]*/gu;
/** For texts that also have real line breaks. Two in a row, one after punctuation, or one before a capital; not `\nabla`. */
const LIKELY_BREAK = new RegExp(`(?:${BREAK}){2,}|(?<=[.,;:!?…)»”])${BREAK}|${BREAK}(?=$|\\s|[^a-z])`, 'g');
const ANY_BREAK = new RegExp(BREAK, 'g');
const ONE_BREAK = new RegExp(BREAK, 'g');
const UNICODE = /\\u([0-9a-f]{4})/gi;

const withBreaks = (part: string, breaks: RegExp): string => {
  const paths = [...part.matchAll(PATH)].map(({ 0: path, index }) => [index, index + path.length] as const);
  return part.replaceAll(breaks, (found, at: number) =>
    paths.some(([start, end]) => at >= start && at < end) ? found : found.replaceAll(ONE_BREAK, '\n'),
  );
};

/**
 * Decodes JSON escape sequences in a text. `known` is the text of owner and correspondent: if it contains escape sequences,
 * the conversation is about them and the text is returned as it is.
 */
export const withoutEscapes = (text: string, known: string): string => {
  if (!text.includes('\\') || /\\[nr]/.test(known)) return text;
  // A text on one line: every escape sequence is a line break.
  const breaks = text.includes('\n') ? LIKELY_BREAK : ANY_BREAK;
  const broken = outsideCode(text, (part) => withBreaks(part, breaks));
  return outsideCode(broken, (part) =>
    part
      .replaceAll(UNICODE, (_whole, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
      .replaceAll(/\\(["'])/g, '$1')
      .replaceAll(/\\t(?=$|\s|[^a-z])/g, ' '),
  ).toWellFormed();
};
