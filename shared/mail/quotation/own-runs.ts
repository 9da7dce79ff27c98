import { GRAM, gramOf, type OwnWords, type Token, weightOf } from './own-index.ts';

/** A run of tokens that also occurs in one of our texts. */
export interface Run {
  readonly start: number;
  readonly end: number;
  readonly own: number;
  readonly weight: number;
}

/** The maximum number of pieces of a mail that are considered. */
const MAX_RUNS = 1500;
/** A run of this many words is not a coincidence. */
const ANCHOR = 8;
/** If the runs cover this share of one of our texts, it was quoted. */
const SHARE = 0.5;

/** Whether the tokens from `start` to `end` are everything on their lines. */
const fillsLines = (tokens: readonly Token[], start: number, end: number): boolean =>
  tokens[start - 1]?.line !== tokens[start]?.line && tokens[end - 1]?.line !== tokens[end]?.line;

export const findRuns = (tokens: readonly Token[], own: OwnWords): readonly Run[] => {
  const words = tokens.map(({ word }) => word);
  const ids = words.map((word) => own.ids.get(word));
  const runs: Run[] = [];
  const lengthAt = (at: number, place: number): number => {
    let length = 0;
    while (at + length < words.length && words[at + length] === own.words[place + length]) length++;
    return length;
  };
  for (let at = 0; at < words.length && runs.length < MAX_RUNS; ) {
    let length = 0;
    let place = 0;
    for (const candidate of own.grams.get(gramOf(ids[at], ids[at + 1], ids[at + 2])) ?? []) {
      const reached = lengthAt(at, candidate);
      if (reached > length) [length, place] = [reached, candidate];
    }
    // Directly after the last run, a name on its own line is enough.
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
 * The runs that are quotations: long ones, and those that together cover much of one of our texts. A common phrase only
 * counts if it fills a gap in the order of our text.
 */
export const quotedRuns = (runs: readonly Run[], own: OwnWords): readonly Run[] => {
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

/** Removes short runs that do not fit the order of the long ones. */
const inOrder = (runs: readonly Run[]): readonly Run[] => {
  const kept: Run[] = [];
  for (const run of [...runs].sort((a, b) => b.weight - a.weight)) {
    const crosses = kept.some((other) => run.start < other.start !== run.own < other.own);
    if (run.weight >= ANCHOR || !crosses) kept.push(run);
  }
  return kept;
};
