import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { createSqliteStore } from '../../shared/infrastructure/sqlite/document-store.ts';
import { documentStoreContract } from './document-store.ts';

let folder = '';
let count = 0;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'store-'));
});
afterAll(() => rm(folder, { recursive: true }));

documentStoreContract('SQLite', {
  open: async () => {
    count += 1;
    const path = join(folder, `${count}.db`);
    return { store: createSqliteStore({ path }), other: createSqliteStore({ path }) };
  },
  crowd: 40,
  randomQueries: 1_000,
});

// With indexes SQLite takes other ways to the same answers.
documentStoreContract('SQLite with indexes', {
  open: async () => {
    count += 1;
    const path = join(folder, `${count}.db`);
    const indexes = ['things', 'others', 'threads'].flatMap((collection) =>
      [true, false].flatMap((group) => [
        { collection, group, fields: [{ field: 'a' }] },
        { collection, group, fields: [{ field: 'b' }, { field: 'a', direction: 'desc' as const }] },
        { collection, group, fields: [{ field: 'c.d', direction: 'desc' as const }, { field: 'b' }] },
        { collection, group, fields: [{ field: 'status' }, { field: 'nextActionAt' }] },
      ]),
    );
    return { store: createSqliteStore({ path, indexes }), other: createSqliteStore({ path }) };
  },
  crowd: 10,
  randomQueries: 1_000,
});
