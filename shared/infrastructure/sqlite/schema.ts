import { createHash } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import type { IndexDefinition } from '../document-store/index-definition.ts';
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
  CREATE INDEX IF NOT EXISTS documents_by_collection ON documents (collection, name);
  CREATE INDEX IF NOT EXISTS documents_by_group ON documents (collection_id, name);
  CREATE INDEX IF NOT EXISTS documents_by_ttl ON documents (json_extract(data, '$.ttl'))
    WHERE json_extract(data, '$.ttl') IS NOT NULL;
  CREATE TABLE IF NOT EXISTS commits (
    only INTEGER NOT NULL PRIMARY KEY CHECK (only = 1),
    latest INTEGER NOT NULL
  ) STRICT;
  INSERT OR IGNORE INTO commits VALUES (1, 0);
`;

// Partial, so that writing a message costs nothing in an index of threads.
const indexSql = ({ collection, group = false, fields }: IndexDefinition): string => {
  const id = parseCollectionId(collection).replaceAll("'", "''");
  const columns = [
    group ? 'collection_id' : 'collection',
    ...fields.map(({ field, direction = 'asc' }) => `${sortKey(checkField(field))} ${direction}`),
    `name ${fields.at(-1)?.direction ?? 'asc'}`,
  ].join(', ');
  const body = `ON documents (${columns}) WHERE collection_id = '${id}'`;
  const hash = createHash('sha256').update(body).digest('hex').slice(0, 16);
  return `CREATE INDEX IF NOT EXISTS documents_custom_${hash} ${body}`;
};

/** Creates what is not there yet. Safe in several processes at once. */
export const prepareSchema = (database: DatabaseSync, indexes: readonly IndexDefinition[]): void => {
  writeTransaction(database, () => {
    database.exec(SCHEMA);
    for (const index of indexes) database.exec(indexSql(index));
  });
};
