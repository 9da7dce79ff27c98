import PostalMime, { addressParser, type Email } from 'postal-mime';
import type { MailAddress } from '../people.ts';
import { type DsnRecipient, parseDeliveryStatus } from './delivery-status.ts';
import { visibleText } from './html-text.ts';
import { parseDate } from './mail-date.ts';

export interface MailHeader {
  readonly name: string;
  readonly value: string;
}

export interface MailAttachment {
  readonly name: string;
  readonly type: string;
  /** Bytes, decoded. */
  readonly size: number;
}

/** What a raw message says, with nothing concluded from it yet. Addresses are in lower case. */
export interface ParsedMail {
  /** In document order, names as written, values unfolded. */
  readonly headers: readonly MailHeader[];
  readonly from: readonly MailAddress[];
  readonly to: readonly MailAddress[];
  readonly cc: readonly MailAddress[];
  readonly replyTo: readonly MailAddress[];
  readonly subject: string;
  readonly messageId: string | null;
  readonly inReplyTo: string | null;
  readonly references: string[];
  /** The Date header, epoch ms. */
  readonly date: number | null;
  readonly text: string | null;
  readonly html: string | null;
  readonly attachments: readonly MailAttachment[];
  /** The recipients of every message/delivery-status part (RFC 3464). */
  readonly dsn: readonly DsnRecipient[];
  readonly flags: {
    /** No text and no attachment. */
    readonly empty: boolean;
    readonly imageOnly: boolean;
    readonly encrypted: boolean;
    /** An invitation or an answer to one (RFC 5546). */
    readonly calendar: boolean;
    /** The structure could not be followed, or the text is mostly undecodable. */
    readonly unreadable: boolean;
  };
}

const MAX_HEADER = 50_000;
const MAX_ADDRESSES = 500;

const addressesOf = (headers: readonly MailHeader[], name: string): MailAddress[] => {
  const value = valuesOf(headers, name).join(', ').slice(0, MAX_HEADER);
  if (value === '') return [];
  return addressParser(value, { flatten: true })
    .slice(0, MAX_ADDRESSES)
    .flatMap(({ name: displayName, address }) => {
      const email = (address ?? '').trim().toLowerCase();
      return email.includes('@') ? [{ email, name: displayName.trim() || null }] : [];
    });
};

const valuesOf = (headers: readonly MailHeader[], name: string): string[] =>
  headers.filter((header) => header.name.toLowerCase() === name).map((header) => header.value);

const messageIds = (value: string): string[] =>
  [...value.slice(0, MAX_HEADER).matchAll(/<[^<>\s]{1,990}>/g)].map(([id]) => id);

/** mbox files begin with a line that is not part of the message (RFC 4155). */
const withoutMboxLine = (raw: Uint8Array): Uint8Array => {
  const isMbox = raw[0] === 0x46 && raw[1] === 0x72 && raw[2] === 0x6f && raw[3] === 0x6d && raw[4] === 0x20;
  const end = isMbox ? raw.indexOf(0x0a) : -1;
  return end === -1 ? raw : raw.subarray(end + 1);
};

const headerBlock = (raw: Uint8Array): Uint8Array => {
  for (let i = 0; i < raw.length - 1; i++) {
    if (raw[i] !== 0x0a) continue;
    if (raw[i + 1] === 0x0a || (raw[i + 1] === 0x0d && raw[i + 2] === 0x0a)) return raw.subarray(0, i + 1);
  }
  return raw;
};

const parse = async (raw: Uint8Array): Promise<{ email: Email; broken: boolean }> => {
  const options = { rfc822Attachments: true, forceRfc822Attachments: true };
  try {
    return { email: await PostalMime.parse(raw, options), broken: false };
  } catch {
    // Too deep or too many headers: what the header alone says is still worth having.
  }
  try {
    return { email: await PostalMime.parse(headerBlock(raw).subarray(0, 1_000_000), options), broken: true };
  } catch {
    return { email: { headers: [], headerLines: [], attachments: [] }, broken: true };
  }
};

const sizeOf = (content: ArrayBuffer | Uint8Array | string): number =>
  typeof content === 'string' ? content.length : content.byteLength;

const textOf = (content: ArrayBuffer | Uint8Array | string): string =>
  typeof content === 'string' ? content : new TextDecoder().decode(content);

const isGarbled = (text: string): boolean => {
  const sample = text.slice(0, 100_000);
  const lost = sample.split('\uFFFD').length - 1;
  return lost >= 3 && lost * 10 > sample.replace(/\s+/g, '').length;
};

const ENCRYPTED_TYPE =
  /^(?:multipart\/encrypted|application\/(?:x-)?pkcs7-mime|application\/pgp-encrypted)\b/i;

/** Reads a raw message (RFC 5322, MIME). Never throws: what cannot be read is empty and flagged. */
export const parseMail = async (raw: Uint8Array): Promise<ParsedMail> => {
  const { email, broken } = await parse(withoutMboxLine(raw));
  const headers = email.headers.map(({ originalKey, value }) => ({ name: originalKey, value }));
  const text = email.text ?? null;
  const html = email.html ?? null;
  const attachments = email.attachments.map((part) => ({
    name: part.filename ?? '',
    type: part.mimeType.toLowerCase(),
    size: sizeOf(part.content),
  }));
  const written = `${text ?? ''}${html === null ? '' : visibleText(html)}`.trim();
  const contentType = valuesOf(headers, 'content-type')[0] ?? '';
  const types = [contentType, ...attachments.map(({ type }) => type)];
  const hasImage = attachments.some(({ type }) => type.startsWith('image/')) || /<img\b/i.test(html ?? '');
  return {
    headers,
    from: addressesOf(headers, 'from'),
    to: addressesOf(headers, 'to'),
    cc: addressesOf(headers, 'cc'),
    replyTo: addressesOf(headers, 'reply-to'),
    subject: (email.subject ?? '').replace(/\s+/g, ' ').trim(),
    messageId: messageIds(email.messageId ?? '')[0] ?? null,
    inReplyTo: messageIds(email.inReplyTo ?? '')[0] ?? null,
    references: messageIds(email.references ?? ''),
    date: parseDate(valuesOf(headers, 'date')[0] ?? ''),
    text,
    html,
    attachments,
    dsn: email.attachments
      .filter(({ mimeType }) => /^message\/(?:global-)?delivery-status$/i.test(mimeType))
      .flatMap(({ content }) => parseDeliveryStatus(textOf(content))),
    flags: {
      empty: written === '' && attachments.length === 0 && !hasImage,
      imageOnly: written === '' && hasImage,
      encrypted:
        types.some((type) => ENCRYPTED_TYPE.test(type)) || /^-----BEGIN PGP MESSAGE-----/m.test(text ?? ''),
      calendar:
        /^text\/calendar\b/i.test(contentType) ||
        email.attachments.some(({ method }) => method !== undefined),
      unreadable: broken || isGarbled(written),
    },
  };
};
