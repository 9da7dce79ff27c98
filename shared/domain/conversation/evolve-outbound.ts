import type { EventOf, ThreadView } from './events.ts';
import { findMessage, updateMessage, updateThread, withKnownId, without } from './evolve-support.ts';
import { followUpsInRow } from './follow-ups.ts';
import { isOpen, type Message, pendingStates } from './message.ts';
import { plain } from './notices.ts';
import { isUnprompted } from './vocabulary.ts';

/** What becomes of a mail of ours, from its text to Gmail's confirmation. */

export const composed = (view: ThreadView, { message }: EventOf<'composed'>): ThreadView => {
  if (findMessage(view, message.id)) return view;
  const { thread } = view;
  const outbound = Number(message.id.slice(message.id.lastIndexOf('-') + 1));
  return {
    thread: {
      ...thread,
      subject: thread.subject ?? message.subject,
      rewriteFeedback: null,
      counters: { ...thread.counters, outbound: Math.max(thread.counters.outbound, outbound) },
    },
    messages: [...view.messages, message],
  };
};

export const decided = (view: ThreadView, event: EventOf<'decided'>): ThreadView => {
  const { thread } = view;
  const { purpose, answers, decision, usage } = event;
  const done = followUpsInRow(thread) ?? 0;
  const max = thread.followUp?.max ?? done;
  const isOpen =
    answers.some((id) => thread.unanswered.includes(id)) ||
    (purpose === 'revisit' &&
      !thread.events.some((entry) => entry.kind === 'decided' && entry.at === event.at)) ||
    (purpose === 'follow_up' && done < max);
  if (!isOpen) return view;
  const last = view.messages.findLast((message) => answers.includes(message.id));
  return {
    thread: {
      ...thread,
      // No follow-up worth sending: none of the later ones would be either.
      counters: {
        ...thread.counters,
        ...(purpose === 'follow_up' ? { followUpsInRow: max } : {}),
        ...(isUnprompted(purpose) ? {} : { decisions: thread.counters.decisions + 1 }),
      },
      unanswered: without(thread.unanswered, answers),
      rewriteFeedback: null,
    },
    messages: last
      ? view.messages.map((message) => (message === last ? { ...message, decision, usage } : message))
      : view.messages,
  };
};

/** Not kept if the owner's retention setting has meanwhile removed a mail that it was made from. */
export const summarised = (view: ThreadView, { summary, from }: EventOf<'summarised'>): ThreadView =>
  view.thread.summary?.upTo === summary.upTo ||
  view.messages.some((message) => !message.bodyKept && from.includes(message.id))
    ? view
    : updateThread(view, { summary });

export const drafted = (view: ThreadView, event: EventOf<'drafted'>): ThreadView => {
  const message = findMessage(view, event.messageId);
  if (!message || message.state === 'sent' || message.draftId === event.draftId) return view;
  return updateMessage(
    view,
    message.id,
    {
      state: message.state === 'composed' ? 'drafted' : message.state,
      draftId: event.draftId,
      gmailMessageId: event.gmailMessageId,
      draftUncertain: false,
      at: event.at,
    },
    { gmailThreadId: event.gmailThreadId },
  );
};

export const sendingReserved = (view: ThreadView, event: EventOf<'sending_reserved'>): ThreadView => {
  const message = findMessage(view, event.messageId);
  return !message || message.state === 'sent' || message.reservedOn === event.date
    ? view
    : updateMessage(view, message.id, { reservedOn: event.date });
};

export const slotGiven = (view: ThreadView, { messageId, slotAt }: EventOf<'slot_given'>): ThreadView => {
  const { slot } = view.thread;
  return slot?.messageId === messageId && slot.at === slotAt
    ? view
    : updateThread(view, { slot: { messageId, at: slotAt } });
};

export const undoOffered = (view: ThreadView, event: EventOf<'undo_offered'>): ThreadView => {
  const message = findMessage(view, event.messageId);
  if (message?.state !== 'drafted' || view.thread.waitingDraft?.messageId === message.id) return view;
  const { leavesAt } = event;
  const gmailMessageId = message.gmailMessageId ?? '';
  return updateThread(view, { waitingDraft: { messageId: message.id, gmailMessageId, leavesAt } });
};

