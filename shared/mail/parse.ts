import PostalMime, { type Email } from 'postal-mime';
import type { MailAddress } from '../domain/mail-address.ts';
import { unflow, withoutFlow } from './body/flowed-text.ts';
import { parseDate } from './mime/date.ts';
import { type DsnRecipient, parseDeliveryStatus } from './mime/delivery-status.ts';
import { type MailFlags, mailFlags } from './mime/flags.ts';
import {
  addressesIn,
  type ContentType,
  contentTypeOf,
  decoded,
  headersAtStart,
  MAX_HEADER,
  MAX_HEADERS,
  type MailHeader,
  messageIds,
  nameOf,
  withoutEnvelope,
} from './mime/headers.ts';

export interface MailAttachment {
  readonly name: string;
  /** Lower-case MIME type. */
  readonly type: string;
  /** Bytes, decoded. */
  readonly size: number;
}

/** What one mail says, whatever its state. Nothing in it is to be trusted: the sender wrote all of it. */
export interface ParsedMail {
  /** All of them, top first. */
  readonly headers: readonly MailHeader[];
  /** Every address of every From header; more or fewer than one is a sign that something is wrong. */
  readonly from: readonly MailAddress[];
  readonly sender: readonly MailAddress[];
  readonly replyTo: readonly MailAddress[];
  readonly to: readonly MailAddress[];
  readonly cc: readonly MailAddress[];
  readonly subject: string;
  /** With its angle brackets, or null. */
  readonly messageId: string | null;
  readonly inReplyTo: string | null;
  readonly references: readonly string[];
  /** Epoch ms of the Date header, or null. */
  readonly date: number | null;
  /** Of the whole mail. */
  readonly contentType: ContentType;
  readonly text: string | null;
  readonly html: string | null;
  readonly attachments: readonly MailAttachment[];
  /** The recipients of every message/delivery-status part (RFC 3464). */
  readonly dsn: readonly DsnRecipient[];
  /** Headers of the mail that a report carries (message/rfc822, text/rfc822-headers). */
  readonly returned: readonly MailHeader[];
  readonly flags: MailFlags;
}

/** Gmail takes mails of 25 MB, 50 MB incoming; nothing that a person wrote is beyond this. */
const MAX_BYTES = 30 * 1024 * 1024;
/**
 * The parser keeps every line of a text for itself, at a cost of some twenty microseconds and a kilobyte. Lines of encoded
 * attachments are longer than these and do not count.
 */
const MAX_SHORT_LINES = 100_000;
const SHORT_LINE = 60;
/** Characters kept of either body. The whole mail stays in Gmail. */
const MAX_BODY = 2_000_000;
const MAX_REFERENCES = 200;
const MAX_REPORT = 200_000;

const bytesOf = (content: ArrayBuffer | Uint8Array | string): Uint8Array =>
  typeof content === 'string' ? new TextEncoder().encode(content) : new Uint8Array(content);

const textOf = (content: ArrayBuffer | Uint8Array | string): string =>
  new TextDecoder().decode(bytesOf(content).subarray(0, MAX_REPORT));

const headersOf = (email: Email): readonly MailHeader[] =>
  email.headers
    .slice(0, MAX_HEADERS)
    .map((header) => ({ name: header.originalKey, value: header.value.slice(0, MAX_HEADER).trim() }));

const UNREADABLE: Email = { headers: [], headerLines: [], attachments: [] };

/** Whether a mail has so many lines that reading it would take minutes and gigabytes. */
const isShredded = (raw: Uint8Array): boolean => {
  let count = 0;
  for (let start = 0; start < raw.length; ) {
    const found = raw.indexOf(0x0a, start);
    const end = found < 0 ? raw.length : found;
    if (end - start < SHORT_LINE && ++count > MAX_SHORT_LINES) return true;
    start = end + 1;
  }
  return false;
};

/**
 * Reads RFC 5322 bytes. Never throws: a mail that cannot be read gives what could be read and `flags.unreadable`.
 * Messages inside the mail stay attachments; they are somebody else's words.
 */
export const parseMail = async (raw: Uint8Array): Promise<ParsedMail> => {
  let broken = raw.byteLength > MAX_BYTES;
  let email: Email = UNREADABLE;
  const { raw: bytes, flowed, deleteSpace } = withoutFlow(withoutEnvelope(raw.subarray(0, MAX_BYTES)));
  try {
    if (isShredded(bytes)) throw new RangeError('too many lines');
    email = await PostalMime.parse(bytes, { forceRfc822Attachments: true });
  } catch {
    // Beyond our limits or the parser's (nesting, header size). The headers alone still tell who wrote.
    broken = true;
    const head = new TextDecoder().decode(bytes.subarray(0, MAX_REPORT));
    email = {
      ...UNREADABLE,
      headers: headersAtStart(head).map(({ name, value }) => ({
        key: name.toLowerCase(),
        originalKey: name,
        value,
      })),
    };
  }
  const undecoded = headersOf(email);
  const headers = undecoded.map(({ name, value }) => ({ name, value: decoded(value) }));
  const first = (name: string): string | null =>
    headers.find((header) => header.name.toLowerCase() === name)?.value ?? null;
  const contentType = contentTypeOf(first('content-type') ?? '');
  const plain = email.text?.slice(0, MAX_BODY) ?? null;
  const text = flowed && plain !== null ? unflow(plain, deleteSpace) : plain;
  const html = email.html?.slice(0, MAX_BODY) ?? null;
  const attachments = email.attachments.map((attachment) => ({
    name: nameOf(attachment.filename ?? '') ?? '',
    type: attachment.mimeType,
    size: bytesOf(attachment.content).byteLength,
  }));
  const part = (...types: readonly string[]) =>
    email.attachments.find((entry) => types.includes(entry.mimeType));
  const original = part('message/rfc822', 'text/rfc822-headers', 'message/global', 'message/global-headers');
  return {
    headers,
    from: addressesIn(undecoded, 'from'),
    sender: addressesIn(undecoded, 'sender'),
    replyTo: addressesIn(undecoded, 'reply-to'),
    to: addressesIn(undecoded, 'to'),
    cc: addressesIn(undecoded, 'cc'),
    subject: (first('subject') ?? '').replace(/[\s\p{Cc}]+/gu, ' ').trim(),
    messageId: messageIds(first('message-id') ?? '')[0] ?? null,
    inReplyTo: messageIds(first('in-reply-to') ?? '')[0] ?? null,
    references: messageIds(first('references') ?? '').slice(-MAX_REFERENCES),
    date: parseDate(first('date') ?? ''),
    contentType,
    text,
    html,
    attachments,
    dsn: email.attachments
      .filter((entry) => /^message\/(?:global-)?delivery-status$/.test(entry.mimeType))
      .flatMap((entry) => parseDeliveryStatus(textOf(entry.content))),
    returned: original ? headersAtStart(textOf(original.content)) : [],
    flags: mailFlags({ contentType, text, html, attachments, broken }),
  };
};
