import { indexOf, tokensOf } from './own-index.ts';
import { findRuns, quotedRuns } from './own-runs.ts';

/*
 * Finds our own words in an answer: as words, regardless of lines, marks, case and punctuation, because mail programs
 * change these.
 */

/** A piece of a line; the pieces of a line, joined, are the line. */
export interface Piece {
  readonly text: string;
  readonly ours: boolean;
}

/** Links that we wrote. Mail programs may add their rewritten form in angle brackets. */
const LINK = /https?:\/\/[^\s<>"]+/g;
const BEHIND_LINK = /<(?:https?:|mailto:)[^<>]*>/g;

const linksIn = (texts: readonly string[]): ReadonlySet<string> =>
  new Set(texts.flatMap((text) => text.slice(0, 200_000).match(LINK) ?? []));

/** Whether the text has any words besides our links. */
const saysMore = (text: string, links: ReadonlySet<string>): boolean =>
  /[\p{L}\p{N}]/u.test(
    text.includes(':')
      ? text.replace(BEHIND_LINK, '').replace(LINK, (link) => (links.has(link) ? '' : link))
      : text,
  );

/** Splits a line where our words begin and end. Marks and punctuation stay with the words before them. */
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
 * Finds our own words in the lines of an answer: for each line its pieces, and whether they are ours. Lines without a
 * word of ours have one piece. `ownTexts`: what we sent in this conversation, oldest first.
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
      // Words of one run are consecutive; only punctuation is between them.
      if (last && previous !== null && !/[\p{L}\p{N}]/u.test(previous)) last[1] = token.end;
      else inLine.push([token.start, token.end]);
      spans.set(token.line, inLine);
    }
  }
  return lines.map((text, line) => piecesOf(text, spans.get(line) ?? [], links));
};
