import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSqliteStore, type SqliteStore } from './document-store.ts';

describe('what only the SQLite store promises', () => {
  let store: SqliteStore;
  beforeEach(() => {
    store = createSqliteStore({ path: ':memory:', backoff: async () => undefined });
  });
  afterEach(() => store.close());

  it('lets a slow transaction hold up nobody', async () => {
    const gate = Promise.withResolvers<void>();
    let runs = 0;
    const slow = store.transaction(async (tx) => {
      runs += 1;
      await tx.get('docs/mine');
      await gate.promise;
      tx.set('docs/mine', { by: 'slow' });
    });
    await store.set('docs/other', { n: 1 });
    await store.transaction(async (tx) => {
      await tx.get('docs/other');
      tx.update('docs/other', { n: 2 });
    });
    gate.resolve();
    await slow;
    expect(runs).toBe(1);
    expect((await store.get('docs/mine'))?.data).toEqual({ by: 'slow' });
  });

  it('runs the body again when what it read has changed', async () => {
    await store.set('docs/a', { n: 0 });
    const seen: unknown[] = [];
    const result = await store.transaction(async (tx) => {
      const n = Number((await tx.get('docs/a'))?.data.n);
      seen.push(n);
      if (seen.length === 1) await store.update('docs/a', { n: 10 });
      tx.update('docs/a', { n: n + 1 });
      return n;
    });
    expect({ seen, result }).toEqual({ seen: [0, 10], result: 10 });
    expect((await store.get('docs/a'))?.data).toEqual({ n: 11 });
  });

  it('runs the body again when it failed over half of another change', async () => {
    await store.set('docs/a', { n: 0 });
    await store.set('docs/b', { n: 0 });
    let runs = 0;
    const both = await store.transaction(async (tx) => {
      runs += 1;
      const a = (await tx.get('docs/a'))?.data.n;
      if (runs === 1) {
        await store.transaction(async (change) => {
          change.set('docs/a', { n: 1 });
          change.set('docs/b', { n: 1 });
        });
      }
      const b = (await tx.get('docs/b'))?.data.n;
      if (a !== b) throw new Error('a and b are always the same');
      return [a, b];
    });
    expect({ runs, both }).toEqual({ runs: 2, both: [1, 1] });
  });

  it('gives up on a transaction that loses every time', async () => {
    let runs = 0;
    const hopeless = store.transaction(async (tx) => {
      runs += 1;
      await tx.query({ collection: 'docs' });
      await store.set('docs/new', { runs });
      tx.set('results/r', {});
    });
    await expect(hopeless).rejects.toMatchObject({ name: 'StoreError', code: 'contention', retryable: true });
    expect(runs).toBe(20);
    expect(await store.get('results/r')).toBeNull();
  });

  it('purges what has expired, and nothing else', async () => {
    await store.set('sessions/old', { ttl: 999 });
    await store.set('sessions/now', { ttl: 1_000 });
    await store.set('sessions/new', { ttl: 1_001 });
    await store.set('sessions/kept', { ttl: null });
    await store.set('threads/t', { expiresAt: 1, map: { ttl: 1 } });
    expect(await store.purgeExpired(1_000)).toBe(2);
    expect(await store.purgeExpired(1_000)).toBe(0);
    expect(await store.getAll(['sessions/old', 'sessions/now'])).toEqual([null, null]);
    expect(await store.query({ collection: 'sessions' })).toHaveLength(2);
    expect(await store.get('threads/t')).not.toBeNull();
  });

  it('notices a purge inside a transaction', async () => {
    await store.set('sessions/s', { ttl: 1 });
    const seen: boolean[] = [];
    await store.transaction(async (tx) => {
      const session = await tx.get('sessions/s');
      seen.push(session !== null);
      await store.purgeExpired(1);
      if (session) tx.update('sessions/s', { used: true });
    });
    expect(seen).toEqual([true, false]);
  });

  it('keeps its file to its owner, and finds everything again', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'store-'));
    const path = join(folder, 'data', 'store.db');
    const first = createSqliteStore({ path });
    await first.set('docs/a', { text: 'Grüße' });
    const modes = await Promise.all(
      [path, `${path}-wal`, join(folder, 'data')].map(async (file) => (await stat(file)).mode & 0o777),
    );
    await first.close();
    const again = createSqliteStore({ path, indexes: [{ collection: 'docs', fields: [{ field: 'text' }] }] });
    expect((await again.get('docs/a'))?.data).toEqual({ text: 'Grüße' });
    await again.close();
    await rm(folder, { recursive: true });
    expect(modes).toEqual([0o600, 0o600, 0o700]);
  });
});
