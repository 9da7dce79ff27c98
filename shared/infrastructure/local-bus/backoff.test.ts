import { expect, test } from 'vitest';
import { backoffMs } from './backoff.ts';

const backoff = { minMs: 1000, maxMs: 60_000 };

test.each([
  [1, 0, 500],
  [1, 1, 1000],
  [2, 1, 2000],
  [3, 0.5, 3000],
  [6, 1, 32_000],
  [7, 1, 60_000],
  [5000, 0, 30_000],
])('attempt %d with chance %d waits %d ms', (attempt, random, expected) => {
  expect(backoffMs(attempt, backoff, random)).toBe(expected);
});
