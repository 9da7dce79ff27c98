import type { MessageId } from '../ids.ts';
import type { Decision, Message } from './message.ts';
import { type EmailThread, flagged, withEvent } from './thread.ts';
import { type AttentionCode, type Purpose, type StopReason, stopSentences } from './vocabulary.ts';

/** A thread with all its messages, oldest first. */
export interface ThreadView {
  readonly thread: EmailThread;
  readonly messages: readonly Message[];
}

/**
 * What a step did, as a pure function, so that it can be applied once more to a thread that somebody changed in the
 * meantime. Every change is safe to apply to a view that already shows it.
 */
export type Change = (view: ThreadView) => ThreadView;

export const applyChanges = (view: ThreadView, changes: readonly Change[]): ThreadView =>
  changes.reduce((current, change) => change(current), view);

const find = (view: ThreadView, id: MessageId): Message | undefined =>
  view.messages.find((message) => message.id === id);

const replace = (view: ThreadView, message: Message): readonly Message[] =>
  view.messages.map((existing) => (existing.id === message.id ? message : existing));

const without = (ids: readonly MessageId[], gone: readonly MessageId[]): MessageId[] =>
  ids.filter((id) => !gone.includes(id));

const withTokens = (thread: EmailThread, usage: Message['usage']): EmailThread =>
  usage
    ? {
        ...thread,
        usage: {
          ...thread.usage,
          inputTokens: thread.usage.inputTokens + usage.inputTokens,
          outputTokens: thread.usage.outputTokens + usage.outputTokens,
        },
      }
    : thread;

