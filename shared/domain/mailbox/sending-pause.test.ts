import { expect, test } from 'vitest';
import { pauseAfter } from './sending-pause.ts';

const NOW = 1_700_000_000_000;
const HOUR = 60 * 60_000;

test('grows from an hour to a day while Gmail goes on refusing', () => {
  const hours: number[] = [];
  let at = NOW;
  let pause = pauseAfter(null, at, null);
  for (let n = 0; n < 5; n++) {
    hours.push((pause.until - at) / HOUR);
    at = pause.until + 1000;
    pause = pauseAfter(pause, at, null);
  }
  expect(hours).toEqual([1, 4, 12, 24, 24]);
  expect(pause.since).toBe(NOW);
});

test('begins anew after a day without a refusal', () => {
  const first = pauseAfter(null, NOW, null);
  const second = pauseAfter(first, first.until + 25 * HOUR, null);
  expect(second).toMatchObject({ notices: 1, since: first.until + 25 * HOUR });
});

test('several reports of one burst count once', () => {
  const first = pauseAfter(null, NOW, null);
  expect(pauseAfter(first, NOW + 1000, null)).toEqual(first);
});

test.each([
  ['what Gmail says', NOW + 2 * HOUR, NOW + 2 * HOUR],
  ['no longer than a day, whatever it says', NOW + 900 * HOUR, NOW + 24 * HOUR],
  ['not in the past', NOW - HOUR, NOW],
])('until: %s', (_name, said, until) => {
  expect(pauseAfter(null, NOW, said).until).toBe(until);
});
