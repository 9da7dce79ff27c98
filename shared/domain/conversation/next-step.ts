import type { Assistant } from '../assistant/assistant.ts';
import { nextWorkingMoment, type WorkingHours } from '../assistant/working-hours.ts';
import { type MessageId, outboundMessageId } from '../ids.ts';
import { looksLikeMachine } from './between-machines.ts';
import { answeredElsewhere, awayUntil, departureOf, type Elsewhere, hasLeft } from './elsewhere.ts';
import { mendsItself } from './faults.ts';
import { type Message, pendingMessage } from './message.ts';
import { nextMoment } from './moments.ts';
import { type AttentionNotice, plain, type StopDetail, type Waiting } from './notices.ts';
import { isHoldingLine, isOvertaken } from './overtaken.ts';
import type { EmailThread } from './thread.ts';
import { admittedMails } from './verdict.ts';
import { isPaced, type Mode, type Purpose, type StopReason } from './vocabulary.ts';
import { type SendingRules, type Timing, whenToSend } from './when-to-send.ts';

/** What a turn knows besides the thread and its messages. */
export interface Circumstances extends SendingRules {
  readonly mailboxConnected: boolean;
  /** The recipient asked, in this or another conversation, not to be written to. */
  readonly suppressed: boolean;
  /** What the correspondent told us in other conversations. */
  readonly elsewhere: Elsewhere;
  /** The owner has paused everything, or this assistant. */
  readonly paused: boolean;
  /** How long an automatic mail stays a draft that can be stopped. */
  readonly undoSeconds: number;
}

/** The thread's next step. Everything that can go wrong is a state from which this knows the way on. */
export type Step =
  | {
      readonly kind: 'compose';
      readonly purpose: Purpose;
      readonly messageId: MessageId;
      /** The mails that this one answers; empty where it is unprompted. */
      readonly answers: readonly MessageId[];
    }
  | { readonly kind: 'create_draft'; readonly message: Message }
  /** Ask for the moment at which this first mail or follow-up may leave, at or after `from`. */
  | { readonly kind: 'take_slot'; readonly messageId: MessageId; readonly from: number }
  /** Keep the draft until then, so that the owner can stop it. */
  | { readonly kind: 'offer_undo'; readonly message: Message; readonly leavesAt: number }
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

const SECOND = 1000;
const MINUTE = 60 * SECOND;

/** How long to look for a mail whose draft is gone, in case Gmail shows it late. */
export const MISSING_GRACE_MS = 8_000;

const wait = (until: number | null, reason: Waiting | null): Step => ({ kind: 'wait', until, reason });
const waitForEvent = wait(null, null);

export const effectiveMode = (thread: EmailThread, assistant: Assistant): Mode =>
  thread.mode ?? assistant.mode;

/** Whether the thread waits for its owner's word: not where the owner has given it since, by approving what is pending. */
const waitsForOwner = (thread: EmailThread, pending: Message | null): boolean =>
  thread.attention !== null &&
  !mendsItself(thread.attention) &&
  !pending?.approval &&
  !isHoldingLine(thread, pending);

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
  if (pending && isOvertaken(thread, messages, pending, circumstances.elsewhere, now)) {
    return { kind: 'withdraw', message: pending, state: 'superseded' };
  }
  if (waitsForOwner(thread, pending)) return waitForEvent;
  // The owner has gone on without a word on it: it is written again.
  if (pending?.state === 'held') return { kind: 'withdraw', message: pending, state: 'superseded' };
  const step = pending
    ? nextStepOfPending(thread, pending, assistant, now, circumstances)
    : nextStepWithoutPending(thread, messages, assistant, now, circumstances);
  return circumstances.paused && leadsToMail.has(step.kind) ? wait(null, plain('paused')) : step;
};

/** What is not done while sending is paused. */
const leadsToMail: ReadonlySet<Step['kind']> = new Set([
  'compose',
  'take_slot',
  'create_draft',
  'offer_undo',
  'update_draft',
  'send_draft',
]);

const slotOf = ({ slot }: EmailThread, messageId: MessageId): number | null =>
  slot?.messageId === messageId ? slot.at : null;

