import type { DocumentStore, Query } from '../../../shared/application/ports/document-store.ts';
import { MemoryStore } from './memory-store.ts';

/** An empty store that remembers the queries it was asked, in their order. */
export const storeWithQueries = (): { readonly store: DocumentStore; readonly asked: readonly Query[] } => {
  const real = new MemoryStore().connect();
  const asked: Query[] = [];
  return {
    asked,
    store: {
      ...real,
      query: (query) => {
        asked.push(query);
        return real.query(query);
      },
    },
  };
};
