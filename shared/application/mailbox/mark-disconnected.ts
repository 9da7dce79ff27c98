import { type DisconnectedReason, type Mailbox, mailboxSchema } from '../../domain/mailbox/mailbox.ts';
import { paths } from '../../persistence/paths.ts';
import { readDocument } from '../../persistence/read.ts';
import { prepareMailboxNews } from '../notification/announce.ts';
import type { Clock } from '../ports/clock.ts';
import { DELETE_FIELD, type DocumentStore } from '../ports/document-store.ts';
import type { Logger } from '../ports/logger.ts';
import type { OwnerFault } from '../ports/mail-gateway.ts';

/** Google says the same of an account without Gmail and of one whose Gmail was switched off; that it was read tells. */
const reasonOf = (fault: OwnerFault, mailbox: Mailbox): DisconnectedReason =>
  fault === 'no_gmail' && mailbox.syncedAt !== null ? 'mailbox_off' : fault;

/** Google refuses the mailbox, and only its owner can mend that. Its threads wait until then. May be repeated. */
export const markDisconnected = async (
  deps: { readonly store: DocumentStore; readonly clock: Clock; readonly logger: Logger },
  mailboxId: string,
  fault: OwnerFault,
): Promise<void> => {
  await deps.store.transaction(async (tx) => {
    const mailbox = await readDocument(tx, mailboxSchema, paths.mailbox(mailboxId));
    if (!mailbox || mailbox.status === 'disconnected') return;
    const reason = reasonOf(fault, mailbox);
    const now = deps.clock.now();
    const after = { ...mailbox, status: 'disconnected', disconnectedReason: reason } as const;
    const writeNews = await prepareMailboxNews(tx, mailbox, after, now);
    tx.update(paths.mailbox(mailboxId), {
      status: 'disconnected',
      disconnectedReason: reason,
      disconnectedWhy: DELETE_FIELD,
      nextSyncAt: null,
      watchDueAt: null,
      updatedAt: now,
    });
    writeNews();
  });
  deps.logger.warn('mailbox_disconnected', { mailboxId, reason: fault });
};
