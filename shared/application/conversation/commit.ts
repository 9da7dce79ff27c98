import { newAuditEntry } from '../../domain/account/audit.ts';
import { type UsageDay, withTokensOn } from '../../domain/account/user.ts';
import type { Assistant } from '../../domain/assistant/assistant.ts';
import { assistantSchema } from '../../domain/assistant/assistant.ts';
import { applyEvents, type Happened } from '../../domain/conversation/consequences.ts';
import type { ConversationEvent, ThreadView, Tokens } from '../../domain/conversation/events.ts';
import { auditEventOf } from '../../domain/conversation/projections/audit-entry.ts';
import { countEvent, mayCount } from '../../domain/conversation/projections/day-figures.ts';
import type { EmailThread } from '../../domain/conversation/thread.ts';
import { paths } from '../../persistence/paths.ts';
import { readDocument } from '../../persistence/read.ts';
import { asData, readThreadView, writeThreadView } from '../../persistence/thread-view.ts';
import { readUsageDayOf } from '../../persistence/usage-day.ts';
import { sha256 } from '../account/hash.ts';
import { writeSuppression } from '../account/suppressions.ts';
import type { Clock, Random } from '../ports/clock.ts';
import type { DocumentStore, Transaction } from '../ports/document-store.ts';
import type { EventBus } from '../ports/event-bus.ts';
import { handedOut, isDue, publishHandedOut } from './hand-out.ts';

/**
 * The one writer of conversations. What happened is given as events; the thread, its messages, the timeline, the day's
 * figures, the audit log, suppressions and the assistant's usage follow from them and are written in one transaction.
 */

export interface WriteContext {
  readonly now: number;
  readonly newId: () => string;
  /** The owner's day where the caller has read it in this transaction. */
  readonly day?: UsageDay;
  /** The conversation as it was read, where `before` is that with times bounded: what was bounded is written, once. */
  readonly asRead?: ThreadView;
  /** False for the holder of the thread's lease, whose own changes it need not notice. */
  readonly isForeign: boolean;
  /** Whether the caller publishes the thread afterwards, should it have to act now (`publishHandedOut`). */
  readonly handsOut?: boolean;
}

export interface Prepared {
  readonly view: ThreadView;
  readonly happened: readonly Happened[];
  /** To be published once it is written. */
  readonly isHandedOut: boolean;
  /** The day's figures with what happened; null where they were not needed. */
  readonly day: UsageDay | null;
  /** The assistant, where it was read for its usage. */
  readonly payer: Assistant | null;
  /** Writes everything. The transaction reads nothing after it. */
  readonly write: () => void;
}

const tokensOf = (happened: readonly Happened[]): Tokens =>
  happened.reduce(
    (sum, { event }) =>
      event.type === 'tokens_spent'
        ? {
            inputTokens: sum.inputTokens + event.usage.inputTokens,
            outputTokens: sum.outputTokens + event.usage.outputTokens,
          }
        : sum,
    { inputTokens: 0, outputTokens: 0 },
  );

/** A wish counts in a conversation that has ended as well; what ends with one was the model's reading of a mail. */
const asksForSuppression = (event: ConversationEvent): boolean =>
  event.type === 'wish_received' || (event.type === 'stopped' && event.reason === 'opted_out');

/** The assistant whose usage grows; null where nothing was paid, or the assistant was deleted. */
const readPayer = (tx: Transaction, thread: EmailThread, spent: Tokens): Promise<Assistant | null> =>
  spent.inputTokens + spent.outputTokens === 0
    ? Promise.resolve(null)
    : readDocument(tx, assistantSchema, paths.assistant(thread.userId, thread.assistantId));

/** By what name a day's figures know the correspondent. */
export const personKeyOf = ({ userId, recipientEmail }: EmailThread): string =>
  sha256(`${userId} ${recipientEmail}`).slice(0, 16);

