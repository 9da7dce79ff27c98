import { type Address, addressParser, decodeWords } from 'postal-mime';
import type { MailAddress } from '../../domain/mail-address.ts';

export interface MailHeader {
  /** As written; compare without regard to case. */
  readonly name: string;
  /** Unfolded, encoded words decoded. */
  readonly value: string;
}

/** Lower-case MIME type and its parameters. */
export interface ContentType {
  readonly type: string;
  readonly parameters: ReadonlyMap<string, string>;
}

/** Characters of a header that are looked at. */
export const MAX_HEADER = 16_000;
export const MAX_HEADERS = 1000;
const MAX_ADDRESSES = 500;

const NEWLINE = 0x0a;
const RETURN = 0x0d;

/** Leaves out what mail stores put before the first header: blank lines and the mbox separator (`From x@y Mon ...`). */
export const withoutEnvelope = (raw: Uint8Array): Uint8Array => {
  let start = 0;
  while (raw[start] === NEWLINE || raw[start] === RETURN) start++;
  const head = new TextDecoder('latin1').decode(raw.subarray(start, start + 6));
  if (head.startsWith('From ') || head === '>From ') {
    const end = raw.indexOf(NEWLINE, start);
    start = end < 0 ? raw.length : end + 1;
  }
  return raw.subarray(start);
};

export const nameOf = (name: string): string | null => name.replace(/\p{Cc}/gu, ' ').trim() || null;

const flatten = (addresses: readonly Address[]): readonly MailAddress[] =>
  addresses
    .flatMap((entry) => entry.group ?? [entry])
    .filter((entry) => entry.address !== '')
    .slice(0, MAX_ADDRESSES)
    .map((entry) => ({ email: entry.address.trim().toLowerCase(), name: nameOf(entry.name) }));

export const addressesIn = (headers: readonly MailHeader[], name: string): readonly MailAddress[] =>
  headers
    .filter((header) => header.name.toLowerCase() === name)
    .flatMap((header) => flatten(addressParser(header.value.slice(0, MAX_HEADER))))
    .slice(0, MAX_ADDRESSES);

export const messageIds = (value: string): readonly string[] => value.match(/<[^<>\s]{1,900}>/g) ?? [];

export const decoded = (value: string): string => {
  try {
    return decodeWords(value);
  } catch {
    return value;
  }
};

/** Type and parameters (RFC 2045 section 5.1) of a Content-Type value, tolerant of what real mail writes. */
export const contentTypeOf = (value: string): ContentType => {
  const parameters = new Map<string, string>();
  for (const [, name = '', quoted, plain] of value.matchAll(
    /;\s*([\w-]{1,60})\s*=\s*(?:"([^"]*)"|([^\s;"]*))/g,
  )) {
    if (!parameters.has(name.toLowerCase())) parameters.set(name.toLowerCase(), quoted ?? plain ?? '');
  }
  const type = /^\s*([\w.+-]+\/[\w.+-]+)/.exec(value)?.[1];
  return { type: type?.toLowerCase() ?? 'text/plain', parameters };
};

/** Headers at the start of a text, without decoding the body. */
export const headersAtStart = (text: string): readonly MailHeader[] => {
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