/** The step that `timing` asks for; null: the mail may be written, or leave, now. */
const heldBy = (timing: Timing, messageId: MessageId): Step | null => {
  if (timing.kind === 'now') return null;
  return timing.kind === 'wait'
    ? wait(timing.until, timing.reason)
    : { kind: 'take_slot', messageId, from: timing.from };
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
  // What the owner approved may leave outside working hours and out of turn, but not beyond the day's limit.
  const mail = {
    isPaced: !approval && isPaced(pending.purpose),
    isUnwritten: false,
    isReserved: pending.reservedOn === circumstances.date,
    hours: approval ? null : assistant.workingHours,
    slotAt: slotOf(thread, pending.id),
  };
  const held = approval ? null : undoOf(thread, pending, now, circumstances);
  return (
    held ??
    heldBy(whenToSend(now, mail, thread, circumstances), pending.id) ?? {
      kind: 'send_draft',
      message: pending,
    }
  );
};

/** An automatic mail that can still be stopped; null: it needs no undo, or the time for it is over. */
const undoOf = (
  { waitingDraft }: EmailThread,
  pending: Message,
  now: number,
  { undoSeconds }: Circumstances,
): Step | null => {
  const leavesAt = waitingDraft?.messageId === pending.id ? waitingDraft.leavesAt : null;
  if (leavesAt !== null) return leavesAt > now ? wait(leavesAt, plain('undo')) : null;
  return undoSeconds > 0 && pending.state === 'drafted'
    ? { kind: 'offer_undo', message: pending, leavesAt: now + undoSeconds * SECOND }
    : null;
};

/** Whether a reason to wait stands on the timeline: something is used up, and mails leave later for it. */
export const isToldOnTimeline = ({ code }: Waiting): boolean =>
  code === 'daily_sending_limit' || code === 'daily_token_budget' || code === 'sending_paused';

/** What keeps a mail from being written; null: nothing. */
const heldUnwritten = (
  messageId: MessageId,
  purpose: Purpose,
  thread: EmailThread,
  hours: WorkingHours | null,
  now: number,
  circumstances: Circumstances,
): Step | null => {
  const mail = {
    isPaced: isPaced(purpose),
    isUnwritten: true,
    isReserved: false,
    hours,
    slotAt: slotOf(thread, messageId),
  };
  return heldBy(whenToSend(now, mail, thread, circumstances), messageId);
};

const nextStepWithoutPending = (
  thread: EmailThread,
  messages: readonly Message[],
  assistant: Assistant,
  now: number,
  circumstances: Circumstances,
): Step => {
  const messageId = outboundMessageId(thread.id, thread.counters.outbound + 1);
  const write = (purpose: Purpose, answers: readonly MessageId[]): Step =>
    heldUnwritten(messageId, purpose, thread, assistant.workingHours, now, circumstances) ?? {
      kind: 'compose',
      purpose,
      messageId,
      answers,
    };

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
    return write('reply', thread.unanswered);
  }

  if (thread.counters.sent === 0) {
    return write('first', []);
  }

  const { elsewhere } = circumstances;
  if (hasLeft(thread, elsewhere)) {
    return { kind: 'stop', reason: 'left', detail: departureOf(elsewhere.successor) };
  }
  const known = { ...thread, pausedUntil: awayUntil(thread, elsewhere) || null };
  const moment = nextMoment(known, messages, assistant.capabilities.followUp, now);
  if (!moment) return wait(null, plain(thread.held.length > 0 ? 'held_mail' : 'answer'));
  const { kind, at, waitingFor } = moment;
  const isEnd = kind === 'no_answer';
  const due = isEnd ? at : nextWorkingMoment(at, assistant.workingHours, circumstances.hoursZone);
  if (due > now) return wait(due, waitingFor);
  const answeredIn = kind === 'revisit' ? null : answeredElsewhere(thread, elsewhere);
  if (answeredIn !== null) {
    return { kind: 'flag', notice: { code: 'answered_elsewhere', params: { threadId: answeredIn } } };
  }
  if (isEnd) return { kind: 'stop', reason: 'no_answer', detail: plain('no_answer') };
  return write(kind, []);
};
