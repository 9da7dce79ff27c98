import {
  dayNumber,
  existsDate,
  isDoubtfulMonth,
  monthWord,
  shortWeekday,
  weekdayOf,
  weekdayWord,
} from './calendar.ts';
import type { Fact, Reading, ReadingOf } from './facts.ts';
import { type Found, found, type Reader } from './reader.ts';
import type { Token } from './tokens.ts';

const isYear = (token: Token | undefined): boolean =>
  token?.type === 'number' && /^(?:19|20)\d{2}$/.test(token.raw);

/** A year behind a month: ", 2026", " de 2026". */
export const yearBehind = (
  tokens: readonly Token[],
  n: number,
): { readonly year: number | null; readonly next: number } => {
  const skip = [',', 'de', 'del'].includes(tokens[n]?.word ?? '') ? 1 : 0;
  const token = tokens[n + skip];
  if (!isYear(token)) return { year: null, next: n };
  const ofYear = ['года', 'год', 'г'].includes(tokens[n + skip + 1]?.word ?? '') ? 1 : 0;
  return { year: Number(token?.raw), next: n + skip + 1 + ofYear };
};

const fullYear = (raw: string | undefined): number | null => {
  if (!raw) return null;
  return raw.length === 2 ? 2000 + Number(raw) : Number(raw);
};

/** "2026-03-02", "18.03.", "13/3/2026". */
export const readNumericDate = ({ tokens }: Reader, n: number): Found | null => {
  const token = tokens[n];
  if (token?.type === 'iso_date') {
    const [year = 0, month = 0, day = 0] = token.raw.split('-').map(Number);
    return dated(tokens, n, [[day, month, year]]);
  }
  if (token?.type !== 'numeric_date') return null;
  const [a = 0, b = 0, c] = token.raw.split(/[./]/).filter((part) => part !== '');
  const year = fullYear(c);
  const isEither = token.raw.includes('/');
  const [first, second] = [Number(a), Number(b)];
  return dated(
    tokens,
    n,
    isEither
      ? [
          [first, second, year],
          [second, first, year],
        ]
      : [[first, second, year]],
  );
};

const dated = (
  tokens: readonly Token[],
  n: number,
  days: readonly (readonly [number, number, number | null])[],
): Found => {
  const possible = days.filter(([day, month]) => month >= 1 && month <= 12 && existsDate(month, day));
  const readings = (possible.length > 0 ? possible : days).map(
    ([day, month, year]): Reading => ({ kind: 'date', day, month, year, weekday: null }),
  );
  return found(tokens, n, n + 1, readings, false, { isImpossible: possible.length === 0 });
};

export const readWeekday = ({ tokens, language }: Reader, n: number): Found | null => {
  const token = tokens[n];
  if (token?.type !== 'word') return null;
  const weekday = weekdayWord(token.word);
  // "Marti", "venerdi" are names of nobody; English weekdays are written in capitals, "sun" is not one.
  if (weekday !== null && !(language === 'en' && /^\p{Ll}/u.test(token.raw))) {
    return found(tokens, n, n + 1, [{ kind: 'weekday', weekday }]);
  }
  const short = /^\p{Lu}/u.test(token.raw) ? shortWeekday(token.word) : null;
  const next = tokens[n + 1]?.raw ?? '';
  const isList = ['-', '–', '.', ',', '/', '+', '&'].includes(next) || tokens[n + 1]?.type === 'number';
  return short !== null && isList
    ? found(tokens, n, n + 1, [{ kind: 'weekday', weekday: short }], true)
    : null;
};

/** "March 4", "4 March" is read at its number; "in April". */
export const readMonth = ({ tokens, language }: Reader, n: number): Found | null => {
  const token = tokens[n];
  const month = token?.type === 'word' ? monthWord(token.word) : null;
  if (month === null || !token) return null;
  const after = tokens[n + 1];
  const day = after?.type === 'number' && /^\d{1,2}$/.test(after.raw) ? Number(after.raw) : 0;
  const isMeridiem = ['am', 'pm', ':'].includes(tokens[n + 2]?.word ?? '');
  if (day >= 1 && language === 'en' && !isMeridiem && /^\p{Lu}/u.test(token.raw)) {
    const hasSuffix = ['st', 'nd', 'rd', 'th'].includes(tokens[n + 2]?.word ?? '');
    const year = yearBehind(tokens, n + (hasSuffix ? 3 : 2));
    return found(
      tokens,
      n,
      year.next,
      [{ kind: 'date', day, month, year: year.year, weekday: null }],
      false,
      { count: day },
    );
  }
  if (isDoubtfulMonth(token.word, language) && !isNamedMonth(tokens, n)) return null;
  if (language === 'en' && /^\p{Ll}/u.test(token.raw)) return null;
  return found(tokens, n, n + 1, [{ kind: 'month', month }]);
};

