import type { DocumentReader, Query, StoredDocument } from '../application/ports/document-store.ts';

/**
 * All documents that match a query, ordered by path, page by page: one page is in memory at a time. Documents that are
 * added after the current position are found too; changes and deletions meanwhile skip nothing.
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
