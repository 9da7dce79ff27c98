import { withoutFormat } from './labels.ts';

/*
 * Finding what we wrote ourselves in an answer: as words, without regard to lines, marks, case and punctuation, so that
 * it does not matter what a mail program made of them.
 */

interface Token {
  readonly word: string;
  /** Where it stands. */
  readonly line: number;
  readonly start: number;
  readonly end: number;
}

/** A stretch of tokens that are also a stretch of one of our texts. */
interface Run {
  readonly start: number;
  readonly end: number;
  readonly own: number;
  readonly weight: number;
}

/** A piece of a line; those of a line, joined, are the line. */
export interface Piece {
  readonly text: string;
  readonly ours: boolean;
}

/** Words of one script, or single characters of scripts that put no spaces between words. Links are no words. */
const WORD =
  /https?:\/\/[^\s<>]+|[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]|[\p{L}\p{N}\p{M}]+/gu;
const UNSPACED =
  /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]$/u;

const MAX_TOKENS = 60_000;
const MAX_OWN_TEXTS = 60;
const GRAM = 3;
/** How many places of a common phrase are tried. */
const MAX_PLACES = 16;
/** More pieces than anybody takes out of a mail. */
const MAX_RUNS = 1500;
/** Words that nobody happens to write in the same order. */
const ANCHOR = 8;
/** Of one of our texts, so much that it was quoted. */
const SHARE = 0.5;

const weightOf = (word: string): number => (UNSPACED.test(word) ? 0.5 : 1);

const tokensOf = (lines: readonly string[]): readonly Token[] => {
  const tokens: Token[] = [];
  for (const [line, text] of lines.entries()) {
    for (const match of text.matchAll(WORD)) {
      if (match[0].startsWith('http')) continue;
      const word = withoutFormat(match[0]).normalize('NFKC').toLowerCase();
      if (word === '') continue;
      tokens.push({ word, line, start: match.index, end: match.index + match[0].length });
      if (tokens.length >= MAX_TOKENS) return tokens;
    }
  }
  return tokens;
};

/** All of our texts as one row of words; a word that no mail has stands between them. */
interface OwnWords {
  readonly words: readonly string[];
  /** Where the text begins and ends that a word belongs to. */
  readonly bounds: readonly (readonly [start: number, end: number])[];
  readonly grams: ReadonlyMap<string, readonly number[]>;
}

const END = '\n';

const gramAt = (words: readonly string[], at: number): string => words.slice(at, at + GRAM).join(' ');

const indexOf = (texts: readonly string[]): OwnWords => {
  const words: string[] = [];
  const bounds: (readonly [number, number])[] = [];
  for (const text of texts.slice(-MAX_OWN_TEXTS)) {
    const start = words.length;
    words.push(...tokensOf(text.slice(0, 200_000).split('\n')).map(({ word }) => word), END);
    if (words.length - start > GRAM) bounds.push([start, words.length - 1]);
    if (words.length >= MAX_TOKENS) break;
  }
  const grams = new Map<string, number[]>();
  for (let at = 0; at + GRAM <= words.length; at++) {
    const gram = gramAt(words, at);
    if (gram.includes(END)) continue;
    const places = grams.get(gram);
    if (!places) grams.set(gram, [at]);
    else if (places.length < MAX_PLACES) places.push(at);
  }
  return { words, bounds, grams };
};

/** Whether tokens from `start` to `end` are all that stands on their lines. */
const fillsLines = (tokens: readonly Token[], start: number, end: number): boolean =>
  tokens[start - 1]?.line !== tokens[start]?.line && tokens[end - 1]?.line !== tokens[end]?.line;

const findRuns = (tokens: readonly Token[], own: OwnWords): readonly Run[] => {
  const words = tokens.map(({ word }) => word);
  const runs: Run[] = [];
  const lengthAt = (at: number, place: number): number => {
    let length = 0;
    while (at + length < words.length && words[at + length] === own.words[place + length]) length++;
    return length;
  };
  for (let at = 0; at < words.length && runs.length < MAX_RUNS; ) {
    let length = 0;
    let place = 0;
    for (const candidate of own.grams.get(gramAt(words, at)) ?? []) {
      const reached = lengthAt(at, candidate);
      if (reached > length) [length, place] = [reached, candidate];
    }
    // Right where the last run ended, a name on its own line is enough.
    const last = runs.at(-1);
    if (length < GRAM && last?.end === at) {
      const next = last.own + last.end - last.start;
      length = lengthAt(at, next);
      place = next;
      if (length < 2 && !(length === 1 && fillsLines(tokens, at, at + 1))) length = 0;
    } else if (length < GRAM) length = 0;
    if (length === 0) {
      at++;
      continue;
    }
    const weight = words.slice(at, at + length).reduce((sum, word) => sum + weightOf(word), 0);
    runs.push({ start: at, end: at + length, own: place, weight });
    at += length;
  }
  return runs;
};

