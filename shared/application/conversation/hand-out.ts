import { CLOCK_TOLERANCE_MS, spans } from '../../domain/clock-bounds.ts';
import type { EventOf } from '../../domain/conversation/events.ts';
import { type EmailThread, emailThreadSchema } from '../../domain/conversation/thread.ts';
import type { Mailbox } from '../../domain/mailbox/mailbox.ts';
import { paths } from '../../persistence/paths.ts';
import type { Clock } from '../ports/clock.ts';
import type { DocumentStore } from '../ports/document-store.ts';
import type { EventBus } from '../ports/event-bus.ts';

/**
 * Work is handed out once. Before a thread's turn is published, the thread is marked, in the write that makes it due or in a separate
 * one, and the sweep skips marked threads. The mark is a lease: when it expires, the sweep publishes again in place of a lost event.
 */

/**
 * How long an event may be on its way before the sweep publishes another. What is under way is bounded, so that this is much
 * longer than any of it waits.
 */
export const HAND_OUT_MS = 2 * 60_000;
/** The same for the mark of a write that makes a thread due. Its publisher may die before it publishes. */
export const PROMPT_HAND_OUT_MS = 30_000;

/** Threads of one owner that may be under way when one more is started at once, instead of by the next sweep. */
export const MAX_STARTED_AT_ONCE = 10;

export const isDue = ({ nextActionAt }: EmailThread, now: number): boolean =>
  nextActionAt !== null && nextActionAt <= now;

export const handedOut = (now: number): EventOf<'handed_out'> => ({
  type: 'handed_out',
  at: now,
  until: now + PROMPT_HAND_OUT_MS,
});

interface HandOutDeps {
  readonly store: DocumentStore;
  readonly bus: EventBus;
  readonly clock: Clock;
}

/** How many threads of this owner are under way. */
export const underWayOf = (
  { store, clock }: Pick<HandOutDeps, 'store' | 'clock'>,
  userId: string,
): Promise<number> =>
  store.count({
    collection: paths.threads(userId),
    where: [
      { field: 'handedOutUntil', op: '>', value: clock.now() },
      { field: 'handedOutUntil', op: '<=', value: clock.now() + spans.handedOut + CLOCK_TOLERANCE_MS },
    ],
  });

/**
 * Publishes the turn of a thread that is marked. An event that could not be published is the next sweep's to publish.
 * Errors: BusError.
 */
export const publishHandedOut = async (
  { store, bus }: Pick<HandOutDeps, 'store' | 'bus'>,
  thread: EmailThread,
): Promise<void> => {
  const { userId, id: threadId } = thread;
  try {
    await publishTurn(bus, thread);
  } catch (error) {
    // At worst the mark expires by itself.
    await store.update(paths.thread(userId, threadId), { handedOutUntil: null }).catch(() => {});
    throw error;
  }
};

/** Errors: BusError. */
export const publishTurn = async (bus: EventBus, thread: EmailThread): Promise<void> => {
  const bulk = isBulk(thread) ? ({ bulk: true } as const) : {};
  await bus.publish({ topic: 'thread-turn', data: { userId: thread.userId, threadId: thread.id }, ...bulk });
};

/** First mails and follow-ups: nobody is waiting for them. */
export const isBulk = ({ unanswered, waitingDraft, status }: EmailThread): boolean =>
  unanswered.length === 0 && waitingDraft === null && status === 'active';

/** Threads of one owner that are looked at. */
const MAX_MARKED = 50;

/**
 * An event has come again: its handler may have died between marking threads and publishing their turns. Publishes those of the
 * mailbox that are marked and that nobody has begun. Errors: StoreError, BusError.
 */
export const publishAgain = async (
  deps: HandOutDeps,
  { userId, id }: Pick<Mailbox, 'userId' | 'id'>,
): Promise<void> => {
  const now = deps.clock.now();
  const marked = await deps.store.query({
    collection: paths.threads(userId),
    where: [{ field: 'handedOutUntil', op: '>', value: now }],
    limit: MAX_MARKED,
  });
  for (const document of marked) {
    const thread = emailThreadSchema.safeParse(document.data).data;
    if (thread?.mailboxId === id && thread.lease === null && isDue(thread, now)) {
      await publishHandedOut(deps, thread);
    }
  }
};
