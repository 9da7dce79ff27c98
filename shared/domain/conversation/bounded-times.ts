import {
  boundedAlarm,
  boundedPast,
  boundedPastOrNull,
  CLOCK_TOLERANCE_MS,
  isBeyond,
  spans,
} from '../clock-bounds.ts';
import type { ThreadView } from './events.ts';
import { LONGEST_ASIDE_MS } from './faults.ts';
import type { Message } from './message.ts';
import type { WaitingCode } from './notices.ts';
import type { EmailThread } from './thread.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Until the next working moment at the latest: one day of the week may be the only one. */
const WORKING_MS = 8 * DAY;

/** How far ahead the alarm of a thread may be by what it waits for. */
const waits: Partial<Readonly<Record<WaitingCode, number>>> = {
  looking_for_mail: MINUTE,
  daily_sending_limit: 2 * DAY + WORKING_MS,
  daily_token_budget: 2 * DAY + WORKING_MS,
  sending_paused: DAY + WORKING_MS,
  working_hours: WORKING_MS,
  reply_delay: WORKING_MS,
  // Gmail may say itself when it is to be asked again.
  retry: DAY,
};
/** Follow-ups and dates that somebody named. */
const LONGEST_MS = 400 * DAY;

const spanOf = ({ lease, waitingFor, setAsideUntil }: EmailThread): number => {
  if (lease) return spans.lease;
  if (setAsideUntil !== null) return LONGEST_ASIDE_MS;
  return (waitingFor && waits[waitingFor.code]) ?? LONGEST_MS;
};

/** Whether the thread was written by a clock that is ahead of this one by more than clocks may differ. */
export const isFromTheFuture = ({ updatedAt }: Pick<EmailThread, 'updatedAt'>, now: number): boolean =>
  updatedAt > now + CLOCK_TOLERANCE_MS;

/**
 * When the thread is really due: now where its alarm is further ahead than what it waits for explains, or where a clock that was
 * ahead has set it. Deciding once too often is harmless: the next step says again until when to wait.
 */
export const boundedNextAction = (thread: EmailThread, now: number): number | null => {
  const { nextActionAt } = thread;
  if (nextActionAt === null || nextActionAt <= now) return nextActionAt;
  return isFromTheFuture(thread, now) ? now : boundedAlarm(nextActionAt, now, spanOf(thread));
};

/** An automatic mail can be stopped for ten minutes at most. */
const LONGEST_UNDO_MS = 10 * MINUTE;

const boundedDraft = (draft: EmailThread['waitingDraft'], now: number): EmailThread['waitingDraft'] =>
  draft?.leavesAt != null && isBeyond(draft.leavesAt, now, LONGEST_UNDO_MS)
    ? { ...draft, leavesAt: now }
    : draft;

/**
 * What is left of the moments of a thread that a clock has written which was ahead: the dates are of a wrong year, perhaps. Without
 * them it is looked at again, and they are named anew.
 */
export const momentsAfterLie = (
  { revisitAt, commitments }: Pick<EmailThread, 'revisitAt' | 'commitments'>,
  now: number,
): Pick<EmailThread, 'revisitAt' | 'commitments'> => {
  const isAhead = (at: number | null): boolean => at !== null && at > now;
  return isAhead(revisitAt) || commitments.some(({ due }) => isAhead(due))
    ? {
        revisitAt: now,
        commitments: commitments.map((one) => (isAhead(one.due) ? { ...one, due: null } : one)),
      }
    : { revisitAt, commitments };
};

const boundedMessage = (message: Message, now: number): Message => {
  const { at, createdAt, missingSince, approval } = message;
  const latest = Math.max(at, createdAt, missingSince ?? 0, approval?.at ?? 0);
  if (!isBeyond(latest, now, 0)) return message;
  return {
    ...message,
    at: boundedPast(at, now),
    createdAt: boundedPast(createdAt, now),
    missingSince: boundedPastOrNull(missingSince, now),
    approval: approval && { ...approval, at: boundedPast(approval.at, now) },
  };
};

/** The conversation as it is to be decided on. The same object where no clock has lied. */
export const withBoundedTimes = (view: ThreadView, now: number): ThreadView => {
  const { thread } = view;
  const {
    createdAt,
    lookedAt,
    silentSince,
    lastSentAt,
    lastReceivedAt,
    pausedUntil,
    setAsideUntil,
    handedOutUntil,
  } = thread;
  const bounded = {
    createdAt: boundedPast(createdAt, now),
    lookedAt: boundedPastOrNull(lookedAt, now),
    silentSince: boundedPastOrNull(silentSince, now),
    lastSentAt: boundedPastOrNull(lastSentAt, now),
    lastReceivedAt: boundedPastOrNull(lastReceivedAt, now),
    pausedUntil: pausedUntil === null ? null : boundedAlarm(pausedUntil, now, spans.absence),
    setAsideUntil: setAsideUntil === null ? null : boundedAlarm(setAsideUntil, now, LONGEST_ASIDE_MS),
    handedOutUntil: handedOutUntil === null ? null : boundedAlarm(handedOutUntil, now, spans.handedOut),
    nextActionAt: boundedNextAction(thread, now),
    // A moment that such a clock asked for is asked for anew.
    slot: isFromTheFuture(thread, now) ? null : thread.slot,
    ...(isFromTheFuture(thread, now) ? momentsAfterLie(thread, now) : {}),
    waitingDraft: boundedDraft(thread.waitingDraft, now),
  };
  const isSane = (Object.keys(bounded) as (keyof typeof bounded)[]).every(
    (field) => bounded[field] === thread[field],
  );
  const messages = view.messages.map((message) => boundedMessage(message, now));
  const areSane = messages.every((message, n) => message === view.messages[n]);
  if (isSane && areSane) return view;
  return {
    thread: isSane ? thread : { ...thread, ...bounded },
    messages: areSane ? view.messages : messages,
  };
};

/** Whether somebody holds the thread; a lease that is longer than any was given by a clock that lied. */
export const isHeld = ({ lease }: EmailThread, now: number): boolean =>
  lease !== null && lease.expiresAt > now && !isBeyond(lease.expiresAt, now, spans.lease);

/**
 * A thread as it is to be written over one from the future: with this write nobody can tell any more that a clock which was ahead has
 * set its alarm and moments. What the write itself has changed stays.
 */
export const withoutLies = (before: EmailThread, after: EmailThread, now: number): EmailThread => {
  if (!isFromTheFuture(before, now)) return after;
  const { nextActionAt, slot, revisitAt, commitments } = after;
  const isAlarmKept = nextActionAt !== null && nextActionAt === before.nextActionAt;
  const areMomentsKept = revisitAt === before.revisitAt && commitments === before.commitments;
  return {
    ...after,
    nextActionAt: isAlarmKept ? Math.min(nextActionAt, now) : nextActionAt,
    slot: slot === before.slot ? null : slot,
    ...(areMomentsKept ? momentsAfterLie(after, now) : {}),
  };
};
