import { z } from 'zod';
import { stored } from '../stored.ts';

const clockTime = z.string().regex(/^([01][0-9]|2[0-3]):[0-5][0-9]$/);

const fields = { days: z.array(z.int().min(1).max(7)), from: clockTime, to: clockTime };

/** When mails may leave, in the owner's time zone. Days are ISO: 1 is Monday, 7 is Sunday. */
export const workingHoursSchema = z
  .strictObject({ ...fields, days: fields.days.min(1).max(7) })
  .refine((hours) => hours.from < hours.to, { message: '`from` must be before `to`', path: ['to'] });
/** The stored form. */
export const storedWorkingHours = stored(fields);
export type WorkingHours = z.infer<typeof storedWorkingHours>;

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

interface LocalTime {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly minutes: number;
  readonly isoDay: number;
}

const formatters = new Map<string, Intl.DateTimeFormat>();
const formatterFor = (timeZone: string): Intl.DateTimeFormat => {
  let formatter = formatters.get(timeZone);
  if (!formatter) {
    formatter = new Intl.DateTimeFormat('en-GB', {
      timeZone,
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      hourCycle: 'h23',
    });
    formatters.set(timeZone, formatter);
  }
  return formatter;
};

const localTime = (at: number, timeZone: string): LocalTime => {
  const parts: Record<string, number> = {};
  for (const part of formatterFor(timeZone).formatToParts(at)) parts[part.type] = Number(part.value);
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0 } = parts;
  const weekday = new Date(Date.UTC(year, month - 1, day)).getUTCDay();
  return { year, month, day, minutes: hour * 60 + minute, isoDay: weekday === 0 ? 7 : weekday };
};

export const isTimeZone = (timeZone: string): boolean => {
  try {
    formatterFor(timeZone);
    return true;
  } catch {
    return false;
  }
};

/** The owner's calendar day at this moment, `2026-03-09`. */
export const localDate = (at: number, timeZone: string): string => {
  const { year, month, day } = localTime(at, timeZone);
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
};

const spokenMoments = new Map<string, Intl.DateTimeFormat>();

/** "Monday, 23 November 2026, 18:05", for a reader who has to count days and hours. */
export const spokenMoment = (at: number, timeZone: string): string => {
  let date = spokenMoments.get(timeZone);
  if (!date) {
    date = new Intl.DateTimeFormat('en-GB', {
      weekday: 'long',
      day: 'numeric',
      month: 'long',
      year: 'numeric',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
      timeZone,
    });
    spokenMoments.set(timeZone, date);
  }
  const { weekday, day, month, year, hour, minute } = Object.fromEntries(
    date.formatToParts(at).map(({ type, value }) => [type, value]),
  );
  return `${weekday}, ${day} ${month} ${year}, ${hour}:${minute}`;
};

/** Epoch ms of a wall-clock time. In a gap or overlap of daylight saving, a nearby moment. */
const atLocal = (
  date: Pick<LocalTime, 'year' | 'month' | 'day'>,
  minutes: number,
  timeZone: string,
): number => {
  const wanted = Date.UTC(date.year, date.month - 1, date.day) + minutes * MINUTE;
  let guess = wanted;
  for (let round = 0; round < 3; round++) {
    const seen = localTime(guess, timeZone);
    const shown = Date.UTC(seen.year, seen.month - 1, seen.day) + seen.minutes * MINUTE;
    if (shown === wanted) break;
    guess += wanted - shown;
  }
  return guess;
};

/** Epoch ms of a wall-clock time, `minutes` after midnight. null: there is no such day. `month` from 1. */
export const wallClockMoment = (
  year: number,
  month: number,
  day: number,
  minutes: number,
  timeZone: string,
): number | null => {
  const date = new Date(Date.UTC(year, month - 1, day));
  const exists = date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return exists ? atLocal({ year, month, day }, minutes, timeZone) : null;
};

/** When the owner's next calendar day begins, epoch ms. */
export const nextLocalMidnight = (now: number, timeZone: string): number =>
  atLocal(localTime(atLocal(localTime(now, timeZone), 12 * 60, timeZone) + DAY, timeZone), 0, timeZone);

/** Minutes after midnight of `09:30`. */
export const minutesOf = (clock: string): number =>
  Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5));

/** The next moment after `now` at which clocks in the zone show `clock` (`hh:mm`), epoch ms. */
export const nextClockMoment = (now: number, clock: string, timeZone: string): number => {
  const today = atLocal(localTime(now, timeZone), minutesOf(clock), timeZone);
  if (today > now) return today;
  const tomorrow = localTime(atLocal(localTime(now, timeZone), 12 * 60, timeZone) + DAY, timeZone);
  return atLocal(tomorrow, minutesOf(clock), timeZone);
};

/** When the working hours end in which `at` lies, epoch ms. */
const closing = (at: number, hours: WorkingHours, timeZone: string): number =>
  atLocal(localTime(at, timeZone), minutesOf(hours.to), timeZone);

/** The moment that comes so many milliseconds of working hours after `start`, which lies within them. */
export const workingMomentAfter = (
  start: number,
  after: number,
  hours: WorkingHours,
  timeZone: string,
): number => {
  let at = start;
  let left = after;
  // Twice: a day in one zone holds parts of two days of another.
  for (let round = 0; round < 2; round++) {
    const end = closing(at, hours, timeZone);
    if (at + left < end) break;
    left -= end - at;
    at = nextWorkingMoment(end, hours, timeZone);
  }
  return at + left;
};

/** The first moment at or after `at` that lies within working hours, epoch ms. */
export const nextWorkingMoment = (at: number, hours: WorkingHours | null, timeZone: string): number => {
  if (!hours) return at;
  const from = minutesOf(hours.from);
  const to = minutesOf(hours.to);
  const today = localTime(at, timeZone);
  if (hours.days.includes(today.isoDay)) {
    if (today.minutes < from) return atLocal(today, from, timeZone);
    if (today.minutes < to) return at;
  }
  const noon = atLocal(today, 12 * 60, timeZone);
  for (let ahead = 1; ahead <= 7; ahead++) {
    const day = localTime(noon + ahead * DAY, timeZone);
    if (hours.days.includes(day.isoDay)) return atLocal(day, from, timeZone);
  }
  return at;
};
