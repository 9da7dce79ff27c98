import { sentenceAround } from './clauses.ts';
import { type Piece, piecesOf, type Told } from './evidence-pieces.ts';
import { nameKey } from './names.ts';
import type { SourceKind } from './source-kinds.ts';
import type { Proved } from './unproved.ts';

/** Where something that a mail states is from. */
export interface Source {
  readonly kind: SourceKind;
  /** Of the passage or the mail; when a note was written; `assistant` or `thread` otherwise. */
  readonly id: string;
  /** Its words. */
  readonly quote: string;
  /** The words of the mail that rest on it; null: the mail as a whole. */
  readonly start: number | null;
  readonly end: number | null;
}

/** As the model names it. */
export interface ClaimedSource {
  readonly kind: string;
  readonly id: string;
  readonly quote: string;
}

const MAX_SOURCES = 30;
const MAX_QUOTE = 300;
const MIN_QUOTE = 3;

const cut = (text: string): string => text.replaceAll(/\s+/g, ' ').trim().slice(0, MAX_QUOTE).toWellFormed();

const foundIn = (pieces: readonly Piece[], { kind, id, quote }: ClaimedSource): Piece | null => {
  const key = nameKey(quote);
  if (key.length < MIN_QUOTE) return null;
  const holding = pieces.filter(({ text }) => ` ${nameKey(text)} `.includes(` ${key} `));
  return (
    holding.find((piece) => piece.id === id && piece.kind === kind) ??
    holding.find((piece) => piece.kind === kind) ??
    holding[0] ??
    null
  );
};

/**
 * The sources of a mail: what its statements were found to follow from, and what the model names if its words are really
 * there. Profile data is no source that anybody would look up.
 */
export const sourcesOf = (
  claimed: readonly ClaimedSource[],
  proved: readonly Proved[],
  told: Told,
): readonly Source[] => {
  const found: Source[] = [];
  for (const { start, end, proof } of proved) {
    const entry = proof.entry;
    if (!entry || entry.piece.kind === 'profile') continue;
    const { piece, fact } = entry;
    found.push({ kind: piece.kind, id: piece.id, quote: cut(sentenceAround(piece.text, fact)), start, end });
  }
  if (claimed.length > 0) {
    const pieces = piecesOf(told);
    for (const one of claimed) {
      const piece = foundIn(pieces, one);
      if (!piece || piece.kind === 'profile') continue;
      const quote = cut(one.quote);
      const isKnown = found.some(
        ({ kind, id, quote: other }) => kind === piece.kind && id === piece.id && other.includes(quote),
      );
      if (!isKnown) found.push({ kind: piece.kind, id: piece.id, quote, start: null, end: null });
    }
  }
  return found.slice(0, MAX_SOURCES);
};
