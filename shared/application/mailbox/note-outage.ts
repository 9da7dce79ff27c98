import { mailboxSchema } from '../../domain/mailbox/mailbox.ts';
import { type OutageCause, outageAfter } from '../../domain/mailbox/outage.ts';
import { paths } from '../../persistence/paths.ts';
import { readDocument } from '../../persistence/read.ts';
import { prepareMailboxNews } from '../notification/announce.ts';
import type { Clock } from '../ports/clock.ts';
import type { DocumentStore } from '../ports/document-store.ts';
import type { Logger } from '../ports/logger.ts';

interface OutageDeps {
  readonly store: DocumentStore;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** Notes for the mailbox's owner that its conversations wait for something that is out of reach. */
export const noteOutage = async (
  { store, clock, logger }: OutageDeps,
  mailboxId: string,
  cause: OutageCause,
  failures: number,
): Promise<void> => {
  const begun = await store.transaction(async (tx) => {
    const mailbox = await readDocument(tx, mailboxSchema, paths.mailbox(mailboxId));
    const now = clock.now();
    const outage = mailbox && outageAfter(mailbox.outage, cause, failures, now);
    if (!outage) return false;
    const writeNews = await prepareMailboxNews(tx, mailbox, { ...mailbox, outage }, now);
    tx.update(paths.mailbox(mailboxId), { outage });
    writeNews();
    return outage.since !== mailbox.outage?.since;
  });
  if (begun) logger.warn('outage_begun', { mailboxId, cause });
};

/** It has worked again. */
export const endOutage = async (
  { store, logger }: OutageDeps,
  mailboxId: string,
  cause: OutageCause,
): Promise<void> => {
  const ended = await store.transaction(async (tx) => {
    const mailbox = await readDocument(tx, mailboxSchema, paths.mailbox(mailboxId));
    if (mailbox?.outage?.cause !== cause) return false;
    tx.update(paths.mailbox(mailboxId), { outage: null });
    return true;
  });
  if (ended) logger.info('outage_over', { mailboxId, cause });
};
