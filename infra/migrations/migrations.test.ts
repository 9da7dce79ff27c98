import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { localDatabasePath } from '../../shared/app.ts';
import { DELETE_FIELD, type DocumentStore } from '../../shared/application/ports/document-store.ts';
import { mailboxSchema } from '../../shared/domain/mailbox/mailbox.ts';
import { createFirestoreStore } from '../../shared/infrastructure/firestore/document-store.ts';
import { createSqliteStore } from '../../shared/infrastructure/sqlite/document-store.ts';
import { asData } from '../../shared/persistence/thread-view.ts';
import { mailboxWith } from '../../test/support/documents.ts';
import { firestoreEmulator } from '../../test/support/emulators/emulators.ts';
import { migration as mailboxHealth } from './0001-mailbox-health.ts';
import { createMigration } from './create.ts';
import { listMigrations } from './list.ts';
import type { NamedMigration } from './migration.ts';
import { runMigration } from './run-migration.ts';
import { readState } from './state.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'email-ai-migrations-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const host = await firestoreEmulator();
const stores: readonly (readonly [string, boolean, () => DocumentStore])[] = [
  ['SQLite', false, () => createSqliteStore({ path: join(folder, `${randomUUID()}.sqlite`) })],
  [
    'Firestore',
    host === null,
    () => createFirestoreStore({ projectId: `demo-${randomUUID()}`, host: host ?? '' }),
  ],
];

/** Splits a name; takes it together again. Stumbles over rubbish. */
const split: NamedMigration = {
  id: '0001-split-names',
  collection: 'people',
  group: true,
  up: ({ name, first }) => {
    if (typeof first === 'string') return null;
    if (typeof name !== 'string') throw new TypeError('no name');
    const [given = '', family = ''] = name.split(' ');
    return { first: given, last: family, name: DELETE_FIELD };
  },
  down: ({ name, first, last }) =>
    typeof name === 'string' ? null : { name: `${first} ${last}`, first: DELETE_FIELD, last: DELETE_FIELD },
};

describe.each(stores)('migrations on %s', (_name, skipped, open) => {
  const fill = async (count: number): Promise<DocumentStore> => {
    const store = open();
    for (let n = 0; n < count; n++) {
      await store.set(`teams/t${n % 2}/people/p${String(n).padStart(3, '0')}`, { name: `Ann${n} Berg`, n });
    }
    return store;
  };
  const depsOf = (store: DocumentStore, token: string = randomUUID(), now = Date.now) => ({
    store,
    now,
    token,
    pageSize: 4,
  });
  const all = (store: DocumentStore) => store.query({ collection: 'people', group: true });

  test.skipIf(skipped)('go up and down again, and do nothing where nothing is to be done', async () => {
    const store = await fill(10);
    const before = (await all(store)).map(({ data }) => data);
    expect(await runMigration(depsOf(store), split, 'up')).toEqual({ kind: 'done', changed: 10, failed: [] });
    expect((await all(store)).every(({ data }) => data.last === 'Berg' && !('name' in data))).toBe(true);
    expect(await runMigration(depsOf(store), split, 'up')).toEqual({ kind: 'nothing' });
    expect(await readState(store, split.id)).toMatchObject({ state: 'up', changed: 10, lease: null });
    expect(await runMigration(depsOf(store), split, 'down')).toMatchObject({ kind: 'done', changed: 10 });
    expect((await all(store)).map(({ data }) => data)).toEqual(before);
    await store.close();
  });

  test.skipIf(skipped)(
    'go on after the last page when they were interrupted, and can be taken back half done',
    async () => {
      const store = await fill(10);
      let writes = 0;
      const dying: DocumentStore = {
        ...store,
        update: (...args) => {
          writes++;
          // The process is killed in the middle of the second page.
          if (writes > 6) throw new Error('killed');
          return store.update(...args);
        },
      };
      await expect(runMigration(depsOf(dying, 'first'), split, 'up')).rejects.toThrow('killed');
      expect(await readState(store, split.id)).toMatchObject({ state: 'going_up', changed: 4 });
      expect(await runMigration(depsOf(store, 'second'), split, 'up')).toEqual({ kind: 'busy' });
      const later = () => Date.now() + 61_000;
      const again = await runMigration(depsOf(store, 'second', later), split, 'up');
      // Two of the second page had been changed already, and are not changed twice.
      expect(again).toEqual({ kind: 'done', changed: 8, failed: [] });
      expect((await all(store)).every(({ data }) => data.last === 'Berg')).toBe(true);
      await store.close();

      const half = await fill(10);
      writes = 0;
      const dyingToo: DocumentStore = {
        ...half,
        update: (...args) => (++writes > 6 ? Promise.reject(new Error('killed')) : half.update(...args)),
      };
      await expect(runMigration(depsOf(dyingToo), split, 'up')).rejects.toThrow('killed');
      expect(await runMigration(depsOf(half, 'down', later), split, 'down')).toMatchObject({
        kind: 'done',
        changed: 6,
      });
      expect((await all(half)).every(({ data }) => typeof data.name === 'string')).toBe(true);
      await half.close();
    },
  );

  test.skipIf(skipped)('two at once are one', async () => {
    const store = await fill(6);
    const results = await Promise.all([
      runMigration(depsOf(store), split, 'up'),
      runMigration(depsOf(store), split, 'up'),
    ]);
    expect(results.filter(({ kind }) => kind === 'done')).toHaveLength(1);
    expect((await all(store)).every(({ data }) => data.last === 'Berg')).toBe(true);
    await store.close();
  });

  test.skipIf(skipped)(
    'a document that cannot be changed is named and stays, and the others are changed',
    async () => {
      const store = await fill(5);
      await store.set('teams/t0/people/bad', { name: 42 });
      const result = await runMigration(depsOf(store), split, 'up');
      expect(result).toEqual({ kind: 'done', changed: 5, failed: ['teams/t0/people/bad'] });
      expect((await store.get('teams/t0/people/bad'))?.data).toEqual({ name: 42 });
      await store.close();
    },
  );

  test.skipIf(skipped)('a document that somebody changes meanwhile keeps that change', async () => {
    const store = await fill(1);
    const [path] = (await all(store)).map((document) => document.path);
    let first = true;
    const busy: DocumentStore = {
      ...store,
      update: async (at, ...rest) => {
        if (first && at === path) {
          first = false;
          await store.update(at, { n: 99 });
        }
        return store.update(at, ...rest);
      },
    };
    expect(await runMigration(depsOf(busy), split, 'up')).toMatchObject({ kind: 'done', changed: 1 });
    expect((await all(store))[0]?.data).toEqual({ first: 'Ann0', last: 'Berg', n: 99 });
    await store.close();
  });
});

