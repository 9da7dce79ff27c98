import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { createSqliteStore } from '../../shared/infrastructure/sqlite/document-store.ts';
import { contentionTests } from './contention.ts';

let folder = '';
let count = 0;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'contention-'));
});
afterAll(() => rm(folder, { recursive: true }));

contentionTests('SQLite', async () => {
  const path = join(folder, `${++count}.db`);
  return { one: createSqliteStore({ path }), other: createSqliteStore({ path }) };
});
