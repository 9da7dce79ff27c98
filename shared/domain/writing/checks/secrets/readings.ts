import { withDigits } from './number-words.ts';

/** Letters of other alphabets that look like Latin ones, each before the Latin one. */
const PAIRS = 'аaеeоoрpсcуyхxкkмmтtнhвbіiјjѕsԁdαaοoρpεeιiκkνvτtυu';
const LOOKALIKES: ReadonlyMap<string, string> = new Map(
  [...PAIRS.matchAll(/(.)(.)/gu)].map(([, alike = '', latin = '']) => [alike, latin]),
);

/** Lower case without accents, invisible characters, full-width and look-alike letters. */
const plainLetters = (text: string): string =>
  text
    .normalize('NFKD')
    .replaceAll(/[\p{Cf}\p{M}\u115f\u1160\u3164]/gu, '')
    .toLowerCase();

/** In a word that mixes alphabets, letters that look Latin are treated as Latin. */
const unmasked = (word: string): string =>
  /[a-z]/.test(word) ? word.replaceAll(/[^\p{ASCII}]/gu, (char) => LOOKALIKES.get(char) ?? char) : word;

const splitWords = (text: string): readonly string[] =>
  plainLetters(text)
    .replaceAll('ß', 'ss')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
    .map((word) => [...unmasked(word)].map((char) => digitOf(char)).join(''));

/** Digits of other scripts: `٤٢` → `42`. */
const digitOf = (char: string): string => {
  if (!/\p{Nd}/u.test(char)) return char;
  const code = char.codePointAt(0) ?? 0;
  // Decimal digits come in groups of ten; a group begins where the character before is not a digit.
  let zero = code;
  while (code - zero < 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero--;
  return code < 0x80 ? char : String(code - zero);
};

/** One way to read a text. */
export interface Reading {
  /** Its words, numbers in digits. */
  readonly words: readonly string[];
  /** Numbers, each also joined with the one directly after it: `88 41` is 8841 as well. */
  readonly numbers: readonly string[];
  /** All letters and digits without anything in between. */
  readonly squeezed: string;
  /** Whether the text was decoded first. */
  readonly isDecoded: boolean;
}

export const readingOf = (text: string, isDecoded = false): Reading => {
  const words = withDigits(splitWords(text));
  const numbers = words
    .map((word) => (/^\d+$/.test(word) ? word : ' '))
    .join('')
    .split(' ')
    .filter((run) => run !== '');
  return { words, numbers, squeezed: words.join(''), isDecoded };
};

const isText = (text: string): boolean =>
  text.length > 3 && !text.includes('\ufffd') && !/[^\P{Cc}\s]/u.test(text) && /\p{L}{2}|\d{3}/u.test(text);

const decoder = new TextDecoder();
const fromBytes = (bytes: Uint8Array): readonly string[] => {
  const text = decoder.decode(bytes);
  return isText(text) ? [text] : [];
};

const BASE64 = /[A-Za-z0-9+/_-]{8,}={0,2}/g;
const HEX = /(?:(?:0x|\\x)?[0-9a-f]{2}[\s:,]{0,2}){4,}/gi;
const CODES = /(?:&#x?[0-9a-f]{2,6};\s*){3,}|(?<![\d.])(?:\d{2,3}[\s,]{1,3}){4,}\d{2,3}(?![\d.])/gi;
const BITS = /(?:[01]{8}[\s,]{0,2}){3,}/g;
const PERCENT = /(?:[^\s%]{0,40}%[0-9a-f]{2}){3,}[^\s%]{0,40}/gi;
const MAX_PIECES = 50;

const matchesOf = (text: string, pattern: RegExp): readonly string[] =>
  [...text.matchAll(pattern)].slice(0, MAX_PIECES).map(([match]) => match);

const fromBase64 = (piece: string): readonly string[] => {
  const standard = piece.replaceAll('-', '+').replaceAll('_', '/').replace(/=+$/, '');
  try {
    const binary = atob(standard.slice(0, standard.length - (standard.length % 4 === 1 ? 1 : 0)));
    return fromBytes(Uint8Array.from(binary, (char) => char.charCodeAt(0)));
  } catch {
    return [];
  }
};

const fromNumbers = (numbers: readonly number[]): readonly string[] =>
  numbers.every((code) => code > 8 && code < 0x110000)
    ? [String.fromCodePoint(...numbers)].filter(isText)
    : [];

const decodedOnce = (text: string): readonly string[] => [
  ...matchesOf(text, BASE64).flatMap(fromBase64),
  // An encoding that was wrapped over several lines.
  ...matchesOf(text.replaceAll(/(?<=[A-Za-z0-9+/]{16})\s+(?=[A-Za-z0-9+/]{4})/g, ''), BASE64).flatMap(
    fromBase64,
  ),
  ...matchesOf(text, HEX).flatMap((piece) =>
    fromBytes(
      Uint8Array.from(piece.replaceAll(/0x|\\x|[^0-9a-f]/gi, '').match(/../g) ?? [], (two) =>
        Number.parseInt(two, 16),
      ),
    ),
  ),
  ...matchesOf(text, BITS).flatMap((piece) =>
    fromBytes(Uint8Array.from(piece.match(/[01]{8}/g) ?? [], (eight) => Number.parseInt(eight, 2))),
  ),
  ...matchesOf(text, CODES).flatMap((piece) =>
    fromNumbers(
      [...piece.matchAll(/(x?)([0-9a-f]+)/gi)].map(([, x, code = '']) => Number.parseInt(code, x ? 16 : 10)),
    ),
  ),
  ...matchesOf(text, PERCENT).flatMap((piece) => {
    try {
      return [decodeURIComponent(piece)];
    } catch {
      return [];
    }
  }),
];

const rotated = (text: string, by: number, first: number, count: number): string =>
  [...text]
    .map((char) => {
      const at = (char.codePointAt(0) ?? 0) - first;
      // A part that the shift does not change was not shifted.
      if (at < 0 || at >= count) return /\p{L}/u.test(char) ? ' ' : char;
      return String.fromCodePoint(first + ((at + by) % count));
    })
    .join('');

/** The alphabet shifts in common use: ROT13 and Caesar's. */
const SHIFTS = [13, 3, 23, 1, 25];
const CYRILLIC = 0x430;

/** Characters that replace letters: `h4rb0r`. */
const LETTERS: ReadonlyMap<string, string> = new Map(
  [...'0o1i3e4a5s7t@a$s'.matchAll(/(.)(.)/gu)].map(([, sign = '', letter = '']) => [sign, letter]),
);

/**
 * The ways to read a text: as it is, decoded (base64, hex, character codes, bits, percent encoding, also nested),
 * shifted in the alphabet, backwards, and with digits for letters.
 */
export const readingsOf = (text: string): readonly Reading[] => {
  const once = decodedOnce(text);
  const twice = once.flatMap(decodedOnce);
  const lower = plainLetters(text);
  const others = [
    ...once,
    ...twice,
    ...SHIFTS.map((by) => rotated(lower, by, 0x61, 26)),
    rotated(lower, 16, CYRILLIC, 32),
    [...lower].toReversed().join(''),
  ];
  const spelt = lower.replaceAll(
    /(?<=\p{L})[013457@$]|[013457@$](?=\p{L})/gu,
    (char) => LETTERS.get(char) ?? char,
  );
  return [readingOf(text), readingOf(spelt), ...others.map((other) => readingOf(other, true))];
};
