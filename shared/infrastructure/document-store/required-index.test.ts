import { describe, expect, test } from 'vitest';
import { MemoryStore } from '../../../test/support/memory-store/memory-store.ts';
import type { Query } from '../../application/ports/document-store.ts';
import type { IndexDefinition } from '../../application/ports/index-definition.ts';
import { indexes } from '../../persistence/indexes.ts';
import { checkQuery } from './query.ts';
import { missingIndex, withRequiredIndexes } from './required-index.ts';

const asc = (field: string) => ({ field });
const desc = (field: string) => ({ field, direction: 'desc' as const });
const eq = (field: string) => ({ field, op: '==' as const, value: 1 });
const from = (field: string) => ({ field, op: '>=' as const, value: 1 });
const things = (...fields: IndexDefinition['fields']): IndexDefinition => ({ collection: 'things', fields });
const group = (...fields: IndexDefinition['fields']): IndexDefinition => ({
  ...things(...fields),
  group: true,
});

describe('what Firestore has an index for', () => {
  test.each<readonly [string, Omit<Query, 'collection'>, readonly IndexDefinition[], boolean]>([
    ['everything', {}, [], true],
    ['one equality', { where: [eq('a')] }, [], true],
    ['several equalities', { where: [eq('a'), eq('b')] }, [], true],
    ['one order', { orderBy: [desc('a')] }, [], true],
    ['a range', { where: [from('a')] }, [], true],
    ['a range in its own order', { where: [from('a')], orderBy: [desc('a')] }, [], true],
    ['an equality in the order of another field', { where: [eq('a')], orderBy: [asc('b')] }, [], false],
    ['with its index', { where: [eq('a')], orderBy: [asc('b')] }, [things(asc('a'), asc('b'))], true],
    ['from its other end', { where: [eq('a')], orderBy: [desc('b')] }, [things(asc('a'), asc('b'))], true],
    [
      'with an index of one more field',
      { where: [eq('a')], orderBy: [asc('b')] },
      [things(asc('a'), asc('c'), asc('b'))],
      false,
    ],
    ['an equality and a range of another field', { where: [eq('a'), from('b')] }, [], false],
    ['with its index', { where: [eq('a'), from('b')] }, [things(asc('a'), asc('b'))], true],
    ['two orders', { orderBy: [asc('a'), desc('b')] }, [], false],
    ['with their index', { orderBy: [asc('a'), desc('b')] }, [things(asc('a'), desc('b'))], true],
    ['with its reverse', { orderBy: [asc('a'), desc('b')] }, [things(desc('a'), asc('b'))], true],
    ['with another mixture', { orderBy: [asc('a'), desc('b')] }, [things(asc('a'), asc('b'))], false],
    [
      'two equalities in an order, from two indexes',
      { where: [eq('a'), eq('b')], orderBy: [desc('c')] },
      [things(asc('a'), desc('c')), things(asc('b'), desc('c'))],
      true,
    ],
    [
      'not from one of them',
      { where: [eq('a'), eq('b')], orderBy: [desc('c')] },
      [things(asc('a'), desc('c'))],
      false,
    ],
    ['an equality in a group', { group: true, where: [eq('a')] }, [], false],
    ['with its index', { group: true, where: [eq('a')] }, [group(asc('a'))], true],
    ['with that of a collection', { group: true, where: [eq('a')] }, [things(asc('a'))], false],
    ['a range in a group', { group: true, where: [from('a')] }, [], false],
    ['with its index', { group: true, where: [from('a')] }, [group(asc('a'))], true],
    ['a whole group', { group: true }, [], true],
  ])('%s (%#)', (_name, query, definitions, has) => {
    const missing = missingIndex(checkQuery({ collection: 'things', ...query }), definitions);
    expect(missing === null).toBe(has);
    // What it names would do.
    if (missing) expect(missingIndex(checkQuery({ collection: 'things', ...query }), [missing])).toBeNull();
  });

  test('a store refuses a query without one, also in a transaction', async () => {
    const store = withRequiredIndexes(new MemoryStore().connect(), indexes);
    const query = { collection: 'users/u1/threads', where: [eq('goal')], orderBy: [asc('createdAt')] };
    const refused = { code: 'invalid', message: expect.stringContaining('"field":"goal"') };
    await expect(store.query(query)).rejects.toMatchObject(refused);
    await expect(store.count(query)).rejects.toMatchObject(refused);
    await expect(store.transaction((tx) => tx.query(query))).rejects.toMatchObject(refused);
    expect(await store.query({ ...query, where: [eq('status')], orderBy: [desc('createdAt')] })).toEqual([]);
  });
});
