import { localDate } from '../../../assistant/working-hours.ts';
import { type LineLanguage, lineLanguageOf } from '../../lines-below.ts';
import { dayNumber, monthsLater, nearest, weekdayOf } from './calendar.ts';
import { type Piece, piecesOf, type Told } from './evidence-pieces.ts';
import type { Fact, FactKind, Range, Reading, ReadingOf } from './facts.ts';
import { nameKey } from './names.ts';
import { promisedFamilies } from './promises.ts';
import { factsIn, factsOf } from './scan.ts';
import { level, tokensOf } from './tokens.ts';

/** Something that a piece of the evidence states. */
export interface Entry<R extends Reading = Reading> {
  readonly reading: R;
  readonly fact: Fact;
  readonly piece: Piece;
}

/** A day that the evidence names, or that follows from what it names. */
export interface KnownDay {
  readonly day: number;
  readonly entry: Entry | null;
}

export interface KnownRange extends Range {
  readonly piece: Piece;
}

/** Everything that a text may rest on, as it can be compared. */
export interface Known {
  /** The day on which the text is written. */
  readonly today: number;
  /** Minutes of the day; null: not known. */
  readonly minutes: number | null;
  readonly of: <K extends FactKind>(kind: K) => readonly Entry<ReadingOf<K>>[];
  readonly days: readonly KnownDay[];
  /** Days on which something was written: named in the past tense only. */
  readonly moments: readonly number[];
  readonly ranges: readonly KnownRange[];
  readonly promised: ReadonlySet<string>;
  /** All texts, as names and codes are compared. */
  readonly names: string;
  readonly codes: string;
  readonly texts: string;
  /** What is said about this conversation only. */
  readonly near: string;
  /** Minutes east of UTC of the people in it. */
  readonly offsets: readonly number[];
}

/** Of one piece, as much as the model is shown and more. */
const READ_CHARS = 100_000;

/** The day that `today` of a prompt names. */
const momentOf = (today: string): { readonly day: number; readonly minutes: number | null } | null => {
  const { facts } = factsIn(today, 'en');
  const readings = facts.flatMap((fact) => fact.readings);
  const date = readings.find((one) => one.kind === 'date');
  const time = readings.find((one) => one.kind === 'time');
  const day = date?.year && date.month ? dayNumber(date.year, date.month, date.day) : null;
  return day === null ? null : { day, minutes: time?.minutes ?? null };
};

const dayAt = (at: number, timeZone: string): number => {
  const [year = 0, month = 0, day = 0] = localDate(at, timeZone).split('-').map(Number);
  return dayNumber(year, month, day) ?? 0;
};

/** The days that a weekday may mean, said on a day: the next, the one after it, the last. */
const daysOfWeekday = (weekday: number, said: number): readonly number[] => {
  const next = said + ((weekday - weekdayOf(said) + 7) % 7 || 7);
  const isSame = weekdayOf(said) === weekday;
  return [next, next + 7, next - 7, ...(isSame ? [said] : [])];
};

/** The days that a reading may mean. */
export const daysOf = (reading: Reading, said: number): readonly number[] => {
  switch (reading.kind) {
    case 'date': {
      const { day, month, year, weekday } = reading;
      if (month !== null) {
        const found = year === null ? nearest(month, day, said) : dayNumber(year, month, day);
        return found === null ? [] : [found];
      }
      // The next such day of a month; with its weekday, if one is named.
      const coming = Array.from({ length: 62 }, (_, n) => said - 7 + n);
      return coming.filter(
        (one) =>
          new Date(one * 86_400_000).getUTCDate() === day && (weekday === null || weekdayOf(one) === weekday),
      );
    }
    case 'weekday':
      return daysOfWeekday(reading.weekday, said);
    case 'relative_day':
      return [said + reading.days];
    default:
      return [];
  }
};

/** `language`: of the text that is checked; a short piece of evidence is too short to tell its own. */
export const knownFrom = (told: Told, language: LineLanguage): Known => {
  const pieces = piecesOf(told);
  const { timeZone, today: spoken, messages } = told;
  const now = momentOf(spoken);
  const lastAt = messages.at(-1)?.at ?? 0;
  const today = now?.day ?? dayAt(lastAt, timeZone);
  const byKind = new Map<FactKind, Entry[]>();
  const ranges: KnownRange[] = [];
  const days: KnownDay[] = [];
  const moments: number[] = [];
  for (const piece of pieces) {
    const text = piece.text.slice(0, READ_CHARS);
    const tokens = tokensOf(level(text));
    const read = [...new Set([lineLanguageOf(text, null), language])].map((one) => factsOf(tokens, one));
    ranges.push(...read.flatMap((one) => one.ranges.map((range) => ({ ...range, piece }))));
    const said = piece.at === null ? today : dayAt(piece.at, timeZone);
    if (piece.at !== null && piece.kind === 'mail') moments.push(said);
    for (const fact of read.flatMap(({ facts }) => facts)) {
      for (const reading of fact.readings) {
        const entry = { reading, fact, piece };
        const same = byKind.get(reading.kind);
        if (same) same.push(entry);
        else byKind.set(reading.kind, [entry]);
        if (!fact.isImpossible) days.push(...daysOf(reading, said).map((day) => ({ day, entry })));
      }
    }
  }
  const all = pieces.map(({ text }) => text.slice(0, READ_CHARS)).join('\n');
  const ours = pieces.filter(({ side }) => side === 'ours');
  const of = <K extends FactKind>(kind: K): readonly Entry<ReadingOf<K>>[] =>
    (byKind.get(kind) ?? []) as unknown as readonly Entry<ReadingOf<K>>[];
  return {
    today,
    minutes: now?.minutes ?? null,
    of,
    days,
    moments,
    ranges,
    promised: new Set(ours.flatMap(({ text }) => promisedFamilies(text))),
    names: ` ${nameKey(all)} `,
    codes: all.toLowerCase().replaceAll(/[\s-]+/g, ''),
    texts: all,
    near: pieces
      .filter(({ isNear }) => isNear)
      .map(({ text }) => text)
      .join('\n'),
    offsets: messages.flatMap(({ utcOffset }) => utcOffset ?? []),
  };
};

/** A day so much later or earlier, in calendar days and in working days. */
export const shifted = (day: number, { value, unit }: ReadingOf<'duration'>): readonly number[] => {
  if (unit === 'month')
    return [monthsLater(day, value), monthsLater(day, -value), monthsLater(day, value) - 1];
  const whole = value / 1440;
  if (!Number.isInteger(whole) || whole > 400) return [];
  return [day + whole, day - whole, afterWorkingDays(day, whole)];
};

const afterWorkingDays = (day: number, count: number): number => {
  let [at, left] = [day, count];
  while (left > 0) {
    at++;
    if (weekdayOf(at) !== 0 && weekdayOf(at) !== 6) left--;
  }
  return at;
};
