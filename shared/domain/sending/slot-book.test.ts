import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { NOW } from '../../../test/support/documents.ts';
import { localDate, nextLocalMidnight, nextWorkingMoment } from '../assistant/working-hours.ts';
import { AT_ONCE, giveSlot, replanned, roomOn, type SlotBook, type SlotRules } from './slot-book.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const timeZone = 'Europe/Berlin';
const office = { days: [1, 2, 3, 4, 5], from: '09:00', to: '17:00' };
const rules: SlotRules = {
  timeZone,
  hoursZone: timeZone,
  hours: null,
  paceSeconds: 20,
  rampPerDay: null,
  dailySendingLimit: 500,
};

/** The moments of so many mails that ask at the same time. */
const ask = (count: number, own: Partial<SlotRules> = {}, at = NOW, book: SlotBook | null = null) => {
  let current = book;
  const slots: number[] = [];
  for (let n = 0; n < count; n++) {
    const given = giveSlot(current, { id: `t${n}-1`, now: at, from: at }, { ...rules, ...own });
    current = given.book;
    slots.push(given.at);
  }
  return { slots, book: current };
};
const gaps = (slots: readonly number[]): number[] => slots.slice(1).map((at, n) => at - (slots[n] ?? 0));
const onDay = (slots: readonly number[], date: string) =>
  slots.filter((at) => localDate(at, timeZone) === date);

