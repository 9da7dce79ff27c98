import { changedSettings } from '../setting.ts';
import { withoutTexts } from './attachment.ts';
import type { ConversationEvent, EventOf, ThreadView } from './events.ts';
import * as ahead from './evolve-ahead.ts';
import * as held from './evolve-held.ts';
import * as inbound from './evolve-inbound.ts';
import * as outbound from './evolve-outbound.ts';
import { updateThread } from './evolve-support.ts';
import * as turns from './evolve-turns.ts';
import { mendsItself, progress } from './faults.ts';
import { pendingMessage } from './message.ts';
import { timelineEntryOf } from './projections/timeline-entry.ts';
import { threadSettings } from './settings.ts';
import { withEntry } from './timeline.ts';

/**
 * The conversation after an event. Pure and total: an event that does not apply, or that the view already shows, gives the
 * same object back. What else follows from an event is decided in `consequences.ts`.
 */
export const evolve = (view: ThreadView, event: ConversationEvent): ThreadView => {
  const applied = apply(view, event);
  if (applied === view) return view;
  const next = progress.has(event.type) ? turns.withoutFaults(applied) : applied;
  const entry = timelineEntryOf(event, view);
  return entry ? updateThread(next, { events: withEntry(next.thread.events, entry) }) : next;
};

const apply = (view: ThreadView, event: ConversationEvent): ThreadView => {
  switch (event.type) {
    case 'created':
      // A conversation begins with this entry and holds it once.
      return view.thread.events.some(({ kind }) => kind === 'created') ? view : { ...view };
    case 'unsubscribed':
      return view.thread.events.some(({ kind, at }) => kind === 'unsubscribed' && at === event.at)
        ? view
        : { ...view };
    case 'settings_changed':
      return settingsChanged(view, event);
    case 'note_added':
      return ahead.noteAdded(view, event);
    case 'question_answered':
      return ahead.questionAnswered(view, event);
    case 'looked_ahead':
      return ahead.lookedAhead(view, event);
    case 'woken':
      return woken(view, event.at);
    case 'held_back':
      return view.thread.lease ? { ...view } : view;
    case 'released':
      return updateThread(view, { nextActionAt: event.due, waitingFor: null, slot: null });
    case 'bodies_removed':
      return bodiesRemoved(view, event);
    case 'handed_out':
      return view.thread.handedOutUntil === event.until
        ? view
        : updateThread(view, { handedOutUntil: event.until });
    case 'turn_started':
      return turns.turnStarted(view, event);
    case 'lease_renewed':
      return turns.leaseRenewed(view, event);
    case 'turn_ended':
      return turns.turnEnded(view, event);
    case 'lease_abandoned':
      return view.thread.lease
        ? updateThread(view, { lease: null, handedOutUntil: null, nextActionAt: event.at })
        : view;
    case 'turns_given_up':
      return turns.turnsGivenUp(view, event);
    case 'cause_gone':
      return turns.causeGone(view, event);
    case 'tokens_spent':
      return tokensSpent(view, event);
    case 'waiting':
      return waiting(view, event);
    case 'flagged':
      return isFlagged(view, event)
        ? view
        : updateThread(view, { attention: { ...event.notice, since: event.at }, needsAttention: true });
    case 'stopped':
      return stopped(view, event);
    case 'resumed':
      return resumed(view, event);
    case 'composed':
      return outbound.composed(view, event);
    case 'remembered':
      return remembered(view, event);
    case 'decided':
      return outbound.decided(view, event);
    case 'summarised':
      return outbound.summarised(view, event);
    case 'drafted':
      return outbound.drafted(view, event);
    case 'slot_given':
      return outbound.slotGiven(view, event);
    case 'undo_offered':
      return outbound.undoOffered(view, event);
    case 'draft_taken_back':
      return outbound.draftTakenBack(view, event);
    case 'sending_reserved':
      return outbound.sendingReserved(view, event);
    case 'draft_uncertain':
      return outbound.draftUncertain(view, event);
    case 'message_id_read':
      return outbound.messageIdRead(view, event);
    case 'approval_awaited':
      return outbound.approvalAwaited(view, event);
    case 'draft_touched':
      return outbound.draftTouched(view, event);
    case 'draft_rewritten':
      return outbound.draftRewritten(view, event);
    case 'leaving_noticed':
      return outbound.leavingNoticed(view, event);
    case 'draft_missing':
      return outbound.draftMissing(view, event);
    case 'sent':
      return outbound.sent(view, event);
    case 'approval_returned':
      return outbound.approvalReturned(view, event);
    case 'withdrawn':
      return outbound.withdrawn(view, event);
    case 'approved':
      return outbound.approved(view, event);
    case 'draft_discarded':
      return outbound.draftDiscarded(view, event);
    case 'rewrite_requested':
      return outbound.rewriteRequested(view, event);
    case 'answer_received':
      return inbound.answerReceived(view, event);
    case 'mail_held':
      return inbound.mailHeld(view, event);
    case 'mail_accepted':
      return held.mailAccepted(view, event);
    case 'mail_rejected':
      return held.mailRejected(view, event);
    case 'sender_blocked':
      return held.senderBlocked(view, event);
    case 'mail_set_aside':
      return inbound.mailSetAside(view, event);
    case 'owner_wrote':
      return inbound.ownerWrote(view, event);
    case 'absence_received':
      return inbound.absenceReceived(view, event);
    case 'wish_received':
      return inbound.wishReceived(view, event);
    case 'send_refused':
      return inbound.sendRefused(view, event);
    case 'bounce_received':
    case 'departure_received':
    case 'blocked_mail_received':
    case 'report_received':
    case 'machine_mail_received':
      return inbound.recorded(view, event);
    default:
      return event satisfies never;
  }
};

