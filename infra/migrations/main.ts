import { randomUUID } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { localDatabasePath } from '../../shared/app.ts';
import type { DocumentStore } from '../../shared/application/ports/document-store.ts';
import { createFirestoreStore } from '../../shared/infrastructure/firestore/document-store.ts';
import { createSqliteStore } from '../../shared/infrastructure/sqlite/document-store.ts';
import { createMigration } from './create.ts';
import { listMigrations } from './list.ts';
import { runMigration } from './run-migration.ts';
import { readState } from './state.ts';

/**
 * `npm run migrate -- up | down | current | create NAME`: on this machine (`DATA_DIR`), or with `--project X
 * [--database Y]` on Google Cloud. `up` runs all pending migrations, `down` reverts the last one.
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { project: { type: 'string' }, database: { type: 'string' } },
});
const [command, name] = positionals;

const openStore = async (): Promise<DocumentStore> => {
  if (values.project) {
    const host = process.env.FIRESTORE_EMULATOR_HOST;
    return createFirestoreStore({
      projectId: values.project,
      ...(values.database ? { databaseId: values.database } : {}),
      ...(host ? { host } : {}),
    });
  }
  const folder = process.env.DATA_DIR || '.data';
  await mkdir(folder, { recursive: true });
  return createSqliteStore({ path: localDatabasePath(folder) });
};

const run = async (store: DocumentStore): Promise<number> => {
  const migrations = await listMigrations();
  if (command === 'current') {
    for (const { id } of migrations)
      console.log(`${id}  ${(await readState(store, id))?.state ?? 'not run'}`);
    return 0;
  }
  const direction = command === 'down' ? 'down' : 'up';
  const deps = { store, now: Date.now, token: randomUUID() };
  for (const migration of direction === 'up' ? migrations : [...migrations].reverse()) {
    const result = await runMigration(deps, migration, direction);
    if (result.kind === 'busy') {
      console.error(`${migration.id}: somebody else is at it. Try again in a minute.`);
      return 1;
    }
    if (result.kind === 'nothing') continue;
    console.log(`${migration.id}: ${direction}, ${result.changed} changed.`);
    for (const path of result.failed) console.error(`  not changed: ${path}`);
    if (result.failed.length > 0) return 1;
    if (direction === 'down') return 0;
  }
  return 0;
};

if (command === 'create' && name) console.log(await createMigration(import.meta.dirname, name));
else if (command === 'up' || command === 'down' || command === 'current') {
  const store = await openStore();
  try {
    process.exitCode = await run(store);
  } finally {
    await store.close();
  }
} else {
  console.error('npm run migrate -- up | down | current | create NAME [--project X [--database Y]]');
  process.exitCode = 2;
}
