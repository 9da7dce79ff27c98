import { outsideCode } from './outside-code.ts';

/** What JSON writes for a line break, spelt out because the model escaped twice, or oftener. */
const BREAK = String.raw`\\{1,4}(?:r\\{1,4}n|n|r)`;
/** `C:\new` and `\\server\name` are no escapes. */
const PATH = /(?<![\p{L}\p{N}])(?:[A-Za-z]:\\|\\\\[\w-]{2,}\\)[^\s"'<>]*/gu;
/** In a text with real line breaks: two at once, one after a sentence, or one before its beginning. `\nabla` is none. */
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
 * Escapes that were meant for JSON, turned into what they stand for. Left alone where the talk is about such things:
 * `known` is everything that owner and correspondent wrote.
 */
export const withoutEscapes = (text: string, known: string): string => {
  if (!text.includes('\\') || /\\[nr]/.test(known)) return text;
  // A text of one line that spells its breaks out means every one of them.
  const breaks = text.includes('\n') ? LIKELY_BREAK : ANY_BREAK;
  const broken = outsideCode(text, (part) => withBreaks(part, breaks));
  return outsideCode(broken, (part) =>
    part
      .replaceAll(UNICODE, (_whole, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
      .replaceAll(/\\(["'])/g, '$1')
      .replaceAll(/\\t(?=$|\s|[^a-z])/g, ' '),
  ).toWellFormed();
};
