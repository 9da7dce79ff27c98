import { expect, test } from 'vitest';
import { MemoryStore } from '../../../test/support/memory-store/memory-store.ts';
import { createInstallationTokens } from './installation-tokens.ts';

const HOUR = 60 * 60_000;

const setUp = (tokensPerDay: number) => {
  let now = 1_800_000_000_000;
  const tokens = createInstallationTokens(
    { store: new MemoryStore().connect(), clock: { now: () => now } },
    tokensPerDay,
  );
  return {
    tokens,
    now: () => now,
    pass: (ms: number) => {
      now += ms;
    },
  };
};

test('however it is spent, a day holds no more than the budget', async () => {
  const BUDGET = 240_000;
  const { tokens, pass } = setUp(BUDGET);
  let spent = 0;
  for (let minute = 0; minute < 24 * 60; minute++) {
    for (let thread = 0; thread < 20; thread++) {
      if ((await tokens.exhaustedUntil(`t${thread}`)) !== null) continue;
      await tokens.spend(`t${thread}`, 100);
      spent += 100;
    }
    pass(60_000);
  }
  // Who is let in may go over by what one answer costs, once for each part of the budget.
  expect(spent).toBeLessThanOrEqual(BUDGET + 8 * 100);
  expect(spent).toBeGreaterThan(0.8 * BUDGET);
});

test('says when there is more, and then there is', async () => {
  const { tokens, pass, now } = setUp(24_000);
  await tokens.spend('t', 10_000);
  const until = await tokens.exhaustedUntil('t');
  expect(until).toBeGreaterThan(now() + HOUR);
  pass((until ?? 0) - now());
  expect(await tokens.exhaustedUntil('t')).toBeNull();
});
