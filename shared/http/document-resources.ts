import type { DocumentResource, PassagePage } from '../contract/documents.ts';
import { readingFailureTexts } from '../contract/messages/document.ts';
import type { KnowledgeDocument } from '../domain/knowledge/document.ts';
import type { Passage } from '../domain/knowledge/passage.ts';

export const documentResourceOf = (document: KnowledgeDocument): DocumentResource => ({
  id: document.id,
  name: document.name,
  kind: document.kind,
  url: document.url,
  shared: document.assistantId === null,
  state: document.state,
  failure: document.failure,
  message: document.failure && readingFailureTexts[document.failure],
  version: document.version,
  bytes: document.bytes,
  passages: document.passages,
  chars: document.chars,
  cut: document.cut,
  createdAt: document.createdAt,
  updatedAt: document.updatedAt,
});

/** A page of passages; the cursor is the number of the last one. null: it is not one of ours. */
export const passagePageOf = (
  documentId: string,
  passages: readonly Passage[],
  { cursor, limit }: { readonly cursor?: string | undefined; readonly limit: number },
): PassagePage | null => {
  if (cursor !== undefined && !/^\d{1,9}$/.test(cursor)) return null;
  const after = Number(cursor ?? 0);
  const rest = passages.filter(({ n }) => n > after);
  const items = rest
    .slice(0, limit)
    .map(({ n, heading, text }) => ({ id: `${documentId}-${n}`, n, heading, text }));
  return { items, nextCursor: rest.length > limit ? String(items.at(-1)?.n) : null };
};