/** "in March", "end of May": the words could mean something else. */
const isNamedMonth = (tokens: readonly Token[], n: number): boolean => {
  const before = tokens[n - 1]?.word ?? '';
  return (
    /^\p{Lu}/u.test(tokens[n]?.raw ?? '') &&
    [
      'in',
      'of',
      'until',
      'by',
      'since',
      'from',
      'early',
      'late',
      'mid',
      'next',
      'last',
      'this',
      'ende',
      'anfang',
      'mitte',
      'im',
    ].includes(before)
  );
};

const BETWEEN = new Set([',', 'the', 'den', 'dem', 'der', 'le', 'el', 'il', 'l', 'dia', '(', 'am', 'on']);
const BEHIND = new Set([
  ',',
  '(',
  'это',
  'c',
  "'",
  '’',
  'est',
  'un',
  'es',
  'ein',
  'ist',
  'a',
  'is',
  'das',
  'der',
  'que',
  'sera',
  'e',
  'что',
]);

const only = <K extends Reading['kind']>(fact: Fact | undefined, kind: K): ReadingOf<K> | null =>
  (fact?.readings.find((one) => one.kind === kind) as ReadingOf<K> | undefined) ?? null;

/** Each date with the weekday that is named beside it, as one fact where they do not match. */
export const withWeekdays = (tokens: readonly Token[], all: readonly Found[]): readonly Found[] => {
  const result: Found[] = [];
  for (const [n, one] of all.entries()) {
    const { fact } = one;
    if (!fact.readings.some(({ kind }) => kind === 'date' || (kind === 'quantity' && isDayCount(fact)))) {
      result.push(one);
      continue;
    }
    const before = result.at(-1);
    const isBefore =
      before !== undefined &&
      tokens.slice(before.next, one.at).every(({ word }) => BETWEEN.has(word)) &&
      one.at - before.next <= 2;
    const weekdayBefore = isBefore ? only(before.fact, 'weekday') : null;
    const behind = all[n + 1];
    const gap = behind ? tokens.slice(one.next, behind.at) : [];
    const isBehind =
      behind !== undefined && gap.length <= 5 && gap.length > 0 && gap.every(({ word }) => BEHIND.has(word));
    // "10 March, Wednesday 11 March": the weekday is that of the next date.
    const following = tokens[behind?.next ?? -1];
    const weekdayBehind = isBehind && following?.type !== 'number' ? only(behind.fact, 'weekday') : null;
    const weekday = weekdayBefore?.weekday ?? weekdayBehind?.weekday ?? null;
    const readings = fact.readings.flatMap((reading): Reading[] => {
      if (reading.kind === 'date') return [{ ...reading, weekday }];
      const isDay = reading.kind === 'quantity' && weekdayBefore !== null && isDayCount(fact);
      return isDay
        ? [reading, { kind: 'date', day: reading.value, month: null, year: null, weekday }]
        : [reading];
    });
    const start = weekdayBefore && before ? before.fact.start : fact.start;
    const isImpossible = fact.isImpossible || readings.every(isNoDate);
    result.push({
      ...one,
      fact: { ...fact, start: isImpossible ? start : fact.start, readings, isImpossible },
    });
  }
  return result;
};

const isDayCount = ({ count, readings }: Fact): boolean =>
  count !== null &&
  Number.isInteger(count) &&
  count >= 1 &&
  count <= 31 &&
  readings.every(({ kind }) => kind === 'quantity' || kind === 'time' || kind === 'date');

/** Whatever year is meant, there is no such day. */
const isNoDate = (reading: Reading): boolean => {
  if (reading.kind !== 'date' || reading.month === null) return false;
  const { day, month, year, weekday } = reading;
  if (!existsDate(month, day)) return true;
  const exact = year === null ? null : dayNumber(year, month, day);
  return year !== null && (exact === null || (weekday !== null && weekdayOf(exact) !== weekday));
};
