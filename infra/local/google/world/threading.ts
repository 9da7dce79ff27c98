import { normalizedSubject, type RawMail, referencedIds } from '../mail/raw-mail.ts';
import { notFound } from './google-error.ts';
import type { Kernel } from './kernel.ts';
import { mailOf, messagesByRfcId, threadMessages } from './messages.ts';

/**
 * The thread that a written message joins, or null for a new one. Gmail's conditions
 * (https://developers.google.com/workspace/gmail/api/guides/threads): the thread is named, References or
 * In-Reply-To point into it, and the subjects match. An unknown thread is 404.
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

/** The thread of this mailbox that incoming mail answers, or null. The latest reference counts most. */
export function threadForIncoming(kernel: Kernel, email: string, mail: RawMail): string | null {
  for (const rfcId of [...referencedIds(mail.headers)].reverse()) {
    const found = messagesByRfcId(kernel, email, rfcId)[0];
    if (found !== undefined) return found.threadId;
  }
  return null;
}
