import { expect, test } from 'vitest';
import { measureRecovery } from './recovery.ts';

test.each([
  ['cloud', 60_000],
  ['machine', 3_000],
] as const)(
  'on the %s a crash anywhere delays a conversation by at most %d ms',
  { timeout: 120_000 },
  async (name, limit) => {
    const recoveries = await measureRecovery(name);
    const points = recoveries.map(({ after }) => after.replace(/ .*/, ''));
    for (const effect of ['store.committed', 'gmail.createDraft', 'gmail.sendDraft', 'writer.write']) {
      expect(points).toContain(effect);
    }
    expect(new Set(recoveries.map(({ moment }) => moment)).size).toBe(5);
    // The sweep comes when it is due, and takes some milliseconds.
    const late = recoveries.filter(({ delayMs }) => delayMs === null || delayMs > limit + 50);
    expect(late).toEqual([]);
  },
);
