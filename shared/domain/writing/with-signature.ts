import type { Assistant } from '../assistant/assistant.ts';
import { closingBefore, isClosing } from './closings.ts';

const MAX_CLOSING_LINES = 6;
const MAX_NAME_WORDS = 5;
/** "Warmly," is a closing in any language; "See you on Friday at ten," is a sentence. */
const MAX_UNKNOWN_CLOSING_WORDS = 3;

const squeezed = (text: string): string => text.replaceAll(/\s+/g, ' ').trim().toLowerCase();

/** A name without leading dashes and trailing punctuation. */
const bareName = (line: string): string =>
  squeezed(line)
    .replace(/^[\s\p{Pd}~/*_]+/u, '')
    .replace(/[\s,.;:!]+$/, '');

/** A line that may follow a closing phrase: a name, role or company, not a sentence. */
const isNameLine = (line: string): boolean =>
  line.trim() === '' || (line.trim().split(/\s+/).length <= MAX_NAME_WORDS && !/[.!?:。！？]\s*$/.test(line));

/** Lines of a sign-off: those of the signature, the assistant's name, and the first word of each. */
const namesOf = (signature: string, name: string): ReadonlySet<string> => {
  const lines = [...signature.split('\n'), name].filter((line) => line.trim() !== '' && !isClosing(line));
  return new Set(
    lines
      .flatMap((line) => [bareName(line), bareName(line.trim().split(/\s+/)[0] ?? '')])
      .filter((word) => /\p{L}{2}|\p{Script=Han}|\p{Script=Hangul}/u.test(word)),
  );
};

/** The beginning of a postscript, which stays below the signature. */
const POSTSCRIPT =
  /^\s*(?:p\. ?s\.?|ps|p\. ?p\. ?s\.?|pps|p\. ?d\.?|n\. ?b\.?|nb|п\. ?с\.?|пс|з\. ?ы\.?|зы|постскриптум|υ\. ?γ\.?|נ\.?ב\.?|附言|又及|追伸|추신|ملاحظة)\s*[:.\-–—,：\s]/iu;

const isUnknownClosing = (lines: readonly string[], at: number): boolean => {
  const line = lines[at]?.trim() ?? '';
  const alone = at === 0 || (lines[at - 1] ?? '').trim() === '';
  return (
    alone &&
    /[,،，]$/.test(line) &&
    line.split(/\s+/).length <= MAX_UNKNOWN_CLOSING_WORDS &&
    /\p{L}/u.test(line)
  );
};

interface SignOff {
  /** Index of its first line. */
  readonly at: number;
  /** The closing phrase; null: there is none. Used for a signature without its own. */
  readonly words: string | null;
}

/** The sign-off at the end of a text. null: none. */
const signOffIn = (lines: readonly string[], names: ReadonlySet<string>): SignOff | null => {
  const from = Math.max(0, lines.length - MAX_CLOSING_LINES);
  const closing = lines.findLastIndex((line, index) => index >= from && isClosing(line));
  if (closing >= 0 && lines.slice(closing + 1).every(isNameLine)) {
    // Some languages use two lines.
    let at = closing;
    while (at > 0 && isClosing(lines[at - 1] ?? '')) at--;
    return { at, words: lines.slice(at, closing + 1).join('\n') };
  }
  const last = lines.at(-1) ?? '';
  for (const name of names) {
    const words = closingBefore(last, name);
    if (words !== null) return { at: lines.length - 1, words: withoutName(last, name) };
  }
  // Lines of the signature, perhaps after a closing phrase that is not in the lists.
  let at = lines.length;
  while (
    at > from &&
    (names.has(bareName(lines[at - 1] ?? '')) || (at < lines.length && lines[at - 1]?.trim() === ''))
  )
    at--;
  while (at < lines.length && lines[at]?.trim() === '') at++;
  if (at === lines.length) return null;
  return at > 0 && isUnknownClosing(lines, at - 1)
    ? { at: at - 1, words: lines[at - 1] ?? null }
    : { at, words: null };
};

/** The line without the name at its end. */
const withoutName = (line: string, name: string): string => {
  const at = line.toLowerCase().lastIndexOf(name);
  return (at < 0 ? line : line.slice(0, at)).replace(/[\s\p{Pd}]+$/u, '');
};

/** The assistant's signature name: the owner's name if Gmail's signature is added below. */
export const signingAs = <A extends Pick<Assistant, 'signature' | 'signatureFrom'>>(
  assistant: A,
  ownerName: string,
): A => (assistant.signatureFrom === 'gmail' ? { ...assistant, signature: ownerName } : assistant);

/** Returns the text with the signature exactly once, above a postscript. Replaces the sign-off that the model wrote. */
export const withSignature = (
  body: string,
  assistant: Pick<Assistant, 'signature'> & Partial<Pick<Assistant, 'name'>>,
): string => {
  const text = body.replaceAll('\r\n', '\n').trim();
  const signature = assistant.signature?.trim();
  if (!signature) return text;
  const all = text.split('\n');
  const postscriptAt = all.findIndex((line, index) => index > 0 && POSTSCRIPT.test(line));
  const main = (postscriptAt < 0 ? all : all.slice(0, postscriptAt)).join('\n').trimEnd();
  const postscript = postscriptAt < 0 ? '' : `\n\n${all.slice(postscriptAt).join('\n')}`;
  if (squeezed(main).endsWith(squeezed(signature))) return text;
  const lines = main.split('\n');
  const signOff = signOffIn(lines, namesOf(signature, assistant.name ?? ''));
  if (!signOff) return `${main}\n\n${signature}${postscript}`.trimStart();
  const kept = lines.slice(0, signOff.at).join('\n').trimEnd();
  const closes = isClosing(signature.split('\n')[0] ?? '');
  const words = closes || signOff.words === null ? '' : `${signOff.words}\n`;
  return `${kept}\n\n${words}${signature}${postscript}`.trimStart();
};
