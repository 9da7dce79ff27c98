import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSqliteStore } from '../../shared/infrastructure/sqlite/document-store.ts';

const CHILD = fileURLToPath(new URL('document-store.child.ts', import.meta.url));

const start = (...args: string[]): ChildProcess =>
  spawn(process.execPath, [CHILD, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });

const exitCode = async (child: ChildProcess): Promise<unknown> => (await once(child, 'exit'))[0];

describe('SQLite: several processes on one file', () => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'store-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  it('counts every increment of all of them', { timeout: 60_000 }, async () => {
    const path = join(folder, 'shared.db');
    const children = [start('increment', path, '150'), start('increment', path, '150')];
    const ended = Promise.all(children.map(exitCode));
    const store = createSqliteStore({ path });
    for (let n = 0; n < 150; n += 1) {
      await store.transaction(async (tx) => {
        const counter = await tx.get('counters/c');
        await new Promise(setImmediate); // let the others in between
        tx.set('counters/c', { n: Number(counter?.data.n ?? 0) + 1 });
      });
    }
    expect(await ended).toEqual([0, 0]);
    expect((await store.get('counters/c'))?.data).toEqual({ n: 450 });
    await store.close();
  });

  it('has all that was acknowledged, and nothing by half, after kill -9', { timeout: 60_000 }, async () => {
    const path = join(folder, 'killed.db');
    let last = -1;
    for (const lines of [1, 20, 70]) {
      const child = start('journal', path);
      const ended = once(child, 'exit');
      let seen = 0;
      if (!child.stdout) throw new Error('no stdout');
      for await (const line of createInterface(child.stdout)) {
        last = Number(line);
        seen += 1;
        if (seen === lines) child.kill('SIGKILL'); // the rest of what it has printed is still read
      }
      expect((await ended)[1]).toBe('SIGKILL');

      const store = createSqliteStore({ path });
      const length = Number((await store.get('journals/j'))?.data.length);
      const entries = await store.query({ collection: 'journals/j/entries', orderBy: [{ field: 'n' }] });
      expect(entries.map(({ data }) => data.n)).toEqual(Array.from({ length }, (_, n) => n));
      // One more may be in that it had no time to say.
      expect([last + 1, last + 2]).toContain(length);
      await store.close();
    }
  });
});
