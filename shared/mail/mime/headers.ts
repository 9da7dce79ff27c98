import { type Address, addressParser, decodeWords } from 'postal-mime';
import type { MailAddress } from '../../domain/mail-address.ts';
import { BUDGET, cut } from './budget.ts';
import { type MailHeader, unfold } from './header-block.ts';

/** Lower-case MIME type and its parameters. */
export interface ContentType {
  readonly type: string;
  readonly parameters: ReadonlyMap<string, string>;
}

/** Without control characters, which could forge a line, and never longer than `max`; null when nothing is left. */
export const nameOf = (name: string, max: number = BUDGET.name): string | null =>
  cut(name.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim(), max) || null;

const flatten = (addresses: readonly Address[]): readonly MailAddress[] =>
  addresses
    .flatMap((entry) => entry.group ?? [entry])
    .filter((entry) => entry.address !== '')
    // A cut address ends in a character that no address has, so that it never equals another one.
    .map((entry) => ({
      email: cut(entry.address.trim().toLowerCase(), BUDGET.address),
      name: nameOf(entry.name),
    }));

/** The addresses of all headers of a name, which is lower case. */
export const addressesIn = (headers: readonly MailHeader[], name: string): readonly MailAddress[] =>
  headers
    .filter((header) => header.name.toLowerCase() === name)
    .slice(0, BUDGET.addresses)
    .flatMap((header) => flatten(addressParser(header.value)))
    .slice(0, BUDGET.addresses);

export const messageIds = (value: string): readonly string[] =>
  (value.match(/<[^<>\s]+>/g) ?? []).filter((id) => id.length <= BUDGET.messageId);

/** Encoded words (RFC 2047) replaced by what they stand for. */
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
    /;\s*([\w-]{1,60})\*?\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s;"]*))/g,
  )) {
    const key = name.toLowerCase();
    if (!parameters.has(key)) parameters.set(key, (quoted?.replace(/\\(.)/g, '$1') ?? plain ?? '').trim());
  }
  const type =
    /^\s*"?([\w.+-]+\/[\w.+-]+)/.exec(value)?.[1] ?? (/^\s*text\b/i.test(value) ? 'text/plain' : undefined);
  return { type: cut(type?.toLowerCase() ?? 'text/plain', BUDGET.mediaType), parameters };
};

/** Headers at the start of a text, without decoding the body. */
export const headersAtStart = (text: string): readonly MailHeader[] => {
  const block = /^\n*((?:[^\n]+\n?)*)/.exec(text.replace(/\r\n?/g, '\n'))?.[1] ?? '';
  return unfold(block.split('\n'), BUDGET.headers).map(({ name, value }) => ({
    name,
    value: decoded(value),
  }));
};
