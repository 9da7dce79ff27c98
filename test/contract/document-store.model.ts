import type {
  DocumentData,
  Filter,
  JsonValue,
  Query,
} from '../../shared/application/ports/document-store.ts';

/*
 * Firestore's query semantics, as naively as they can be said: the stores are compared with this.
 * https://firebase.google.com/docs/firestore/manage-data/data-types#value_type_ordering
 */

export interface ModelDocument {
  readonly path: string;
  readonly data: DocumentData;
}

/** undefined: there is no such field. */
export const valueAt = (data: DocumentData, field: string): JsonValue | undefined => {
  let value: JsonValue | undefined = data;
  for (const name of field.split('.')) {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
    value = (value as DocumentData)[name];
  }
  return value;
};

const rank = (value: JsonValue): number => {
  if (value === null) return 0;
  const ranks: Readonly<Record<string, number>> = { boolean: 1, number: 2, string: 3 };
  return ranks[typeof value] ?? (Array.isArray(value) ? 4 : 5);
};

const compareValues = (a: JsonValue, b: JsonValue): number => {
  if (rank(a) !== rank(b)) return rank(a) - rank(b);
  if (typeof a === 'string' && typeof b === 'string') return Buffer.compare(Buffer.from(a), Buffer.from(b));
  return Number(a) - Number(b) || 0; // maps and arrays: no order among themselves
};

const comparePaths = (a: string, b: string): number => {
  const [as, bs] = [a.split('/'), b.split('/')];
  for (let index = 0; index < Math.min(as.length, bs.length); index += 1) {
    const order = compareValues(as[index] ?? '', bs[index] ?? '');
    if (order !== 0) return order;
  }
  return as.length - bs.length;
};

const matches = (data: DocumentData, { field, op, value }: Filter): boolean => {
  const actual = valueAt(data, field);
  if (actual === undefined) return false;
  if (op === 'in') return (value as JsonValue[]).some((item) => isEqual(actual, item));
  if (op === '==') return isEqual(actual, value);
  if (rank(actual) !== rank(value)) return false;
  const order = compareValues(actual, value);
  return { '<': order < 0, '<=': order <= 0, '>': order > 0, '>=': order >= 0 }[op];
};

const isEqual = (a: JsonValue, b: JsonValue): boolean =>
  rank(a) === rank(b) && rank(a) < 4 && compareValues(a, b) === 0;

export const orderOf = (query: Query) => {
  const named = query.orderBy ?? [];
  const direction = named.at(-1)?.direction ?? 'asc';
  const ranged = (query.where ?? []).filter(({ op }) => op !== '==' && op !== 'in').map(({ field }) => field);
  const implied = [...new Set(ranged)]
    .filter((field) => !named.some((order) => order.field === field))
    .sort();
  return [...named, ...implied.map((field) => ({ field, direction }))];
};

export const expectedPaths = (documents: readonly ModelDocument[], query: Query): string[] => {
  const order = orderOf(query);
  const sign = (direction?: 'asc' | 'desc') => (direction === 'desc' ? -1 : 1);
  const compare = (
    a: { readonly values: readonly JsonValue[]; readonly path: string },
    b: { readonly values: readonly JsonValue[]; readonly path: string },
  ): number => {
    for (const [index, { direction }] of order.entries()) {
      const result = compareValues(a.values[index] ?? null, b.values[index] ?? null);
      if (result !== 0) return result * sign(direction);
    }
    return comparePaths(a.path, b.path) * sign(order.at(-1)?.direction);
  };
  return documents
    .filter(({ path }) => {
      const collection = path.split('/').slice(0, -1);
      return query.group ? collection.at(-1) === query.collection : collection.join('/') === query.collection;
    })
    .filter(({ data }) => (query.where ?? []).every((filter) => matches(data, filter)))
    .filter(({ data }) => order.every(({ field }) => valueAt(data, field) !== undefined))
    .map(({ path, data }) => ({ path, values: order.map(({ field }) => valueAt(data, field) ?? null) }))
    .sort(compare)
    .filter((document) => !query.startAfter || compare(document, query.startAfter) > 0)
    .slice(0, query.limit)
    .map(({ path }) => path);
};