/** The writer produced a mail. */
export const composed =
  (message: Message): Change =>
  (view) => {
    if (find(view, message.id)) return view;
    const thread = withTokens(view.thread, message.usage);
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

/** The writer decided that nothing is to be sent. */
export const decidedWithoutMail =
  (
    purpose: Purpose,
    answers: readonly MessageId[],
    decision: Decision,
    usage: Message['usage'],
    at: number,
  ): Change =>
  (view) => {
    const last = view.messages.findLast((message) => answers.includes(message.id));
    const { thread } = view;
    // No follow-up worth sending: none of the later ones would be either.
    const followUps =
      purpose === 'follow_up'
        ? (thread.followUp?.max ?? thread.counters.followUps)
        : thread.counters.followUps;
    return {
      thread: withEvent(
        {
          ...withTokens(thread, usage),
          counters: { ...thread.counters, followUps },
          unanswered: without(view.thread.unanswered, answers),
          rewriteFeedback: null,
        },
        { at, kind: 'decided', detail: `${decision.action}: ${decision.reason}` },
      ),
      messages: last ? replace(view, { ...last, decision, usage }) : view.messages,
    };
  };

/**
 * The conversation's older part was summed up. Not kept if the owner's retention setting has meanwhile removed a mail
 * that it was made `from`.
 */
export const summarised =
  (summary: NonNullable<EmailThread['summary']>, from: readonly MessageId[]): Change =>
  (view) =>
    view.messages.some((message) => !message.bodyKept && from.includes(message.id))
      ? view
      : { ...view, thread: { ...view.thread, summary } };

/** What the day allows is used up: said once on the time line, however often the thread is looked at. */
export const waitsForTomorrow =
  (detail: string, until: number, at: number): Change =>
  (view) =>
    view.thread.events.some(
      (event) => event.kind === 'waiting' && event.detail === detail && event.until === until,
    )
      ? view
      : { ...view, thread: withEvent(view.thread, { at, kind: 'waiting', detail, until }) };

/** The model was paid, but what it said cannot be used. */
export const tokensSpent =
  (usage: Message['usage']): Change =>
  (view) => ({ ...view, thread: withTokens(view.thread, usage) });

export const drafted =
  (id: MessageId, draft: { draftId: string; threadId: string; gmailMessageId: string }, at: number): Change =>
  (view) => {
    const message = find(view, id);
    if (!message || message.state === 'sent') return view;
    return {
      thread: { ...view.thread, gmailThreadId: draft.threadId },
      messages: replace(view, {
        ...message,
        state: message.state === 'composed' ? 'drafted' : message.state,
        draftId: draft.draftId,
        gmailMessageId: draft.gmailMessageId,
        draftUncertain: false,
        at,
      }),
    };
  };

/** Gmail may have replaced our Message-ID; this is what it reads now. */
export const messageIdRead =
  (id: MessageId, rfcMessageId: string): Change =>
  (view) => {
    const message = find(view, id);
    return message ? { ...view, messages: replace(view, { ...message, rfcMessageId }) } : view;
  };

/** Creating the draft was tried and nobody knows whether it exists. */
export const draftUncertain =
  (id: MessageId): Change =>
  (view) => {
    const message = find(view, id);
    return message ? { ...view, messages: replace(view, { ...message, draftUncertain: true }) } : view;
  };

export const awaitingApproval =
  (id: MessageId, at: number): Change =>
  (view) => {
    const message = find(view, id);
    if (message?.state !== 'drafted') return view;
    return {
      thread: {
        ...view.thread,
        waitingDraft: { messageId: id, gmailMessageId: message.gmailMessageId ?? '' },
      },
      messages: replace(view, { ...message, state: 'awaiting_approval', at }),
    };
  };

/** With the first mail its owner may give the conversation another subject; Gmail keeps together only what has the same one. */
const withSubject = (thread: EmailThread, message: Message, subject: string | undefined) =>
  message.purpose === 'first' && subject
    ? { thread: { ...thread, subject }, message: { ...message, subject } }
    : { thread, message };

/** The waiting draft now holds this text, and this subject: the owner's, given here or typed in Gmail. */
export const draftRewritten =
  (id: MessageId, text: string, gmailMessageId: string, subject?: string): Change =>
  (view) => {
    const before = find(view, id);
    if (!before) return view;
    const { thread, message } = withSubject(view.thread, before, subject);
    return {
      thread: {
        ...thread,
        draftTouched: false,
        waitingDraft: thread.waitingDraft ? { ...thread.waitingDraft, gmailMessageId } : null,
      },
      messages: replace(view, { ...message, text, gmailMessageId }),
    };
  };

export const missing =
  (id: MessageId, at: number): Change =>
  (view) => {
    const message = find(view, id);
    if (!message || message.state === 'sent') return view;
    return { ...view, messages: replace(view, { ...message, missingSince: message.missingSince ?? at }) };
  };

export interface SentFacts {
  readonly gmailMessageId: string;
  readonly gmailThreadId: string;
  readonly at: number;
  /** How it was found out, when sending did not simply answer. */
  readonly resolution: string | null;
  /** What was really sent, when somebody else may have changed it. */
  readonly text?: string;
  readonly subject?: string;
}

const MAX_KNOWN_IDS = 200;

/** A sync saw the mail among SENT before the turn that sent it could say so: nothing was uncertain about it. */
const confirmed = (view: ThreadView, message: Message, facts: SentFacts): ThreadView => {
  const same = message.gmailMessageId === facts.gmailMessageId;
  if (!same || facts.resolution !== null || message.resolution === null) return view;
  const events = view.thread.events.filter(({ kind, at }) => kind !== 'reconciled' || at !== message.at);
  return { thread: { ...view.thread, events }, messages: replace(view, { ...message, resolution: null }) };
};

/** The mail has left. Counted once, whoever finds out first. */
export const sent =
  (id: MessageId, facts: SentFacts): Change =>
  (view) => {
    const before = find(view, id);
    if (!before) return view;
    if (before.state === 'sent') return confirmed(view, before, facts);
    const { thread, message } = withSubject(view.thread, before, facts.subject);
    const { counters } = thread;
    // Gmail showed the mail late, and the owner was told that it had not been sent.
    const mistaken = message.state === 'discarded' && thread.attention?.code === 'draft_discarded';
    let next: EmailThread = {
      ...thread,
      ...(mistaken ? { attention: null, needsAttention: false } : {}),
      gmailThreadId: facts.gmailThreadId,
      knownGmailIds: [...thread.knownGmailIds, facts.gmailMessageId].slice(-MAX_KNOWN_IDS),
      unanswered: without(thread.unanswered, message.answers),
      waitingDraft: null,
      draftTouched: false,
      lastSentAt: facts.at,
      counters: {
        ...counters,
        sent: counters.sent + 1,
        replies: counters.replies + (message.purpose === 'reply' ? 1 : 0),
        followUps: counters.followUps + (message.purpose === 'follow_up' ? 1 : 0),
      },
    };
    if (facts.resolution) {
      next = withEvent(next, { at: facts.at, kind: 'reconciled', detail: facts.resolution });
    }
    const messages = replace(view, {
      ...message,
      state: 'sent',
      gmailMessageId: facts.gmailMessageId,
      draftId: null,
      missingSince: null,
      at: facts.at,
      resolution: facts.resolution,
      text: facts.text ?? message.text,
    });
    const done: ThreadView = { thread: next, messages };
    return message.thenStop && next.status === 'active'
      ? stopped(message.thenStop, message.decision?.reason ?? stopSentences[message.thenStop], facts.at)(done)
      : done;
  };

/** The pending mail will not leave. */
export const abandoned =
  (id: MessageId, state: 'superseded' | 'discarded' | 'failed', at: number, resolution: string): Change =>
  (view) => {
    const message = find(view, id);
    if (!message || message.state === 'sent' || message.state === state) return view;
    return {
      thread: withEvent(
        { ...view.thread, waitingDraft: null, draftTouched: false },
        { at, kind: state === 'superseded' ? 'superseded' : 'discarded', detail: resolution },
      ),
      messages: replace(view, { ...message, state, draftId: null, missingSince: null, at, resolution }),
    };
  };

export const stopped =
  (reason: StopReason, detail: string, at: number): Change =>
  (view) =>
    view.thread.status === 'stopped'
      ? view
      : {
          ...view,
          thread: withEvent(
            { ...view.thread, status: 'stopped', stopReason: reason },
            { at, kind: 'stopped', detail },
          ),
        };

export const needsOwner =
  (code: AttentionCode, message: string, at: number): Change =>
  (view) =>
    view.thread.attention ? view : { ...view, thread: flagged(view.thread, { code, message, since: at }) };
