import { departureOf } from './elsewhere.ts';
import type { ConversationEvent, ThreadView } from './events.ts';
import { evolve } from './evolve.ts';
import { findMessage } from './evolve-support.ts';
import { type AttentionNotice, plain, type StopDetail } from './notices.ts';
import type { StopReason } from './vocabulary.ts';

const flagged = (at: number, notice: AttentionNotice): readonly ConversationEvent[] => [
  { type: 'flagged', at, notice },
];
const stopped = (at: number, reason: StopReason, detail: StopDetail): readonly ConversationEvent[] => [
  { type: 'stopped', at, reason, detail },
];

/**
 * Further events that follow from an event that took effect. `before` and `after`: the conversation without and with
 * the event.
 */
const consequencesOf = (
  event: ConversationEvent,
  before: ThreadView,
  after: ThreadView,
): readonly ConversationEvent[] => {
  const { at } = event;
  const { status, stopReason } = before.thread;
  switch (event.type) {
    case 'sent': {
      const message = findMessage(before, event.messageId);
      if (!message?.thenStop || message.state === 'sent') return [];
      const reason = message.decision?.reason ?? '';
      return stopped(at, message.thenStop, { code: 'decided', params: { reason } });
    }
    case 'answer_received': {
      // The owner has taken over and reads the conversation; otherwise nobody expects another mail.
      const isUnexpected =
        status === 'stopped' && stopReason !== 'owner_replied' && stopReason !== 'owner_stopped';
      return isUnexpected ? flagged(at, plain('mail_after_end')) : [];
    }
    case 'mail_held':
    case 'report_received':
      return flagged(at, event.notice);
    case 'mail_set_aside':
      return flagged(at, {
        code: 'mail_unreadable',
        params: { cause: event.message.resolution?.code === 'not_read' ? 'not_read' : 'not_fetched' },
      });
    case 'owner_wrote':
      return stopped(at, 'owner_replied', plain('answered_by_hand'));
    case 'wish_received':
    case 'unsubscribed':
      return stopped(at, 'opted_out', plain('opted_out_before'));
    case 'bounce_received':
      return stopped(at, 'bounced', { code: 'undeliverable', params: { status: event.status ?? '' } });
    case 'departure_received':
      return stopped(at, 'left', departureOf(event.successor));
    case 'draft_discarded':
      return flagged(at, { code: 'draft_discarded', params: { cause: 'by_owner' } });
    case 'withdrawn':
      return event.resolution.code === 'draft_gone' && status === 'active'
        ? flagged(at, { code: 'draft_discarded', params: { cause: 'gone' } })
        : [];
    case 'stopped':
      return event.reason === 'reply_limit' ? flagged(at, plain('reply_limit')) : [];
    case 'turns_given_up':
      return after.thread.status === 'active'
        ? flagged(at, { code: 'repeated_failure', params: { cause: 'crashed' } })
        : [];
    default:
      return [];
  }
};

/** An event that took effect, with the conversation before it. */
export interface Happened {
  readonly event: ConversationEvent;
  readonly before: ThreadView;
}

export interface History {
  readonly view: ThreadView;
  /** In order. Events without effect are missing; an event that follows from another comes after it. */
  readonly happened: readonly Happened[];
}

/** Applies events to a conversation, including the events that follow from them. */
export const applyEvents = (view: ThreadView, events: readonly ConversationEvent[]): History => {
  const happened: Happened[] = [];
  const fold = (current: ThreadView, event: ConversationEvent): ThreadView => {
    const next = evolve(current, event);
    if (next === current) return current;
    happened.push({ event, before: current });
    return consequencesOf(event, current, next).reduce(fold, next);
  };
  return { view: events.reduce(fold, view), happened };
};
