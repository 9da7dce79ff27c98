import { type OutgoingMail, simpleHtml } from '../../mail/compose.ts';
import type { MailAddress } from '../mail-address.ts';
import type { Message } from './message.ts';
import type { EmailThread } from './thread.ts';

/** Carries our message's id, so that a draft or sent mail can be recognised after a crash. */
export const OUR_MESSAGE_HEADER = 'X-Email-AI-Message';

const MAX_REFERENCES = 30;

/** `Re:` once, in front of the subject; Gmail joins a conversation by its subject as well. */
export const replySubject = (subject: string): string =>
  /^\s*re\s*:/i.test(subject) ? subject.trim() : `Re: ${subject.trim()}`;

/** The mail that a message of ours becomes. `messages` are the thread's, oldest first. */
export const outgoingMail = (
  thread: EmailThread,
  messages: readonly Message[],
  message: Pick<Message, 'id' | 'purpose' | 'subject' | 'text'>,
  owner: MailAddress,
): OutgoingMail => {
  const exchanged = messages.filter(
    (m) => m.author !== 'machine' && (m.direction === 'inbound' || m.state === 'sent'),
  );
  const last = exchanged.findLast((m) => m.rfcMessageId !== null);
  const references = last
    ? [...new Set([...last.references, ...(last.rfcMessageId ? [last.rfcMessageId] : [])])]
    : [];
  const others = thread.allowOthers
    ? thread.participants.filter((p) => p.email !== thread.recipient.email && p.email !== owner.email)
    : [];
  return {
    from: owner,
    to: [thread.recipient],
    cc: others,
    subject: message.purpose === 'first' ? message.subject : replySubject(thread.subject ?? message.subject),
    inReplyTo: last?.rfcMessageId ?? null,
    references: references.slice(-MAX_REFERENCES),
    headers: {
      [OUR_MESSAGE_HEADER]: message.id,
      // RFC 3834: only what answers a mail by itself is an automatic reply; no vacation message shall answer us.
      ...(message.purpose === 'reply' ? { 'Auto-Submitted': 'auto-replied' } : {}),
      'X-Auto-Response-Suppress': 'All',
    },
    text: message.text,
    html: simpleHtml(message.text),
  };
};
