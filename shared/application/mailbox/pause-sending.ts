import { mailboxSchema } from '../../domain/mailbox/mailbox.ts';
import { pauseAfter } from '../../domain/mailbox/sending-pause.ts';
import { paths } from '../../persistence/paths.ts';
import { readDocument } from '../../persistence/read.ts';
import { prepareMailboxNews } from '../notification/announce.ts';
import type { Clock } from '../ports/clock.ts';
import type { DocumentStore, Transaction } from '../ports/document-store.ts';
import type { Logger } from '../ports/logger.ts';

/** A mail of Gmail's says that the limit is reached. The reading half; the writing half is returned. */
export const preparePause = async (tx: Transaction, mailboxId: string, now: number): Promise<() => void> => {
  const mailbox = await readDocument(tx, mailboxSchema, paths.mailbox(mailboxId));
  if (!mailbox) return () => {};
  const sendingPause = pauseAfter(mailbox.sendingPause, now, null);
  const writeNews = await prepareMailboxNews(tx, mailbox, { ...mailbox, sendingPause }, now);
  return () => {
    tx.update(paths.mailbox(mailboxId), { sendingPause });
    writeNews();
  };
};

/**
 * Gmail takes no more mails from this mailbox for now. `until`: when it says that it can be tried again, epoch ms; null: it
 * does not say. Returns until when nothing is sent.
 */
export const pauseSending = async (
  deps: { readonly store: DocumentStore; readonly clock: Clock; readonly logger: Logger },
  mailboxId: string,
  until: number | null,
): Promise<number> => {
  const now = deps.clock.now();
  const pause = await deps.store.transaction(async (tx) => {
    const mailbox = await readDocument(tx, mailboxSchema, paths.mailbox(mailboxId));
    const sendingPause = pauseAfter(mailbox?.sendingPause ?? null, now, until);
    if (!mailbox) return sendingPause;
    const writeNews = await prepareMailboxNews(tx, mailbox, { ...mailbox, sendingPause }, now);
    tx.update(paths.mailbox(mailboxId), { sendingPause });
    writeNews();
    return sendingPause;
  });
  deps.logger.warn('sending_paused', { mailboxId, until: pause.until });
  return pause.until;
};
