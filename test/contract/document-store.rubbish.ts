import { expect, it } from 'vitest';
import type { DocumentData, Query } from '../../shared/application/ports/document-store.ts';
import { expectStoreError, freshStores } from './document-store.setup.ts';
import type { StoreUnderTest } from './document-store.ts';

/** What the types forbid and a caller may still pass. */
const untyped = <T>(value: unknown): T => value as T;

const badPaths: readonly unknown[] = [
  '',
  '/',
  'users',
  'users/',
  '/users/u1',
  'users//u1',
  'users/u1/',
  'users/u1/threads',
  'users/.',
  'users/..',
  '../users',
  'users/__id__',
  '__users__/u1',
  'users/\u0000',
  'users/a\nb',
  'users/\ud800',
  `users/${'x'.repeat(1_501)}`,
  Array.from({ length: 100 }, () => 'x'.repeat(100)).join('/'),
  null,
  undefined,
  42,
  {},
];

const nested = (depth: number): unknown => (depth === 0 ? 1 : { a: nested(depth - 1) });

const cyclic: Record<string, unknown> = {};
cyclic.self = cyclic;

const badData: Readonly<Record<string, unknown>> = {
  'undefined value': { a: undefined },
  'nested undefined': { a: { b: [1, undefined] } },
  hole: { a: new Array(2) },
  NaN: { a: Number.NaN },
  infinity: { a: [Number.NEGATIVE_INFINITY] },
  bigint: { a: 1n },
  date: { a: new Date(0) },
  'map object': { a: new Map() },
  bytes: { a: new Uint8Array(1) },
  function: { a: () => 1 },
  symbol: { a: Symbol('a') },
  'array in array': { a: [[1]] },
  'too deep': nested(21),
  cycle: cyclic,
  'empty name': { '': 1 },
  'reserved name': { a: { __b__: 1 } },
  'polluting name': JSON.parse('{"__proto__": {"a": 1}}'),
  'long name': { ['x'.repeat(1_501)]: 1 },
  'ttl of text': { ttl: '2026' },
  'ttl with a fraction': { ttl: 1.5 },
  'ttl out of time': { ttl: 8.64e15 },
  null: null,
  array: [],
  text: 'text',
  error: new Error('no'),
};

const where = (filter: unknown) => ({ collection: 'users', where: [filter] });
const badQueries: Readonly<Record<string, unknown>> = {
  'document path': { collection: 'users/u1' },
  'empty collection': { collection: '' },
  'path as group': { collection: 'users/u1/threads', group: true },
  'reserved collection': { collection: '__users__' },
  'empty field': where({ field: '', op: '==', value: 1 }),
  'field with quotes': where({ field: `a' OR 1=1 --`, op: '==', value: 1 }),
  'field with brackets': where({ field: 'a[0]', op: '==', value: 1 }),
  'empty segment': where({ field: 'a..b', op: '==', value: 1 }),
  'document id': where({ field: '__name__', op: '==', value: 1 }),
  'unknown operator': where({ field: 'a', op: '!=', value: 1 }),
  'undefined value': where({ field: 'a', op: '==', value: undefined }),
  'NaN value': where({ field: 'a', op: '==', value: Number.NaN }),
  'date value': where({ field: 'a', op: '==', value: new Date(0) }),
  'map value': where({ field: 'a', op: '==', value: { b: 1 } }),
  'range of null': where({ field: 'a', op: '<', value: null }),
  'range of booleans': where({ field: 'a', op: '>', value: false }),
  'in nothing': where({ field: 'a', op: 'in', value: [] }),
  'in no list': where({ field: 'a', op: 'in', value: 'abc' }),
  'in null': where({ field: 'a', op: 'in', value: [null] }),
  'in 31 values': where({ field: 'a', op: 'in', value: Array.from({ length: 31 }, (_, n) => n) }),
  '36 combinations': {
    collection: 'users',
    where: ['a', 'b'].map((field) => ({ field, op: 'in', value: [1, 2, 3, 4, 5, 6] })),
  },
  'limit 0': { collection: 'users', limit: 0 },
  'limit -1': { collection: 'users', limit: -1 },
  'limit 1.5': { collection: 'users', limit: 1.5 },
  'limit NaN': { collection: 'users', limit: Number.NaN },
  'bad direction': { collection: 'users', orderBy: [{ field: 'a', direction: 'up' }] },
  'same field twice': { collection: 'users', orderBy: [{ field: 'a' }, { field: 'a' }] },
  'cursor too short': {
    collection: 'users',
    orderBy: [{ field: 'a' }],
    startAfter: { values: [], path: 'users/u' },
  },
  'cursor too long': { collection: 'users', startAfter: { values: [1], path: 'users/u' } },
  'cursor without a path': { collection: 'users', startAfter: { values: [], path: '' } },
  'cursor elsewhere': { collection: 'users', startAfter: { values: [], path: 'others/u' } },
  'cursor of another group': { collection: 'a', group: true, startAfter: { values: [], path: 'x/y/b/1' } },
  'cursor of a map': {
    collection: 'users',
    orderBy: [{ field: 'a' }],
    startAfter: { values: [{}], path: 'users/u' },
  },
};

export const rubbishTests = (subject: StoreUnderTest): void => {
  const { store } = freshStores(subject);

  it('refuses what is not the path of a document', async () => {
    for (const path of badPaths.map((value) => untyped<string>(value))) {
      await expectStoreError(() => store().get(path), 'invalid');
      await expectStoreError(() => store().getAll(['users/u1', path]), 'invalid');
      await expectStoreError(() => store().create(path, {}), 'invalid');
      await expectStoreError(() => store().set(path, {}), 'invalid');
      await expectStoreError(() => store().update(path, { a: 1 }), 'invalid');
      await expectStoreError(() => store().delete(path), 'invalid');
      await expectStoreError(() => store().transaction((tx) => tx.get(path)), 'invalid');
      await expectStoreError(() => store().transaction(async (tx) => tx.set(path, {})), 'invalid');
      await expectStoreError(() => store().transaction(async (tx) => tx.delete(path)), 'invalid');
    }
  });

  it.each(Object.keys(badData))('refuses data that is not JSON: %s', async (name) => {
    const data = untyped<DocumentData>(badData[name]);
    await expectStoreError(() => store().set('users/u1', data), 'invalid');
    await expectStoreError(() => store().create('users/u1', data), 'invalid');
    await expectStoreError(() => store().update('users/u1', data), 'invalid');
    await expectStoreError(() => store().transaction(async (tx) => tx.create('users/u1', data)), 'invalid');
    await expectStoreError(() => store().transaction(async (tx) => tx.update('users/u1', data)), 'invalid');
    expect(await store().get('users/u1')).toBeNull();
  });

  it('refuses a patch that changes nothing', async () => {
    await expectStoreError(() => store().update('users/u1', {}), 'invalid');
  });

  it.each(Object.keys(badQueries))('refuses a query that makes no sense: %s', async (name) => {
    const query = untyped<Query>(badQueries[name]);
    await expectStoreError(() => store().query(query), 'invalid');
    await expectStoreError(() => store().count(query), 'invalid');
    await expectStoreError(() => store().transaction((tx) => tx.query(query)), 'invalid');
  });
};
