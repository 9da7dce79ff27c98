import type { FaultCause } from '../../domain/conversation/faults.ts';
import type { OutageCause } from '../../domain/mailbox/outage.ts';
import { collections, idOf } from '../../persistence/collections.ts';
import { inParallel } from '../in-parallel.ts';
import type { Logger } from '../ports/logger.ts';
import { DocumentError, noteUnreadable } from '../unreadable.ts';
import { type CommitDeps, commit } from './commit.ts';

/** Who would be tried again so soon by themselves is not woken: whoever succeeds next does not go through them again. */
const SOON_MS = 60_000;
const AT_ONCE = 50;
/** The cause may be back for one and not for all of them at once. */
const SPACING_MS = 500;
const CONCURRENCY = 10;

/** A model that answers nobody is slow to some. */
const causesOf: Readonly<Record<OutageCause, readonly FaultCause[]>> = {
  gmail: ['gmail'],
  model: ['model', 'slow'],
};

/**
 * What was out of reach has worked again: conversations that wait for the same, of this mailbox or for the model of everybody, are
 * tried again soon and one after the other, instead of when their back-off ends. Each that succeeds wakes the next ones.
 */
export const wakeDelayed = async (
  deps: CommitDeps & { readonly logger: Logger },
  cause: OutageCause,
  mailboxId: string,
): Promise<void> => {
  const now = deps.clock.now();
  const delayed = await deps.store.query({
    collection: idOf(collections.threads),
    group: true,
    where: [
      ...(cause === 'gmail' ? [{ field: 'mailboxId', op: '==', value: mailboxId } as const] : []),
      { field: 'delayedBy', op: 'in', value: causesOf[cause] },
      { field: 'nextActionAt', op: '>', value: now + SOON_MS },
    ],
    orderBy: [{ field: 'nextActionAt' }],
    limit: AT_ONCE,
  });
  const due = delayed.map((document, n) => ({ document, dueAt: now + n * SPACING_MS }));
  await inParallel(CONCURRENCY, due, async ({ document, dueAt }) => {
    const [, userId = ''] = document.path.split('/');
    try {
      await commit(deps, { userId, threadId: document.id }, (_view, at) => [
        { type: 'cause_gone', at, dueAt },
      ]);
    } catch (error) {
      if (!(error instanceof DocumentError)) throw error;
      noteUnreadable(deps.logger, document.path);
    }
  });
  if (due.length > 0) deps.logger.info('delayed_woken', { cause, threads: due.length });
};
