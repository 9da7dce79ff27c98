import {
  addresses,
  type HeaderField,
  parseRawMail,
  type RawMail,
  rawHeader,
  withHeader,
  withoutHeaders,
} from '../mail/raw-mail.ts';
import { bounceMail } from './bounce.ts';
import { failedPrecondition } from './google-error.ts';
import type { Kernel } from './kernel.ts';
import { noteArrival } from './lateness.ts';
import { ensureMailbox, findMailbox, isDeliverable } from './mailboxes.ts';
import { findMessage, insertMessage, relabel, type StoredMessage } from './messages.ts';
import { mailDate, messageIdFor, withDate, withOwnFrom } from './outgoing.ts';
import { limitNotice, takeSending } from './sending-limit.ts';
import { threadForIncoming, threadForWritten } from './threading.ts';

const MAX_RECIPIENTS = 500;
/** How Gmail labels mail from people. */
const ARRIVAL_LABELS = ['UNREAD', 'CATEGORY_PERSONAL', 'INBOX'];

/** users.messages.send. `threadId` is the client's; the mail joins it only under Gmail's conditions. */
export function sendMessage(
  kernel: Kernel,
  email: string,
  raw: Uint8Array,
  threadId: string | null,
): StoredMessage {
  return kernel.transaction(() => {
    ensureMailbox(kernel, email);
    const mail = parseRawMail(raw);
    return sendMail(kernel, email, mail, threadForWritten(kernel, email, mail, threadId));
  });
}

/** Stores the mail under SENT and delivers it to every recipient. Runs inside the caller's transaction. */
export function sendMail(
  kernel: Kernel,
  email: string,
  written: RawMail,
  threadId: string | null,
): StoredMessage {
  const recipients = recipientsOf(written.headers);
  if (recipients.length === 0) throw failedPrecondition('Recipient address required');
  if (recipients.length > MAX_RECIPIENTS) throw failedPrecondition('Too many recipients');
  const limit = takeSending(kernel, email);
  const { headers: ownHeaders, from } = withOwnFrom(kernel, email, written.headers);
  const headers = withHeader(withDate(ownHeaders, kernel.now(), true), 'Message-ID', messageIdFor(kernel));
  const sent = { headers, body: written.body };
  const message = insertMessage(kernel, email, sent, ['SENT'], threadId);
  // The receiving server ignores Authentication-Results that the sender wrote.
  const carried = { headers: withoutHeaders(headers, 'Bcc', 'Authentication-Results'), body: written.body };
  if (limit !== null) {
    const failure = { sent: carried, to: from, failed: recipients[0] ?? '' };
    deliverMail(kernel, email, limitNotice(kernel, failure, limit), '');
    return message;
  }
  for (const recipient of recipients) {
    if (recipient === email || ownsAlias(kernel, email, recipient)) {
      relabel(kernel, email, message.id, ARRIVAL_LABELS, []);
    } else if (isDeliverable(kernel, recipient)) {
      deliverMail(kernel, recipient, carried, from);
    } else {
      deliverMail(kernel, email, bounceMail(kernel, { sent: carried, to: from, failed: recipient }), '');
    }
  }
  return findMessage(kernel, email, message.id) ?? message;
}

function ownsAlias(kernel: Kernel, email: string, address: string): boolean {
  return kernel.get('SELECT 1 FROM send_as WHERE email = ? AND alias = ?', email, address) !== null;
}

function recipientsOf(headers: readonly HeaderField[]): string[] {
  const all = ['To', 'Cc', 'Bcc'].flatMap((name) => addresses(headers, name));
  return [...new Set(all.map((entry) => entry.address))];
}

/**
 * Delivers a mail into a mailbox as Gmail's border servers do: adds trace and authentication headers, labels it INBOX
 * and UNREAD, and joins the conversation that it answers. `envelopeFrom` is empty for a null return path.
 */
export function deliverMail(
  kernel: Kernel,
  to: string,
  mail: RawMail,
  envelopeFrom: string,
  labelIds: readonly string[] = ARRIVAL_LABELS,
): StoredMessage {
  const alias = kernel.get<{ email: string }>('SELECT email FROM send_as WHERE alias = ?', to);
  const email =
    findMailbox(kernel, to) === null && alias !== null ? alias.email : ensureMailbox(kernel, to).email;
  const headers =
    rawHeader(mail.headers, 'Message-ID') === null
      ? withHeader(mail.headers, 'Message-ID', messageIdFor(kernel))
      : mail.headers;
  const arrived: RawMail = {
    headers: [
      ...traceHeaders(kernel, email, headers, envelopeFrom),
      ...withoutHeaders(headers, 'Return-Path', 'Delivered-To'),
    ],
    body: mail.body,
  };
  const message = insertMessage(kernel, email, arrived, labelIds, threadForIncoming(kernel, email, arrived));
  noteArrival(kernel, email, message.id);
  return message;
}

function traceHeaders(
  kernel: Kernel,
  email: string,
  headers: readonly HeaderField[],
  envelopeFrom: string,
): HeaderField[] {
  const fromDomain = domainOf(addresses(headers, 'From')[0]?.address ?? 'unknown.invalid');
  const envelopeDomain = envelopeFrom === '' ? fromDomain : domainOf(envelopeFrom);
  const date = mailDate(kernel.now());
  const spf =
    envelopeFrom === ''
      ? `spf=pass (google.com: best guess record for domain of postmaster@${envelopeDomain} designates 209.85.220.41 as permitted sender) smtp.helo=mail-sor-f41.google.com`
      : `spf=pass (google.com: domain of ${envelopeFrom} designates 209.85.220.41 as permitted sender) smtp.mailfrom=${envelopeFrom}`;
  const fields = [
    { name: 'Delivered-To', value: email },
    { name: 'Return-Path', value: `<${envelopeFrom}>` },
    {
      name: 'Received',
      value: `from mail-sor-f41.google.com (mail-sor-f41.google.com. [209.85.220.41])\r\n        by mx.google.com with SMTPS id ${kernel.hex(16)}\r\n        for <${email}>;\r\n        ${date}`,
    },
  ];
  // A delivered mail that has an authentication result already (control/deliver) keeps it, so that tests can forge
  // mail.
  if (rawHeader(headers, 'Authentication-Results') !== null) return fields;
  return [
    ...fields,
    {
      name: 'Authentication-Results',
      value: `mx.google.com;\r\n       dkim=pass header.i=@${fromDomain} header.s=20230601 header.b=${kernel.hex(8)};\r\n       ${spf};\r\n       dmarc=pass (p=NONE sp=QUARANTINE dis=NONE) header.from=${fromDomain}`,
    },
  ];
}

const domainOf = (address: string): string => address.split('@').at(-1) ?? address;
