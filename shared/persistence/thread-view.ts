import type { DocumentData, DocumentReader, Transaction } from '../application/ports/document-store.ts';
import { isFromTheFuture } from '../domain/conversation/bounded-times.ts';
import type { ThreadView } from '../domain/conversation/events.ts';
import { type Message, messageSchema } from '../domain/conversation/message.ts';
import { type EmailThread, emailThreadSchema } from '../domain/conversation/thread.ts';
import { paths } from './paths.ts';
import { parseDocument, readDocument } from './read.ts';
import { messageWithinLimit, threadWithinLimit } from './within-limit.ts';

/** Domain documents are JSON by construction, and the store refuses what is not; this is the one place that says so. */
export const asData = (document: object): DocumentData => document as DocumentData;

export const readThread = (
  reader: DocumentReader,
  userId: string,
  threadId: string,
): Promise<EmailThread | null> => readDocument(reader, emailThreadSchema, paths.thread(userId, threadId));

/** All messages of a thread, oldest first. */
export const readMessages = async (
  reader: DocumentReader,
  userId: string,
  threadId: string,
): Promise<readonly Message[]> => {
  const documents = await reader.query({
    collection: paths.messages(userId, threadId),
    orderBy: [{ field: 'createdAt' }],
  });
  return documents.map((document) => parseDocument(messageSchema, document));
};

export const readThreadView = async (
  reader: DocumentReader,
  userId: string,
  threadId: string,
): Promise<ThreadView | null> => {
  const [thread, messages] = await Promise.all([
    readThread(reader, userId, threadId),
    readMessages(reader, userId, threadId),
  ]);
  return thread ? { thread, messages } : null;
};

/** Writes what differs between two views of a thread, within the bounds of what is stored. */
export const writeThreadView = (
  tx: Transaction,
  before: ThreadView,
  after: ThreadView,
  now: number,
): void => {
  const { userId, id } = after.thread;
  const known = new Map(before.messages.map((message) => [message.id, message]));
  for (const message of after.messages) {
    if (known.get(message.id) === message) continue;
    tx.set(paths.message(userId, id, message.id), asData(messageWithinLimit(message)));
  }
  if (after.thread !== before.thread) {
    const thread = threadWithinLimit(after.thread);
    const { attention, waitingDraft, unanswered, nextActionAt } = thread;
    // With this write nobody can tell any more that a clock that was ahead has set the alarm.
    const isLie = isFromTheFuture(before.thread, now) && nextActionAt === before.thread.nextActionAt;
    const forQueries = {
      needsAttention: attention !== null,
      awaitingApproval: waitingDraft !== null,
      owesAnswer: unanswered.length > 0,
    };
    tx.set(
      paths.thread(userId, id),
      asData({
        ...thread,
        ...forQueries,
        ...(isLie && nextActionAt !== null ? { nextActionAt: Math.min(nextActionAt, now) } : {}),
        updatedAt: now,
      }),
    );
  }
};
