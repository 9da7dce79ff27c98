import type { DocumentStore } from '../application/ports/document-store.ts';

const PAGE = 200;

/** Deletes every document directly in a collection, in pages. May be repeated. */
export const deleteCollection = async (store: DocumentStore, collection: string): Promise<void> => {
  for (;;) {
    const documents = await store.query({ collection, limit: PAGE });
    await Promise.all(documents.map((document) => store.delete(document.path)));
    if (documents.length < PAGE) return;
  }
};

/** Few enough for one transaction, however large they are. */
const LAST = 20;

/**
 * Deletes a document with the collection below it. The last of them and the document go in one transaction: whoever
 * writes below it reads it first, so that nothing can be added that nobody would find again. May be repeated.
 */
export const deleteWithCollection = async (
  store: DocumentStore,
  path: string,
  collection: string,
): Promise<void> => {
  for (;;) {
    const done = await store.transaction(async (tx) => {
      const documents = await tx.query({ collection, limit: LAST });
      for (const document of documents) tx.delete(document.path);
      const isLast = documents.length < LAST;
      if (isLast) tx.delete(path);
      return isLast;
    });
    if (done) return;
  }
};
