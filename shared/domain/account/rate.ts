/** So many events within a period, and so many of them at once. */
export interface Rate {
  readonly events: number;
  readonly periodMs: number;
  /** How many may come at once after a time of rest. */
  readonly burst: number;
}

export type Admission =
  | {
      readonly admitted: true;
      /** What to remember: until then (epoch ms) the subject has used up its share. */
      readonly usedUntil: number;
    }
  | { readonly admitted: false; readonly retryAfterMs: number };

/**
 * The generic cell rate algorithm (ITU-T I.371): one number per subject is remembered, there is no window at whose edge
 * twice the rate gets through, and a refusal changes nothing. `usedUntil` null: never seen, or forgotten.
 */
export const admit = (usedUntil: number | null, rate: Rate, now: number): Admission => {
  const intervalMs = rate.periodMs / rate.events;
  const next = Math.max(usedUntil ?? now, now) + intervalMs;
  const excess = next - now - rate.burst * intervalMs;
  // Sums of fractions: less than a microsecond over is not over.
  return excess > 1e-3
    ? { admitted: false, retryAfterMs: Math.ceil(excess) }
    : { admitted: true, usedUntil: next };
};
