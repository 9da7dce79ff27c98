import type { CheckedFilter, CheckedQuery } from '../document-store/query.ts';
import { keyOf, sortKey, typeBoundary } from './sort-key.ts';

export interface Sql {
  readonly text: string;
  readonly bind: readonly (string | number)[];
}

const sql = (text: string, ...bind: (string | number)[]): Sql => ({ text, bind });

const join = (parts: readonly Sql[], separator: string): Sql => ({
  text: parts.map((part) => part.text).join(separator),
  bind: parts.flatMap((part) => part.bind),
});

const filterSql = (filter: CheckedFilter): Sql => {
  const key = sortKey(filter.field);
  switch (filter.op) {
    case '==': {
      const value = keyOf(filter.value);
      return sql(`${key} = ${value.sql}`, ...value.bind);
    }
    case 'in': {
      const values = filter.values.map(keyOf);
      const list = values.map((value) => value.sql).join(', ');
      return sql(`${key} IN (${list})`, ...values.flatMap((value) => value.bind));
    }
    default:
      return sql(`${key} ${filter.op} ? AND ${key} ${typeBoundary(filter.op, filter.value)}`, filter.value);
  }
};

/** Firestore sorts paths segment by segment; see `name` in the schema. */
export const sortName = (path: string): string => path.replaceAll('/', '\u0001');

/**
 * Everything after the cursor: k1 >= v1 AND (k1 > v1 OR (k1 = v1 AND (k2 > v2 OR ... name > path))). The second term
 * implies the first one, which is repeated because SQLite can use it to seek in an index.
 */
const cursorSql = ({ orderBy, pathDirection, startAfter }: CheckedQuery): Sql[] => {
  if (startAfter === null) return [];
  const after = (direction: 'asc' | 'desc') => (direction === 'asc' ? '>' : '<');
  let rest = sql(`name ${after(pathDirection)} ?`, sortName(startAfter.path));
  let seek: Sql | null = null;
  for (const [index, { field, direction }] of [...orderBy.entries()].reverse()) {
    const key = sortKey(field);
    const value = keyOf(startAfter.values[index] ?? null);
    rest = {
      text: `(${key} ${after(direction)} ${value.sql} OR (${key} = ${value.sql} AND ${rest.text}))`,
      bind: [...value.bind, ...value.bind, ...rest.bind],
    };
    seek = sql(`${key} ${after(direction)}= ${value.sql}`, ...value.bind);
  }
  return seek ? [seek, rest] : [rest];
};

/** The SELECT for a query. A collection id is written into the SQL, not bound, because partial indexes require it. */
export const querySql = (query: CheckedQuery): Sql => {
  const collectionId = `'${query.collectionId.replaceAll("'", "''")}'`;
  const ordered = query.orderBy.map(({ field }) => sql(`${sortKey(field)} IS NOT NULL`));
  const conditions = join(
    [
      sql(`collection_id = ${collectionId}`),
      ...(query.group ? [] : [sql('collection = ?', query.collection)]),
      ...query.where.map(filterSql),
      ...ordered,
      ...cursorSql(query),
    ],
    ' AND ',
  );
  const order = [
    ...query.orderBy.map(({ field, direction }) => `${sortKey(field)} ${direction}`),
    `name ${query.pathDirection}`,
  ].join(', ');
  const limit = query.limit === null ? sql('') : sql(' LIMIT ?', query.limit);
  return {
    text: `SELECT path, data, version FROM documents WHERE ${conditions.text} ORDER BY ${order}${limit.text}`,
    bind: [...conditions.bind, ...limit.bind],
  };
};
