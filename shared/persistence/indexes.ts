import type { IndexDefinition } from '../application/ports/index-definition.ts';
import { allCollections, idOf } from './collections.ts';

/**
 * Every index that the code's queries need. `infra/firebase/firestore.indexes.json` is written from this, SQLite creates the
 * same, and a query that needs another is refused.
 */
export const indexes: readonly IndexDefinition[] = allCollections.flatMap((collection) =>
  collection.indexes.map((index) => ({ collection: idOf(collection), ...index })),
);

/** Ids of the collections whose documents say in `ttl` when the store may delete them. */
export const expiringCollections: readonly string[] = allCollections
  .filter(({ ages }) => ages === 'ttl')
  .map(idOf);
