import { blankMessage, type Message } from '../../../domain/conversation/message.ts';
import { type AttentionNotice, plain } from '../../../domain/conversation/notices.ts';
import type { EmailThread } from '../../../domain/conversation/thread.ts';
import { messageIdSchema } from '../../../domain/ids.ts';
import type { Mailbox } from '../../../domain/mailbox/mailbox.ts';
import { commit } from '../commit.ts';
import type { RecordDeps } from './record-mails.ts';

const NOT_FETCHED: AttentionNotice = { code: 'mail_unreadable', params: { cause: 'not_fetched' } };

/** Stands for a mail of which nothing is known but its id. */
const unfetchable = (thread: EmailThread, gmailMessageId: string, now: number): Message => ({
  ...blankMessage,
  id: messageIdSchema.parse(gmailMessageId),
  userId: thread.userId,
  threadId: thread.id,
  direction: 'inbound',
  author: 'correspondent',
  state: 'received',
  gmailMessageId,
  at: now,
  createdAt: now,
  classification: { kind: 'unreadable', reason: 'could not be fetched' },
  verdict: { from: null, authentication: 'unknown', invited: false, heldFor: NOT_FETCHED },
  resolution: plain('not_fetched'),
});

/** Records that there is a mail which cannot be fetched, and flags its thread; the next sync passes over it. */
export const setAside = async (
  deps: RecordDeps,
  mailbox: Mailbox,
  threadId: string,
  gmailMessageId: string,
): Promise<void> => {
  deps.logger.error('mail_set_aside', { mailboxId: mailbox.id, threadId, gmailMessageId });
  await commit(deps, { userId: mailbox.userId, threadId }, ({ thread }, at) => [
    { type: 'mail_set_aside', at, message: unfetchable(thread, gmailMessageId, at) },
  ]);
};
