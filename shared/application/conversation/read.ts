import { type Message, messageSchema } from '../../domain/conversation/message.ts';
import { type EmailThread, emailThreadSchema } from '../../domain/conversation/thread.ts';
import type { ThreadStatus } from '../../domain/conversation/vocabulary.ts';
import type { Result } from '../../domain/result.ts';
import { type Page, readPage } from '../../persistence/pages.ts';
import { paths } from '../../persistence/paths.ts';
import { readDocument } from '../../persistence/read.ts';
import { readThread } from '../../persistence/thread-view.ts';
import type { AppError } from '../errors.ts';
import type { DocumentStore, Filter } from '../ports/document-store.ts';
import type { Logger } from '../ports/logger.ts';

interface ReadDeps {
  readonly store: DocumentStore;
}

interface ListDeps extends ReadDeps {
  readonly logger: Logger;
}

export const getThread =
  (deps: ReadDeps) =>
  (input: { readonly userId: string; readonly threadId: string }): Promise<EmailThread | null> =>
    readThread(deps.store, input.userId, input.threadId);

export interface ListThreads {
  readonly userId: string;
  readonly status?: ThreadStatus | undefined;
  readonly assistantId?: string | undefined;
  readonly attention?: boolean | undefined;
  /** Whether a draft waits for approval. */
  readonly approval?: boolean | undefined;
  /** Beginning of the recipient's address. */
  readonly search?: string | undefined;
  readonly cursor?: string | undefined;
  readonly limit: number;
}

/** Newest first; with a search, by address. */
export const listThreads =
  (deps: ListDeps) =>
  (input: ListThreads): Promise<Result<Page<EmailThread>, AppError>> => {
    const where: Filter[] = [];
    if (input.status !== undefined) where.push({ field: 'status', op: '==', value: input.status });
    if (input.assistantId !== undefined)
      where.push({ field: 'assistantId', op: '==', value: input.assistantId });
    if (input.attention !== undefined)
      where.push({ field: 'needsAttention', op: '==', value: input.attention });
    if (input.approval !== undefined)
      where.push({ field: 'awaitingApproval', op: '==', value: input.approval });
    const prefix = input.search?.toLowerCase();
    if (prefix) {
      where.push({ field: 'recipientEmail', op: '>=', value: prefix });
      where.push({ field: 'recipientEmail', op: '<', value: `${prefix}\u{10ffff}` });
    }
    const orderBy = prefix
      ? [{ field: 'recipientEmail' } as const]
      : [{ field: 'createdAt', direction: 'desc' } as const];
    return readPage(
      deps,
      emailThreadSchema,
      { collection: paths.threads(input.userId), where, orderBy },
      input,
    );
  };

export const getMessage =
  (deps: ReadDeps) =>
  (input: {
    readonly userId: string;
    readonly threadId: string;
    readonly messageId: string;
  }): Promise<Message | null> =>
    readDocument(deps.store, messageSchema, paths.message(input.userId, input.threadId, input.messageId));

/** Oldest first. */
export const listMessages =
  (deps: ListDeps) =>
  (input: {
    readonly userId: string;
    readonly threadId: string;
    readonly cursor?: string | undefined;
    readonly limit: number;
  }): Promise<Result<Page<Message>, AppError>> =>
    readPage(
      deps,
      messageSchema,
      { collection: paths.messages(input.userId, input.threadId), orderBy: [{ field: 'createdAt' }] },
      { ...input, isLarge: true },
    );
