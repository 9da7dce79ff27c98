import {
  type DocumentReader,
  type DocumentStore,
  type Query,
  StoreError,
} from '../../application/ports/document-store.ts';
import type { IndexDefinition } from '../../application/ports/index-definition.ts';
import { type CheckedOrder, type CheckedQuery, checkQuery } from './query.ts';

type Fields = IndexDefinition['fields'];

const isDescending = ({ direction }: { readonly direction?: 'asc' | 'desc' }): boolean =>
  direction === 'desc';

/** Whether an index ends in this order, or in its exact reverse, because an index can be read in both directions. */
const endsIn = (tail: Fields, order: readonly CheckedOrder[]): boolean =>
  tail.length === order.length &&
  tail.every(({ field }, n) => field === order[n]?.field) &&
  (tail.every((one, n) => isDescending(one) === (order[n]?.direction === 'desc')) ||
    tail.every((one, n) => isDescending(one) !== (order[n]?.direction === 'desc')));

/**
 * The index that this query needs and that is not defined; null: none. Firestore indexes every single field of a
 * collection by itself, but no field of a collection group, and can merge several indexes that end in the same order
 * (https://firebase.google.com/docs/firestore/query-data/index-overview#taking_advantage_of_index_merging).
 */
export const missingIndex = (
  query: CheckedQuery,
  definitions: readonly IndexDefinition[],
): IndexDefinition | null => {
  const equal = [
    ...new Set(query.where.filter(({ op }) => op === '==' || op === 'in').map(({ field }) => field)),
  ];
  const order = query.orderBy.filter(({ field }) => !equal.includes(field));
  const single = equal.length + order.length <= 1 || order.length === 0;
  if (!query.group && single) return null;
  if (query.group && equal.length + order.length === 0) return null;

  const covered = new Set<string>();
  for (const { collection, group = false, fields } of definitions) {
    if (collection !== query.collectionId || group !== query.group) continue;
    const [prefix, tail] = [
      fields.slice(0, fields.length - order.length),
      fields.slice(-order.length || fields.length),
    ];
    if (!endsIn(order.length === 0 ? [] : tail, order)) continue;
    if (!prefix.every(({ field }) => equal.includes(field))) continue;
    for (const { field } of prefix) covered.add(field);
    if (prefix.length === 0 && equal.length === 0) return null;
  }
  if (equal.length > 0 && equal.every((field) => covered.has(field))) return null;
  return {
    collection: query.collectionId,
    group: query.group,
    fields: [...equal.map((field) => ({ field })), ...order],
  };
};

const refuse = (query: Query, definitions: readonly IndexDefinition[]): void => {
  const missing = missingIndex(checkQuery(query), definitions);
  if (missing) throw new StoreError('invalid', `the query needs an index: ${JSON.stringify(missing)}`);
};

/**
 * Wraps a store so that it refuses queries for which Firestore would lack an index. A missing index then shows wherever
 * the query first runs.
 */
export const withRequiredIndexes = (
  store: DocumentStore,
  definitions: readonly IndexDefinition[],
): DocumentStore => {
  const checked = <T extends DocumentReader>(reader: T): Pick<T, 'query'> => ({
    query: async (query: Query) => {
      refuse(query, definitions);
      return reader.query(query);
    },
  });
  return {
    ...store,
    ...checked(store),
    count: async (query) => {
      refuse(query, definitions);
      return store.count(query);
    },
    transaction: (body) => store.transaction((tx) => body({ ...tx, ...checked(tx) })),
  };
};
