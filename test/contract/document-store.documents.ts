import { expect, it } from 'vitest';
import {
  DELETE_FIELD,
  type DocumentData,
  type DocumentPatch,
} from '../../shared/application/ports/document-store.ts';
import { expectStoreError, freshStores } from './document-store.setup.ts';
import type { StoreUnderTest } from './document-store.ts';

const PATH = 'users/u1/threads/t1';

const stored: DocumentData = {
  text: 'Grüße aus Zürich, 日本語, עברית, 👩‍👩‍👧 and \u0000 nul',
  lines: 'a\r\n\tb "quoted" \\ \u2028',
  empty: '',
  historyId: '18446744073709551615',
  integer: 9_007_199_254_740_991,
  negative: -1,
  fraction: 0.1,
  tiny: 5e-324,
  huge: 1.7976931348623157e308,
  yes: true,
  no: false,
  nothing: null,
  map: { nested: { deeper: { list: [1, 'two', null, { three: [3] }] } }, empty: {} },
  list: [],
  'a.b': 'a dot',
  'with space': 1,
  'quo"te\'s': 2,
  $dollar: 3,
  日本: 4,
  map2: { 'someone@example.com': true },
};

export const documentTests = (subject: StoreUnderTest): void => {
  const { store, other } = freshStores(subject);

  it('gives back what was stored, and null for what was not', async () => {
    expect(await store().get(PATH)).toBeNull();
    await store().set(PATH, stored);
    expect(await other().get(PATH)).toEqual({
      path: PATH,
      id: 't1',
      data: stored,
      version: expect.stringMatching(/./),
    });
    expect(await store().get('users/u1')).toBeNull();
    expect(await store().get('users/u1/threads/t1/messages/m1')).toBeNull();
  });

  it('takes ids of all kinds', async () => {
    const ids = [
      'a@example.com',
      'a+b c',
      '100%',
      'ü',
      '日本',
      "o'clock",
      '"',
      '-',
      '~',
      '__',
      '_x_',
      '...',
      '1',
    ];
    for (const id of ids) await store().set(`things/${id}/parts/${id}`, { id });
    for (const id of ids) {
      expect(await store().get(`things/${id}/parts/${id}`)).toMatchObject({ id, data: { id } });
    }
    const listed = await Promise.all(ids.map((id) => store().query({ collection: `things/${id}/parts` })));
    expect(listed.map((documents) => documents.map(({ id }) => id))).toEqual(ids.map((id) => [id]));
  });

  it('keeps nothing that the caller changes afterwards', async () => {
    const data = { list: [1], map: { a: 1 } };
    const writing = store().set(PATH, data);
    data.list.push(2);
    data.map.a = 2;
    await writing;
    expect((await store().get(PATH))?.data).toEqual({ list: [1], map: { a: 1 } });
  });

  it('mends text that was cut in the middle of a character', async () => {
    await store().set(PATH, { text: '👩'.slice(0, 1), list: ['\udc00b'] });
    expect((await other().get(PATH))?.data).toEqual({ text: '\ufffd', list: ['\ufffdb'] });
  });

  it('creates only what is absent', async () => {
    expect(await store().create(PATH, { n: 1 })).toBe('created');
    expect(await other().create(PATH, { n: 2 })).toBe('exists');
    expect((await store().get(PATH))?.data).toEqual({ n: 1 });
    await store().delete(PATH);
    expect(await other().create(PATH, { n: 3 })).toBe('created');
  });

  it('lets one of many create a document', async () => {
    const contenders = Array.from({ length: subject.crowd }, (_, n) => n);
    const outcomes = await Promise.all(
      contenders.map((n) => (n % 2 ? store() : other()).create(PATH, { winner: n })),
    );
    expect(outcomes.filter((outcome) => outcome === 'created')).toHaveLength(1);
    expect((await store().get(PATH))?.data).toEqual({ winner: outcomes.indexOf('created') });
  });

  it('replaces the whole document with set', async () => {
    await store().set(PATH, { a: 1, b: { c: 1 } });
    await other().set(PATH, { b: { d: 2 } });
    expect((await store().get(PATH))?.data).toEqual({ b: { d: 2 } });
    await store().set(PATH, {});
    expect((await store().get(PATH))?.data).toEqual({});
  });

  it('updates the fields that are named, each as a whole', async () => {
    await store().set(PATH, { a: 1, b: { c: 1, d: 2 }, 'x.y': 1, x: { y: 1 }, gone: 1 });
    const patch: DocumentPatch = {
      b: { e: 3 },
      'x.y': 2,
      gone: DELETE_FIELD,
      never: DELETE_FIELD,
      added: null,
    };
    expect(await store().update(PATH, patch)).toBe('updated');
    expect((await other().get(PATH))?.data).toEqual({
      a: 1,
      b: { e: 3 },
      'x.y': 2,
      x: { y: 1 },
      added: null,
    });
    expect(await store().update(PATH, { b: DELETE_FIELD })).toBe('updated');
    expect((await other().get(PATH))?.data).not.toHaveProperty('b');
  });

  it('does not create with update', async () => {
    expect(await store().update(PATH, { a: 1 })).toBe('missing');
    expect(await store().update(PATH, { a: 1 }, { version: '1' })).toBe('missing');
    expect(await store().get(PATH)).toBeNull();
  });

  it('updates under a version only what still has it', async () => {
    await store().set(PATH, { n: 0 });
    const version = (await store().get(PATH))?.version ?? '';
    expect(await other().update(PATH, { n: 1 }, { version })).toBe('updated');
    expect(await store().update(PATH, { n: 2 }, { version })).toBe('conflict');
    expect(await store().update(PATH, { n: 2 }, { version: 'rubbish' })).toBe('conflict');
    expect((await store().get(PATH))?.data).toEqual({ n: 1 });

    const second = (await store().get(PATH))?.version ?? '';
    await store().delete(PATH);
    expect(await store().update(PATH, { n: 3 }, { version: second })).toBe('missing');
    await store().create(PATH, { n: 1 });
    expect(await store().update(PATH, { n: 3 }, { version: second })).toBe('conflict');
  });

  it('lets one of many update under the same version', async () => {
    await store().set(PATH, { winner: -1 });
    const version = (await store().get(PATH))?.version ?? '';
    const contenders = Array.from({ length: subject.crowd }, (_, n) => n);
    const outcomes = await Promise.all(
      contenders.map((n) => (n % 2 ? store() : other()).update(PATH, { winner: n }, { version })),
    );
    expect(outcomes.filter((outcome) => outcome === 'updated')).toHaveLength(1);
    expect(new Set(outcomes)).toEqual(new Set(['updated', 'conflict']));
    expect((await store().get(PATH))?.data).toEqual({ winner: outcomes.indexOf('updated') });
  });

  it('changes the version with every change, and only then', async () => {
    const versions: (string | undefined)[] = [];
    for (let n = 0; n < 5; n += 1) {
      await store().set(PATH, { n });
      versions.push((await other().get(PATH))?.version);
    }
    expect(new Set(versions).size).toBe(5);
    await store().set('users/u1/threads/t2', { n: 9 });
    expect((await store().get(PATH))?.version).toBe(versions.at(-1));
    const [queried] = await store().query({ collection: 'users/u1/threads', limit: 1 });
    expect(queried?.version).toBe(versions.at(-1));
  });

  it('deletes, as often as one likes, and leaves what is below', async () => {
    await store().set(PATH, { n: 1 });
    await store().set(`${PATH}/messages/m1`, { n: 2 });
    await store().delete(PATH);
    await other().delete(PATH);
    expect(await store().get(PATH)).toBeNull();
    expect(await store().query({ collection: 'users/u1/threads' })).toEqual([]);
    expect((await store().get(`${PATH}/messages/m1`))?.data).toEqual({ n: 2 });
  });

  it('gets many in the order asked for', async () => {
    for (const id of ['a', 'b', 'c']) await store().set(`users/${id}`, { id });
    const found = await other().getAll(['users/c', 'users/none', 'users/a', 'other/a', 'users/c', 'users/b']);
    expect(found.map((document) => document?.path ?? null)).toEqual([
      'users/c',
      null,
      'users/a',
      null,
      'users/c',
      'users/b',
    ]);
    expect(await store().getAll([])).toEqual([]);
  });

  it('keeps ttl as a time that can be queried', async () => {
    const at = Date.UTC(2026, 10, 23, 8, 44, 1, 234);
    await store().set('sessions/soon', { ttl: at });
    await store().create('sessions/late', { ttl: at + 1 });
    await store().set('sessions/never', { ttl: null });
    await store().set('sessions/none', { other: at });
    await store().set('sessions/changed', { ttl: 5 });
    await store().update('sessions/changed', { ttl: at + 2 });
    expect((await other().get('sessions/soon'))?.data).toEqual({ ttl: at });
    expect((await other().get('sessions/never'))?.data).toEqual({ ttl: null });
    expect((await other().get('sessions/changed'))?.data).toEqual({ ttl: at + 2 });

    const ids = async (query: object) =>
      (await store().query({ collection: 'sessions', ...query })).map(({ id }) => id);
    expect(await ids({ where: [{ field: 'ttl', op: '<=', value: at }] })).toEqual(['soon']);
    expect(await ids({ where: [{ field: 'ttl', op: '==', value: at + 1 }] })).toEqual(['late']);
    expect(
      await ids({
        orderBy: [{ field: 'ttl', direction: 'desc' }],
        startAfter: { values: [at + 2], path: 'sessions/changed' },
      }),
    ).toEqual(['late', 'soon', 'never']);
    await store().update('sessions/soon', { ttl: DELETE_FIELD });
    expect((await other().get('sessions/soon'))?.data).toEqual({});
  });

  it('refuses documents over 1 MiB, whole or grown', async () => {
    const name = 'users'.length + 1 + 'u1'.length + 1 + 16;
    const fields = 'head'.length + 1 + 100 + 1 + 'text'.length + 1 + 1;
    const room = 1_048_576 - name - fields - 32;
    const sized = (length: number) => ({ head: 'x'.repeat(100), text: 'x'.repeat(length) });
    await store().set('users/u1', sized(room));
    expect((await store().get('users/u1'))?.data).toEqual(sized(room));
    await expectStoreError(() => store().set('users/u1', sized(room + 1)), 'too_large');
    await expectStoreError(() => store().set('users/u2', { text: 'x'.repeat(1_048_488) }), 'too_large');
    await expectStoreError(() => store().create('users/u2', { text: 'ü'.repeat(600_000) }), 'too_large');
    await expectStoreError(() => store().update('users/u1', { more: 'x'.repeat(1_000) }), 'too_large');
    await expectStoreError(
      () => store().transaction(async (tx) => tx.update('users/u1', { more: 'x'.repeat(1_000) })),
      'too_large',
    );
    expect(Object.keys((await store().get('users/u1'))?.data ?? {}).toSorted()).toEqual(['head', 'text']);
  });

  it('is of no use when closed', async () => {
    await store().close();
    await store().close();
    await expectStoreError(() => store().get(PATH), 'unavailable');
    await expectStoreError(() => store().set(PATH, {}), 'unavailable');
    await expectStoreError(() => store().transaction(async (tx) => tx.get(PATH)), 'unavailable');
  });
};
