import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  isTimeZone,
  localDate,
  nextLocalMidnight,
  nextWorkingMoment,
  spokenMoment,
  workingHoursSchema,
} from './working-hours.ts';

const weekdays = { days: [1, 2, 3, 4, 5], from: '09:00', to: '17:00' };
const at = (iso: string): number => Date.parse(iso);
const iso = (moment: number): string => new Date(moment).toISOString();

describe('nextWorkingMoment', () => {
  test.each([
    ['within hours: at once', 'Europe/Berlin', '2026-11-02T10:30:00+01:00', '2026-11-02T10:30:00+01:00'],
    [
      'the first minute belongs to them',
      'Europe/Berlin',
      '2026-11-02T09:00:00+01:00',
      '2026-11-02T09:00:00+01:00',
    ],
    ['the last one does', 'Europe/Berlin', '2026-11-02T16:59:59+01:00', '2026-11-02T16:59:59+01:00'],
    ['the end does not', 'Europe/Berlin', '2026-11-02T17:00:00+01:00', '2026-11-03T09:00:00+01:00'],
    ['before hours: the same day', 'Europe/Berlin', '2026-11-02T03:00:00+01:00', '2026-11-02T09:00:00+01:00'],
    ['Friday evening: Monday', 'Europe/Berlin', '2026-11-06T18:00:00+01:00', '2026-11-09T09:00:00+01:00'],
    ['Sunday: Monday', 'Europe/Berlin', '2026-11-08T12:00:00+01:00', '2026-11-09T09:00:00+01:00'],
    ['the owner’s day, not UTC’s', 'Asia/Tokyo', '2026-11-01T23:30:00Z', '2026-11-02T00:00:00Z'],
    [
      'over the end of summer time',
      'Europe/Berlin',
      '2026-10-23T18:00:00+02:00',
      '2026-10-26T09:00:00+01:00',
    ],
    [
      'over the beginning of summer time',
      'Europe/Berlin',
      '2026-03-27T18:00:00+01:00',
      '2026-03-30T09:00:00+02:00',
    ],
    ['a zone of half hours', 'Asia/Kolkata', '2026-11-02T01:00:00Z', '2026-11-02T03:30:00Z'],
    ['over new year', 'Europe/Berlin', '2026-12-31T20:00:00+01:00', '2027-01-01T09:00:00+01:00'],
  ])('%s', (_name, zone, from, expected) => {
    expect(iso(nextWorkingMoment(at(from), weekdays, zone))).toBe(iso(at(expected)));
  });

  test('one day a week is found from every other', () => {
    const sundays = { days: [7], from: '10:00', to: '10:30' };
    for (let day = 2; day <= 8; day++) {
      const from = at(`2026-11-0${day}T10:30:00Z`);
      const expected = day < 8 ? '2026-11-08T10:00:00.000Z' : '2026-11-15T10:00:00.000Z';
      expect(iso(nextWorkingMoment(from, sundays, 'UTC'))).toBe(expected);
    }
  });

  test('hours that fall into the gap of summer time begin next to it', () => {
    const early = { days: [7], from: '02:30', to: '04:00' };
    const moment = nextWorkingMoment(at('2026-03-29T00:00:00+01:00'), early, 'Europe/Berlin');
    expect(Math.abs(moment - at('2026-03-29T03:00:00+02:00'))).toBeLessThanOrEqual(60 * 60_000);
  });

  test('without hours every moment will do', () => {
    expect(nextWorkingMoment(123, null, 'UTC')).toBe(123);
  });

  test('is never in the past, lies within the hours, and stays where it is', () => {
    const zones = [
      'UTC',
      'Europe/Berlin',
      'America/New_York',
      'Asia/Kolkata',
      'Pacific/Auckland',
      'America/St_Johns',
    ];
    const clock = (minutes: number): string =>
      `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
    const anyHours = fc
      .record({
        days: fc.subarray([1, 2, 3, 4, 5, 6, 7], { minLength: 1 }),
        // Away from the hour that summer time takes or gives.
        from: fc.integer({ min: 4 * 60, max: 20 * 60 }),
        length: fc.integer({ min: 1, max: 180 }),
      })
      .map(({ days, from, length }) => ({ days, from: clock(from), to: clock(from + length) }));
    const anyMoment = fc.integer({ min: at('2025-01-01T00:00:00Z'), max: at('2028-01-01T00:00:00Z') });
    fc.assert(
      fc.property(anyMoment, anyHours, fc.constantFrom(...zones), (moment, hours, zone) => {
        const next = nextWorkingMoment(moment, hours, zone);
        expect(next).toBeGreaterThanOrEqual(moment);
        expect(next - moment).toBeLessThanOrEqual(8 * 24 * 60 * 60_000);
        expect(nextWorkingMoment(next, hours, zone)).toBe(next);
        const local = new Intl.DateTimeFormat('en-GB', { timeZone: zone, timeStyle: 'short' }).format(next);
        expect(local >= hours.from && local < hours.to).toBe(true);
      }),
    );
  });
});

describe('the owner’s day', () => {
  test.each([
    ['Europe/Berlin', '2026-11-02T22:59:00Z', '2026-11-02', '2026-11-02T23:00:00.000Z'],
    ['Europe/Berlin', '2026-11-02T23:00:00Z', '2026-11-03', '2026-11-03T23:00:00.000Z'],
    ['Europe/Berlin', '2026-10-25T10:00:00Z', '2026-10-25', '2026-10-25T23:00:00.000Z'],
    ['Europe/Berlin', '2026-03-28T23:30:00Z', '2026-03-29', '2026-03-29T22:00:00.000Z'],
    ['America/New_York', '2026-11-02T03:00:00Z', '2026-11-01', '2026-11-02T05:00:00.000Z'],
    ['UTC', '2026-12-31T23:59:59Z', '2026-12-31', '2027-01-01T00:00:00.000Z'],
  ])('in %s at %s', (zone, moment, date, midnight) => {
    expect(localDate(at(moment), zone)).toBe(date);
    expect(iso(nextLocalMidnight(at(moment), zone))).toBe(midnight);
  });

  test.each(['Europe/Berlin', 'UTC', 'America/Argentina/Buenos_Aires'])('%s is a time zone', (zone) => {
    expect(isTimeZone(zone)).toBe(true);
  });
  test.each(['', 'Mars/Olympus', 'Europe/', 'Berlin; DROP', '__proto__'])('"%s" is none', (zone) => {
    expect(isTimeZone(zone)).toBe(false);
  });
});

test.each([
  { days: [], from: '09:00', to: '17:00' },
  { days: [0], from: '09:00', to: '17:00' },
  { days: [8], from: '09:00', to: '17:00' },
  { days: [1], from: '17:00', to: '09:00' },
  { days: [1], from: '09:00', to: '09:00' },
  { days: [1], from: '9:00', to: '17:00' },
  { days: [1], from: '09:00', to: '24:00' },
  { days: [1], from: '09:00', to: '17:00', zone: 'UTC' },
])('refuses hours that make no sense: %o', (hours) => {
  expect(workingHoursSchema.safeParse(hours).success).toBe(false);
});

test('a date for a reader is that of the owner, weekday included', () => {
  const lateEvening = Date.UTC(2026, 10, 23, 23, 30);
  expect(spokenMoment(lateEvening, 'UTC')).toBe('Monday, 23 November 2026, 23:30');
  expect(spokenMoment(lateEvening, 'Europe/Berlin')).toBe('Tuesday, 24 November 2026, 00:30');
});
