import fc from 'fast-check';
import { expect, test } from 'vitest';
import { admit, type Rate } from './rate.ts';

const rate: Rate = { events: 6, periodMs: 60_000, burst: 3 };

/** At which of these times somebody who asks is let through. */
const admittedAt = (times: readonly number[], of: Rate = rate): readonly number[] => {
  let usedUntil: number | null = null;
  return times.filter((now) => {
    const admission = admit(usedUntil, of, now);
    if (admission.admitted) usedUntil = admission.usedUntil;
    return admission.admitted;
  });
};

test('lets a burst through at once, then one an interval', () => {
  expect(admittedAt([0, 0, 0, 0, 9_999, 10_000, 10_001, 20_000])).toEqual([0, 0, 0, 10_000, 20_000]);
});

test('says after what time it is worth trying again, and keeps its word', () => {
  let usedUntil: number | null = null;
  for (let n = 0; n < 3; n++) {
    const admission = admit(usedUntil, rate, 1000);
    if (admission.admitted) usedUntil = admission.usedUntil;
  }
  expect(admit(usedUntil, rate, 4000)).toEqual({ admitted: false, retryAfterMs: 7000 });
  expect(admit(usedUntil, rate, 11_000).admitted).toBe(true);
});

test('after a rest there is a burst again, and no more than that', () => {
  expect(admittedAt([0, 0, 0, 600_000, 600_000, 600_000, 600_000])).toHaveLength(6);
});

test('no more than burst and rate together in any stretch of time, and never fewer than the rate', () => {
  const rates = fc.record({
    events: fc.integer({ min: 1, max: 500 }),
    periodMs: fc.constantFrom(1000, 60_000, 3_600_000),
    burst: fc.integer({ min: 1, max: 300 }),
  });
  const pauses = fc.array(fc.nat(20_000), { minLength: 1, maxLength: 300 });
  fc.assert(
    fc.property(rates, pauses, (of, gaps) => {
      let at = 0;
      const asked = gaps.map((gap) => (at += gap));
      const times = admittedAt(asked, of);
      for (const from of times.slice(0, 20)) {
        for (const to of times.slice(-20)) {
          if (to < from) continue;
          const within = times.filter((time) => time >= from && time <= to).length;
          expect(within).toBeLessThanOrEqual(of.burst + ((to - from) * of.events) / of.periodMs + 1e-6);
        }
      }
      const patient = asked.map((_, n) => (n * of.periodMs) / of.events);
      expect(admittedAt(patient, of)).toHaveLength(patient.length);
    }),
    { numRuns: 100 },
  );
});