const settingsChanged = (view: ThreadView, event: EventOf<'settings_changed'>): ThreadView => {
  const { thread } = view;
  return updateThread(view, {
    ...changedSettings(threadSettings, thread, event.changes),
    // Another mode or follow-up may mean another next step.
    nextActionAt: thread.status === 'active' ? event.at : thread.nextActionAt,
  });
};

const woken = (view: ThreadView, at: number): ThreadView =>
  view.thread.nextActionAt !== null && view.thread.nextActionAt <= at
    ? view
    : updateThread(view, { nextActionAt: at });

const bodiesRemoved = (view: ThreadView, event: EventOf<'bodies_removed'>): ThreadView => {
  const gone = new Set(event.messageIds);
  const isDue = ({ id, bodyKept }: ThreadView['messages'][number]) => bodyKept && gone.has(id);
  if (!view.messages.some(isDue)) return view;
  const isLast = !view.messages.some((message) => message.bodyKept && !isDue(message));
  return {
    thread: {
      ...view.thread,
      ...ahead.withoutOwnersWords(view.thread, event.until ?? 0, isLast),
      // A summary and a wish for another text hold words of the removed mails.
      summary: null,
      rewriteFeedback: null,
    },
    messages: view.messages.map((message) =>
      isDue(message)
        ? {
            ...message,
            text: '',
            quoted: '',
            html: null,
            attachments: withoutTexts(message.attachments),
            invitation: null,
            sources: [],
            unproved: [],
            written: null,
            bodyKept: false,
            approval: message.approval && { ...message.approval, text: null },
          }
        : message,
    ),
  };
};

const MAX_REMEMBERED = 100;

/** What was said stands in the person's record; here only which mails it is from, so that each is looked at once. */
const remembered = (view: ThreadView, { facts }: EventOf<'remembered'>): ThreadView => {
  const known = view.thread.remembered;
  const ids = new Set(facts.map(({ messageId }) => messageId).filter((id) => !known.includes(id)));
  return ids.size === 0
    ? view
    : updateThread(view, { remembered: [...known, ...ids].slice(-MAX_REMEMBERED) });
};

const MAX_PAYMENT_KEYS = 20;

const tokensSpent = (view: ThreadView, { key, usage, date }: EventOf<'tokens_spent'>): ThreadView => {
  const { thread } = view;
  if (thread.paymentKeys.includes(key)) return view;
  const tokens = usage.inputTokens + usage.outputTokens;
  const before = thread.spentOn?.date === date ? (thread.spentOn?.tokens ?? 0) : 0;
  return updateThread(view, {
    usage: {
      ...thread.usage,
      inputTokens: thread.usage.inputTokens + usage.inputTokens,
      outputTokens: thread.usage.outputTokens + usage.outputTokens,
    },
    paymentKeys: [...thread.paymentKeys, key].slice(-MAX_PAYMENT_KEYS),
    spentOn: date === undefined ? thread.spentOn : { ...thread.spentOn, date, tokens: before + tokens },
  });
};

/** What mends itself makes way for what waits for the owner. */
const isFlagged = ({ thread: { attention } }: ThreadView, { notice }: EventOf<'flagged'>): boolean =>
  attention !== null && (!mendsItself(attention) || attention.code === notice.code);

/** Said once on the timeline, however often the thread is looked at. */
const waiting = (view: ThreadView, { reason, until }: EventOf<'waiting'>): ThreadView =>
  view.thread.events.some(
    (entry) => entry.kind === 'waiting' && entry.code === reason.code && entry.until === until,
  )
    ? view
    : { ...view };

const stopped = (view: ThreadView, { at, reason, detail }: EventOf<'stopped'>): ThreadView => {
  const { thread, messages } = view;
  if (thread.status === 'stopped') return view;
  // A draft is to be withdrawn, or a turn that broke off may have left one.
  const isUnsettled = pendingMessage(messages) !== null || thread.lease !== null || thread.attempts > 0;
  return updateThread(view, {
    status: 'stopped',
    stopReason: reason,
    stopDetail: detail,
    waitingFor: null,
    nextActionAt: isUnsettled ? at : null,
  });
};

const resumed = (view: ThreadView, { at, beside }: EventOf<'resumed'>): ThreadView => {
  const { thread } = view;
  if (thread.status === 'active' && !thread.attention) return view;
  // Held mails stay held: each waits for a word of its own.
  return updateThread(view, {
    status: 'active',
    allowParallel: thread.allowParallel || beside === true,
    stopReason: null,
    stopDetail: null,
    attention: null,
    needsAttention: false,
    failures: 0,
    // The owner's word is a new chance, alone as before.
    attempts: Math.min(thread.attempts, 1),
    setAsideUntil: null,
    nextActionAt: at,
    waitingFor: null,
    ...ahead.countedAnew(thread, at),
  });
};
