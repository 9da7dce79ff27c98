import type { Message } from '../../domain/conversation/message.ts';
import type { EmailThread } from '../../domain/conversation/thread.ts';
import { newReviewLink } from '../../domain/notification/review-link.ts';
import { paths } from '../../persistence/paths.ts';
import { asData } from '../../persistence/thread-view.ts';
import { sha256 } from '../account/hash.ts';
import type { Clock, Random } from '../ports/clock.ts';
import type { DocumentStore } from '../ports/document-store.ts';

/** Changes with every text that the draft holds, whoever wrote it, and when it was touched in Gmail. */
export const draftRevision = (
  { waitingDraft, draftTouched }: EmailThread,
  { id, subject, text }: Message,
): string => sha256(JSON.stringify([id, waitingDraft?.gmailMessageId ?? null, draftTouched, subject, text]));

/** Makes a link that decides on this draft as it is now. Only the hash of its token is stored. */
export const createReviewLink = async (
  deps: {
    readonly store: DocumentStore;
    readonly clock: Clock;
    readonly random: Random;
    readonly publicUrl: string;
  },
  thread: EmailThread,
  message: Message,
): Promise<string> => {
  const token = deps.random.token();
  const { userId, id: threadId } = thread;
  const draft = { userId, threadId, messageId: message.id, revision: draftRevision(thread, message) };
  await deps.store.set(paths.reviewLink(sha256(token)), asData(newReviewLink(draft, deps.clock.now())));
  return `${deps.publicUrl}/api/review/${token}`;
};
