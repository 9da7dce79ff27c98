import type { Assistant } from '../assistant/assistant.ts';
import { closingBefore, isClosing } from './closings.ts';

const MAX_CLOSING_LINES = 6;
const MAX_NAME_WORDS = 5;
/** "Warmly," is a sign-off in whatever language; "See you on Friday at ten," is a sentence. */
const MAX_UNKNOWN_CLOSING_WORDS = 3;

const squeezed = (text: string): string => text.replaceAll(/\s+/g, ' ').trim().toLowerCase();

/** Without dashes before it and punctuation behind it. */
const bareName = (line: string): string =>
  squeezed(line)
    .replace(/^[\s\p{Pd}~/*_]+/u, '')
    .replace(/[\s,.;:!]+$/, '');

/** What may stand below a closing: a name, a role, a company; nothing that says more. */
const isNameLine = (line: string): boolean =>
  line.trim() === '' || (line.trim().split(/\s+/).length <= MAX_NAME_WORDS && !/[.!?:。！？]\s*$/.test(line));

/** What a sign-off of this assistant can consist of: the lines of the signature, its name, and their first words. */
const namesOf = (signature: string, name: string): ReadonlySet<string> => {
  const lines = [...signature.split('\n'), name].filter((line) => line.trim() !== '' && !isClosing(line));
  return new Set(
    lines
      .flatMap((line) => [bareName(line), bareName(line.trim().split(/\s+/)[0] ?? '')])
      .filter((word) => /\p{L}{2}|\p{Script=Han}|\p{Script=Hangul}/u.test(word)),
  );
};

/** "PS: bring the papers along": what stands behind the sign-off stays behind it. */
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
  /** The first line that belongs to it. */
  readonly at: number;
  /** The line with its closing words, if the signature has none of its own; null: there are none to keep. */
  readonly words: string | null;
}

/** Where the text signs off, if it does. */
const signOffIn = (lines: readonly string[], names: ReadonlySet<string>): SignOff | null => {
  const from = Math.max(0, lines.length - MAX_CLOSING_LINES);
  const closing = lines.findLastIndex((line, index) => index >= from && isClosing(line));
  if (closing >= 0 && lines.slice(closing + 1).every(isNameLine)) {
    // Some languages close in two lines.
    let at = closing;
    while (at > 0 && isClosing(lines[at - 1] ?? '')) at--;
    return { at, words: lines.slice(at, closing + 1).join('\n') };
  }
  const last = lines.at(-1) ?? '';
  for (const name of names) {
    const words = closingBefore(last, name);
    if (words !== null) return { at: lines.length - 1, words: withoutName(last, name) };
  }
  // A name alone, or several lines of the signature; before it perhaps a closing that no list knows.
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

/** "Viele Grüße, Ada" without the name. */
const withoutName = (line: string, name: string): string => {
  const at = line.toLowerCase().lastIndexOf(name);
  return (at < 0 ? line : line.slice(0, at)).replace(/[\s\p{Pd}]+$/u, '');
};

/** Sign-off and signature once, at the end, before a postscript, whatever of them the writer put there. */
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