describe('a moment for each mail', () => {
  test('the first fifteen leave at once, the others at a distance that differs', () => {
    const { slots } = ask(50);
    expect(slots.slice(0, AT_ONCE)).toEqual(Array.from({ length: AT_ONCE }, () => NOW));
    const distances = gaps(slots.slice(AT_ONCE - 1));
    expect(Math.min(...distances)).toBeGreaterThanOrEqual(20 * SECOND);
    expect(Math.max(...distances)).toBeLessThanOrEqual(30 * SECOND);
    expect(new Set(distances).size).toBeGreaterThan(10);
  });

  test('the same question has the same answer', () => {
    expect(ask(40).slots).toEqual(ask(40).slots);
  });

  test('an hour later fifteen leave at once again, but not while others queue', () => {
    const { book } = ask(AT_ONCE);
    expect(ask(AT_ONCE, {}, NOW + HOUR, book).slots.every((at) => at === NOW + HOUR)).toBe(true);
    const long = ask(400);
    expect(ask(1, {}, NOW + HOUR, long.book).slots[0]).toBeGreaterThan(long.slots.at(-1) ?? 0);
  });

  test('within the hour whoever comes later keeps the distance', () => {
    const { book } = ask(AT_ONCE);
    const [at = 0] = ask(1, {}, NOW + 5 * SECOND, book).slots;
    expect(at - NOW).toBeGreaterThanOrEqual(20 * SECOND);
    const later = NOW + 10 * MINUTE;
    expect(ask(1, {}, later, book).slots).toEqual([later]);
  });

  test('what the day has no room for is spread over the next day’s hours', () => {
    const { slots } = ask(200, { dailySendingLimit: 100, hours: office });
    const tomorrow = onDay(slots, '2026-11-03');
    expect(onDay(slots, '2026-11-02')).toHaveLength(80);
    expect(tomorrow).toHaveLength(80);
    expect(onDay(slots, '2026-11-04')).toHaveLength(40);
    expect(tomorrow.every((at) => nextWorkingMoment(at, office, timeZone) === at)).toBe(true);
    const span = Math.max(...tomorrow) - Math.min(...tomorrow);
    expect(span).toBeGreaterThan(7 * HOUR);
    expect(Math.min(...gaps(tomorrow))).toBeGreaterThanOrEqual(20 * SECOND);
  });

  test('without working hours over the daytime, and never at midnight', () => {
    const { slots } = ask(120, { dailySendingLimit: 50 });
    const later = slots.filter((at) => localDate(at, timeZone) !== '2026-11-02');
    expect(later).toHaveLength(80);
    const daytime = { days: [1, 2, 3, 4, 5, 6, 7], from: '08:00', to: '20:00' };
    expect(later.every((at) => nextWorkingMoment(at, daytime, timeZone) === at)).toBe(true);
  });

  test('what does not fit into the hours that are left waits for the next working day', () => {
    const friday = Date.UTC(2026, 10, 6, 15, 59, 0); // 16:59 in Berlin
    const { slots } = ask(30, { hours: office }, friday);
    expect(slots.every((at) => nextWorkingMoment(at, office, timeZone) === at)).toBe(true);
    expect(localDate(slots.at(-1) ?? 0, timeZone)).toBe('2026-11-09');
  });

  test('a ramp grows from day to day, from the first mail on', () => {
    const { slots } = ask(30, { rampPerDay: 5 });
    const perDay = Map.groupBy(slots, (at) => localDate(at, timeZone));
    expect([...perDay.values()].map(({ length }) => length)).toEqual([5, 10, 15]);
    expect(roomOn('2027-11-02', '2026-11-02', { ...rules, rampPerDay: 5 })).toBe(400);
  });

  test('a mail that is put off to the next day gets a moment there', () => {
    const from = nextLocalMidnight(NOW, timeZone);
    const given = giveSlot(null, { id: 't1-1', now: NOW, from }, rules);
    expect(given.at).toBeGreaterThan(from + 8 * HOUR);
    expect(given.at).toBeLessThan(from + 20 * HOUR);
  });

  test.each([
    'America/Los_Angeles',
    'Asia/Tokyo',
    '+05:30',
  ])('in the hours of %s, far from the owner', (zone) => {
    const far = { hours: office, hoursZone: zone, paceSeconds: 60, dailySendingLimit: 100 };
    const start = nextWorkingMoment(NOW, office, zone);
    const { slots } = ask(200, far, start);
    for (const slot of slots) expect(nextWorkingMoment(slot, office, zone)).toBe(slot);
    for (const [, given] of Map.groupBy(slots, (slot) => localDate(slot, timeZone))) {
      expect(given.length).toBeLessThanOrEqual(80);
    }
    const paced = slots.filter((slot) => slot !== start).toSorted((a, b) => a - b);
    expect(Math.min(...gaps(paced))).toBeGreaterThanOrEqual(MINUTE);
  });

  test('days that are over are forgotten', () => {
    const { book } = ask(200, { dailySendingLimit: 100 });
    expect(book?.days).toHaveLength(3);
    expect(ask(1, {}, NOW + 30 * DAY, book).book?.days).toHaveLength(1);
  });

  test('new rules begin with what has left', () => {
    const { book } = ask(200, { dailySendingLimit: 100 });
    if (!book) throw new Error('no book');
    const anew = replanned(book, '2026-11-02', NOW, 15);
    expect(anew.days).toEqual([{ date: '2026-11-02', given: 15, last: NOW, queued: 0 }]);
    expect(anew.since).toBe(book.since);
  });

  test('whatever the rules: in hours, within the day’s room, and never closer than the pace but for the first fifteen', () => {
    const settings = fc.record({
      paceSeconds: fc.integer({ min: 0, max: 3600 }),
      rampPerDay: fc.option(fc.integer({ min: 1, max: 50 })),
      dailySendingLimit: fc.integer({ min: 1, max: 500 }),
      hours: fc.constantFrom(null, office, { days: [7], from: '23:00', to: '23:59' }),
    });
    fc.assert(
      fc.property(settings, fc.integer({ min: 0, max: 40 * DAY }), (own, later) => {
        const at = nextWorkingMoment(NOW + later, own.hours, timeZone);
        const { slots } = ask(60, own, at);
        for (const slot of slots) {
          expect(slot).toBeGreaterThanOrEqual(at);
          expect(nextWorkingMoment(slot, own.hours, timeZone)).toBe(slot);
        }
        for (const [date, given] of Map.groupBy(slots, (slot) => localDate(slot, timeZone))) {
          const since = localDate(at, timeZone);
          expect(given.length).toBeLessThanOrEqual(roomOn(date, since, { ...rules, ...own }));
        }
        const paced = slots.filter((slot) => slot !== at).toSorted((a, b) => a - b);
        expect(Math.min(...gaps(paced), Number.POSITIVE_INFINITY)).toBeGreaterThanOrEqual(
          own.paceSeconds * SECOND,
        );
      }),
      { numRuns: 25 },
    );
  });
});
