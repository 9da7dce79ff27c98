import { emailThreadSchema } from '../../domain/conversation/thread.ts';
import { mailboxSchema } from '../../domain/mailbox/mailbox.ts';
import { collections, idOf } from '../../persistence/collections.ts';
import { type DueDeps, forEachDue } from '../../persistence/for-each-due.ts';
import { paths } from '../../persistence/paths.ts';
import type { EventBus } from '../ports/event-bus.ts';

export interface SweepDeps extends DueDeps {
  readonly bus: EventBus;
}

const handOut = {
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
    const threads = await forEachDue(
      deps,
      {
        ...handOut,
        collection: idOf(collections.threads),
        group: true,
        schema: emailThreadSchema,
        alarm: 'nextActionAt',
      },
      (thread) =>
        deps.bus.publish({
          topic: 'thread-turn',
          data: { userId: thread.userId, threadId: thread.id },
        }),
    );
    const mailboxes = await forEachDue(
      deps,
      { ...handOut, collection: paths.mailboxes, schema: mailboxSchema, alarm: 'nextSyncAt' },
      (mailbox) => deps.bus.publish({ topic: 'gmail-notification', data: { mailboxId: mailbox.id } }),
    );
    if (threads + mailboxes > 0) deps.logger.info('swept', { threads, mailboxes });
    return { threads, mailboxes };
  };
