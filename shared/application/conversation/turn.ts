import {
  mailsOf,
  tokensOf,
  tokensOn,
  type UsageDay,
  type User,
  userSchema,
} from '../../domain/account/user.ts';
import { type Assistant, assistantSchema } from '../../domain/assistant/assistant.ts';
import { isHeld, withBoundedTimes } from '../../domain/conversation/bounded-times.ts';
import { applyEvents } from '../../domain/conversation/consequences.ts';
import { elsewhereOf } from '../../domain/conversation/elsewhere.ts';
import type { ConversationEvent, ThreadView } from '../../domain/conversation/events.ts';
import { asideMs, MAX_ATTEMPTS } from '../../domain/conversation/faults.ts';
import type { Circumstances } from '../../domain/conversation/next-step.ts';
import type { Waiting } from '../../domain/conversation/notices.ts';
import type { EmailThread } from '../../domain/conversation/thread.ts';
import { isPaced } from '../../domain/conversation/vocabulary.ts';
import { areMailsUsedUp } from '../../domain/conversation/when-to-send.ts';
import { pausedUntil } from '../../domain/mailbox/bounded-times.ts';
import { type Mailbox, mailboxSchema } from '../../domain/mailbox/mailbox.ts';
import type { Person } from '../../domain/person/person.ts';
import { sendingZoneOf } from '../../domain/sending/sending-zone.ts';
import type { SendingZone } from '../../domain/sending/zone.ts';
import { paths } from '../../persistence/paths.ts';
import { readDocument } from '../../persistence/read.ts';
import { readThreadView } from '../../persistence/thread-view.ts';
import { readUsageDay } from '../../persistence/usage-day.ts';
import { isSuppressed } from '../account/suppressions.ts';
import { announce } from '../notification/announce.ts';
import { readPerson } from '../people/people.ts';
import type { Transaction } from '../ports/document-store.ts';
import { personKeyOf, prepareEvents } from './commit.ts';
import type { TurnDeps } from './steps/deps.ts';

/** What a turn works on: the thread as it was last seen in the store, and what it did since without storing it. */
export interface Turn {
  readonly token: string;
  readonly assistant: Assistant | null;
  readonly user: User;
  readonly mailbox: Mailbox;
  readonly day: UsageDay;
  /** The recipient asked, in this or another conversation, not to be written to. */
  readonly suppressed: boolean;
  /** What the recipient has told us; null: nothing, or nobody has to know, as where an answer is owed. */
  readonly person: Person | null;
  /** As stored. */
  readonly stored: ThreadView;
  /** Happened but not stored. */
  readonly events: readonly ConversationEvent[];
  /** As it is, stored or not. */
  readonly view: ThreadView;
  /** An earlier turn ended without giving the thread back and may have left a draft, which is not removed yet. */
  readonly recovering: boolean;
  /** When the store last confirmed that this turn holds the thread. Epoch ms. */
  readonly confirmedAt: number;
}

export type Claim =
  | { readonly kind: 'claimed'; readonly turn: Turn }
  | { readonly kind: 'missing' | 'busy' | 'set_aside' }
  /** Its last turn broke off: the next one runs alone. */
  | { readonly kind: 'suspect' };

/** Takes the thread's lease. The alarm is set to the lease's end, so that the sweep finds what a crash leaves. */
export const claimThread = async (
  deps: TurnDeps,
  userId: string,
  threadId: string,
  { alone }: { readonly alone: boolean },
): Promise<Claim> => {
  const token = deps.random.token();
  let told: readonly string[] = [];
  const claim = await deps.store.transaction<Claim>(async (tx) => {
    const now = deps.clock.now();
    const found = await readThreadView(tx, userId, threadId);
    if (!found) return { kind: 'missing' };
    if (isHeld(found.thread, now)) return { kind: 'busy' };
    const stored = withBoundedTimes(found, now);
    const { thread } = stored;
    const surroundings = await readSurroundings(tx, stored, now);
    if (!surroundings) return { kind: 'missing' };

    const context = { now, newId: deps.random.id, asRead: found };
    if (thread.attempts > 0 && !alone) return { kind: 'suspect' };
    const asideUntil = setAsideUntil(thread, now);
    if (asideUntil !== null) {
      const givenUp: ConversationEvent = { type: 'turns_given_up', at: now, until: asideUntil };
      const prepared = await prepareEvents(tx, stored, [givenUp], {
        ...context,
        isForeign: true,
        listens: surroundings.user.notifies ?? [],
      });
      prepared.write();
      told = prepared.told;
      return { kind: 'set_aside' };
    }

    const leaseExpiresAt = now + deps.settings.leaseMs;
    const started: ConversationEvent = { type: 'turn_started', at: now, token, leaseExpiresAt };
    const { view, write } = await prepareEvents(tx, stored, [started], { ...context, isForeign: false });
    write();
    return {
      kind: 'claimed',
      turn: {
        token,
        ...surroundings,
        stored: view,
        events: [],
        view,
        recovering: thread.attempts > 0,
        confirmedAt: now,
      },
    };
  });
  await announce(deps, userId, told);
  return claim;
};

