import type { Assistant } from '../assistant/assistant.ts';
import { nextLocalMidnight, nextWorkingMoment, type WorkingHours } from '../assistant/working-hours.ts';
import { type MessageId, outboundMessageId } from '../ids.ts';
import { looksLikeMachine } from './between-machines.ts';
import { mendsItself } from './faults.ts';
import { type Message, pendingMessage } from './message.ts';
import { type AttentionNotice, plain, type StopDetail, type Waiting } from './notices.ts';
import { isOvertaken } from './overtaken.ts';
import type { EmailThread } from './thread.ts';
import { admittedMails } from './verdict.ts';
import type { Mode, Purpose, StopReason } from './vocabulary.ts';

/** What a turn knows besides the thread and its messages. */
export interface Circumstances {
  readonly mailboxConnected: boolean;
  /** The recipient asked, in this or another conversation, not to be written to. */
  readonly suppressed: boolean;
  readonly timeZone: string;
  /** The owner's day, yyyy-mm-dd. */
  readonly date: string;
  readonly dailySendingLimit: number;
  /** Those decided and not sent yet included. */
  readonly sentToday: number;
  /** Tokens that the owner's assistants may use in one of the owner's days. */
  readonly dailyTokenBudget: number;
  readonly tokensToday: number;
  /** Of these, what one conversation and one correspondent may use. */
  readonly threadTokenBudget: number;
  readonly personTokenBudget: number;
  readonly tokensOnPersonToday: number;
  /** Gmail takes no mails from the mailbox until then, epoch ms; null: it does. */
  readonly sendingPausedUntil: number | null;
}

/** The thread's next step. Everything that can go wrong is a state from which this knows the way on. */
export type Step =
  | {
      readonly kind: 'compose';
      readonly purpose: Purpose;
      readonly messageId: MessageId;
      /** The mails that this one answers; empty for a first mail and a follow-up. */
      readonly answers: readonly MessageId[];
    }
  | { readonly kind: 'create_draft'; readonly message: Message }
  /** Put the owner's text into the waiting draft. */
  | { readonly kind: 'update_draft'; readonly message: Message; readonly text: string }
  | { readonly kind: 'await_approval'; readonly message: Message }
  /** The waiting draft was touched in Gmail: see what became of it. */
  | { readonly kind: 'inspect_draft'; readonly message: Message }
  | { readonly kind: 'send_draft'; readonly message: Message }
  /** The draft is gone: find out whether its mail was sent. */
  | { readonly kind: 'reconcile'; readonly message: Message }
  /** Take the draft back; it no longer fits. */
  | { readonly kind: 'withdraw'; readonly message: Message; readonly state: 'superseded' | 'discarded' }
  /** `until` null: until something happens. */
  | { readonly kind: 'wait'; readonly until: number | null; readonly reason: Waiting | null }
  | { readonly kind: 'stop'; readonly reason: StopReason; readonly detail: StopDetail }
  | { readonly kind: 'flag'; readonly notice: AttentionNotice };

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** How long to look for a mail whose draft is gone, in case Gmail shows it late. */
export const MISSING_GRACE_MS = 8_000;

const wait = (until: number | null, reason: Waiting | null): Step => ({ kind: 'wait', until, reason });
const waitForEvent = wait(null, null);

export const effectiveMode = (thread: EmailThread, assistant: Assistant): Mode =>
  thread.mode ?? assistant.mode;

/** Whether the thread waits for its owner's word: not where the owner has given it since, by approving what is pending. */
const waitsForOwner = ({ attention }: EmailThread, pending: Message | null): boolean =>
  attention !== null && !mendsItself(attention) && !pending?.approval;

/**
 * Decides how a thread goes on. Pure: the same facts give the same step. `messages` are all of the thread's, oldest
 * first; `assistant` is null when it was deleted; `now` is epoch ms.
 */
export const nextStep = (
  thread: EmailThread,
  messages: readonly Message[],
  assistant: Assistant | null,
  now: number,
  circumstances: Circumstances,
): Step => {
  const pending = pendingMessage(messages);
  if (!circumstances.mailboxConnected) {
    return wait(null, plain('mailbox_disconnected'));
  }
  if (pending?.missingSince != null) {
    const until = pending.missingSince + MISSING_GRACE_MS;
    return now >= until ? { kind: 'reconcile', message: pending } : wait(until, plain('looking_for_mail'));
  }
  if (thread.status === 'stopped') {
    return pending ? { kind: 'withdraw', message: pending, state: 'discarded' } : waitForEvent;
  }
  if (circumstances.suppressed) {
    return { kind: 'stop', reason: 'opted_out', detail: plain('opted_out_before') };
  }
  if (!assistant) {
    return { kind: 'stop', reason: 'owner_stopped', detail: plain('assistant_deleted') };
  }
  if (pending && isOvertaken(thread, messages, pending, now)) {
    return { kind: 'withdraw', message: pending, state: 'superseded' };
  }
  if (waitsForOwner(thread, pending)) return waitForEvent;
  return pending
    ? nextStepOfPending(thread, pending, assistant, now, circumstances)
    : nextStepWithoutPending(thread, messages, assistant, now, circumstances);
};

