import { nextLocalMidnight, nextWorkingMoment, type WorkingHours } from '../assistant/working-hours.ts';
import { plain, type Waiting } from './notices.ts';
import type { EmailThread } from './thread.ts';

/** What decides when a mail may be written and leave, besides the conversation itself. */
export interface SendingRules {
  readonly timeZone: string;
  /** In which the hours of sending are read: the owner's, or the recipient's. */
  readonly hoursZone: string;
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
  /** Between two first mails or follow-ups of the mailbox; 0: none. */
  readonly paceSeconds: number;
  /** A new mailbox sends so many first mails and follow-ups on its first day, and so many more on each day after; null: no ramp. */
  readonly rampPerDay: number | null;
}

export type Timing =
  | { readonly kind: 'now' }
  | { readonly kind: 'wait'; readonly until: number; readonly reason: Waiting }
  /** A moment has to be asked for, at or after `from`; epoch ms. */
  | { readonly kind: 'take_slot'; readonly from: number };

const NOW: Timing = { kind: 'now' };
const MINUTE = 60_000;

/** A mail that missed its moment by more than this asks for another, so that mails which piled up do not all leave at once. */
export const SLOT_KEEPS_MS = 15 * MINUTE;

/** One mail in five of the day's is kept for answers. */
export const keptForAnswers = (dailySendingLimit: number): number => Math.floor(dailySendingLimit / 5);

/** Whether the day's mails are used up: for an answer, or for what nobody waits for. */
export const areMailsUsedUp = (
  { sentToday, dailySendingLimit }: Pick<SendingRules, 'sentToday' | 'dailySendingLimit'>,
  isAnswer: boolean,
): boolean => sentToday >= dailySendingLimit - (isAnswer ? 0 : keptForAnswers(dailySendingLimit));

/** What the model may use on this day is used up: of the owner, of this conversation, or of its correspondent. */
const areTokensUsedUp = ({ spentOn }: Pick<EmailThread, 'spentOn'>, rules: SendingRules): boolean => {
  const ofThread = spentOn?.date === rules.date ? spentOn.tokens : 0;
  return (
    rules.tokensToday >= rules.dailyTokenBudget ||
    rules.tokensOnPersonToday >= rules.personTokenBudget ||
    ofThread >= rules.threadTokenBudget
  );
};

const later = (now: number, until: number, reason: Waiting): Timing =>
  until > now ? { kind: 'wait', until, reason } : NOW;

/** Gmail's own pause, and what is used up for this day: until when nothing leaves. null: nothing of the kind. */
const untilAllowed = (
  now: number,
  hours: WorkingHours | null,
  rules: SendingRules,
  exhausted: Waiting | null,
): Timing | null => {
  const { timeZone, hoursZone, sendingPausedUntil } = rules;
  if (sendingPausedUntil !== null && sendingPausedUntil > now) {
    return later(now, nextWorkingMoment(sendingPausedUntil, hours, hoursZone), plain('sending_paused'));
  }
  return exhausted
    ? later(now, nextWorkingMoment(nextLocalMidnight(now, timeZone), hours, hoursZone), exhausted)
    : null;
};

const inHours = (now: number, hours: WorkingHours | null, { hoursZone }: SendingRules): Timing =>
  later(now, nextWorkingMoment(now, hours, hoursZone), plain('working_hours'));

export interface Mail {
  /** An answer, or what the owner has approved, is not paced and may use all of the day's mails. */
  readonly isPaced: boolean;
  /** Whether the text is still to be written, which takes tokens. */
  readonly isUnwritten: boolean;
  /** It counts for this day already, so that the day's limit does not hold it back any more. */
  readonly isReserved: boolean;
  /** The assistant's, or null where the mail may leave at any hour. */
  readonly hours: WorkingHours | null;
  /** The moment it was given, epoch ms; null: none. */
  readonly slotAt: number | null;
}

/** When a mail may be written and leave. Pure; `now` is epoch ms. */
export const whenToSend = (
  now: number,
  mail: Mail,
  thread: Pick<EmailThread, 'spentOn'>,
  rules: SendingRules,
): Timing => {
  const { hours } = mail;
  const isUsedUp = !mail.isReserved && areMailsUsedUp(rules, !mail.isPaced);
  const isTooDear = mail.isUnwritten && areTokensUsedUp(thread, rules);
  if (!mail.isPaced) {
    const exhausted = isUsedUp
      ? plain('daily_sending_limit')
      : isTooDear
        ? plain('daily_token_budget')
        : null;
    return untilAllowed(now, hours, rules, exhausted) ?? inHours(now, hours, rules);
  }
  const paused = untilAllowed(now, hours, rules, null);
  if (paused) return paused;
  if (isUsedUp) return afterToday(now, mail, rules);
  const held = isTooDear
    ? untilAllowed(now, hours, rules, plain('daily_token_budget'))
    : inHours(now, hours, rules);
  if (held && held.kind !== 'now') return held;
  return inTurn(now, mail, rules);
};

/** Mails beyond the day's limit are spread over the following days, not sent together at midnight. */
const afterToday = (now: number, { slotAt }: Mail, { timeZone }: SendingRules): Timing => {
  const midnight = nextLocalMidnight(now, timeZone);
  return slotAt !== null && slotAt >= midnight
    ? { kind: 'wait', until: slotAt, reason: plain('daily_sending_limit') }
    : { kind: 'take_slot', from: midnight };
};

/** First mails and follow-ups keep their distance. */
const inTurn = (now: number, { slotAt, isReserved }: Mail, rules: SendingRules): Timing => {
  // What was about to leave does not queue again.
  if (isReserved) return NOW;
  if (slotAt !== null && slotAt > now - SLOT_KEEPS_MS) return later(now, slotAt, plain('pace'));
  return rules.paceSeconds > 0 || rules.rampPerDay !== null ? { kind: 'take_slot', from: now } : NOW;
};
