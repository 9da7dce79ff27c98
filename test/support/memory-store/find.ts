import type { JsonValue, StoredDocument } from '../../../shared/application/ports/document-store.ts';
import { pickFields } from '../../../shared/infrastructure/document-store/data.ts';
import type { CheckedFilter, CheckedQuery } from '../../../shared/infrastructure/document-store/query.ts';

type Value = JsonValue | undefined;

const valueAt = (data: StoredDocument['data'], field: string): Value => {
  let value: Value = data;
  for (const name of field.split('.')) {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
    value = Object.hasOwn(value, name) ? (value as StoredDocument['data'])[name] : undefined;
  }
  return value;
};

// https://firebase.google.com/docs/firestore/manage-data/data-types#value_type_ordering
const rank = (value: Value): number => {
  if (value === null || value === undefined) return 0;
  if (typeof value === 'boolean') return 1;
  if (typeof value === 'number') return 2;
  if (typeof value === 'string') return 3;
  return Array.isArray(value) ? 4 : 5;
};

const SURROGATE = /[\ud800-\udfff]/;

/** By UTF-8, as Firestore does; code units say the same except beyond the basic plane. */
const compareText = (a: string, b: string): number => {
  if (a === b) return 0;
  if (SURROGATE.test(a) || SURROGATE.test(b)) return Buffer.compare(Buffer.from(a), Buffer.from(b));
  return a < b ? -1 : 1;
};

const compareValues = (a: Value, b: Value): number => {
  if (rank(a) !== rank(b)) return rank(a) - rank(b);
  if (typeof a === 'string' && typeof b === 'string') return compareText(a, b);
  return Number(a) - Number(b) || 0;
};

const comparePaths = (a: string, b: string): number => {
  const [as, bs] = [a.split('/'), b.split('/')];
  for (const [index, segment] of as.entries()) {
    const other = bs[index];
    if (other === undefined) return 1;
    const order = compareText(segment, other);
    if (order !== 0) return order;
  }
  return as.length - bs.length;
};

const isEqual = (a: Value, b: JsonValue): boolean =>
  a !== undefined && rank(a) === rank(b) && rank(a) < 4 && compareValues(a, b) === 0;

const matches = (data: StoredDocument['data'], filter: CheckedFilter): boolean => {
  const actual = valueAt(data, filter.field);
  if (actual === undefined) return false;
  if (filter.op === 'in') return filter.values.some((value) => isEqual(actual, value));
  if (filter.op === '==') return isEqual(actual, filter.value);
  if (rank(actual) !== rank(filter.value)) return false;
  const order = compareValues(actual, filter.value);
  if (filter.op === '<') return order < 0;
  if (filter.op === '<=') return order <= 0;
  return filter.op === '>' ? order > 0 : order >= 0;
};

/** Answers a query as Firestore would, out of the documents of its collections. */
export const find = (documents: Iterable<StoredDocument>, query: CheckedQuery): StoredDocument[] => {
  const found: {
    readonly document: StoredDocument;
    readonly values: readonly Value[];
    readonly path: string;
  }[] = [];
  for (const document of documents) {
    if (!query.where.every((filter) => matches(document.data, filter))) continue;
    const values = query.orderBy.map(({ field }) => valueAt(document.data, field));
    if (values.includes(undefined)) continue;
    found.push({ document, values, path: document.path });
  }
  type Place = { readonly values: readonly Value[]; readonly path: string };
  const compare = (a: Place, b: Place): number => {
    for (const [index, { direction }] of query.orderBy.entries()) {
      const order = compareValues(a.values[index], b.values[index]);
      if (order !== 0) return direction === 'desc' ? -order : order;
    }
    const order = comparePaths(a.path, b.path);
    return query.pathDirection === 'desc' ? -order : order;
  };
  found.sort(compare);
  const { startAfter, limit, select } = query;
  const rest = startAfter ? found.filter((place) => compare(place, startAfter) > 0) : found;
  const answer = rest.slice(0, limit ?? rest.length).map(({ document }) => document);
  return select ? answer.map((document) => pickFields(document, select)) : answer;
};
