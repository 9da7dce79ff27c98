import type { UsageDay } from '../../account/user.ts';
import type { ConversationEvent, ThreadView } from '../events.ts';
import { findMessage } from '../evolve-support.ts';

/** How many response times a day stores. */
const MAX_TIMES = 200;

const countSent = (
  day: UsageDay,
  event: Extract<ConversationEvent, { type: 'sent' }>,
  before: ThreadView,
): UsageDay => {
  const message = findMessage(before, event.messageId);
  // The event adds nothing if the mail was counted before.
  if (!message || message.state === 'sent') return day;
  const { lastReceivedAt, counters } = before.thread;
  const isReply = message.purpose === 'reply' && lastReceivedAt !== null;
  return {
    ...day,
    sent: day.sent + 1,
    // Sent by hand, or decided on another day.
    reserved: day.reserved + (message.reservedOn === day.date ? 0 : 1),
    conversationsStarted: day.conversationsStarted + (counters.sent === 0 ? 1 : 0),
    answerMs: isReply
      ? [...day.answerMs, Math.max(0, event.at - lastReceivedAt)].slice(-MAX_TIMES)
      : day.answerMs,
  };
};

const countReceived = (day: UsageDay, before: ThreadView): UsageDay => ({
  ...day,
  received: day.received + 1,
  conversationsAnswered: day.conversationsAnswered + (before.thread.lastReceivedAt === null ? 1 : 0),
});

/**
 * The day's figures after an event that took effect; the same object if it does not count. `before`: the conversation
 * without the event.
 */
export const countEvent = (day: UsageDay, event: ConversationEvent, before: ThreadView): UsageDay => {
  switch (event.type) {
    case 'sent':
      return countSent(day, event, before);
    case 'sending_reserved':
      return { ...day, reserved: day.reserved + 1 };
    case 'withdrawn': {
      const message = findMessage(before, event.messageId);
      return message?.reservedOn === day.date ? { ...day, reserved: Math.max(0, day.reserved - 1) } : day;
    }
    case 'wish_received':
      return event.message.author === 'correspondent' ? countReceived(day, before) : day;
    case 'answer_received':
      return countReceived(day, before);
    case 'stopped':
      return event.reason === 'goal_reached' ? { ...day, goalsReached: day.goalsReached + 1 } : day;
    case 'tokens_spent':
      return {
        ...day,
        inputTokens: day.inputTokens + event.usage.inputTokens,
        outputTokens: day.outputTokens + event.usage.outputTokens,
      };
    default:
      return day;
  }
};

/**
 * Events that only return a reserved mail are not included: if the day is not read for another reason, the mail stays
 * counted.
 */
const counted: ReadonlySet<ConversationEvent['type']> = new Set([
  'sent',
  'sending_reserved',
  'answer_received',
  'wish_received',
  'stopped',
  'tokens_spent',
]);

/** Whether the day's figures must be read for this event. */
export const mayCount = ({ type }: ConversationEvent): boolean => counted.has(type);
