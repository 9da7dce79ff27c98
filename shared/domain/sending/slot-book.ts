import { z } from 'zod';
import {
  localDate,
  minutesOf,
  nextLocalMidnight,
  nextWorkingMoment,
  type WorkingHours,
  workingMomentAfter,
} from '../assistant/working-hours.ts';
import { keptForAnswers } from '../conversation/when-to-send.ts';
import { stored } from '../stored.ts';

/**
 * `users/{userId}/slotBooks/{mailboxId}`: the moments that were given to first mails and follow-ups of a mailbox. Only these
 * touch it, once each. A moment that is not used stays given, which does no harm.
 */
export const slotBookSchema = stored({
  schemaVersion: z.literal(1),
  /** The owner's day on which the first moment was given, yyyy-mm-dd: where a ramp begins. */
  since: z.string(),
  /** Mails that were let go at once, and since when they are counted; epoch ms. */
  burst: stored({ since: z.number(), given: z.number() }),
  /** By the owner's day, today and later: how many were given, the last, and the last of those that had to queue. */
  days: z.array(stored({ date: z.string(), given: z.number(), last: z.number(), queued: z.number() })),
});
export type SlotBook = z.infer<typeof slotBookSchema>;

/** So many leave at once within an hour, so that a try is not slow. */
export const AT_ONCE = 15;

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** The plan reaches no further. Mails beyond it ask again then. */
const MAX_DAYS = 366;
/** Over which hours of a later day mails are spread where the assistant has none. */
const DAYTIME: WorkingHours = { days: [1, 2, 3, 4, 5, 6, 7], from: '08:00', to: '20:00' };

export interface SlotRules {
  readonly timeZone: string;
  /** In which `hours` are read. */
  readonly hoursZone: string;
  readonly hours: WorkingHours | null;
  readonly paceSeconds: number;
  readonly rampPerDay: number | null;
  readonly dailySendingLimit: number;
}

export interface Slot {
  readonly at: number;
  readonly book: SlotBook;
}

/** 0 to 1, the same for the same mail. FNV-1a (RFC 9923). */
export const jitterOf = (id: string): number => {
  let hash = 0x811c9dc5;
  for (let n = 0; n < id.length; n++) hash = Math.imul(hash ^ id.charCodeAt(n), 0x01000193) >>> 0;
  return hash / 2 ** 32;
};

const daysBetween = (from: string, to: string): number =>
  Math.max(0, Math.round((Date.parse(to) - Date.parse(from)) / DAY));

/** First mails and follow-ups that may leave on a day. */
export const roomOn = (date: string, since: string, { dailySendingLimit, rampPerDay }: SlotRules): number => {
  const room = dailySendingLimit - keptForAnswers(dailySendingLimit);
  return rampPerDay === null ? room : Math.min(room, rampPerDay * (daysBetween(since, date) + 1));
};

interface Asked {
  /** The mail's; its jitter follows from it. */
  readonly id: string;
  readonly now: number;
  readonly from: number;
}

const withSlot = (book: SlotBook, date: string, at: number, queues: boolean): SlotBook => {
  const day = book.days.find((one) => one.date === date) ?? { date, given: 0, last: 0, queued: 0 };
  const others = book.days.filter((one) => one.date !== date);
  return {
    ...book,
    days: [
      ...others,
      {
        ...day,
        given: day.given + 1,
        last: Math.max(day.last, at),
        queued: queues ? Math.max(day.queued, at) : day.queued,
      },
    ],
  };
};

/** At once while few have left within the hour and nobody queues; then at a distance from the last. */
const slotToday = (book: SlotBook, date: string, { id, now, from }: Asked, rules: SlotRules): Slot | null => {
  const day = book.days.find((one) => one.date === date);
  if ((day?.given ?? 0) >= roomOn(date, book.since, rules)) return null;
  const burst = Math.abs(now - book.burst.since) < HOUR ? book.burst : null;
  if ((burst?.given ?? 0) < AT_ONCE && (day?.queued ?? 0) <= from) {
    const counted = { ...book, burst: { since: burst?.since ?? now, given: (burst?.given ?? 0) + 1 } };
    return { at: from, book: withSlot(counted, date, from, false) };
  }
  // Always a little more than the pace, so that it holds although one turn begins later after its alarm than another.
  const distance = rules.paceSeconds * 1000 * (1.1 + 0.4 * jitterOf(id));
  const at = Math.max(from, Math.ceil((day?.last ?? 0) + distance));
  const isToday = localDate(at, rules.timeZone) === date;
  return isToday && nextWorkingMoment(at, rules.hours, rules.hoursZone) === at
    ? { at, book: withSlot(book, date, at, true) }
    : null;
};

const hoursOf = ({ hours, hoursZone, timeZone }: SlotRules) =>
  hours ? { hours, zone: hoursZone } : { hours: DAYTIME, zone: timeZone };

/** Spread over the hours of a day that begin at `start`. */
const slotLater = (book: SlotBook, start: number, { id }: Asked, rules: SlotRules): Slot | null => {
  const date = localDate(start, rules.timeZone);
  const given = book.days.find((one) => one.date === date)?.given ?? 0;
  const room = roomOn(date, book.since, rules);
  if (given >= room) return null;
  const { hours: ofDay, zone } = hoursOf(rules);
  const hours = (minutesOf(ofDay.to) - minutesOf(ofDay.from)) * MINUTE;
  const pace = rules.paceSeconds * 1000;
  const distance = Math.max(pace, hours / room);
  const after = Math.ceil(given * distance + jitterOf(id) * (distance - pace));
  if (after >= hours) return null;
  const at = workingMomentAfter(start, after, ofDay, zone);
  return localDate(at, rules.timeZone) === date ? { at, book: withSlot(book, date, at, true) } : null;
};

/**
 * The moment at or after `from` (now, or the beginning of a later day) at which one more mail may leave, and the book with it:
 * today in turn, on later days spread over the hours. Pure; epoch ms.
 */
export const giveSlot = (before: SlotBook | null, asked: Asked, rules: SlotRules): Slot => {
  const { now, from } = asked;
  const { timeZone } = rules;
  const today = localDate(now, timeZone);
  const book: SlotBook = before
    ? { ...before, days: before.days.filter(({ date }) => date >= today) }
    : { schemaVersion: 1, since: today, burst: { since: now, given: 0 }, days: [] };
  const isToday = localDate(from, timeZone) === today;
  const slot = isToday ? slotToday(book, today, asked, rules) : null;
  if (slot) return slot;
  let midnight = isToday ? nextLocalMidnight(now, timeZone) : from;
  for (let ahead = 0; ahead < MAX_DAYS; ahead++) {
    const { hours, zone } = hoursOf(rules);
    const start = nextWorkingMoment(midnight, hours, zone);
    const later = slotLater(book, start, asked, rules);
    if (later) return later;
    midnight = nextLocalMidnight(start, timeZone);
  }
  return { at: midnight, book };
};

/**
 * The book after its rules have changed, and all who wait have given their moments back. `sentToday`: mails of the day, which
 * is as many as can have used theirs.
 */
export const replanned = (book: SlotBook, today: string, now: number, sentToday: number): SlotBook => ({
  ...book,
  days: book.days
    .filter(({ date }) => date === today)
    .map((day) => ({
      ...day,
      given: Math.min(day.given, sentToday),
      last: Math.min(day.last, now),
      queued: 0,
    })),
});
