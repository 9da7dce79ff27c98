import { withoutFormat } from './labels.ts';

/** Splits texts into words, and indexes every three consecutive words of the texts that we sent. */

export interface Token {
  readonly word: string;
  /** Its position in the line. */
  readonly line: number;
  readonly start: number;
  readonly end: number;
}

/** Scripts without spaces between words: each character counts as a word. */
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
/** Links are not words. */
const LINKED = 'https?:\\/\\/[^\\s<>]+';
const PLAIN_WORD = new RegExp(`${LINKED}|[a-z0-9]+`, 'gi');
const WORD = new RegExp(`${LINKED}|[\\p{L}\\p{N}\\p{M}]+`, 'gu');
const CHARACTER = new RegExp(`${LINKED}|${UNSPACED.source}|[\\p{L}\\p{N}\\p{M}]+`, 'gu');

const wordsOf = (text: string): RegExp =>
  !/[^\p{ASCII}]/u.test(text) ? PLAIN_WORD : UNSPACED.test(text) ? CHARACTER : WORD;

const MAX_TOKENS = 60_000;
const MAX_OWN_TEXTS = 60;
export const GRAM = 3;
/** How many positions of a common phrase are tried. */
const MAX_PLACES = 16;

export const tokensOf = (lines: readonly string[]): readonly Token[] => {
  const tokens: Token[] = [];
  for (const [line, text] of lines.entries()) {
    const pattern = wordsOf(text);
    for (const match of text.matchAll(pattern)) {
      if (/^https?:/i.test(match[0])) continue;
      const lower = match[0].toLowerCase();
      const word = pattern === PLAIN_WORD ? lower : withoutFormat(lower).normalize('NFKC');
      if (word === '') continue;
      tokens.push({ word, line, start: match.index, end: match.index + match[0].length });
      if (tokens.length >= MAX_TOKENS) return tokens;
    }
  }
  return tokens;
};

/** All our texts as one sequence of words, separated by a word that no mail contains. */
export interface OwnWords {
  readonly words: readonly string[];
  /** For each word, the start and end (exclusive) of the text that it belongs to. */
  readonly bounds: readonly (readonly [start: number, end: number])[];
  /** Words as numbers, so that three of them can be combined into one number. */
  readonly ids: ReadonlyMap<string, number>;
  readonly grams: ReadonlyMap<number, readonly number[]>;
}

const END = '\n';
const NO_GRAM = -1;
/** More than the number of tokens; its cube is a safe integer. */
const BASE = 2 ** 17;

export const gramOf = (a: number | undefined, b: number | undefined, c: number | undefined): number =>
  a === undefined || b === undefined || c === undefined ? NO_GRAM : (a * BASE + b) * BASE + c;

export const indexOf = (texts: readonly string[]): OwnWords => {
  const words: string[] = [];
  const bounds: (readonly [number, number])[] = [];
  for (const text of texts.slice(-MAX_OWN_TEXTS)) {
    const start = words.length;
    words.push(...tokensOf(text.slice(0, 200_000).split('\n')).map(({ word }) => word), END);
    if (words.length - start > GRAM) bounds.push([start, words.length - 1]);
    if (words.length >= MAX_TOKENS) break;
  }
  const ids = new Map<string, number>();
  const numbers = words.map((word) => {
    if (word === END) return undefined;
    const id = ids.get(word) ?? ids.size;
    if (id === ids.size) ids.set(word, id);
    return id;
  });
  const grams = new Map<number, number[]>();
  for (let at = 0; at + GRAM <= words.length; at++) {
    const gram = gramOf(numbers[at], numbers[at + 1], numbers[at + 2]);
    if (gram === NO_GRAM) continue;
    const places = grams.get(gram);
    if (!places) grams.set(gram, [at]);
    else if (places.length < MAX_PLACES) places.push(at);
  }
  return { words, bounds, ids, grams };
};

/** The weight of a word: a character of a script without spaces counts half. */
export const weightOf = (word: string): number => (UNSPACED.test(word) ? 0.5 : 1);
