import {
  documentSchema,
  isFor,
  type KnowledgeDocument,
  MAX_DOCUMENTS,
} from '../../domain/knowledge/document.ts';
import { type Passage, passagesPartSchema } from '../../domain/knowledge/passage.ts';
import { ok, type Result } from '../../domain/result.ts';
import { paths } from '../../persistence/paths.ts';
import { parseDocument, parseReadable, readDocument } from '../../persistence/read.ts';
import { asData } from '../../persistence/thread-view.ts';
import { type AppError, appError, notFound } from '../errors.ts';
import type { DocumentReader, DocumentStore, StoredDocument } from '../ports/document-store.ts';
import type { Logger } from '../ports/logger.ts';
import { announce, READ_AGAIN_MS } from './announce.ts';
import type { DocumentDeps } from './deps.ts';
import { holderPath, noteChange } from './holder.ts';

interface Own {
  readonly userId: string;
  readonly assistantId: string;
}
type OwnDocument = Own & { readonly documentId: string };

const readOwn = async (
  reader: DocumentReader,
  { userId, assistantId, documentId }: OwnDocument,
): Promise<{ readonly document: KnowledgeDocument; readonly stored: StoredDocument } | null> => {
  const [assistant, stored] = await reader.getAll([
    paths.assistant(userId, assistantId),
    paths.document(userId, documentId),
  ]);
  const document = stored ? parseDocument(documentSchema, stored) : null;
  return assistant && stored && document && isFor(document, assistantId) ? { document, stored } : null;
};

/** The documents that an assistant is given, those for all assistants included; newest first. */
export const listDocuments =
  (deps: { readonly store: DocumentStore; readonly logger: Logger }) =>
  async ({ userId, assistantId }: Own): Promise<readonly KnowledgeDocument[]> => {
    const all = await deps.store.query({ collection: paths.documents(userId), limit: MAX_DOCUMENTS * 2 });
    return all
      .flatMap((document) => parseReadable(deps.logger, documentSchema, document) ?? [])
      .filter((document) => isFor(document, assistantId))
      .toSorted((a, b) => b.createdAt - a.createdAt || (a.id < b.id ? 1 : -1));
  };

export const getDocument =
  (deps: { readonly store: DocumentStore }) =>
  async (own: OwnDocument): Promise<KnowledgeDocument | null> =>
    (await readOwn(deps.store, own))?.document ?? null;

/** All passages of the version that was read last, in order. */
export const passagesOf = async (
  reader: DocumentReader,
  { userId, id, readVersion }: Pick<KnowledgeDocument, 'userId' | 'id' | 'readVersion'>,
): Promise<readonly Passage[]> => {
  const parts = await reader.query({ collection: paths.passages(userId, id) });
  return parts
    .map((part) => parseDocument(passagesPartSchema, part))
    .filter(({ version }) => version === readVersion)
    .toSorted((a, b) => a.part - b.part)
    .flatMap(({ items }) => items);
};

export interface DocumentChanges {
  readonly name?: string | undefined;
  readonly shared?: boolean | undefined;
}

/** Renames a document, or gives it to all assistants, or to this one only. */
export const updateDocument =
  (deps: Pick<DocumentDeps, 'store' | 'clock'>) =>
  (
    input: OwnDocument & { readonly changes: DocumentChanges },
  ): Promise<Result<KnowledgeDocument, AppError>> =>
    deps.store.transaction(async (tx) => {
      const found = await readOwn(tx, input);
      if (!found) return notFound;
      const { document } = found;
      const { name = document.name, shared = document.assistantId === null } = input.changes;
      const assistantId = shared ? null : input.assistantId;
      const holders = [holderPath(input.userId, document.assistantId), holderPath(input.userId, assistantId)];
      const [from = null, to = null] = await tx.getAll(holders);
      if (!to) return notFound;
      const after = documentSchema.parse({ ...document, name, assistantId, updatedAt: deps.clock.now() });
      const isMoved = assistantId !== document.assistantId;
      const ready = isMoved && document.readVersion > 0 ? 1 : 0;
      if (isMoved) noteChange(tx, from, -ready);
      noteChange(tx, to, ready);
      tx.set(found.stored.path, asData(after));
      return ok(after);
    });

/** Fetches a web page again. What was read before is given to the model until the new version is ready. */
export const refreshDocument =
  (deps: DocumentDeps) =>
  async (own: OwnDocument): Promise<Result<KnowledgeDocument, AppError>> => {
    const refreshed = await deps.store.transaction<Result<KnowledgeDocument, AppError>>(async (tx) => {
      const found = await readOwn(tx, own);
      if (!found) return notFound;
      const { document } = found;
      if (document.kind !== 'web') return appError('not_a_web_page');
      if (document.state === 'reading') return ok(document);
      const now = deps.clock.now();
      const after: KnowledgeDocument = {
        ...document,
        state: 'reading',
        failure: null,
        version: document.version + 1,
        attempts: 0,
        readDueAt: now + READ_AGAIN_MS,
        updatedAt: now,
      };
      tx.set(found.stored.path, asData(after));
      return ok(after);
    });
    if (refreshed.ok) await announce(deps, refreshed.value);
    return refreshed;
  };

/** Deletes a document with its original and its passages. May be repeated. */
export const deleteDocument =
  (deps: Pick<DocumentDeps, 'store' | 'originals' | 'logger'>) =>
  async (own: OwnDocument): Promise<Result<void, AppError>> => {
    if (!(await readOwn(deps.store, own))) return notFound;
    // First: the document is what knows of its original.
    await deps.originals.deleteDocument(own);
    await eraseDocument(deps.store, own);
    deps.logger.info('document_deleted', { documentId: own.documentId });
    return ok(undefined);
  };

const eraseDocument = (
  store: DocumentStore,
  { userId, documentId }: Pick<OwnDocument, 'userId' | 'documentId'>,
): Promise<void> =>
  store.transaction(async (tx) => {
    const path = paths.document(userId, documentId);
    const document = await readDocument(tx, documentSchema, path);
    if (!document) return;
    const [holder, parts] = await Promise.all([
      tx.get(holderPath(userId, document.assistantId)),
      tx.query({ collection: paths.passages(userId, documentId), select: ['version'] }),
    ]);
    for (const part of parts) tx.delete(part.path);
    tx.delete(path);
    noteChange(tx, holder, document.readVersion > 0 ? -1 : 0);
  });

/** Deletes the documents that only this assistant is given. */
export const deleteDocumentsOf =
  (deps: Pick<DocumentDeps, 'store' | 'originals' | 'logger'>) =>
  async ({ userId, assistantId }: Own): Promise<void> => {
    const documents = await listDocuments(deps)({ userId, assistantId });
    for (const document of documents) {
      if (document.assistantId === null) continue;
      await deleteDocument(deps)({ userId, assistantId, documentId: document.id });
    }
  };
