import { type Mailbox, mailboxSchema } from '../../domain/mailbox/mailbox.ts';
import { forEachDue } from '../../persistence/for-each-due.ts';
import { paths } from '../../persistence/paths.ts';
import { HAND_OUT_MS } from '../conversation/hand-out.ts';
import type { StoredDocument } from '../ports/document-store.ts';
import { type HandOutThreadsDeps, handOutThreads } from './hand-out-threads.ts';

export type SweepDeps = HandOutThreadsDeps;

const pages = {
  pageSize: 300,
  concurrency: 20,
  /** Enough for one minute's work; more is due again at the next sweep. */
  maxPages: 20,
} as const;

/**
 * Hands out what is due: threads whose alarm has gone off (a crashed turn's lease among them) and mailboxes that have
 * been silent too long, because a notification can be lost. Only publishes; the work is done by the other functions.
 */
export const sweep =
  (deps: SweepDeps) => async (): Promise<{ readonly threads: number; readonly mailboxes: number }> => {
    const threads = await handOutThreads(deps);
    let mailboxes = 0;
    await forEachDue(
      deps,
      { ...pages, collection: paths.mailboxes, schema: mailboxSchema, alarm: 'nextSyncAt' },
      async (mailbox, document) => {
        await handOutMailbox(deps, mailbox, document);
        mailboxes++;
      },
    );
    if (threads + mailboxes > 0) deps.logger.info('swept', { threads, mailboxes });
    return { threads, mailboxes };
  };

/** Published before the alarm is postponed: a sweep that dies between the two delays nothing. */
const handOutMailbox = async (
  { store, bus, clock }: SweepDeps,
  { id }: Mailbox,
  { path, version }: StoredDocument,
): Promise<void> => {
  await bus.publish({ topic: 'gmail-notification', data: { mailboxId: id } });
  await store.update(path, { nextSyncAt: clock.now() + HAND_OUT_MS }, { version });
};
