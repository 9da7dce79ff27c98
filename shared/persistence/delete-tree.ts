import type { DocumentStore } from '../application/ports/document-store.ts';
import type { Collection } from './collections/collection.ts';
import { below, idOf } from './collections.ts';

const PAGE = 200;

/** Few enough documents for one transaction, whatever their size. */
const LAST = 20;

/** Deletes every document of a collection with everything below it. May be repeated. */
export const deleteCollection = async (
  store: DocumentStore,
  kind: Collection,
  collection: string,
): Promise<void> => {
  const isLeaf = below(kind).length === 0;
  for (;;) {
    const documents = await store.query({ collection, limit: PAGE });
    if (isLeaf) await Promise.all(documents.map(({ path }) => store.delete(path)));
    else for (const { path } of documents) await deleteTree(store, kind, path);
    if (documents.length < PAGE) return;
  }
};

/**
 * Deletes a document with everything below it. The last page below it and the document itself are deleted in one
 * transaction: every writer below a document reads the document first, so no orphan can be created. May be repeated.
 */
export const deleteTree = async (store: DocumentStore, kind: Collection, path: string): Promise<void> => {
  const children = below(kind).map((child) => ({ kind: child, collection: `${path}/${idOf(child)}` }));
  if (children.length === 0) return store.delete(path);
  for (const child of children) {
    if (below(child.kind).length > 0) await deleteCollection(store, child.kind, child.collection);
  }
  for (;;) {
    const done = await store.transaction(async (tx) => {
      const found = await Promise.all(
        children.map(({ collection }) => tx.query({ collection, limit: LAST })),
      );
      for (const document of found.flat()) tx.delete(document.path);
      const isLast = found.every((documents) => documents.length < LAST);
      if (isLast) tx.delete(path);
      return isLast;
    });
    if (done) return;
  }
};