/** The text and the owner's approval stay; only the draft is created again. */
export const draftTakenBack = (view: ThreadView, { messageId }: EventOf<'draft_taken_back'>): ThreadView => {
  const message = findMessage(view, messageId);
  if (!message || message.draftId === null || !pendingStates.has(message.state)) return view;
  return updateMessage(
    view,
    messageId,
    { state: 'composed', draftId: null, gmailMessageId: null, missingSince: null },
    { waitingDraft: null, draftTouched: false },
  );
};

export const draftUncertain = (view: ThreadView, { messageId }: EventOf<'draft_uncertain'>): ThreadView =>
  findMessage(view, messageId)?.draftUncertain === false
    ? updateMessage(view, messageId, { draftUncertain: true })
    : view;

export const messageIdRead = (view: ThreadView, event: EventOf<'message_id_read'>): ThreadView => {
  const message = findMessage(view, event.messageId);
  return !message || message.rfcMessageId === event.rfcMessageId
    ? view
    : updateMessage(view, message.id, { rfcMessageId: event.rfcMessageId });
};

export const approvalAwaited = (view: ThreadView, event: EventOf<'approval_awaited'>): ThreadView => {
  const message = findMessage(view, event.messageId);
  if (message?.state !== 'drafted') return view;
  return updateMessage(
    view,
    message.id,
    { state: 'awaiting_approval', at: event.at },
    {
      waitingDraft: {
        messageId: message.id,
        gmailMessageId: message.gmailMessageId ?? '',
        leavesAt: null,
      },
    },
  );
};

export const draftTouched = (view: ThreadView, { at }: EventOf<'draft_touched'>): ThreadView =>
  view.thread.waitingDraft === null || view.thread.draftTouched
    ? view
    : updateThread(view, { draftTouched: true, nextActionAt: at });

/** With the first mail its owner may give the conversation another subject; Gmail keeps together only what has the same one. */
const subjectOf = (message: Message, subject: string | undefined): { readonly subject?: string } =>
  message.purpose === 'first' && subject ? { subject } : {};

export const draftRewritten = (view: ThreadView, event: EventOf<'draft_rewritten'>): ThreadView => {
  const message = findMessage(view, event.messageId);
  if (!message || message.state === 'sent') return view;
  const { waitingDraft } = view.thread;
  const { text, gmailMessageId } = event;
  const subject = subjectOf(message, event.subject);
  return updateMessage(
    view,
    message.id,
    // Of what the owner changed, the assistant's own words are kept to learn from.
    {
      text,
      written: message.written ?? (text === message.text ? null : message.text),
      gmailMessageId,
      ...subject,
    },
    { ...subject, draftTouched: false, waitingDraft: waitingDraft && { ...waitingDraft, gmailMessageId } },
  );
};

export const draftMissing = (view: ThreadView, { messageId, at }: EventOf<'draft_missing'>): ThreadView => {
  const message = findMessage(view, messageId);
  // Taken back, or discarded, while it was being sent: nothing is missing.
  return message?.draftId == null || message.state === 'sent' || message.missingSince !== null
    ? view
    : updateMessage(view, messageId, { missingSince: at });
};

export const leavingNoticed = (view: ThreadView, { messageId }: EventOf<'leaving_noticed'>): ThreadView => {
  const message = findMessage(view, messageId);
  return !message || !pendingStates.has(message.state) || view.thread.leaving === messageId
    ? view
    : updateThread(view, { leaving: messageId });
};

/** A sync saw the mail among SENT before the turn that sent it could say so: nothing was uncertain about it. */
const confirmed = (view: ThreadView, message: Message, { facts }: EventOf<'sent'>): ThreadView => {
  const isSame = message.gmailMessageId === facts.gmailMessageId;
  if (!isSame || facts.resolution !== null || message.resolution === null) return view;
  const events = view.thread.events.filter(({ kind, at }) => kind !== 'reconciled' || at !== message.at);
  return updateMessage(view, message.id, { resolution: null }, { events });
};

