import type { PlainMail } from '../mail/compose-mail.ts';
import { addresses, header, type MailAddress, rawHeader } from '../mail/raw-mail.ts';
import { isAddress } from '../world/mailboxes.ts';
import { mailOf, type StoredMessage } from '../world/messages.ts';

type Written = Omit<PlainMail, 'from'>;

/** A new mail from the form, or null when it lacks a recipient or a text. */
export function newMail(form: URLSearchParams): Written | null {
  const to = (form.get('to') ?? '').split(/[,;]/).map((entry) => entry.trim());
  const text = form.get('text') ?? '';
  if (!to.every(isAddress) || text.trim() === '') return null;
  return { to: to.map((address) => ({ name: '', address })), subject: form.get('subject') ?? '', text };
}

/** An answer to the conversation: to whoever wrote last, or again to the same person when nobody has. */
export function replyMail(members: readonly StoredMessage[], text: string): Written | null {
  const received = members.filter((member) => !member.labelIds.includes('DRAFT'));
  const last = received.at(-1);
  if (last === undefined || text.trim() === '') return null;
  const inbound = received.findLast((member) => !member.labelIds.includes('SENT'));
  const headers = mailOf(last).headers;
  const subject = header(headers, 'Subject');
  return {
    to: inbound === undefined ? addresses(headers, 'To') : senderOf(inbound),
    subject: /^re:/i.test(subject) ? subject : `Re: ${subject}`,
    text,
    inReplyTo: rawHeader(headers, 'Message-ID') ?? '',
    references: rawHeader(headers, 'References') ?? '',
  };
}

function senderOf(message: StoredMessage): MailAddress[] {
  const { headers } = mailOf(message);
  const replyTo = addresses(headers, 'Reply-To');
  return replyTo.length > 0 ? replyTo : addresses(headers, 'From');
}
