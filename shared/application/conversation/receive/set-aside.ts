import type { Change } from '../../../domain/conversation/changes.ts';
import { received } from '../../../domain/conversation/inbound.ts';
import { blankMessage } from '../../../domain/conversation/message.ts';
import { messageIdSchema } from '../../../domain/ids.ts';
import type { Mailbox } from '../../../domain/mailbox/mailbox.ts';
import { changeThread } from '../../../persistence/thread-view.ts';
import type { RecordDeps } from './record-mails.ts';

const SENTENCE =
  'Gmail does not hand out a mail of this conversation. Read it in Gmail, then resume or stop.';

const unfetchable =
  (gmailMessageId: string, now: number): Change =>
  (view) => {
    const id = messageIdSchema.parse(gmailMessageId);
    if (view.messages.some((known) => known.id === id)) return view;
    const { thread } = view;
    const passedOver = { ...thread, knownGmailIds: [...thread.knownGmailIds, gmailMessageId] };
    const change = received(
      { kind: 'held', code: 'mail_unreadable', sentence: SENTENCE, from: null },
      {
        ...blankMessage,
        id,
        userId: thread.userId,
        threadId: thread.id,
        direction: 'inbound',
        author: 'correspondent',
        state: 'received',
        gmailMessageId,
        at: now,
        createdAt: now,
        classification: { kind: 'unreadable', reason: 'could not be fetched' },
        resolution: SENTENCE,
      },
      now,
    );
    return change({ ...view, thread: passedOver });
  };

/** Records that there is a mail which cannot be fetched, and flags its thread; the next sync passes over it. */
export const setAside = async (
  deps: Pick<RecordDeps, 'store' | 'clock' | 'logger'>,
  mailbox: Mailbox,
  threadId: string,
  gmailMessageId: string,
): Promise<void> => {
  deps.logger.error('mail_set_aside', { mailboxId: mailbox.id, threadId, gmailMessageId });
  await deps.store.transaction(async (tx) => {
    const now = deps.clock.now();
    await changeThread(tx, mailbox.userId, threadId, unfetchable(gmailMessageId, now), now);
  });
};
