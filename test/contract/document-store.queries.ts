import fc from 'fast-check';
import { expect, it } from 'vitest';
import type {
  DocumentData,
  DocumentStore,
  Filter,
  JsonValue,
  OrderBy,
  Query,
  StoredDocument,
} from '../../shared/application/ports/document-store.ts';
import { expectedPaths, type ModelDocument, orderOf, valueAt } from './document-store.model.ts';
import { freshStores } from './document-store.setup.ts';
import type { StoreUnderTest } from './document-store.ts';

const paths = (documents: readonly StoredDocument[]): string[] => documents.map(({ path }) => path);

const fill = async (store: DocumentStore, documents: readonly ModelDocument[]): Promise<void> => {
  await store.transaction(async (tx) => {
    for (const { path, data } of documents) tx.set(path, data);
  });
};

const FIELDS = ['a', 'b', 'c.d'] as const;
const COLLECTIONS = ['p/1/things', 'p/1-x/things', 'p/1.x/things', 'things', 'p/1/others'] as const;
const numbers = [-1.5, 0, 1, 2, 10, 2 ** 53 - 1, 1e300] as const;
const texts = ['', '1', 'Z', 'a', 'ab', 'a b', "b'", 'é', '日', '\ufffd', '😀'] as const;
const scalars: readonly JsonValue[] = [null, false, true, ...numbers, ...texts];

/** Every value once in every field, in every collection; some fields absent, one array and one map. */
const documents: readonly ModelDocument[] = COLLECTIONS.flatMap((collection, shift) =>
  [undefined, undefined, ...scalars, [1, 'a'], { x: 1 }].map((_, index, values) => {
    const pick = (step: number) => values[(index * step + shift * 3) % values.length];
    const [a, b, d] = [pick(1), index % 3 === 0 ? 1 : pick(5), pick(7)];
    const data: DocumentData = {
      ...(a === undefined ? {} : { a }),
      ...(b === undefined ? {} : { b }),
      ...(d === undefined ? { c: 'not a map' } : { c: { d } }),
    };
    return { path: `${collection}/${['k', 'K', 'k-', 'k.', '日'][index % 5]}${index}`, data };
  }),
);

const filterArbitrary: fc.Arbitrary<Filter> = fc.oneof(
  fc.record({
    field: fc.constantFrom(...FIELDS),
    op: fc.constant('==' as const),
    value: fc.constantFrom(...scalars),
  }),
  fc.record({
    field: fc.constantFrom(...FIELDS),
    op: fc.constant('in' as const),
    value: fc.uniqueArray(fc.constantFrom(...scalars.slice(1)), { minLength: 1, maxLength: 5 }),
  }),
  fc.record({
    field: fc.constantFrom(...FIELDS),
    op: fc.constantFrom('<' as const, '<=' as const, '>' as const, '>=' as const),
    value: fc.constantFrom(...numbers, ...texts),
  }),
);

const orderArbitrary: fc.Arbitrary<OrderBy> = fc.record({
  field: fc.constantFrom(...FIELDS),
  direction: fc.constantFrom('asc' as const, 'desc' as const),
});

interface Case {
  readonly query: Query;
  /** Continue after this one of the results. */
  readonly after: number | null;
}

const caseArbitrary: fc.Arbitrary<Case> = fc
  .record({
    group: fc.boolean(),
    collection: fc.constantFrom(...COLLECTIONS),
    where: fc.array(filterArbitrary, { maxLength: 2 }),
    orderBy: fc.uniqueArray(orderArbitrary, { maxLength: 2, selector: ({ field }) => field }),
    limit: fc.option(fc.integer({ min: 1, max: 20 })),
    after: fc.option(fc.nat({ max: 20 })),
  })
  .map(({ group, collection, where, orderBy, limit, after }) => ({
    query: {
      collection: group ? (collection.split('/').at(-1) ?? '') : collection,
      group,
      where,
      orderBy,
      ...(limit === null ? {} : { limit }),
    },
    after,
  }));

/** The query as it continues after one of its own results, where that result's values can be a cursor. */
const continued = ({ query, after }: Case): Query => {
  const { limit: _, ...all } = query;
  const path = after === null ? undefined : expectedPaths(documents, all)[after];
  const data = documents.find((document) => document.path === path)?.data;
  if (path === undefined || data === undefined) return query;
  const values = orderOf(query).map(({ field }) => valueAt(data, field) ?? null);
  if (values.some((value) => typeof value === 'object' && value !== null)) return query;
  return { ...query, startAfter: { values, path } };
};

