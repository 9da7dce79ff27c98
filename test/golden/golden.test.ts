import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { listMigrations } from '../../infra/migrations/list.ts';
import type { NamedMigration } from '../../infra/migrations/migration.ts';
import type {
  DocumentData,
  DocumentStore,
  JsonValue,
} from '../../shared/application/ports/document-store.ts';
import { createFirestoreStore } from '../../shared/infrastructure/firestore/document-store.ts';
import { createSqliteStore } from '../../shared/infrastructure/sqlite/document-store.ts';
import { kindOf } from '../../shared/persistence/collections.ts';
import { readDocument } from '../../shared/persistence/read.ts';
import { asData } from '../../shared/persistence/thread-view.ts';
import { firestoreEmulator } from '../support/emulators/emulators.ts';
import manifest from './manifest.json' with { type: 'json' };
import { type GoldenDocument, goldenDocuments, goldenFiles, migrated } from './read.ts';

const folder = import.meta.dirname;
const project = join(folder, '../..');
const documents = goldenDocuments();

/*
 * A release's documents lie in somebody's store for ever. Each of them has to be readable by the present code, after the
 * migrations, and to be written back without losing what a later version put there.
 */

describe('what was released', () => {
  test('is neither changed nor taken away', async () => {
    const hashes = await Promise.all(
      goldenFiles().map(async (file) => {
        const text = await readFile(join(folder, file));
        return [file, createHash('sha256').update(text).digest('hex')];
      }),
    );
    expect(Object.fromEntries(hashes)).toEqual(manifest);
  });

  test('is here for every release, this one included (npm run golden -- VERSION)', async () => {
    const changelog = await readFile(join(project, 'CHANGELOG.md'), 'utf8');
    const released = [...changelog.matchAll(/^## (\d+\.\d+\.\d+)$/gm)].map(([, version]) => version);
    const { version } = JSON.parse(await readFile(join(project, 'package.json'), 'utf8'));
    expect(released).toContain(version);
    expect(new Set(documents.map(({ release }) => release))).toEqual(new Set(released));
  });

  test('shows of each release every collection that it had', () => {
    const shown = Map.groupBy(documents, ({ release }) => release);
    const collectionsOf = (release: string) =>
      new Set(shown.get(release)?.map(({ path }) => path.split('/').at(-2)));
    expect(collectionsOf('0.1.0')).toEqual(
      new Set([
        'users',
        'days',
        'sessions',
        'signIns',
        'credentials',
        'mailboxes',
        'watches',
        'assistants',
        'threads',
        'messages',
        'suppressions',
        'idempotencyKeys',
        'audit',
        'limits',
        'addressLimits',
        'migrations',
      ]),
    );
  });
});

const migrations: readonly NamedMigration[] = await listMigrations();
const schemaOf = ({ path }: GoldenDocument) => {
  const kind = kindOf(path);
  if (!kind) throw new Error(`no collection of the table has ${path}`);
  return kind.schema;
};

/** The same value with one more field in every object, as a later version may have left it. */
const fromLater = (value: JsonValue): JsonValue => {
  if (Array.isArray(value)) return value.map(fromLater);
  if (typeof value !== 'object' || value === null) return value;
  const fields = Object.entries(value).map(([name, field]) => [name, fromLater(field)]);
  return { ...Object.fromEntries(fields), fromLater: { since: '9.9.9' } };
};

describe.each(documents)('$file', (golden) => {
  const data = migrated(migrations, golden);

  test('is read, with every field as it was', () => {
    const read = schemaOf(golden).parse(data);
    expect(read).toMatchObject(data);
  });

  test('keeps what a later version put there, at every level', () => {
    const later = fromLater(data);
    expect(schemaOf(golden).parse(later)).toMatchObject(later as object);
  });

  test('comes out of the migrations the same however often they are run', () => {
    expect(migrated(migrations, { ...golden, data })).toEqual(data);
  });
});

describe('a document of a later version that is read, changed and written back', () => {
  let temporary: string;
  beforeAll(async () => {
    temporary = await mkdtemp(join(tmpdir(), 'email-ai-golden-'));
  });
  afterAll(() => rm(temporary, { recursive: true, force: true }));

  const roundTrip = async (store: DocumentStore): Promise<void> => {
    try {
      for (const golden of documents) {
        const later = fromLater(migrated(migrations, golden)) as DocumentData;
        await store.set(golden.path, later);
        await store.transaction(async (tx) => {
          const read = await readDocument(tx, schemaOf(golden), golden.path);
          tx.set(golden.path, asData({ ...asData(Object(read)), changed: true }));
        });
        expect((await store.get(golden.path))?.data, golden.file).toMatchObject({ ...later, changed: true });
      }
    } finally {
      await store.close();
    }
  };

  test('loses nothing on SQLite', () => roundTrip(createSqliteStore({ path: join(temporary, 'a.sqlite') })));

  const host = firestoreEmulator();
  test('loses nothing on Firestore', async (context) => {
    const emulator = await host;
    if (emulator === null) return context.skip();
    await roundTrip(createFirestoreStore({ projectId: 'demo-golden', host: emulator }));
  });
});
