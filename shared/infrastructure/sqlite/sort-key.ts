import type { Scalar } from '../document-store/query.ts';

/*
 * One SQL expression per field whose native SQLite order is Firestore's order of values: null < false < true < numbers
 * < strings < arrays and maps; an absent field is SQL NULL and matches nothing. SQLite orders NULL < numbers < text <
 * blobs, so null and the booleans become numbers below any that is stored, and arrays and maps become blobs (their
 * order among themselves is undefined).
 * https://firebase.google.com/docs/firestore/manage-data/data-types#value_type_ordering
 */
const NULL = '-9e999';
const FALSE = '-1.7e308';
const TRUE = '-1.6e308';
const FIRST_STRING = "''";
const AFTER_STRINGS = "x''";

/** The expression for a field path that `checkQuery` accepted; indexes must use the same expression. */
export const sortKey = (field: string): string => {
  const path = `'$.${field
    .split('.')
    .map((name) => `"${name}"`)
    .join('.')}'`;
  const value = `json_extract(data, ${path})`;
  return (
    `CASE json_type(data, ${path}) WHEN 'null' THEN ${NULL} WHEN 'false' THEN ${FALSE} WHEN 'true' THEN ${TRUE} ` +
    `WHEN 'array' THEN CAST(${value} AS BLOB) WHEN 'object' THEN CAST(${value} AS BLOB) ELSE ${value} END`
  );
};

/** A value to compare with a sort key: SQL and what to bind in it. */
export const keyOf = (
  value: Scalar,
): { readonly sql: string; readonly bind: readonly (string | number)[] } => {
  if (value === null) return { sql: NULL, bind: [] };
  if (value === false) return { sql: FALSE, bind: [] };
  if (value === true) return { sql: TRUE, bind: [] };
  return { sql: '?', bind: [value] };
};

/** In Firestore, a range only matches values of the bound's own type: this is the other end of that type. */
export const typeBoundary = (op: '<' | '<=' | '>' | '>=', bound: string | number): string => {
  const below = op === '<' || op === '<=';
  if (typeof bound === 'number') return below ? `> ${TRUE}` : `< ${FIRST_STRING}`;
  return below ? `>= ${FIRST_STRING}` : `< ${AFTER_STRINGS}`;
};
