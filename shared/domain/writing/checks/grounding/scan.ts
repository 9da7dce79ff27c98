import type { LineLanguage } from '../../lines-below.ts';
import { relativeDay } from './calendar.ts';
import type { Fact, Facts, Range, Reading } from './facts.ts';
import { type Found, found, type Reader } from './reader.ts';
import { readMonth, readNumericDate, readWeekday, withWeekdays } from './scan-dates.ts';
import { readAmountBehindSymbol, readNumber } from './scan-numbers.ts';
import { readClock, readSpokenTime } from './scan-times.ts';
import { level, type Token, tokensOf } from './tokens.ts';

const squeezed = (raw: string): string => raw.toLowerCase().replaceAll(/[\s-]+/g, '');

/** Everyday words with digits in them. */
const COMMON = new Set('b2b b2c mp3 mp4 co2 h2o a4 a5 a3 web3 i18n p2p pm2 c2c'.split(' '));

const readCode = ({ tokens }: Reader, n: number): Found | null => {
  const token = tokens[n];
  if (token?.type === 'code') {
    const key = squeezed(token.raw);
    const quarter = /^[qt]([1-4])$/.exec(key);
    const readings: Reading[] = quarter
      ? [
          { kind: 'quarter', quarter: Number(quarter[1]) },
          { kind: 'code', key },
        ]
      : [{ kind: 'code', key }];
    return found(tokens, n, n + 1, readings, COMMON.has(key));
  }
  if (token?.type === 'version') return found(tokens, n, n + 1, [{ kind: 'code', key: token.raw }]);
  if (token?.type !== 'fraction') return null;
  const [a = 0, b = 0] = token.raw.split('/').map(Number);
  const readings: Reading[] = [{ kind: 'code', key: token.raw }];
  for (const [day, month] of [
    [a, b],
    [b, a],
  ] as const) {
    if (day >= 1 && day <= 31 && month >= 1 && month <= 12) {
      readings.push({ kind: 'date', day, month, year: null, weekday: null });
    }
  }
  // Said of anything; as a promise of being reached it is looked at elsewhere.
  return found(tokens, n, n + 1, readings, ['24/7', '50/50', '1/1'].includes(token.raw));
};

const readContact = ({ tokens }: Reader, n: number): Found | null => {
  const token = tokens[n];
  if (token?.type === 'link') return found(tokens, n, n + 1, [{ kind: 'link', key: token.raw }]);
  if (token?.type !== 'phone') return null;
  return found(tokens, n, n + 1, [{ kind: 'phone', key: token.raw.replaceAll(/\D/g, '') }]);
};

const ARTICLES = new Set(['la', 'esta', 'buena', 'buenas', 'guten', 'cada', 'hasta']);

const readRelative = ({ tokens, language }: Reader, n: number): Found | null => {
  const token = tokens[n];
  const days = token?.type === 'word' ? relativeDay(token.word) : null;
  if (days === null || !token) return null;
  const before = tokens[n - 1]?.word ?? '';
  // "por la mañana", "Guten Morgen" and "am Morgen" are no days.
  if (token.word === 'manana' && ARTICLES.has(before)) return null;
  if (token.word === 'morgen' && (/^\p{Lu}/u.test(token.raw) || language !== 'de')) return null;
  return found(tokens, n, n + 1, [{ kind: 'relative_day', days }], days < 1);
};

const readers = [
  readContact,
  readCode,
  readNumericDate,
  readClock,
  readSpokenTime,
  readWeekday,
  readMonth,
  readAmountBehindSymbol,
  readNumber,
  readRelative,
];

const CONNECTORS = new Set(
  '. - – — to and or bis zum und oder à a au et ou al y o e alle le las la los the den dem до по и или until till del'.split(
    ' ',
  ),
);
const MAX_BETWEEN = 3;

const isBare = ({ readings }: Fact): boolean =>
  readings.some(({ kind }) => kind === 'quantity') &&
  readings.every(({ kind }) => kind === 'quantity' || kind === 'time' || kind === 'date');

/** "62,000 to 70,000 pounds": the first number is what the second one is. */
const asThe = (bare: Fact, model: Fact): readonly Reading[] => {
  const values = bare.readings.flatMap((one) => (one.kind === 'quantity' ? [one.value] : []));
  return model.readings.flatMap((reading): Reading[] => {
    switch (reading.kind) {
      case 'amount':
      case 'percent':
        return values.map((value) => ({ ...reading, value }));
      case 'quantity':
        return reading.unit === null ? [] : values.map((value) => ({ ...reading, value }));
      case 'duration': {
        const whole = model.readings.find((one) => one.kind === 'duration');
        const count = model.count ?? 0;
        return whole && count > 0
          ? values.map((value) => ({ ...reading, value: (reading.value / count) * value }))
          : [];
      }
      case 'date':
        return values
          .filter((value) => value >= 1 && value <= 31)
          .map((day) => ({ ...reading, day, weekday: null }));
      case 'time':
        return values.filter((value) => value <= 24).map((value) => ({ kind: 'time', minutes: value * 60 }));
      default:
        return [];
    }
  });
};

const between = (tokens: readonly Token[], a: Found, b: Found): readonly Token[] =>
  tokens.slice(a.next, b.at);

const shared = (a: Fact, b: Fact): boolean =>
  a.readings.some(({ kind }) => b.readings.some((other) => other.kind === kind));

const withRanges = (tokens: readonly Token[], all: readonly Found[]): Facts => {
  const facts = all.map(({ fact }) => fact);
  const ranges: Range[] = [];
  for (const [n, one] of all.entries()) {
    const before = all[n - 1];
    if (!before) continue;
    const gap = between(tokens, before, one);
    if (gap.length === 0 || gap.length > MAX_BETWEEN || !gap.every(({ word }) => CONNECTORS.has(word)))
      continue;
    const from = facts[n - 1];
    const to = facts[n];
    if (!from || !to) continue;
    const more = isBare(from) ? asThe(from, to) : isBare(to) ? asThe(to, from) : [];
    const joined = { ...(isBare(from) ? from : to), isWeak: false };
    // "11 to 22 Uhr": eleven in the morning, not at night.
    const isTimed = more.some(({ kind }) => kind === 'time');
    const kept = joined.readings.filter(({ kind }) => !isTimed || kind !== 'time');
    const wider: Fact = { ...joined, readings: [...more, ...kept] };
    if (more.length > 0) facts[isBare(from) ? n - 1 : n] = wider;
    const [first, last] = [facts[n - 1], facts[n]];
    if (first && last && shared(first, last)) ranges.push({ from: first, to: last });
  }
  return { facts, ranges };
};

/** What a text states, in the order of its words. */
export const factsIn = (text: string, language: LineLanguage): Facts =>
  factsOf(tokensOf(level(text)), language);

export const factsOf = (tokens: readonly Token[], language: LineLanguage): Facts => {
  const reader: Reader = { tokens, language };
  const all: Found[] = [];
  for (let n = 0; n < tokens.length; ) {
    let one: Found | null = null;
    for (const read of readers) {
      one = read(reader, n);
      if (one) break;
    }
    if (one && one.fact.readings.length > 0) all.push(one);
    n = one ? Math.max(one.next, n + 1) : n + 1;
  }
  const { facts, ranges } = withRanges(tokens, withWeekdays(tokens, all));
  return { facts, ranges };
};
