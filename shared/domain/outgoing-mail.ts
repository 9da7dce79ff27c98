import type { Message } from './message.ts';
import type { MailAddress } from './people.ts';
import type { EmailThread } from './thread.ts';

/** Carries our message's id, so that a draft or sent mail can be recognised after a crash. */
export const OUR_MESSAGE_HEADER = 'X-Email-AI-Message';

/** Everything that a mail needs besides Gmail's own headers. Recipients and headers come from here only (P3). */
export interface OutgoingMail {
  readonly from: MailAddress;
  readonly to: readonly MailAddress[];
  readonly cc: readonly MailAddress[];
  readonly subject: string;
  readonly inReplyTo: string | null;
  readonly references: readonly string[];
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
  readonly html: string;
}

const MAX_REFERENCES = 30;

/** `Re:` once, in front of the subject; Gmail joins a conversation by its subject as well. */
export const replySubject = (subject: string): string =>
  /^\s*re\s*:/i.test(subject) ? subject.trim() : `Re: ${subject.trim()}`;

const escapeHtml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

const LINK = /https?:\/\/[^\s<>"']+[^\s<>"'.,;:!?)\]]/g;

/** The same words in simple HTML: paragraphs, line breaks, links. */
export const simpleHtml = (text: string): string =>
  text
    .trim()
    .split(/\n{2,}/)
    .map((paragraph) => {
      let html = '';
      let end = 0;
      for (const match of paragraph.matchAll(LINK)) {
        const href = escapeHtml(match[0]);
        html += `${escapeHtml(paragraph.slice(end, match.index))}<a href="${href}">${href}</a>`;
        end = match.index + match[0].length;
      }
      html += escapeHtml(paragraph.slice(end));
      return `<p>${html.replaceAll('\n', '<br>\n')}</p>`;
    })
    .join('\n');

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