/** The mail was sent. Counted once, also if a turn and a sync both find out. */
export const sent = (view: ThreadView, event: EventOf<'sent'>): ThreadView => {
  const message = findMessage(view, event.messageId);
  if (!message) return view;
  if (message.state === 'sent') return confirmed(view, message, event);
  const { thread } = view;
  const { facts, at } = event;
  const { counters } = thread;
  // Gmail showed the mail late, and the owner was told that it had not been sent.
  const isMistaken = message.state === 'discarded' && thread.attention?.code === 'draft_discarded';
  const subject = subjectOf(message, facts.subject);
  // It says that an answer will come.
  const isHolding = message.purpose === 'holding';
  return updateMessage(
    view,
    message.id,
    {
      ...subject,
      state: 'sent',
      gmailMessageId: facts.gmailMessageId,
      draftId: null,
      missingSince: null,
      at,
      resolution: facts.resolution,
      text: facts.text ?? message.text,
    },
    {
      ...subject,
      ...(isMistaken ? { attention: null, needsAttention: false } : {}),
      gmailThreadId: facts.gmailThreadId,
      knownGmailIds: withKnownId(thread, facts.gmailMessageId),
      unanswered: isHolding ? thread.unanswered : without(thread.unanswered, message.answers),
      waitingDraft: null,
      draftTouched: false,
      leaving: null,
      lastSentAt: at,
      counters: {
        ...counters,
        sent: counters.sent + 1,
        replies: counters.replies + (message.purpose === 'reply' ? 1 : 0),
        followUps: counters.followUps + (message.purpose === 'follow_up' ? 1 : 0),
        followUpsInRow:
          message.purpose === 'follow_up' ? (followUpsInRow(thread) ?? 0) + 1 : counters.followUpsInRow,
      },
    },
  );
};

/** The owner's text stays: approving it again tries again. */
export const approvalReturned = (view: ThreadView, event: EventOf<'approval_returned'>): ThreadView => {
  const message = findMessage(view, event.messageId);
  return message?.state === 'awaiting_approval' && message.approval
    ? updateMessage(view, message.id, { approval: null })
    : view;
};

const dropped = (view: ThreadView, message: Message, changes: Partial<Message>): ThreadView =>
  updateMessage(
    view,
    message.id,
    { ...changes, draftId: null, missingSince: null },
    { waitingDraft: null, draftTouched: false, leaving: null },
  );

export const withdrawn = (view: ThreadView, event: EventOf<'withdrawn'>): ThreadView => {
  const message = findMessage(view, event.messageId);
  const { state, resolution, at } = event;
  return !message || message.state === 'sent' || message.state === state
    ? view
    : dropped(view, message, { state, resolution, at });
};

/** What the owner may still decide on: it waits for their approval, or is on its way without it. */
const waitingMessage = (view: ThreadView, event: { readonly messageId: Message['id'] }): Message | null => {
  const message = findMessage(view, event.messageId);
  return message && isOpen(message) ? message : null;
};

export const approved = (view: ThreadView, event: EventOf<'approved'>): ThreadView => {
  const message = waitingMessage(view, event);
  return !message || message.approval
    ? view
    : updateMessage(
        view,
        message.id,
        { approval: { at: event.at, text: event.text } },
        { nextActionAt: event.at, waitingFor: null },
      );
};

export const draftDiscarded = (view: ThreadView, event: EventOf<'draft_discarded'>): ThreadView => {
  const message = waitingMessage(view, event);
  if (!message) return view;
  const after = dropped(view, message, {
    state: 'discarded',
    resolution: plain('discarded_by_owner'),
    at: event.at,
  });
  return updateThread(after, { nextActionAt: event.at, waitingFor: null });
};

export const rewriteRequested = (view: ThreadView, event: EventOf<'rewrite_requested'>): ThreadView => {
  const message = waitingMessage(view, event);
  if (!message) return view;
  const after = dropped(view, message, {
    state: 'superseded',
    resolution: plain('rewrite_requested'),
    at: event.at,
  });
  return updateThread(after, {
    rewriteFeedback: `${message.text}\n---\n${event.feedback}`,
    nextActionAt: event.at,
    waitingFor: null,
  });
};
