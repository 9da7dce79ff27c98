import { expect, test } from 'vitest';
import { daysToEnd } from './model-end.ts';

const now = Date.UTC(2026, 10, 27, 18, 30);

test.each([
  [null, null],
  ['2027-06-01', null],
  ['2027-01-27', null],
  ['2027-01-25', 59],
  ['2026-12-11', 14],
  ['2026-11-28', 1],
  ['2026-11-27', 0],
  ['2026-11-26', -1],
  ['soon', null],
  ['', null],
  ['2026-13-40', null],
])('%s: %s days', (date, days) => {
  expect(daysToEnd(date, now)).toBe(days);
});

test('the warning begins sixty days before', () => {
  expect(daysToEnd('2027-01-26', now)).toBe(60);
});
