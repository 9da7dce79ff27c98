import { createLibrary, type Library } from '../../shared/application/knowledge/library.ts';
import type { DocumentStore } from '../../shared/application/ports/document-store.ts';
import { createPassageSearch } from '../../shared/infrastructure/passage-search/search.ts';

const silent = { info: () => {}, warn: () => {}, error: () => {} };

/** The shipped library over a store. */
export const libraryOver = (store: DocumentStore): Library =>
  createLibrary({ store, search: createPassageSearch(), logger: silent });
