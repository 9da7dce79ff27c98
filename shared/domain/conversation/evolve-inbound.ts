import type { MailAddress } from '../mail-address.ts';
import type { EventOf, ThreadView } from './events.ts';
import { heardFrom } from './evolve-ahead.ts';
import { findMessage, updateMessage, updateThread, withKnownId } from './evolve-support.ts';
import type { Message } from './message.ts';
import type { EmailThread, Participant } from './thread.ts';

/** What a mail that was found in the mailbox does to its conversation. */

interface Recorded {
  readonly message: Message;
  readonly at: number;
}

const MAX_PARTICIPANTS = 50;

/** Who may be answered: the recipient, or somebody who has joined before. Never the sender of a held mail. */
const withParticipant = ({ participants }: EmailThread, person: MailAddress): Participant[] =>
  participants.some((known) => known.email === person.email)
    ? participants
    : [...participants, { ...person, joinedAt: null }].slice(0, MAX_PARTICIPANTS);

/**
 * Records the mail, create-if-absent. The thread's alarm is set, so that the mail is acted on even if every event about it
 * is lost (P2).
 */
export const recorded = (view: ThreadView, { message, at }: Recorded): ThreadView => {
  if (findMessage(view, message.id)) return view;
  const { thread } = view;
  const isFromOthers = message.author !== 'owner';
  return {
    thread: {
      ...thread,
      nextActionAt: Math.min(thread.nextActionAt ?? at, at),
      counters: isFromOthers
        ? { ...thread.counters, received: thread.counters.received + 1 }
        : thread.counters,
    },
    messages: [...view.messages, message],
  };
};

/** Records the mail and changes the thread; nothing where it is recorded already. */
const recordedWith = (
  view: ThreadView,
  event: Recorded,
  changes: (thread: EmailThread) => Partial<EmailThread>,
): ThreadView => {
  const after = recorded(view, event);
  return after === view ? view : updateThread(after, changes(after.thread));
};

export const answerReceived = (view: ThreadView, event: EventOf<'answer_received'>): ThreadView =>
  recordedWith(view, event, (thread) => ({
    unanswered: [...thread.unanswered, event.message.id],
    participants: withParticipant(thread, event.from),
    lastReceivedAt: event.at,
    pausedUntil: null,
    counters: heardFrom(thread),
  }));

export const mailHeld = (view: ThreadView, event: EventOf<'mail_held'>): ThreadView =>
  recordedWith(view, event, (thread) => ({
    held: [...thread.held, event.message.id],
    lastReceivedAt: event.at,
  }));

export const mailSetAside = (view: ThreadView, event: EventOf<'mail_set_aside'>): ThreadView =>
  recordedWith(view, event, (thread) => ({
    held: [...thread.held, event.message.id],
    lastReceivedAt: event.at,
    knownGmailIds: withKnownId(thread, event.message.id),
  }));

/** What the owner has answered needs no other answer, also after resuming. */
export const ownerWrote = (view: ThreadView, event: EventOf<'owner_wrote'>): ThreadView =>
  recordedWith(view, event, () => ({ unanswered: [], held: [] }));

const withoutSending = (view: ThreadView, refused: Message): Partial<EmailThread> => {
  const { thread, messages } = view;
  const { counters } = thread;
  const earlier = messages.filter(({ state, id }) => state === 'sent' && id !== refused.id);
  const hadEnded = thread.status === 'stopped' && thread.stopReason === refused.thenStop;
  return {
    ...(hadEnded ? { status: 'active' as const, stopReason: null, stopDetail: null } : {}),
    unanswered: [...new Set([...thread.unanswered, ...refused.answers])],
    lastSentAt: earlier.at(-1)?.at ?? null,
    counters: {
      ...counters,
      sent: counters.sent - 1,
      replies: counters.replies - (refused.purpose === 'reply' ? 1 : 0),
      followUps: counters.followUps - (refused.purpose === 'follow_up' ? 1 : 0),
      followUpsInRow:
        refused.purpose === 'follow_up' && counters.followUpsInRow !== null
          ? Math.max(0, counters.followUpsInRow - 1)
          : counters.followUpsInRow,
    },
  };
};

/** The mail that counted as sent did not leave: it has to be sent again, unchanged. */
export const sendRefused = (view: ThreadView, event: EventOf<'send_refused'>): ThreadView => {
  const after = recorded(view, event);
  const refused = findMessage(view, event.messageId);
  if (after === view || refused?.state !== 'sent') return after;
  return updateMessage(
    after,
    refused.id,
    {
      state: 'composed',
      draftId: null,
      gmailMessageId: null,
      rfcMessageId: null,
      resolution: null,
      at: event.at,
    },
    withoutSending(after, refused),
  );
};

export const absenceReceived = (view: ThreadView, event: EventOf<'absence_received'>): ThreadView =>
  recordedWith(view, event, ({ pausedUntil }) => ({
    pausedUntil: Math.max(pausedUntil ?? 0, event.until),
  }));

/** It needs no answer: none is wanted. */
export const wishReceived = (view: ThreadView, event: EventOf<'wish_received'>): ThreadView =>
  recordedWith(view, event, () => ({ lastReceivedAt: event.at }));
