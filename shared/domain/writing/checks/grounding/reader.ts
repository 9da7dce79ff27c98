import type { LineLanguage } from '../../lines-below.ts';
import type { Fact, Reading } from './facts.ts';
import type { Token } from './tokens.ts';

export interface Reader {
  readonly tokens: readonly Token[];
  readonly language: LineLanguage;
}

/** A fact, and the tokens that it was read from. */
export interface Found {
  readonly fact: Fact;
  readonly at: number;
  /** Index behind its last token. */
  readonly next: number;
}

export const found = (
  tokens: readonly Token[],
  at: number,
  next: number,
  readings: readonly Reading[],
  isWeak = false,
  more: { readonly isImpossible?: boolean; readonly count?: number | null } = {},
): Found => ({
  at,
  next,
  fact: {
    start: tokens[at]?.start ?? 0,
    end: tokens[next - 1]?.end ?? 0,
    readings,
    isWeak,
    isImpossible: more.isImpossible ?? false,
    count: more.count ?? null,
  },
});

/** Nothing stands between the two tokens. */
export const touches = (a: Token | undefined, b: Token | undefined): boolean =>
  a !== undefined && b !== undefined && a.end === b.start;
