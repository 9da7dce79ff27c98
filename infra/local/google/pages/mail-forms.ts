import type { PlainMail } from '../mail/compose-mail.ts';
import { addresses, header, type MailAddress, rawHeader } from '../mail/raw-mail.ts';
import { isAddress } from '../world/mailboxes.ts';
import { mailOf, type StoredMessage } from '../world/messages.ts';

type MailFromForm = Omit<PlainMail, 'from'>;

/** A new mail from the form. null: a recipient or a text is missing. */
export function newMail(form: URLSearchParams): MailFromForm | null {
  const to = (form.get('to') ?? '').split(/[,;]/).map((entry) => entry.trim());
  const text = form.get('text') ?? '';
  if (!to.every(isAddress) || text.trim() === '') return null;
  return { to: to.map((address) => ({ name: '', address })), subject: form.get('subject') ?? '', text };
}

/** A reply to the sender of the last received mail; without one, to the recipients of the last sent mail. */
export function replyMail(members: readonly StoredMessage[], text: string): MailFromForm | null {
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