test('mailboxes of the first shape are read before and after theirs', () => {
  const { disconnectedReason: _r, revokeDueAt: _d, syncedAt: _s, ...old } = asData(mailboxWith());
  const read = mailboxSchema.parse(old);
  const patch = mailboxHealth.up(old);
  expect(patch).toEqual({ disconnectedReason: null, revokeDueAt: null, syncedAt: null });
  const after: object = { ...old, ...patch };
  expect(mailboxSchema.parse(after)).toEqual(read);
  expect(mailboxHealth.up({ ...old, syncedAt: 5 })).toEqual({ disconnectedReason: null, revokeDueAt: null });
  expect(mailboxHealth.up(asData(after))).toBeNull();
});

test('the files are numbered without gaps or doubles, and a new one gets the next number', async () => {
  const ids = (await listMigrations()).map(({ id }) => Number(id.slice(0, 4)));
  expect(ids).toEqual(ids.map((_, index) => index + 1));
  const own = join(folder, 'own');
  await mkdir(own);
  await writeFile(join(own, 'migration.ts'), '');
  expect(await createMigration(own, 'first-thing')).toBe(join(own, '0001-first-thing.ts'));
  expect(await createMigration(own, 'second')).toBe(join(own, '0002-second.ts'));
  expect((await listMigrations(own)).map(({ id }) => id)).toEqual(['0001-first-thing', '0002-second']);
  await expect(createMigration(own, '../evil')).rejects.toThrow('a name is');
  await writeFile(join(own, '0002-again.ts'), '');
  await expect(listMigrations(own)).rejects.toThrow('0002');
});

test('the command runs what has not run, and says where things stand', async () => {
  const dataDir = join(folder, 'data');
  const migrate = (...args: string[]) =>
    promisify(execFile)(process.execPath, [join(import.meta.dirname, 'main.ts'), ...args], {
      env: { ...process.env, DATA_DIR: dataDir },
    }).then(({ stdout }) => stdout);
  expect(await migrate('current')).toContain('0001-mailbox-health  not run');
  const store = createSqliteStore({ path: localDatabasePath(dataDir) });
  const { syncedAt: _s, ...old } = asData(mailboxWith());
  await store.set('mailboxes/m1', old);
  expect(await migrate('up')).toContain('0001-mailbox-health: up, 1 changed.');
  expect((await store.get('mailboxes/m1'))?.data.syncedAt).toBeNull();
  expect(await migrate('up')).toBe('');
  expect(await migrate('current')).toContain('0001-mailbox-health  up');
  const last = (await listMigrations()).at(-1)?.id;
  expect(await migrate('down')).toContain(`${last}: down`);
  await store.close();
  await expect(migrate('sideways')).rejects.toMatchObject({ code: 2 });
});