const nextStepOfPending = (
  thread: EmailThread,
  pending: Message,
  assistant: Assistant,
  now: number,
  circumstances: Circumstances,
): Step => {
  if (pending.draftId === null) return { kind: 'create_draft', message: pending };
  if (thread.draftTouched) return { kind: 'inspect_draft', message: pending };
  const { approval } = pending;
  if (!approval && effectiveMode(thread, assistant) === 'review') {
    return pending.state === 'awaiting_approval'
      ? wait(null, plain('approval'))
      : { kind: 'await_approval', message: pending };
  }
  if (approval && approval.text !== null && approval.text !== pending.text) {
    return { kind: 'update_draft', message: pending, text: approval.text };
  }
  // What the owner approved may leave outside working hours, but not beyond the day's limit.
  const hours = approval ? null : assistant.workingHours;
  const exhausted =
    pending.reservedOn !== circumstances.date && areMailsUsedUp(circumstances)
      ? plain('daily_sending_limit')
      : null;
  const later = withinLimits(now, hours, circumstances, exhausted);
  if (later.until > now) return wait(later.until, later.reason);
  return { kind: 'send_draft', message: pending };
};

/** Whether a reason to wait stands on the timeline: something is used up, and mails leave later for it. */
export const isToldOnTimeline = ({ code }: Waiting): boolean =>
  code === 'daily_sending_limit' || code === 'daily_token_budget' || code === 'sending_paused';

const areMailsUsedUp = ({ sentToday, dailySendingLimit }: Circumstances): boolean =>
  sentToday >= dailySendingLimit;

/** What the model may use on this day is used up: of the owner, of this conversation, or of its correspondent. */
const areTokensUsedUp = ({ spentOn }: EmailThread, circumstances: Circumstances): boolean => {
  const ofThread = spentOn?.date === circumstances.date ? spentOn.tokens : 0;
  return (
    circumstances.tokensToday >= circumstances.dailyTokenBudget ||
    circumstances.tokensOnPersonToday >= circumstances.personTokenBudget ||
    ofThread >= circumstances.threadTokenBudget
  );
};

/** The earliest moment at or after `at` at which a mail may be written and leave. */
const whenToWrite = (
  at: number,
  hours: WorkingHours | null,
  thread: EmailThread,
  circumstances: Circumstances,
): ReturnType<typeof withinLimits> => {
  const exhausted = areMailsUsedUp(circumstances)
    ? plain('daily_sending_limit')
    : areTokensUsedUp(thread, circumstances)
      ? plain('daily_token_budget')
      : null;
  return withinLimits(at, hours, circumstances, exhausted);
};

/** The earliest moment at or after `at` within working hours; with something `exhausted`, on another day. */
const withinLimits = (
  at: number,
  hours: WorkingHours | null,
  circumstances: Circumstances,
  exhausted: Waiting | null,
): { readonly until: number; readonly reason: Waiting | null } => {
  const { timeZone, sendingPausedUntil } = circumstances;
  if (sendingPausedUntil !== null && sendingPausedUntil > at) {
    return {
      until: nextWorkingMoment(sendingPausedUntil, hours, timeZone),
      reason: plain('sending_paused'),
    };
  }
  const earliest = exhausted ? nextLocalMidnight(at, timeZone) : at;
  const until = nextWorkingMoment(earliest, hours, timeZone);
  return { until, reason: exhausted ?? (until > at ? plain('working_hours') : null) };
};

const nextStepWithoutPending = (
  thread: EmailThread,
  messages: readonly Message[],
  assistant: Assistant,
  now: number,
  circumstances: Circumstances,
): Step => {
  const messageId = outboundMessageId(thread.id, thread.counters.outbound + 1);

  if (thread.unanswered.length > 0) {
    const { replies, decisions } = thread.counters;
    if (Math.max(replies, decisions) >= assistant.limits.repliesPerThread) {
      return { kind: 'stop', reason: 'reply_limit', detail: plain('reply_limit') };
    }
    const lookedAt = thread.events.findLast(({ kind }) => kind === 'resumed')?.at ?? 0;
    if (looksLikeMachine(admittedMails({ thread, messages }), lookedAt))
      return { kind: 'flag', notice: plain('machine_suspected') };
    const newest = Math.max(
      ...messages.filter((m) => thread.unanswered.includes(m.id)).map((m) => m.createdAt),
      0,
    );
    // Counted from the newest mail, so that several in a row get one answer.
    const quiet = newest + assistant.replyDelayMinutes * MINUTE;
    if (quiet > now) return wait(quiet, plain('reply_delay'));
    const later = whenToWrite(now, assistant.workingHours, thread, circumstances);
    if (later.until > now) return wait(later.until, later.reason);
    return { kind: 'compose', purpose: 'reply', messageId, answers: thread.unanswered };
  }

  if (thread.counters.sent === 0) {
    const later = whenToWrite(now, assistant.workingHours, thread, circumstances);
    if (later.until > now) return wait(later.until, later.reason);
    return { kind: 'compose', purpose: 'first', messageId, answers: [] };
  }

  const { followUp, lastSentAt } = thread;
  const answered = thread.lastReceivedAt !== null;
  if (followUp && lastSentAt !== null && !answered && thread.counters.followUps < followUp.max) {
    const silence = Math.max(lastSentAt, thread.pausedUntil ?? 0) + followUp.afterDays * DAY;
    const due = nextWorkingMoment(silence, assistant.workingHours, circumstances.timeZone);
    if (due > now) return wait(due, plain('follow_up'));
    const later = whenToWrite(now, assistant.workingHours, thread, circumstances);
    if (later.until > now) return wait(later.until, later.reason);
    return { kind: 'compose', purpose: 'follow_up', messageId, answers: [] };
  }
  return waitForEvent;
};
