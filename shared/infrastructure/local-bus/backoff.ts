export interface Backoff {
  readonly minMs: number;
  readonly maxMs: number;
}

/**
 * Doubles with every failed attempt (1 is the first), randomly between half and the full delay, so that messages that
 * failed together do not return together. `random` is in [0, 1).
 */
export const backoffMs = (attempt: number, backoff: Backoff, random: number): number => {
  const full = Math.min(backoff.maxMs, backoff.minMs * 2 ** Math.min(attempt - 1, 30));
  return Math.round(full * (0.5 + random / 2));
};
