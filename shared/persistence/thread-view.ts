import type {
  DocumentData,
  DocumentPatch,
  DocumentReader,
  Transaction,
} from '../application/ports/document-store.ts';
import { withoutLies } from '../domain/conversation/bounded-times.ts';
import type { ThreadView } from '../domain/conversation/events.ts';
import type { Message } from '../domain/conversation/message.ts';
import { type EmailThread, emailThreadSchema } from '../domain/conversation/thread.ts';
import { readMessages } from './messages.ts';
import { paths } from './paths.ts';
import { readDocument } from './read.ts';
import { messageWithinLimit, threadWithinLimit } from './within-limit.ts';

/**
 * Domain documents are JSON by construction, and the store refuses anything else; this is the only place with the cast.
 */
export const asData = (document: object): DocumentData => document as DocumentData;

export const readThread = (
  reader: DocumentReader,
  userId: string,
  threadId: string,
): Promise<EmailThread | null> => readDocument(reader, emailThreadSchema, paths.thread(userId, threadId));

/**
 * A conversation as decisions need it (`readMessages`). `also`: ids of messages that the caller is about to decide on,
 * whatever their age.
 */
export const readThreadView = async (
  reader: DocumentReader,
  userId: string,
  threadId: string,
  also: readonly string[] = [],
): Promise<ThreadView | null> => {
  const reading = readThread(reader, userId, threadId);
  const [thread, messages] = await Promise.all([
    reading,
    readMessages(reader, userId, threadId, reading, also),
  ]);
  return thread ? { thread, messages } : null;
};

/** Top-level fields that differ. Fields of a message that were not read are not changed. */
const changesBetween = (before: Message, after: Message): DocumentPatch => {
  const was = asData(before);
  return Object.fromEntries(
    Object.entries(asData(after)).filter(([name, value]) => value !== undefined && value !== was[name]),
  );
};

/** Writes the differences between two views of a thread, within the size limits of documents. */
export const writeThreadView = (
  tx: Transaction,
  before: ThreadView,
  after: ThreadView,
  now: number,
): void => {
  const { userId, id } = after.thread;
  const known = new Map(before.messages.map((message) => [message.id, message]));
  for (const message of after.messages) {
    const stored = known.get(message.id);
    if (stored === message) continue;
    const path = paths.message(userId, id, message.id);
    const fits = messageWithinLimit(message);
    if (!stored) tx.set(path, asData(fits));
    else if (Object.keys(changesBetween(stored, fits)).length > 0)
      tx.update(path, changesBetween(stored, fits));
  }
  if (after.thread !== before.thread) {
    const thread = threadWithinLimit(withoutLies(before.thread, after.thread, now));
    const { attention, waitingDraft, unanswered, waitingFor } = thread;
    const forQueries = {
      needsAttention: attention !== null,
      awaitingApproval: waitingDraft !== null && waitingDraft.leavesAt === null,
      owesAnswer: unanswered.length > 0,
      delayedBy: waitingFor?.code === 'retry' ? waitingFor.params.cause : null,
    };
    tx.set(
      paths.thread(userId, id),
      asData({
        ...thread,
        ...forQueries,
        updatedAt: now,
      }),
    );
  }
};