/** Until when nobody takes a turn in this thread, because its turns break off; null: it may be tried. */
const setAsideUntil = ({ attempts, setAsideUntil }: EmailThread, now: number): number | null => {
  if (attempts < MAX_ATTEMPTS) return null;
  if (setAsideUntil === null) return now + asideMs(attempts);
  return setAsideUntil > now ? setAsideUntil : null;
};

const readSurroundings = async (
  tx: Transaction,
  view: ThreadView,
  now: number,
): Promise<Pick<Turn, 'assistant' | 'user' | 'mailbox' | 'day' | 'suppressed' | 'person'> | null> => {
  const { userId, assistantId, mailboxId, recipientEmail } = view.thread;
  // Only a follow-up asks what was said elsewhere.
  const mayFollowUp = view.thread.counters.sent > 0 && view.thread.unanswered.length === 0;
  const [user, mailbox, assistant, suppressed, person] = await Promise.all([
    readDocument(tx, userSchema, paths.user(userId)),
    readDocument(tx, mailboxSchema, paths.mailbox(mailboxId)),
    readDocument(tx, assistantSchema, paths.assistant(userId, assistantId)),
    isSuppressed(tx, userId, recipientEmail),
    mayFollowUp ? readPerson(tx, userId, recipientEmail) : null,
  ]);
  if (!user || !mailbox) return null;
  const day = await readUsageDay(tx, userId, user.timeZone, now);
  return { user, mailbox, assistant, day, suppressed, person };
};

/** In which zone the assistant's hours count for this conversation. */
export const sendingZoneIn = (
  { assistant, view, user }: Pick<Turn, 'assistant' | 'view' | 'user'>,
  now: number,
): SendingZone =>
  sendingZoneOf(assistant?.sendingHours ?? 'owner', view.thread, view.messages, user.timeZone, now);

export const circumstancesOf = (deps: TurnDeps, turn: Turn): Circumstances => ({
  // The mailbox may belong to another user by now.
  mailboxConnected: turn.mailbox.status === 'connected' && turn.mailbox.userId === turn.user.id,
  suppressed: turn.suppressed,
  timeZone: turn.user.timeZone,
  hoursZone: sendingZoneIn(turn, deps.clock.now()).zone,
  date: turn.day.date,
  dailySendingLimit: sendingLimitOf(deps, turn),
  sentToday: mailsOf(turn.day),
  dailyTokenBudget: deps.settings.dailyTokenBudget,
  tokensToday: tokensOf(turn.day),
  threadTokenBudget: deps.settings.threadTokenBudget,
  personTokenBudget: deps.settings.personTokenBudget,
  tokensOnPersonToday: tokensOn(turn.day, personKeyOf(turn.stored.thread)),
  elsewhere: elsewhereOf(turn.person, turn.stored.thread.id),
  sendingPausedUntil: pausedUntil(turn.mailbox.sendingPause, deps.clock.now()),
  paused: turn.user.paused || (turn.assistant?.paused ?? false),
  undoSeconds: turn.user.undoSeconds,
  paceSeconds: turn.user.paceSeconds,
  rampPerDay: turn.user.rampPerDay,
});

