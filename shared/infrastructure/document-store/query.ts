import {
  type Filter,
  type JsonValue,
  type OrderBy,
  type Query,
  StoreError,
} from '../../application/ports/document-store.ts';
import { parseCollectionId, parseCollectionPath, parseDocumentPath } from './path.ts';

/** The values that a filter or cursor may compare with. Firestore also orders maps and arrays; we do not need it. */
export type Scalar = string | number | boolean | null;

export type CheckedFilter =
  | { readonly field: string; readonly op: '=='; readonly value: Scalar }
  | { readonly field: string; readonly op: 'in'; readonly values: readonly Exclude<Scalar, null>[] }
  | { readonly field: string; readonly op: '<' | '<=' | '>' | '>='; readonly value: string | number };

export interface CheckedOrder {
  readonly field: string;
  readonly direction: 'asc' | 'desc';
}

/** A query with all of Firestore's implicit parts made explicit, so that both adapters behave identically. */
export interface CheckedQuery {
  readonly collection: string;
  readonly collectionId: string;
  readonly group: boolean;
  readonly where: readonly CheckedFilter[];
  /** Followed by the document's path, in `pathDirection`. */
  readonly orderBy: readonly CheckedOrder[];
  readonly pathDirection: 'asc' | 'desc';
  readonly limit: number | null;
  /** Top-level fields; null: all. */
  readonly select: readonly string[] | null;
  readonly startAfter: { readonly values: readonly Scalar[]; readonly path: string } | null;
}

// Firestore's limit, for the product of all `in` lists of a query.
const MAX_DISJUNCTIONS = 30;
const RESERVED = /(^|\.)__[^.]*__(\.|$)/;
// Field paths that Firestore accepts without quoting; all of ours are.
const FIELD = /^[A-Za-z_][A-Za-z0-9_]*(\.[A-Za-z_][A-Za-z0-9_]*)*$/;

const invalid = (why: string): StoreError => new StoreError('invalid', `query: ${why}`);

/** A field path that needs no quoting. Throws StoreError `invalid` otherwise. */
export const checkField = (field: string): string => {
  if (typeof field !== 'string' || !FIELD.test(field) || RESERVED.test(field)) {
    throw invalid(`${JSON.stringify(field)} is not a field path`);
  }
  return field;
};

const checkScalar = (value: JsonValue): Scalar => {
  if (value === null || typeof value === 'boolean') return value;
  if (typeof value === 'string') return value.toWellFormed();
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  throw invalid('compares with something that is not a string, number, boolean or null');
};

const checkIn = (value: JsonValue): Exclude<Scalar, null>[] => {
  if (!Array.isArray(value) || value.length === 0 || value.length > MAX_DISJUNCTIONS) {
    throw invalid(`'in' takes an array of 1 to ${MAX_DISJUNCTIONS} values`);
  }
  return value.map((item: JsonValue) => {
    const scalar = checkScalar(item);
    if (scalar === null) throw invalid("'in' never matches null");
    return scalar;
  });
};

const checkFilter = ({ field: name, op, value }: Filter): CheckedFilter => {
  const field = checkField(name);
  switch (op) {
    case '==':
      return { field, op, value: checkScalar(value) };
    case 'in':
      return { field, op, values: checkIn(value) };
    case '<':
    case '<=':
    case '>':
    case '>=': {
      const bound = checkScalar(value);
      if (typeof bound !== 'string' && typeof bound !== 'number') {
        throw invalid('a range is of strings or of numbers');
      }
      return { field, op, value: bound };
    }
    default:
      throw invalid(`${JSON.stringify(op satisfies never)} is not an operator`);
  }
};

const checkOrder = ({ field, direction = 'asc' }: OrderBy): CheckedOrder => {
  if (direction !== 'asc' && direction !== 'desc') throw invalid('a direction is asc or desc');
  return { field: checkField(field), direction };
};

/** Firestore also orders by range-filtered fields that are missing in orderBy: last, by name, in the last direction. */
const completeOrder = (named: readonly CheckedOrder[], where: readonly CheckedFilter[]): CheckedOrder[] => {
  const direction = named.at(-1)?.direction ?? 'asc';
  const known = new Set(named.map((order) => order.field));
  if (known.size !== named.length) throw invalid('orders by a field twice');
  const ranged = new Set(where.filter(({ op }) => op !== '==' && op !== 'in').map((filter) => filter.field));
  const implied = [...ranged].filter((field) => !known.has(field)).sort();
  return [...named, ...implied.map((field) => ({ field, direction }))];
};

const checkSelect = (fields: readonly string[]): readonly string[] => {
  if (!Array.isArray(fields) || fields.length === 0) throw invalid('selects nothing');
  for (const field of fields.map(checkField)) {
    if (field.includes('.')) throw invalid('selects top-level fields only');
  }
  return [...fields];
};

const checkCursor = (
  cursor: NonNullable<Query['startAfter']>,
  orderBy: readonly CheckedOrder[],
  query: { readonly collection: string; readonly collectionId: string; readonly group: boolean },
): CheckedQuery['startAfter'] => {
  if (!Array.isArray(cursor.values) || cursor.values.length !== orderBy.length) {
    throw invalid(`the cursor needs ${orderBy.length} values`);
  }
  const { path, collection, collectionId } = parseDocumentPath(cursor.path);
  if (query.group ? collectionId !== query.collectionId : collection !== query.collection) {
    throw invalid('the cursor is of another collection');
  }
  return { values: cursor.values.map(checkScalar), path };
};

/** Throws StoreError `invalid` for a query that either store would refuse or interpret differently. */
export const checkQuery = (query: Query): CheckedQuery => {
  const group = query.group === true;
  const collection = query.collection;
  const collectionId = group ? parseCollectionId(collection) : parseCollectionPath(collection);
  const where = (query.where ?? []).map(checkFilter);
  const disjunctions = where.reduce((n, filter) => (filter.op === 'in' ? n * filter.values.length : n), 1);
  if (disjunctions > MAX_DISJUNCTIONS) throw invalid(`more than ${MAX_DISJUNCTIONS} combinations of 'in'`);
  const limit = query.limit ?? null;
  if (limit !== null && !(Number.isSafeInteger(limit) && limit > 0 && limit <= 0x7fff_ffff)) {
    throw invalid('a limit is a positive whole number');
  }
  const orderBy = completeOrder((query.orderBy ?? []).map(checkOrder), where);
  const startAfter = query.startAfter
    ? checkCursor(query.startAfter, orderBy, { collection, collectionId, group })
    : null;
  const pathDirection = orderBy.at(-1)?.direction ?? 'asc';
  const select = query.select ? checkSelect(query.select) : null;
  return { collection, collectionId, group, where, orderBy, pathDirection, limit, select, startAfter };
};
