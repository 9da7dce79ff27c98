import { sameAddress } from '../../mail/address.ts';
import type { EventOf, ThreadView } from './events.ts';
import { heardFrom } from './evolve-ahead.ts';
import { findMessage, updateMessage, without } from './evolve-support.ts';
import type { Message } from './message.ts';
import type { EmailThread, Participant } from './thread.ts';
import { isAboutHeldMail, mayJoin, type Ruling, replyToOf } from './verdict.ts';

/** What becomes of a held mail by its owner's word. A mail that is not held, or that was decided, stays as it is. */

const MAX_PARTICIPANTS = 50;
const MAX_BLOCKED = 100;

/** The flag is over with the last mail that it could be about; until then it is about one that is left. */
const attentionWithout = (view: ThreadView, held: EmailThread['held']): Partial<EmailThread> => {
  const { attention } = view.thread;
  if (!attention || !isAboutHeldMail(attention)) return {};
  const [next] = held;
  if (next === undefined) return { attention: null, needsAttention: false };
  const heldFor = findMessage(view, next)?.verdict?.heldFor;
  return heldFor ? { attention: { ...heldFor, since: attention.since } } : {};
};

const ruled = (
  view: ThreadView,
  event: EventOf<'mail_accepted' | 'mail_rejected' | 'sender_blocked'>,
  ruling: Ruling,
  changes: (message: Message) => Partial<EmailThread>,
  ofMessage: (message: Message) => Partial<Message> = () => ({}),
): ThreadView => {
  const message = findMessage(view, event.messageId);
  if (!message || !view.thread.held.includes(message.id)) return view;
  const held = without(view.thread.held, [message.id]);
  const after = updateMessage(
    view,
    message.id,
    { ruling, ...ofMessage(message) },
    { held, ...attentionWithout(view, held), ...changes(message) },
  );
  const { thread } = after;
  return thread.status === 'active' ? { ...after, thread: { ...thread, nextActionAt: event.at } } : after;
};

/** A participant who has written before keeps their place; entries that nobody let in make room. */
const joined = ({ participants, recipient }: EmailThread, { from }: Message, at: number): Participant[] => {
  if (!from) return participants;
  const others = participants.filter(
    ({ email, joinedAt }) =>
      !sameAddress(email, from.email) && (joinedAt !== null || sameAddress(email, recipient.email)),
  );
  return [...others, { ...from, joinedAt: at }].slice(-MAX_PARTICIPANTS);
};

/** A summary stands for the mails before it: of one that is let in later it says nothing. */
const summaryWith = ({ thread, messages }: ThreadView, message: Message): EmailThread['summary'] => {
  const at = (id: string | undefined): number => messages.findIndex((one) => one.id === id);
  return at(message.id) <= at(thread.summary?.upTo) ? null : thread.summary;
};

export const mailAccepted = (view: ThreadView, event: EventOf<'mail_accepted'>): ThreadView =>
  ruled(
    view,
    event,
    'accepted',
    (message) => {
      const { thread } = view;
      const answerTo = event.toReplyTo === true ? replyToOf(message) : null;
      const isRecipients = message.from !== null && sameAddress(message.from.email, thread.recipient.email);
      return {
        ...(answerTo !== null && isRecipients ? { answersTo: answerTo } : {}),
        // One without a readable word cannot be answered; the owner has seen it.
        unanswered: message.text.trim() === '' ? thread.unanswered : [...thread.unanswered, message.id],
        summary: summaryWith(view, message),
        counters: heardFrom(thread),
        ...(event.joins && mayJoin(message)
          ? { participants: joined(thread, message, event.at), allowOthers: true }
          : {}),
      };
    },
    (message) => (event.toReplyTo === true ? { answerTo: replyToOf(message) } : {}),
  );

/** A rejected mail is no answer: follow-ups continue. */
const lastReceivedWithout = ({ messages }: ThreadView, gone: Message): number | null => {
  const others = messages.filter(
    ({ id, author, ruling }) =>
      id !== gone.id && author === 'correspondent' && (ruling === null || ruling === 'accepted'),
  );
  return others.length === 0 ? null : Math.max(...others.map(({ createdAt }) => createdAt));
};

export const mailRejected = (view: ThreadView, event: EventOf<'mail_rejected'>): ThreadView =>
  ruled(view, event, 'rejected', (message) => ({ lastReceivedAt: lastReceivedWithout(view, message) }));

export const senderBlocked = (view: ThreadView, event: EventOf<'sender_blocked'>): ThreadView =>
  ruled(view, event, 'blocked', (message) => {
    const { blocked, participants, recipient } = view.thread;
    const address = message.from?.email;
    const changes = { lastReceivedAt: lastReceivedWithout(view, message) };
    if (address === undefined) return changes;
    return {
      ...changes,
      blocked: [...blocked.filter((one) => !sameAddress(one, address)), address].slice(-MAX_BLOCKED),
      participants: participants.filter(
        ({ email }) => sameAddress(email, recipient.email) || !sameAddress(email, address),
      ),
    };
  });
