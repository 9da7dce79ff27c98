import PostalMime, { type Address, addressParser, decodeWords, type Email } from 'postal-mime';
import type { MailAddress } from '../people.ts';
import { type DsnRecipient, parseDeliveryStatus } from './delivery-status.ts';
import { unflow, withoutFlow } from './flowed-text.ts';
import { parseDate } from './mail-date.ts';
import { type MailFlags, mailFlags } from './mail-flags.ts';

export interface MailHeader {
  /** As written; compare without regard to case. */
  readonly name: string;
  /** Unfolded, encoded words decoded. */
  readonly value: string;
}

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
  /** Lower-case MIME type of the whole mail and its parameters. */
  readonly contentType: { readonly type: string; readonly parameters: ReadonlyMap<string, string> };
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
/** Characters kept of either body. The whole mail stays in Gmail. */
const MAX_BODY = 2_000_000;
const MAX_HEADER = 16_000;
const MAX_HEADERS = 1000;
const MAX_ADDRESSES = 500;
const MAX_REFERENCES = 200;
const MAX_REPORT = 200_000;

const NEWLINE = 0x0a;
const RETURN = 0x0d;

/** Leaves out what mail stores put before the first header: blank lines and the mbox separator (`From x@y Mon ...`). */
const withoutEnvelope = (raw: Uint8Array): Uint8Array => {
  let start = 0;
  while (raw[start] === NEWLINE || raw[start] === RETURN) start++;
  const head = new TextDecoder('latin1').decode(raw.subarray(start, start + 6));
  if (head.startsWith('From ') || head === '>From ') {
    const end = raw.indexOf(NEWLINE, start);
    start = end < 0 ? raw.length : end + 1;
  }
  return raw.subarray(start);
};

const nameOf = (name: string): string | null => name.replace(/\p{Cc}/gu, ' ').trim() || null;

const flatten = (addresses: readonly Address[]): readonly MailAddress[] =>
  addresses
    .flatMap((entry) => entry.group ?? [entry])
    .filter((entry) => entry.address !== '')
    .slice(0, MAX_ADDRESSES)
    .map((entry) => ({ email: entry.address.trim().toLowerCase(), name: nameOf(entry.name) }));

const addressesIn = (headers: readonly MailHeader[], name: string): readonly MailAddress[] =>
  headers
    .filter((header) => header.name.toLowerCase() === name)
    .flatMap((header) => flatten(addressParser(header.value.slice(0, MAX_HEADER))))
    .slice(0, MAX_ADDRESSES);

const messageIds = (value: string): readonly string[] => value.match(/<[^<>\s]{1,900}>/g) ?? [];

const decoded = (value: string): string => {
  try {
    return decodeWords(value);
  } catch {
    return value;
  }
};

const headersOf = (email: Email): readonly MailHeader[] =>
  email.headers
    .slice(0, MAX_HEADERS)
    .map((header) => ({ name: header.originalKey, value: header.value.slice(0, MAX_HEADER).trim() }));

/** Type and parameters (RFC 2045 section 5.1) of a Content-Type value, tolerant of what real mail writes. */
const contentTypeOf = (value: string): ParsedMail['contentType'] => {
  const parameters = new Map<string, string>();
  for (const [, name = '', quoted, plain] of value.matchAll(
    /;\s*([\w-]{1,60})\s*=\s*(?:"([^"]*)"|([^\s;"]*))/g,
  )) {
    if (!parameters.has(name.toLowerCase())) parameters.set(name.toLowerCase(), quoted ?? plain ?? '');
  }
  const type = /^\s*([\w.+-]+\/[\w.+-]+)/.exec(value)?.[1];
  return { type: type?.toLowerCase() ?? 'text/plain', parameters };
};

const bytesOf = (content: ArrayBuffer | Uint8Array | string): Uint8Array =>
  typeof content === 'string' ? new TextEncoder().encode(content) : new Uint8Array(content);

const textOf = (content: ArrayBuffer | Uint8Array | string): string =>
  new TextDecoder().decode(bytesOf(content).subarray(0, MAX_REPORT));

/** Headers at the start of a text, without decoding the body. */
const headersAtStart = (text: string): readonly MailHeader[] => {
  const headers: MailHeader[] = [];
  for (const line of text.replace(/\r\n?/g, '\n').replace(/^\n+/, '').split('\n')) {
    if (line === '' || headers.length >= MAX_HEADERS) break;
    const last = headers.at(-1);
    if (/^[ \t]/.test(line) && last) {
      headers[headers.length - 1] = {
        name: last.name,
        value: `${last.value} ${line.trim()}`.slice(0, MAX_HEADER),
      };
      continue;
    }
    const colon = line.indexOf(':');
    if (colon > 0) headers.push({ name: line.slice(0, colon).trim(), value: line.slice(colon + 1).trim() });
  }
  return headers.map((header) => ({ name: header.name, value: decoded(header.value) }));
};

const UNREADABLE: Email = { headers: [], headerLines: [], attachments: [] };

/**
 * Reads RFC 5322 bytes. Never throws: a mail that cannot be read gives what could be read and `flags.unreadable`.
 * Messages inside the mail stay attachments; they are somebody else's words.
 */
export const parseMail = async (raw: Uint8Array): Promise<ParsedMail> => {
  let broken = raw.byteLength > MAX_BYTES;
  let email: Email = UNREADABLE;
  const { raw: bytes, flowed, deleteSpace } = withoutFlow(withoutEnvelope(raw.subarray(0, MAX_BYTES)));
  try {
    email = await PostalMime.parse(bytes, { forceRfc822Attachments: true });
  } catch {
    // Beyond the parser's limits (nesting, header size). The headers alone still tell who wrote.
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