/**
 * Which runs are quotations. Long ones are, and those that together are much of one of our texts; a phrase that
 * everybody uses is none, unless it fills a gap in the order in which we wrote.
 */
const quotedRuns = (runs: readonly Run[], own: OwnWords): readonly Run[] => {
  const accepted = new Set<Run>();
  const taken = new Uint8Array(own.words.length);
  for (const [start, end] of own.bounds) {
    const inText = runs.filter((run) => run.own >= start && run.own < end);
    if (inText.length === 0) continue;
    const longest = [...inText].sort((a, b) => b.weight - a.weight);
    const claimed: Run[] = [];
    for (const run of longest) {
      const length = run.end - run.start;
      const before = taken.subarray(run.own, run.own + length).reduce((sum, used) => sum + used, 0);
      if (before * 2 > length && run.weight < ANCHOR) continue;
      taken.fill(1, run.own, run.own + length);
      claimed.push(run);
    }
    const total = own.words.slice(start, end).reduce((sum, word) => sum + weightOf(word), 0);
    const matched = claimed.reduce((sum, run) => sum + run.weight, 0);
    const anchored =
      claimed.some(({ weight }) => weight >= ANCHOR) || matched >= Math.max(GRAM, total * SHARE);
    if (!anchored) continue;
    for (const run of inOrder(claimed)) accepted.add(run);
  }
  return runs.filter((run) => accepted.has(run));
};

/** Without short runs that stand out of the order of the long ones. */
const inOrder = (runs: readonly Run[]): readonly Run[] => {
  const kept: Run[] = [];
  for (const run of [...runs].sort((a, b) => b.weight - a.weight)) {
    const crosses = kept.some((other) => run.start < other.start !== run.own < other.own);
    if (run.weight >= ANCHOR || !crosses) kept.push(run);
  }
  return kept;
};

/** Links that we wrote. What programs make of others stands in angle brackets behind them. */
const LINK = /https?:\/\/[^\s<>"]+/g;
const BEHIND_LINK = /<(?:https?:|mailto:)[^<>]*>/g;

const linksIn = (texts: readonly string[]): ReadonlySet<string> =>
  new Set(texts.flatMap((text) => text.slice(0, 200_000).match(LINK) ?? []));

/** Whether anything is said, apart from links of ours. */
const saysMore = (text: string, links: ReadonlySet<string>): boolean =>
  /[\p{L}\p{N}]/u.test(
    text.includes(':')
      ? text.replace(BEHIND_LINK, '').replace(LINK, (link) => (links.has(link) ? '' : link))
      : text,
  );

/** Cuts a line where our words begin and end. Marks and punctuation stay with the words before them. */
const piecesOf = (
  text: string,
  spans: readonly (readonly [number, number])[],
  links: ReadonlySet<string>,
): readonly Piece[] => {
  const pieces: Piece[] = [];
  let at = 0;
  for (const [start, end] of spans) {
    const before = text.slice(at, start);
    const more = saysMore(before, links);
    if (more) pieces.push({ text: before, ours: false });
    const tail = /^[^\p{L}\p{N}\s]*/u.exec(text.slice(end))?.[0].length ?? 0;
    pieces.push({ text: text.slice(more ? start : at, end + tail), ours: true });
    at = end + tail;
  }
  const rest = text.slice(at);
  const last = pieces.pop();
  if (!last) return [{ text, ours: /:\/\//.test(text) && !saysMore(text, links) }];
  return saysMore(rest, links)
    ? [...pieces, last, { text: rest, ours: false }]
    : [...pieces, { text: last.text + rest, ours: last.ours }];
};

/**
 * Finds our own words in the lines of an answer: for each line its pieces, which are ours or not. Lines without a word
 * of ours have one piece. `ownTexts`: what we sent in this conversation, oldest first.
 */
export const findOwnWords = (
  lines: readonly string[],
  ownTexts: readonly string[],
): readonly (readonly Piece[])[] | null => {
  const own = indexOf(ownTexts);
  if (own.bounds.length === 0) return null;
  const tokens = tokensOf(lines);
  const runs = quotedRuns(findRuns(tokens, own), own);
  if (runs.length === 0) return null;
  const links = linksIn(ownTexts);
  const spans = new Map<number, [number, number][]>();
  for (const run of runs) {
    for (const token of tokens.slice(run.start, run.end)) {
      const inLine = spans.get(token.line) ?? [];
      const last = inLine.at(-1);
      const previous = last ? (lines[token.line] ?? '').slice(last[1], token.start) : null;
      // Words of one run follow each other; only what is no word stands between them.
      if (last && previous !== null && !/[\p{L}\p{N}]/u.test(previous)) last[1] = token.end;
      else inLine.push([token.start, token.end]);
      spans.set(token.line, inLine);
    }
  }
  return lines.map((text, line) => piecesOf(text, spans.get(line) ?? [], links));
};
