import { paths } from '../../persistence/paths.ts';
import { inParallel } from '../in-parallel.ts';
import type { Clock } from '../ports/clock.ts';
import type { DocumentReader, StoredDocument } from '../ports/document-store.ts';
import type { AppEvent, EventBus } from '../ports/event-bus.ts';
import type { Logger } from '../ports/logger.ts';

export interface SweepDeps {
  readonly store: DocumentReader;
  readonly bus: EventBus;
  readonly clock: Clock;
  readonly logger: Logger;
}

const PAGE = 300;
const CONCURRENCY = 20;
/** Enough for one minute's work; more is due again at the next sweep. */
const MAX_PAGES = 20;

/**
 * Hands out what is due: threads whose alarm has gone off (a crashed turn's lease among them) and mailboxes that have
 * been silent too long, because a notification can be lost. Only publishes; the work is done by the other functions.
 */
export const sweep =
  (deps: SweepDeps) => async (): Promise<{ readonly threads: number; readonly mailboxes: number }> => {
    const threads = await handOut(deps, 'threads', 'nextActionAt', ({ path, id }) => ({
      topic: 'thread-turn',
      data: { userId: path.split('/')[1] ?? '', threadId: id },
    }));
    const mailboxes = await handOut(deps, 'mailboxes', 'nextSyncAt', ({ id }) => ({
      topic: 'gmail-notification',
      data: { mailboxId: id },
    }));
    if (threads + mailboxes > 0) deps.logger.info('swept', { threads, mailboxes });
    return { threads, mailboxes };
  };

const handOut = async (
  deps: SweepDeps,
  collection: 'threads' | 'mailboxes',
  alarm: string,
  toEvent: (document: StoredDocument) => AppEvent,
): Promise<number> => {
  let count = 0;
  let startAfter: { values: (string | number)[]; path: string } | undefined;
  for (let page = 0; page < MAX_PAGES; page++) {
    const due = await deps.store.query({
      collection: collection === 'mailboxes' ? paths.mailboxes : collection,
      group: collection === 'threads',
      where: [{ field: alarm, op: '<=', value: deps.clock.now() }],
      orderBy: [{ field: alarm }],
      limit: PAGE,
      ...(startAfter ? { startAfter } : {}),
    });
    await inParallel(CONCURRENCY, due, (document) => deps.bus.publish(toEvent(document)));
    count += due.length;
    const last = due.at(-1);
    if (!last || due.length < PAGE) break;
    startAfter = { values: [Number(last.data[alarm])], path: last.path };
  }
  return count;
};
