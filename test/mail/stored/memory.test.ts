import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { functions } from '../../../functions/manifest.ts';
import { memoryCgroup } from '../../support/memory-cgroup.ts';

const CHILD = fileURLToPath(new URL('memory.child.ts', import.meta.url));
/** What Google's clients take besides, and what is not ours to know. */
const CLIENTS_MB = 100;

const functionOf = (name: string) => {
  const found = functions.find((spec) => spec.name === name);
  if (!found) throw new Error(`there is no function ${name}`);
  return found;
};

describe('a function stays within its memory, whatever the mails', () => {
  let folder: string;
  /** Within a cgroup of that size where the machine lets us make one. */
  const run = async (
    work: string,
    times: number,
    limitMb: number,
  ): Promise<{ readonly done: boolean; readonly mb: number }> => {
    const file = join(folder, work === 'record' ? 'record.sqlite' : 'store.sqlite');
    const node = [process.execPath, `--max-old-space-size=${limitMb}`, CHILD, work, String(times), file];
    const cgroup = memoryCgroup(limitMb);
    const enter = cgroup ? `echo $$ > ${cgroup.procs} && exec "$@"` : 'exec "$@"';
    try {
      const { stdout } = await promisify(execFile)('sh', ['-c', enter, 'sh', ...node], { timeout: 110_000 });
      return JSON.parse(stdout);
    } finally {
      cgroup?.remove();
    }
  };
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'email-ai-memory-'));
    await run('fill', 1, 500);
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  test.each([
    ['threads', 'page'],
    ['thread-turn', 'conversation'],
    ['gmail-notification', 'conversation'],
    ['gmail-notification', 'text'],
    ['gmail-notification', 'html'],
  ])('%s: as many at once as it takes: %s', async (name, work) => {
    const { concurrency, memoryMb } = functionOf(name);
    const { done, mb } = await run(work, concurrency, memoryMb - CLIENTS_MB);
    expect(done).toBe(true);
    expect(mb).toBeLessThan(memoryMb - CLIENTS_MB);
  });

  test('mails of 20 MB of text, 25 MB of HTML and long names, straight from their bytes, within 512 MB', async () => {
    const { done, mb } = await run('record', 1, 512);
    expect(done).toBe(true);
    expect(mb).toBeLessThan(512);
  });
});
