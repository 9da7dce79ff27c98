import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, onTestFinished, test } from 'vitest';
import { localDatabasePath } from '../../shared/app.ts';
import { createLocalBus } from '../../shared/infrastructure/local-bus/local-bus.ts';

const MAIN = fileURLToPath(new URL('main.ts', import.meta.url));

test('the command lists what was given up, and delivers it anew to the running system', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'replay-'));
  const replay = async (...args: string[]): Promise<string> => {
    const env = { ...process.env, DATA_DIR: dataDir };
    return (await promisify(execFile)(process.execPath, [MAIN, ...args], { env })).stdout;
  };
  expect(await replay()).toBe('No dead letters.\n');

  const bus = createLocalBus({
    databasePath: localDatabasePath(dataDir),
    now: Date.now,
    random: Math.random,
    maxAttempts: 1,
  });
  onTestFinished(async () => {
    await bus.close();
    await rm(dataDir, { recursive: true });
  });
  let poisoned = true;
  const delivered: unknown[] = [];
  bus.start({
    deliver: async ({ data }) => {
      if (poisoned) return false;
      delivered.push(data);
      return true;
    },
  });
  for (const threadId of ['t1', 't2', 't3']) {
    await bus.publish({ topic: 'thread-turn', data: { userId: 'u1', threadId } });
  }
  await bus.idle();
  const listed = await replay();
  expect(listed.match(/thread-turn {2}\{"userId":"u1","threadId":"t\d"\}/g)).toHaveLength(3);

  poisoned = false;
  const id = listed.split('\n')[1]?.split(' ', 1)[0] ?? '';
  expect(await replay(id)).toBe('1 delivered again.\n');
  await expect.poll(() => delivered).toEqual([{ userId: 'u1', threadId: 't2' }]);
  expect(await replay('--all')).toBe('2 delivered again.\n');
  await expect.poll(() => delivered).toHaveLength(3);
  expect(await replay()).toBe('No dead letters.\n');
});
