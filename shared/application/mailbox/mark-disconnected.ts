import { type DisconnectedReason, mailboxSchema } from '../../domain/mailbox/mailbox.ts';
import { paths } from '../../persistence/paths.ts';
import { readDocument } from '../../persistence/read.ts';
import type { Clock } from '../ports/clock.ts';
import { DELETE_FIELD, type DocumentStore } from '../ports/document-store.ts';
import type { Logger } from '../ports/logger.ts';

/** Google refuses the mailbox. Its threads wait until the owner signs in again. May be repeated. */
export const markDisconnected = async (
  deps: { readonly store: DocumentStore; readonly clock: Clock; readonly logger: Logger },
  mailboxId: string,
  reason: Exclude<DisconnectedReason, 'owner'>,
): Promise<void> => {
  await deps.store.transaction(async (tx) => {
    const mailbox = await readDocument(tx, mailboxSchema, paths.mailbox(mailboxId));
    if (!mailbox || mailbox.status === 'disconnected') return;
    tx.update(paths.mailbox(mailboxId), {
      status: 'disconnected',
      disconnectedReason: reason,
      disconnectedWhy: DELETE_FIELD,
      nextSyncAt: null,
      watchDueAt: null,
      updatedAt: deps.clock.now(),
    });
  });
  deps.logger.warn('mailbox_disconnected', { mailboxId, reason });
};
