import type { Happened } from '../conversation/consequences.ts';
import type { ConversationEvent, ThreadView } from '../conversation/events.ts';
import type { StopReason } from '../conversation/vocabulary.ts';
import type { Mailbox } from '../mailbox/mailbox.ts';
import type { Outage } from '../mailbox/outage.ts';
import type { NotificationKind } from './kinds.ts';
import type { Told } from './notification.ts';

/**
 * The one place that decides what an owner is told. What they did themselves is no news to them; what goes on by itself needs
 * nobody; of one cause they hear once.
 */

type News = Pick<Told, 'code' | 'messageId'> & { readonly kind: NotificationKind };

const news = (kind: NotificationKind, code: string | null = null, messageId: string | null = null): News => ({
  kind,
  code,
  messageId,
});

/** Flags that follow from what the owner did, or that are told of in another way. */
const isKnown = ({ code, params }: Extract<ConversationEvent, { type: 'flagged' }>['notice']): boolean =>
  (code === 'draft_discarded' && 'cause' in params && params.cause === 'by_owner') ||
  // Of the mailbox, whose pause is told once and not in each of its conversations.
  code === 'sending_limit';

const flagNews = (code: string): News =>
  // The model asks its owner something: the one flag that has a kind of its own.
  code === 'question' ? news('thread.question', code) : news('thread.needs_you', code);

/** What the owner did, or is asked about by a flag. Every other reason is news. */
const QUIET_STOPS: ReadonlySet<StopReason> = new Set<StopReason>([
  'owner_stopped',
  'owner_replied',
  'mailbox_disconnected',
  'reply_limit',
]);

const stopNews = (reason: StopReason): News | null => {
  if (reason === 'goal_reached') return news('thread.goal_reached');
  return QUIET_STOPS.has(reason) ? null : news('thread.stopped', reason);
};

/** What one event means to the owner; null: nothing. `before`: the conversation without it. */
const newsOf = (event: ConversationEvent, before: ThreadView): News | null => {
  switch (event.type) {
    case 'flagged':
      return isKnown(event.notice) ? null : flagNews(event.notice.code);
    case 'stopped':
      return stopNews(event.reason);
    case 'approval_awaited':
      return news('thread.draft_waiting', null, event.messageId);
    case 'answer_received':
      // One that comes after the end is flagged, or the owner has taken over.
      return before.thread.status === 'active' ? news('thread.answered') : null;
    default:
      // The flags and ends that follow from an event are events of their own.
      return null;
  }
};

/** What is worth telling of what happened to one conversation in one commit: of each kind at most one. */
export const worthTelling = (happened: readonly Happened[]): readonly News[] => {
  const found = new Map<NotificationKind, News>();
  for (const { event, before } of happened) {
    const one = newsOf(event, before);
    if (one && !found.has(one.kind)) found.set(one.kind, one);
  }
  return [...found.values()];
};

/** How often an operator's fault has been met before its owner is told: after some six minutes. */
const STANDING_FAILURES = 5;

/** Whether this is the first time that an outage is met again: after some ten minutes. One that is over sooner is no news. */
const outlasts = (before: Outage | null, after: Outage | null): boolean =>
  before !== null &&
  after !== null &&
  before.since === after.since &&
  before.seenAt === before.since &&
  after.seenAt > before.seenAt;

/**
 * What is worth telling of a change to a mailbox. `disconnected` by Google; a fault of the operator's that stands, once, whatever
 * becomes of it; sending paused by Gmail, once for a series of pauses.
 */
export const mailboxWorthTelling = (before: Mailbox, after: Mailbox): readonly News[] => {
  const found: News[] = [];
  const isLost = before.status === 'connected' && after.status === 'disconnected';
  if (isLost && after.disconnectedReason !== 'owner') {
    found.push(news('mailbox.disconnected', after.disconnectedReason));
  }
  const failures = after.trouble?.failures ?? 0;
  const stands = failures >= STANDING_FAILURES && (before.trouble?.failures ?? 0) < STANDING_FAILURES;
  if (after.status === 'connected' && stands)
    found.push(news('mailbox.disconnected', after.trouble?.fault ?? null));
  if (after.sendingPause && after.sendingPause.since !== before.sendingPause?.since) {
    found.push(news('mailbox.sending_paused', 'sending_limit'));
  }
  if (after.status === 'connected' && outlasts(before.outage, after.outage)) {
    found.push(news('mailbox.sending_paused', after.outage?.cause ?? null));
  }
  return found;
};

export const toldOf = (
  { kind, code, messageId }: News,
  about: { readonly threadId: string | null; readonly mailboxId: string },
): Told => ({ kind, code, messageId, ...about, campaignId: null });
