import { type DisconnectedReason, mailboxSchema } from '../../domain/mailbox/mailbox.ts';
import { paths } from '../../persistence/paths.ts';
import { readDocument } from '../../persistence/read.ts';
import type { Clock } from '../ports/clock.ts';
import type { DocumentStore } from '../ports/document-store.ts';
import type { Logger } from '../ports/logger.ts';

export const disconnectedSentences = {
  revoked: 'Google no longer lets us into this mailbox. Sign in again to reconnect it.',
  forbidden: 'Google refuses a permission that is needed. Sign in again and grant all of them.',
  owner: 'You disconnected this mailbox.',
} as const satisfies Record<DisconnectedReason, string>;

/** The mailbox needs its owner. Its threads wait; signing in again lets them go on. May be repeated. */
export const markDisconnected = async (
  deps: { readonly store: DocumentStore; readonly clock: Clock; readonly logger: Logger },
  mailboxId: string,
  why: Exclude<DisconnectedReason, 'owner'>,
): Promise<void> => {
  await deps.store.transaction(async (tx) => {
    const mailbox = await readDocument(tx, mailboxSchema, paths.mailbox(mailboxId));
    if (!mailbox || mailbox.status === 'disconnected') return;
    tx.update(paths.mailbox(mailboxId), {
      status: 'disconnected',
      disconnectedReason: why,
      disconnectedWhy: disconnectedSentences[why],
      nextSyncAt: null,
      watchDueAt: null,
      updatedAt: deps.clock.now(),
    });
  });
  deps.logger.warn('mailbox_disconnected', { mailboxId, why });
};
