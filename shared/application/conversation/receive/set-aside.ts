import { blankMessage, type Message } from '../../../domain/conversation/message.ts';
import { plain } from '../../../domain/conversation/notices.ts';
import type { EmailThread } from '../../../domain/conversation/thread.ts';
import { messageIdSchema } from '../../../domain/ids.ts';
import type { Mailbox } from '../../../domain/mailbox/mailbox.ts';
import { commit } from '../commit.ts';
import type { RecordDeps } from './record-mails.ts';

/** Why: Gmail does not hand the mail out, or our own work on it fails again and again. */
export type SetAsideReason = 'not_fetched' | 'not_read';

const REASONS: Readonly<Record<SetAsideReason, string>> = {
  not_fetched: 'could not be fetched',
  not_read: 'could not be read',
};

/** Stands for a mail of which nothing is known but its id. */
const placeholder = (
  thread: EmailThread,
  gmailMessageId: string,
  reason: SetAsideReason,
  now: number,
): Message => ({
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
  classification: { kind: 'unreadable', reason: REASONS[reason] },
  verdict: {
    from: null,
    authentication: 'unknown',
    trusted: false,
    refuted: false,
    invited: false,
    heldFor: { code: 'mail_unreadable', params: { cause: reason } },
  },
  resolution: plain(reason),
});

/** Records that there is a mail which cannot be had, and flags its thread; the next sync passes over it. */
export const setAside = async (
  deps: RecordDeps,
  mailbox: Mailbox,
  threadId: string,
  gmailMessageId: string,
  reason: SetAsideReason,
): Promise<void> => {
  deps.logger.error('mail_set_aside', { mailboxId: mailbox.id, threadId, gmailMessageId, reason });
  await commit(deps, { userId: mailbox.userId, threadId }, ({ thread }, at) => [
    { type: 'mail_set_aside', at, message: placeholder(thread, gmailMessageId, reason, at) },
  ]);
};
