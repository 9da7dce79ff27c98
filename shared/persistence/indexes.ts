import type { IndexDefinition } from '../application/ports/index-definition.ts';
import { allCollections, idOf } from './collections.ts';

/**
 * All indexes that the code's queries need. `infra/firebase/firestore.indexes.json` is generated from them, SQLite
 * creates the same, and a query that needs another index is refused.
 */
export const indexes: readonly IndexDefinition[] = allCollections.flatMap((collection) =>
  collection.indexes.map((index) => ({ collection: idOf(collection), ...index })),
);

/** Ids of the collections with a TTL policy. */
export const expiringCollections: readonly string[] = allCollections
  .filter(({ ages }) => ages === 'ttl')
  .map(idOf);
