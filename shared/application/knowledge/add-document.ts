import { z } from 'zod';
import { assistantIdSchema, idSchema, userIdSchema } from '../../domain/ids.ts';
import { type DocumentKind, type KnowledgeDocument, MAX_DOCUMENTS } from '../../domain/knowledge/document.ts';
import { ok, type Result } from '../../domain/result.ts';
import { stored } from '../../domain/stored.ts';
import { paths } from '../../persistence/paths.ts';
import { asData } from '../../persistence/thread-view.ts';
import { type AppError, appError, notFound } from '../errors.ts';
import { announce, READ_AGAIN_MS } from './announce.ts';
import type { DocumentDeps } from './deps.ts';

export type DocumentSource =
  | { readonly kind: Exclude<DocumentKind, 'web'>; readonly name: string; readonly content: Uint8Array }
  | { readonly kind: 'web'; readonly name: string; readonly url: string };

export interface NewDocument {
  readonly userId: string;
  readonly assistantId: string;
  /** For all assistants of this user. */
  readonly shared: boolean;
  readonly source: DocumentSource;
}

const leavingSchema = stored({ deletionRequestedAt: z.number().nullable().default(null) });

/**
 * Adds a document; it is read off the request. The document is recorded before its original, so that no original is left
 * that nobody knows of. Errors: StoreError, OriginalsError; the document is then incomplete, and says so.
 */
export const addDocument =
  (deps: DocumentDeps) =>
  async (input: NewDocument): Promise<Result<KnowledgeDocument, AppError>> => {
    const { userId, assistantId, source } = input;
    const now = deps.clock.now();
    const document: KnowledgeDocument = {
      schemaVersion: 1,
      id: idSchema.parse(`d${deps.random.id()}`),
      userId: userIdSchema.parse(userId),
      assistantId: input.shared ? null : assistantIdSchema.parse(assistantId),
      name: source.name,
      kind: source.kind,
      url: source.kind === 'web' ? source.url : null,
      bytes: source.kind === 'web' ? null : source.content.byteLength,
      state: 'reading',
      failure: null,
      version: 1,
      readVersion: 0,
      passages: 0,
      chars: 0,
      cut: false,
      readDueAt: now + READ_AGAIN_MS,
      attempts: 0,
      createdAt: now,
      updatedAt: now,
    };
    const path = paths.document(userId, document.id);
    const created = await deps.store.transaction<Result<KnowledgeDocument, AppError>>(async (tx) => {
      const [user, assistant, others] = await Promise.all([
        tx.get(paths.user(userId)),
        tx.get(paths.assistant(userId, assistantId)),
        tx.query({ collection: paths.documents(userId), select: ['state'], limit: MAX_DOCUMENTS }),
      ]);
      const isLeaving = user !== null && leavingSchema.parse(user.data).deletionRequestedAt !== null;
      if (!user || isLeaving || !assistant) return notFound;
      if (others.length >= MAX_DOCUMENTS) return appError('too_many_documents');
      tx.create(path, asData(document));
      return ok(document);
    });
    if (!created.ok) return created;
    if (source.kind !== 'web') {
      const name = { userId, documentId: document.id, version: document.version };
      await deps.originals.put(name, source.content);
      // Deleted meanwhile, with the account or by itself: what was just stored would be left behind.
      if (!(await deps.store.get(path))) {
        await deps.originals.deleteDocument(name);
        return notFound;
      }
    }
    await announce(deps, document);
    deps.logger.info('document_added', { documentId: document.id, kind: source.kind, bytes: document.bytes });
    return created;
  };