/** Reads what writing the events needs, and says what they come to. For use in a transaction that began with `before`. */
export const prepareEvents = async (
  tx: Transaction,
  before: ThreadView,
  events: readonly ConversationEvent[],
  context: WriteContext,
): Promise<Prepared> => {
  const { userId, id: threadId } = before.thread;
  const history = applyEvents(before, events);
  const { happened } = history;
  const audits = happened.flatMap(({ event }) => auditEventOf(event, threadId) ?? []);
  const spent = tokensOf(happened);
  const needsDay = context.day === undefined && happened.some(({ event }) => mayCount(event));
  const [day, payer, owner] = await Promise.all([
    needsDay ? readUsageDayOf(tx, userId, context.now) : (context.day ?? null),
    readPayer(tx, before.thread, spent),
    // An account that was deleted meanwhile is to keep no trace.
    audits.length > 0 ? tx.get(paths.user(userId)) : null,
  ]);
  const figures = day && happened.reduce((sofar, { event, before }) => countEvent(sofar, event, before), day);
  const tokens = spent.inputTokens + spent.outputTokens;
  const counted = figures && tokens > 0 ? withTokensOn(figures, personKeyOf(before.thread), tokens) : figures;
  const changed =
    context.isForeign && happened.length > 0
      ? { ...history.view, thread: { ...history.view.thread, revision: before.thread.revision + 1 } }
      : history.view;
  const isHandedOut = context.handsOut === true && happened.length > 0 && isDue(changed.thread, context.now);
  const view = isHandedOut ? applyEvents(changed, [handedOut(context.now)]).view : changed;

  const write = (): void => {
    writeThreadView(tx, context.asRead ?? before, view, context.now);
    if (counted && counted !== day) tx.set(paths.day(userId, counted.date), asData(counted));
    for (const { event } of happened) {
      if (asksForSuppression(event)) writeSuppression(tx, view.thread, context.now);
    }
    for (const audited of owner ? audits : []) {
      const entry = newAuditEntry(audited, context.now, context.newId());
      tx.set(paths.audit(userId, entry.id), asData(entry));
    }
    if (payer) {
      const { usage } = payer;
      tx.update(paths.assistant(userId, payer.id), {
        usage: {
          ...usage,
          inputTokens: usage.inputTokens + spent.inputTokens,
          outputTokens: usage.outputTokens + spent.outputTokens,
        },
      });
    }
  };
  return { view, happened, isHandedOut, day: counted, payer, write };
};

export interface CommitDeps {
  readonly store: DocumentStore;
  readonly bus: EventBus;
  readonly clock: Clock;
  readonly random: Random;
}

export interface Target {
  readonly userId: string;
  readonly threadId: string;
  /** Messages that it is about, where they may be old. */
  readonly messageIds?: readonly string[];
}

export interface Committed {
  readonly before: ThreadView;
  readonly view: ThreadView;
  readonly happened: readonly Happened[];
  readonly isHandedOut: boolean;
}

/**
 * Commits the events that `decide` returns, for a caller that does not hold the lease: a request of the owner, or a job. A running
 * turn notices the new revision and decides again. A thread that is due now is handed out and published; its alarm is set too, in
 * case the event is lost. null: the thread does not exist. Errors: StoreError and BusError pass through.
 */
export const commit = async (
  deps: CommitDeps,
  { userId, threadId, messageIds = [] }: Target,
  decide: (view: ThreadView, now: number) => readonly ConversationEvent[],
): Promise<Committed | null> => {
  const committed = await deps.store.transaction<Committed | null>(async (tx) => {
    const before = await readThreadView(tx, userId, threadId, messageIds);
    if (!before) return null;
    const now = deps.clock.now();
    const { view, happened, isHandedOut, write } = await prepareEvents(tx, before, decide(before, now), {
      now,
      newId: deps.random.id,
      isForeign: true,
      handsOut: true,
    });
    write();
    return { before, view, happened, isHandedOut };
  });
  if (committed?.isHandedOut) await publishHandedOut(deps, committed.view.thread);
  return committed;
};

/** Creates a conversation that does not exist yet. */
export const createConversation = (tx: Transaction, thread: EmailThread): EmailThread => {
  const { view } = applyEvents({ thread, messages: [] }, [{ type: 'created', at: thread.createdAt }]);
  tx.create(paths.thread(thread.userId, thread.id), asData(view.thread));
  return view.thread;
};
