import { dayOf } from './calendar.ts';
import type { Fact, ReadingOf } from './facts.ts';
import type { Known } from './known.ts';
import { type Claim, calculated, type Proof, type Prove, readingsOf, same } from './proof.ts';

const isYearLike = (value: number): boolean => Number.isInteger(value) && value >= 1900 && value <= 2100;

/** A year of the evidence. */
const yearEntry = (value: number, known: Known): Proof | null => {
  const entry = known.of('date').find(({ reading }) => reading.year === value);
  if (entry) return { entry };
  const { year } = dayOf(known.today);
  return value === year || value === year + 1 ? calculated : null;
};

export const proveQuantity: Prove<'quantity'> = (reading, claim, known, own): Proof | null => {
  const { value, unit, counts } = reading;
  const numbers = known.of('quantity').filter((one) => same(one.reading.value, value));
  const entry = numbers.find(({ reading: one }) =>
    unit === null ? one.unit === null : one.unit === unit || (one.unit === null && !one.counts),
  );
  if (entry) return { entry };
  if (isYearLike(value) && unit === null) {
    const year = yearEntry(value, known);
    if (year) return year;
  }
  if (unit !== null) return null;
  if (!counts) {
    // "It is 20": of whatever.
    for (const kind of ['amount', 'percent', 'quantity'] as const) {
      const other = known.of(kind).find((one) => same(one.reading.value, value));
      if (other) return { entry: other };
    }
    const byCount = known.of('duration').find(({ fact }) => fact.count === value);
    if (byCount) return { entry: byCount };
  }
  return isCountedTogether(value, claim, known, own.facts) ? calculated : null;
};

const MAX_COUNTED = 100_000;
const MAX_COUNTS = 60;

interface Counts {
  /** Of the text, with how often it states them. */
  readonly stated: ReadonlyMap<number, number>;
  readonly near: ReadonlySet<number>;
}
const counted = new WeakMap<readonly Fact[], Counts>();

const countsOf = (known: Known, own: readonly Fact[]): Counts => {
  const before = counted.get(own);
  if (before) return before;
  const stated = new Map<number, number>();
  for (const { count, readings } of own) {
    if (count !== null && stated.size < MAX_COUNTS && readings.some(({ kind }) => kind === 'quantity')) {
      stated.set(count, (stated.get(count) ?? 0) + 1);
    }
  }
  const near = known
    .of('quantity')
    .flatMap(({ piece, fact }) => (piece.isNear && fact.count !== null ? [fact.count] : []));
  const counts = { stated, near: new Set([...new Set(near)].slice(0, MAX_COUNTS)) };
  counted.set(own, counts);
  return counts;
};

/** A sum or a difference of what this conversation names: "the other five". */
const isCountedTogether = (
  value: number,
  { fact: claim, sentence }: Claim,
  known: Known,
  own: readonly Fact[],
): boolean => {
  if (!Number.isInteger(value) || value > MAX_COUNTED) return false;
  const { stated, near } = countsOf(known, own);
  // The text's own figures, one of them at least: of two of a mail anything would follow.
  for (const [a, times] of stated) {
    if (a === claim.count && times < 2) continue;
    for (const b of [...stated.keys(), ...near]) {
      if (a === b || (b === claim.count && !near.has(b))) continue;
      if (Math.abs(a - b) === value || a + b === value) return true;
    }
  }
  // "One of six came broken": the other five.
  return [...stated.keys(), ...near].some(
    (one) =>
      one - 1 === value &&
      /(?<!\p{L})(?:other|anderen|autres|otr[oa]s|altr[ie]|остальн\p{L}+)(?!\p{L})/iu.test(sentence),
  );
};

const DAYS_OF_MONTH = [30, 31];
/** The same length in another unit: 30 days are a month. */
const sameLength = (a: ReadingOf<'duration'>, b: ReadingOf<'duration'>): boolean => {
  if (a.unit === b.unit) return same(a.value, b.value);
  const [months, minutes] = a.unit === 'month' ? [a.value, b.value] : [b.value, a.value];
  const days = minutes / 1440;
  return (
    DAYS_OF_MONTH.some((one) => days === months * one) || (months % 12 === 0 && days === (months / 12) * 365)
  );
};

export const proveDuration: Prove<'duration'> = (reading, claim, known, own): Proof | null => {
  const entry = known.of('duration').find((one) => sameLength(one.reading, reading));
  if (entry) return { entry };
  // "3 days to the mainland, 7 to the islands".
  const { count } = claim.fact;
  const bare = known
    .of('quantity')
    .find(
      ({ reading: one, piece }) =>
        piece.side === 'ours' && one.unit === null && !one.counts && count !== null && same(one.value, count),
    );
  if (bare) return { entry: bare };
  // A year has twelve months: what costs so much a month is counted for one.
  if (
    reading.unit === 'month' &&
    reading.value === 12 &&
    known.of('amount').some(({ reading: one }) => one.period !== null)
  ) {
    return calculated;
  }
  // "My daughter is 7": an age.
  const age = known
    .of('quantity')
    .find(
      ({ reading: one, piece }) => piece.isNear && one.unit === null && !one.counts && one.value === count,
    );
  if (age && reading.unit === 'month') return { entry: age };
  const ofText = own.facts.filter((fact) => fact !== claim.fact);
  const lengths = ofText.flatMap(({ readings }) =>
    readings.flatMap((one) => (one.kind === 'duration' ? [one] : [])),
  );
  const { stated, near } = countsOf(known, own.facts);
  const counts = [...stated.keys(), ...near];
  const isProduct = lengths.some((one) =>
    counts.some((count) => sameLength({ ...one, value: one.value * count }, reading)),
  );
  if (isProduct) return calculated;
  const isSpan = known.ranges.some(({ from, to }) => {
    const [a, b] = [from, to].map(({ readings }) => readings.find((one) => one.kind === 'time'));
    return (
      a !== undefined &&
      b !== undefined &&
      reading.unit === 'minute' &&
      b.minutes - a.minutes === reading.value
    );
  });
  if (isSpan) return calculated;
  // "For seven years", of a year that is named.
  const isSince =
    reading.unit === 'month' &&
    reading.value % 12 === 0 &&
    known
      .of('quantity')
      .some(
        ({ reading: one }) =>
          isYearLike(one.value) && dayOf(known.today).year - one.value === reading.value / 12,
      );
  if (isSince) return calculated;
  const rest = readingsOf(own, 'duration', claim.fact);
  return rest.some((a) =>
    rest.some(
      (b) =>
        a !== b &&
        a.unit === reading.unit &&
        b.unit === reading.unit &&
        same(a.value + b.value, reading.value),
    ),
  )
    ? calculated
    : null;
};
