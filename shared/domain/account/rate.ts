/** A rate limit: `events` per `periodMs`, of which `burst` at once. */
export interface Rate {
  readonly events: number;
  readonly periodMs: number;
  /** Events admitted at once after an idle period. */
  readonly burst: number;
}

export type Admission =
  | {
      readonly admitted: true;
      /** The value to store: the subject has used up its share until then (epoch ms). */
      readonly usedUntil: number;
    }
  | { readonly admitted: false; readonly retryAfterMs: number };

/**
 * The generic cell rate algorithm (ITU-T I.371). It stores one number per subject. Unlike a fixed window it never
 * admits twice the rate at a window's edge, and a refusal changes nothing. `usedUntil` null: the subject is unknown.
 */
export const admit = (usedUntil: number | null, rate: Rate, now: number): Admission => {
  const intervalMs = rate.periodMs / rate.events;
  const next = Math.max(usedUntil ?? now, now) + intervalMs;
  const excess = next - now - rate.burst * intervalMs;
  // Tolerance for rounding errors: one microsecond.
  return excess > 1e-3
    ? { admitted: false, retryAfterMs: Math.ceil(excess) }
    : { admitted: true, usedUntil: next };
};
