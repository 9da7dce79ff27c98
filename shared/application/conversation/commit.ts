import { newAuditEntry } from '../../domain/account/audit.ts';
import { type UsageDay, userSchema, withTokensOn } from '../../domain/account/user.ts';
import type { Assistant } from '../../domain/assistant/assistant.ts';
import { assistantSchema } from '../../domain/assistant/assistant.ts';
import { applyEvents, type Happened } from '../../domain/conversation/consequences.ts';
import type { ConversationEvent, ThreadView, Tokens } from '../../domain/conversation/events.ts';
import { auditEventOf } from '../../domain/conversation/projections/audit-entry.ts';
import { countEvent, mayCount } from '../../domain/conversation/projections/day-figures.ts';
import type { EmailThread } from '../../domain/conversation/thread.ts';
import { correctionOf } from '../../domain/learning/correction.ts';
import { toldOf, worthTelling } from '../../domain/notification/worth-telling.ts';
import { concernsPerson, personAfter } from '../../domain/person/learn.ts';
import { paths } from '../../persistence/paths.ts';
import { parseDocument, readDocument } from '../../persistence/read.ts';
import { asData, readThreadView, writeThreadView } from '../../persistence/thread-view.ts';
import { readUsageDay } from '../../persistence/usage-day.ts';
import { sha256 } from '../account/hash.ts';
import { writeSuppression } from '../account/suppressions.ts';
import { announce, listensOf, writeNotification } from '../notification/announce.ts';
import { readPersonOf, writePerson } from '../people/people.ts';
import type { Clock, Random } from '../ports/clock.ts';
import type { DocumentStore, StoredDocument, Transaction } from '../ports/document-store.ts';
import type { EventBus } from '../ports/event-bus.ts';
import type { Logger } from '../ports/logger.ts';
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
  /** What the owner listens for (`User.notifies`), where the caller knows. */
  readonly listens?: readonly string[];
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
  /** Put into the outbox: ids, to be announced once it is written (`announce`). */
  readonly told: readonly string[];
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
  event.type === 'wish_received' ||
  event.type === 'unsubscribed' ||
  (event.type === 'stopped' && event.reason === 'opted_out');

/** The assistant whose usage grows; null where nothing was paid, or the assistant was deleted. */
const readPayer = (tx: Transaction, thread: EmailThread, spent: Tokens): Promise<Assistant | null> =>
  spent.inputTokens + spent.outputTokens === 0
    ? Promise.resolve(null)
    : readDocument(tx, assistantSchema, paths.assistant(thread.userId, thread.assistantId));

/** The figures of the owner's day; null: there is no such owner. */
const readDayOf = (tx: Transaction, user: StoredDocument | null, now: number): Promise<UsageDay | null> =>
  user ? readUsageDay(tx, user.id, parseDocument(userSchema, user).timeZone, now) : Promise.resolve(null);

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
  const corrections = happened.flatMap((one) => correctionOf(one) ?? []);
  const news = worthTelling(happened);
  const needsDay = context.day === undefined && happened.some(({ event }) => mayCount(event));
  const needsOwner = needsDay || audits.length > 0 || (news.length > 0 && context.listens === undefined);
  const reading = needsOwner ? tx.get(paths.user(userId)) : Promise.resolve(null);
  const teaches = happened.some(concernsPerson);
  const [day, payer, owner, person] = await Promise.all([
    needsDay ? reading.then((user) => readDayOf(tx, user, context.now)) : (context.day ?? null),
    readPayer(tx, before.thread, spent),
    reading,
    teaches ? readPersonOf(tx, before.thread, context.now) : null,
  ]);
  const listens = context.listens ?? listensOf(owner);
  const told = news.filter(({ kind }) => listens.includes(kind)).map((one) => ({ id: context.newId(), one }));
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
    if (person) {
      writePerson(tx, userId, person, personAfter(person.known, happened, view, context.now));
    }
    // Looked at by the sweep: learning costs nothing here but the writing.
    for (const one of corrections) tx.set(paths.correction(userId, threadId, one.id), asData(one));
    for (const { event } of happened) {
      if (asksForSuppression(event)) writeSuppression(tx, view.thread, context.now);
    }
    for (const { id, one } of told) {
      const about = { threadId, mailboxId: before.thread.mailboxId };
      writeNotification(tx, id, userId, toldOf(one, about), context.now);
    }
    // An account that was deleted meanwhile is to keep no trace.
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
  return { view, happened, isHandedOut, told: told.map(({ id }) => id), day: counted, payer, write };
};

export interface CommitDeps {
  readonly store: DocumentStore;
  readonly bus: EventBus;
  readonly clock: Clock;
  readonly random: Random;
  readonly logger: Logger;
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
  readonly told: readonly string[];
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
    const { view, happened, isHandedOut, told, write } = await prepareEvents(
      tx,
      before,
      decide(before, now),
      {
        now,
        newId: deps.random.id,
        isForeign: true,
        handsOut: true,
      },
    );
    write();
    return { before, view, happened, isHandedOut, told };
  });
  if (committed) await announce(deps, userId, committed.told);
  if (committed?.isHandedOut) await publishHandedOut(deps, committed.view.thread);
  return committed;
};

/** Creates a conversation that does not exist yet. */
export const createConversation = (tx: Transaction, thread: EmailThread): EmailThread => {
  const { view } = applyEvents({ thread, messages: [] }, [{ type: 'created', at: thread.createdAt }]);
  tx.create(paths.thread(thread.userId, thread.id), asData(view.thread));
  return view.thread;
};
