import { addresses, normalizedSubject, type RawMail, referencedIds } from '../mail/raw-mail.ts';
import { notFound } from './google-error.ts';
import type { Kernel } from './kernel.ts';
import { mailOf, messagesByRfcId, recentMessages, type StoredMessage, threadMessages } from './messages.ts';

/**
 * The thread that an outgoing message joins; null: a new one. Gmail's conditions
 * (https://developers.google.com/workspace/gmail/api/guides/threads): the thread is named, References or In-Reply-To
 * point into it, and the subjects match. An unknown thread is 404.
 */
export function threadForWritten(
  kernel: Kernel,
  email: string,
  mail: RawMail,
  requestedThreadId: string | null,
): string | null {
  if (requestedThreadId === null) return null;
  const members = threadMessages(kernel, email, requestedThreadId);
  if (members.length === 0) throw notFound();
  const referenced = referencedIds(mail.headers);
  const subject = normalizedSubject(mail.headers);
  const joins = members.some(
    (member) => referenced.has(member.rfcId) && normalizedSubject(mailOf(member).headers) === subject,
  );
  return joins ? requestedThreadId : null;
}

const WEEK_MS = 7 * 24 * 60 * 60 * 1000;
/** Beyond this number of messages Gmail begins another conversation (https://support.google.com/mail/answer/5900). */
const MAX_MEMBERS = 100;
/** Senders of Gmail's own delivery reports. */
const DAEMON = 'mailer-daemon@googlemail.com';

/**
 * The thread that an incoming mail joins; null: a new one. Its subject must be that of the thread. In addition, the
 * mail refers to a message of the thread or, without references, is from the same people within a week
 * (https://workspaceupdates.googleblog.com/2019/03/threading-changes-in-gmail-conversation-view.html). Gmail's own
 * delivery reports join the thread of the mail that they report, whatever their subject.
 */
export function threadForIncoming(kernel: Kernel, email: string, mail: RawMail): string | null {
  const referenced = [...referencedIds(mail.headers)].reverse();
  const subject = normalizedSubject(mail.headers);
  const isReport = addresses(mail.headers, 'From')[0]?.address === DAEMON;
  const candidates =
    referenced.length > 0
      ? referenced.flatMap((rfcId) => messagesByRfcId(kernel, email, rfcId))
      : subject === ''
        ? []
        : recentMessages(kernel, email, subject, kernel.now() - WEEK_MS).filter((known) =>
            isAmongSame(known, mail, email),
          );
  for (const known of candidates) {
    const members = threadMessages(kernel, email, known.threadId);
    if (members.length >= MAX_MEMBERS) continue;
    if (isReport && referenced.length > 0) return known.threadId;
    if (members.some((member) => normalizedSubject(mailOf(member).headers) === subject))
      return known.threadId;
  }
  return null;
}

/** Whether both mails are between the mailbox and the same correspondent. Drafts do not count. */
function isAmongSame(known: StoredMessage, mail: RawMail, email: string): boolean {
  if (known.labelIds.includes('DRAFT')) return false;
  const { headers } = mailOf(known);
  const others = new Set(
    ['From', 'To', 'Cc'].flatMap((name) => addresses(headers, name)).map(({ address }) => address),
  );
  others.delete(email);
  return addresses(mail.headers, 'From').some(({ address }) => others.has(address));
}
