import { createHash } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import type { IndexDefinition } from '../../application/ports/index-definition.ts';
import { parseCollectionId } from '../document-store/path.ts';
import { checkField } from '../document-store/query.ts';
import { writeTransaction } from './database.ts';
import { sortKey } from './sort-key.ts';

// `name` is the path with a separator that sorts below every character an id may hold, so that `a` comes before
// `a-b` in `a/x` and `a-b/x`: Firestore compares paths segment by segment.
const SCHEMA = `
  CREATE TABLE IF NOT EXISTS documents (
    path TEXT NOT NULL PRIMARY KEY,
    collection TEXT NOT NULL,
    collection_id TEXT NOT NULL,
    name TEXT NOT NULL GENERATED ALWAYS AS (replace(path, '/', char(1))) VIRTUAL,
    data TEXT NOT NULL,
    version INTEGER NOT NULL
  ) STRICT;
  CREATE TABLE IF NOT EXISTS commits (
    only INTEGER NOT NULL PRIMARY KEY CHECK (only = 1),
    latest INTEGER NOT NULL
  ) STRICT;
  INSERT OR IGNORE INTO commits VALUES (1, 0);
`;

/*
 * Statistics for the query planner, instead of what ANALYZE would find on the day it ran: a million documents, a
 * hundred per collection, a fifth of them in a group. With these it never scans a group for one collection.
 * https://www.sqlite.org/optoverview.html#manual_control_of_query_plans_using_sqlite_stat_tables
 */
const DOCUMENTS = 1_000_000;
const IN_COLLECTION = 100;
const IN_GROUP = 200_000;
/** Documents that share a value of one more field, as a part of those before. */
const SAME_VALUE = 1 / 20;

interface Index {
  readonly name: string;
  readonly create: string;
  /** In sqlite_stat1's form: rows, then how many share the first column, the first two, and so on. */
  readonly statistics: string;
}

const statistics = (...shared: readonly number[]): string =>
  [DOCUMENTS, ...shared.map((rows) => Math.max(Math.trunc(rows), 2)), 1].join(' ');

const BUILT_IN: readonly Index[] = [
  {
    name: 'documents_by_collection',
    create: 'ON documents (collection, name)',
    statistics: statistics(IN_COLLECTION),
  },
  {
    name: 'documents_by_group',
    create: 'ON documents (collection_id, name)',
    statistics: statistics(IN_GROUP),
  },
  {
    name: 'documents_by_ttl',
    create: "ON documents (json_extract(data, '$.ttl')) WHERE json_extract(data, '$.ttl') IS NOT NULL",
    statistics: statistics(),
  },
];

// Partial, so that writing a message does not update an index of threads.
const customIndex = ({ collection, group = false, fields }: IndexDefinition): Index => {
  const id = parseCollectionId(collection).replaceAll("'", "''");
  const columns = [
    group ? 'collection_id' : 'collection',
    ...fields.map(({ field, direction = 'asc' }) => `${sortKey(checkField(field))} ${direction}`),
    `name ${fields.at(-1)?.direction ?? 'asc'}`,
  ].join(', ');
  const create = `ON documents (${columns}) WHERE collection_id = '${id}'`;
  const start = group ? IN_GROUP : IN_COLLECTION;
  return {
    name: `documents_custom_${createHash('sha256').update(create).digest('hex').slice(0, 16)}`,
    create,
    statistics: statistics(start, ...fields.map((_, index) => start * SAME_VALUE ** (index + 1))),
  };
};

const knownStatistics = (database: DatabaseSync): Map<unknown, unknown> => {
  const rows = database.prepare('SELECT idx, stat FROM sqlite_stat1').all();
  return new Map(rows.map(({ idx, stat }) => [idx, stat]));
};

const setStatistics = (database: DatabaseSync, indexes: readonly Index[]): void => {
  // Only ANALYZE can create the table. sqlite_schema has nothing to analyse.
  database.exec('ANALYZE sqlite_schema');
  const known = knownStatistics(database);
  const wrong = indexes.filter(({ name, statistics }) => known.get(name) !== statistics);
  for (const { name, statistics } of wrong) {
    database.prepare('DELETE FROM sqlite_stat1 WHERE idx = ?').run(name);
    database
      .prepare("INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES ('documents', ?, ?)")
      .run(name, statistics);
  }
  if (wrong.length > 0) database.exec('ANALYZE sqlite_schema'); // makes the planner read them
};

/** Creates missing tables and indexes. Safe in several processes at once. */
export const prepareSchema = (database: DatabaseSync, definitions: readonly IndexDefinition[]): void => {
  writeTransaction(database, () => {
    database.exec(SCHEMA);
    const indexes = [...BUILT_IN, ...definitions.map(customIndex)];
    for (const { name, create } of indexes) database.exec(`CREATE INDEX IF NOT EXISTS ${name} ${create}`);
    setStatistics(database, indexes);
  });
};