export const queryTests = (subject: StoreUnderTest): void => {
  const { store, other } = freshStores(subject);

  it('finds what the model of Firestore finds, in the same order', { timeout: 120_000 }, async () => {
    await fill(store(), documents);
    await fc.assert(
      fc.asyncProperty(caseArbitrary, async (random) => {
        const query = continued(random);
        const [found, count] = await Promise.all([other().query(query), other().count(query)]);
        const expected = expectedPaths(documents, query);
        expect(paths(found)).toEqual(expected);
        expect(count).toBe(expected.length);
      }),
      { numRuns: subject.randomQueries, seed: 20_261_123 },
    );
  });

  it('sees every write at once, in collections and groups', async () => {
    const query: Query = {
      collection: 'threads',
      group: true,
      where: [{ field: 'due', op: '<=', value: 5 }],
    };
    expect(await other().query(query)).toEqual([]);
    await store().set('users/u1/threads/t1', { due: 5 });
    await store().set('users/u2/threads/t1', { due: 4 });
    await store().set('threads/t1', { due: 3 });
    await store().set('users/u2/threads/t1/threads/t2', { due: 2 });
    await store().set('users/u2/threadsX/t1', { due: 1 });
    expect(paths(await other().query(query))).toEqual([
      'users/u2/threads/t1/threads/t2',
      'threads/t1',
      'users/u2/threads/t1',
      'users/u1/threads/t1',
    ]);
    await store().update('users/u2/threads/t1', { due: 6 });
    await store().delete('threads/t1');
    expect(paths(await other().query(query))).toEqual([
      'users/u2/threads/t1/threads/t2',
      'users/u1/threads/t1',
    ]);
    expect(paths(await other().query({ collection: 'users/u2/threads' }))).toEqual(['users/u2/threads/t1']);
  });

  it.each([
    'asc',
    'desc',
  ] as const)('pages through a group without loss or repetition: %s', async (direction) => {
    const all = Array.from({ length: 97 }, (_, n) => ({
      path: `users/u${n % 7}${n % 2 ? '-x' : ''}/threads/t${n}`,
      data: { status: n % 5 ? 'active' : 'stopped', nextActionAt: n % 4 ? Math.trunc(n / 10) : null },
    }));
    await fill(store(), all);
    const query: Query = {
      collection: 'threads',
      group: true,
      where: [{ field: 'status', op: '==', value: 'active' }],
      orderBy: [{ field: 'nextActionAt', direction }],
      limit: 10,
    };
    const seen: string[] = [];
    let startAfter: Query['startAfter'];
    for (;;) {
      const page = await store().query({ ...query, ...(startAfter ? { startAfter } : {}) });
      seen.push(...paths(page));
      const last = page.at(-1);
      if (!last || page.length < 10) break;
      startAfter = { values: [last.data.nextActionAt ?? null], path: last.path };
    }
    const { limit: _, ...unlimited } = query;
    expect(seen).toEqual(expectedPaths(all, unlimited));
    expect(seen).toHaveLength(77);
  });

  it('reads the selected fields and no others, whatever their values', async () => {
    const values: DocumentData = {
      ...Object.fromEntries(scalars.entries()),
      nul: 'a\u0000b',
      list: [1, { x: null }],
      map: { a: { b: true } },
    };
    const all: readonly ModelDocument[] = Object.entries(values).map(([name, a]) => ({
      path: `p/1/things/${name}`,
      data: { a, due: 1, unselected: 'x'.repeat(100), ...(name === 'nul' ? {} : { b: false }) },
    }));
    await fill(store(), all);
    const query = { collection: 'p/1/things', orderBy: [{ field: 'due' }], select: ['a', 'b', 'never'] };
    const whole = new Map(all.map(({ path, data }) => [path, data]));
    const check = (found: readonly StoredDocument[]): void => {
      expect(found).toHaveLength(all.length);
      for (const { path, data } of found) {
        const { due: _, unselected: __, ...expected } = whole.get(path) ?? {};
        expect(data).toEqual(expected);
      }
    };
    check(await other().query(query));
    check(await other().transaction((tx) => tx.query(query)));
    expect(await other().count(query)).toBe(all.length);
  });

  it.each([[[]], [['a.b']], [['']], [['__x__']], [["a'"]]])('refuses to select %j', async (select) => {
    await expect(store().query({ collection: 'p/1/things', select })).rejects.toMatchObject({
      code: 'invalid',
    });
  });

  it('returns large pages, with the data whole', async () => {
    const body = 'Ж'.repeat(20_000);
    const all = Array.from({ length: 60 }, (_, n) => ({ path: `box/b/mails/m${n}`, data: { n, body } }));
    for (let start = 0; start < all.length; start += 20) await fill(store(), all.slice(start, start + 20));
    const found = await other().query({
      collection: 'box/b/mails',
      orderBy: [{ field: 'n', direction: 'desc' }],
    });
    expect(found.map(({ data }) => data)).toEqual(all.map(({ data }) => data).reverse());
  });
};