/** The owner's own limit, or the operator's where that is lower. */
export const sendingLimitOf = ({ settings }: TurnDeps, { user }: Pick<Turn, 'user'>): number =>
  Math.min(user.dailySendingLimit, settings.maxDailySendingLimit);

/** The turn with what has happened in it. Stored with the next commit. */
export const record = (turn: Turn, ...events: readonly ConversationEvent[]): Turn => ({
  ...turn,
  events: [...turn.events, ...events],
  view: applyEvents(turn.view, events).view,
});

/** What happened, without the reservations that the day has no room for any more. */
const withinDay = (deps: TurnDeps, turn: Turn, day: UsageDay): readonly ConversationEvent[] => {
  const mails = { sentToday: mailsOf(day), dailySendingLimit: sendingLimitOf(deps, turn) };
  return turn.events.filter((event) => {
    if (event.type !== 'sending_reserved') return true;
    const message = turn.view.messages.find(({ id }) => id === event.messageId);
    const isAnswer = message?.approval != null || !isPaced(message?.purpose ?? null);
    return !areMailsUsedUp(mails, isAnswer);
  });
};

export interface Release {
  /** When the alarm is to go off; null: only when something happens. */
  readonly until: number | null;
  readonly waitingFor: Waiting | null;
  /** Passing faults in a row, this turn's included. */
  readonly failures: number;
}

export type Commit =
  /** Stored, and the thread is as this turn believed. */
  | { readonly kind: 'stored'; readonly turn: Turn }
  /** Stored on top of what somebody else changed; decide again. When releasing: not released. */
  | { readonly kind: 'overtaken'; readonly turn: Turn }
  /** Another turn holds the lease, or the thread was deleted. Nothing was stored. */
  | { readonly kind: 'lost'; readonly stored: ThreadView | null };

/**
 * Stores the turn's events if the turn still holds the lease. With `release`, also releases the lease and sets the alarm, unless
 * the thread was changed meanwhile: then there may be more to do at once.
 */
export const commitTurn = async (deps: TurnDeps, turn: Turn, release?: Release): Promise<Commit> => {
  const { userId, id: threadId } = turn.stored.thread;
  let told: readonly string[] = [];
  const commit = await deps.store.transaction<Commit>(async (tx) => {
    const now = deps.clock.now();
    told = [];
    const found = await readThreadView(tx, userId, threadId);
    if (found?.thread.lease?.token !== turn.token) return { kind: 'lost', stored: found };
    const fresh = withBoundedTimes(found, now);
    const overtaken = fresh.thread.revision !== turn.stored.thread.revision;
    const ended: readonly ConversationEvent[] =
      release && !overtaken
        ? [
            {
              type: 'turn_ended',
              at: now,
              token: turn.token,
              until: release.until,
              waitingFor: release.waitingFor,
              failures: release.failures,
              sendingZone: sendingZoneIn(turn, now),
              // What an earlier turn left behind is still there, so the next turn has to look for it too.
              attempts: turn.recovering ? 1 : 0,
            },
          ]
        : [];
    // The change may have been a pause, of everything or of the assistant.
    const surroundings = overtaken ? await readSurroundings(tx, fresh, now) : null;
    const day = surroundings?.day ?? (await readUsageDay(tx, userId, turn.user.timeZone, now));
    // Of several turns that want the day's last mail, one gets it. The others find that out when they decide again.
    const events = withinDay(deps, turn, day);
    const prepared = await prepareEvents(tx, fresh, [...events, ...ended], {
      now,
      newId: deps.random.id,
      day,
      listens: (surroundings?.user ?? turn.user).notifies ?? [],
      asRead: found,
      isForeign: false,
    });
    prepared.write();
    told = prepared.told;
    const { view } = prepared;
    const next: Turn = {
      ...turn,
      ...surroundings,
      stored: view,
      view,
      events: [],
      day: prepared.day ?? day,
      // Where it is read anyway, a change of its mode counts from now on.
      assistant: surroundings ? surroundings.assistant : (prepared.payer ?? turn.assistant),
      confirmedAt: now,
    };
    return { kind: overtaken ? 'overtaken' : 'stored', turn: next };
  });
  await announce(deps, userId, told);
  return commit;
};
