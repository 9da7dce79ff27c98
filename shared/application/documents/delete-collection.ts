import type { DocumentStore } from '../ports/document-store.ts';

const PAGE = 200;

/** Deletes every document directly in a collection, in pages. May be repeated. */
export const deleteCollection = async (store: DocumentStore, collection: string): Promise<void> => {
  for (;;) {
    const documents = await store.query({ collection, limit: PAGE });
    await Promise.all(documents.map((document) => store.delete(document.path)));
    if (documents.length < PAGE) return;
  }
};
