import type { DocumentReader, Query, StoredDocument } from '../application/ports/document-store.ts';

/**
 * All documents that a query finds, ordered by path, page by page: one page is held in memory at a time. What is added behind
 * the page that is being gone through is found too; what is changed or deleted meanwhile skips nothing.
 */
export async function* eachDocument(
  reader: Pick<DocumentReader, 'query'>,
  query: Pick<Query, 'collection' | 'group' | 'where'>,
  pageSize: number,
): AsyncGenerator<StoredDocument> {
  let after: StoredDocument | undefined;
  for (;;) {
    const page: readonly StoredDocument[] = await reader.query({
      ...query,
      limit: pageSize,
      ...(after ? { startAfter: { values: [], path: after.path } } : {}),
    });
    yield* page;
    after = page.at(-1);
    if (!after || page.length < pageSize) return;
  }
}
