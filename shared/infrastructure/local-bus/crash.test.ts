import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { createLocalBus } from './local-bus.ts';

/** Publishes two messages, acknowledges the first, says so, and never answers for the second. */
const CHILD = `
  import { createLocalBus } from ${JSON.stringify(import.meta.resolve('./local-bus.ts'))};
  const bus = createLocalBus({ databasePath: process.argv[1], now: Date.now, random: Math.random });
  await bus.publishRaw('t', 'done');
  await bus.publishRaw('t', 'under way');
  bus.start({
    concurrency: 1,
    deliver: ({ data }) => {
      if (data === 'done') return Promise.resolve(true);
      process.stdout.write('delivering');
      return new Promise(() => {});
    },
  });
`;

test('what a killed process was delivering is delivered again, at once, and nothing else is', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'bus-'));
  const databasePath = join(folder, 'db');
  const child = spawn(process.execPath, ['--input-type=module', '-e', CHILD, databasePath], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => {
    child.kill('SIGKILL');
    rmSync(folder, { recursive: true });
  });
  const exited = once(child, 'exit');
  await Promise.race([once(child.stdout, 'data'), exited]);
  child.kill('SIGKILL');
  const [, signal] = await exited;
  expect(signal).toBe('SIGKILL');

  const bus = createLocalBus({ databasePath, now: Date.now, random: Math.random });
  const seen: unknown[] = [];
  bus.start({
    deliver: async ({ data, deliveryAttempt }) => {
      seen.push([data, deliveryAttempt]);
      return true;
    },
  });
  await bus.idle(); // well before the ten minutes of the visibility time-out
  await bus.close();
  expect(seen).toEqual([['under way', 2]]);
});
