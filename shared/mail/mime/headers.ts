import { type Address, addressParser, decodeWords } from 'postal-mime';
import type { MailAddress } from '../../domain/mail-address.ts';
import { BUDGET, cut } from './budget.ts';
import { type MailHeader, unfold } from './header-block.ts';

/** Lower-case MIME type and its parameters. */
export interface ContentType {
  readonly type: string;
  readonly parameters: ReadonlyMap<string, string>;
}

/** Removes control characters, which could forge a line, and truncates to `max`; null: nothing is left. */
export const nameOf = (name: string, max: number = BUDGET.name): string | null =>
  cut(name.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim(), max) || null;

const flatten = (addresses: readonly Address[]): readonly MailAddress[] =>
  addresses
    .flatMap((entry) => entry.group ?? [entry])
    .filter((entry) => entry.address !== '')
    // A truncated address ends in a character that no address contains, so that it never equals another address.
    .map((entry) => ({
      email: cut(entry.address.trim().toLowerCase(), BUDGET.address),
      name: nameOf(entry.name),
    }));

/** The addresses of all headers with this lower-case name. */
export const addressesIn = (headers: readonly MailHeader[], name: string): readonly MailAddress[] =>
  headers
    .filter((header) => header.name.toLowerCase() === name)
    .slice(0, BUDGET.addresses)
    .flatMap((header) => flatten(addressParser(header.value)))
    .slice(0, BUDGET.addresses);

export const messageIds = (value: string): readonly string[] =>
  (value.match(/<[^<>\s]+>/g) ?? []).filter((id) => id.length <= BUDGET.messageId);

/** Decodes encoded words (RFC 2047). */
export const decoded = (value: string): string => {
  try {
    return decodeWords(value);
  } catch {
    return value;
  }
};

/** Parses type and parameters (RFC 2045 section 5.1) of a Content-Type value, tolerating common errors. */
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

/** Headers at the start of a text; the body is not decoded. */
export const headersAtStart = (text: string): readonly MailHeader[] => {
  const block = /^\n*((?:[^\n]+\n?)*)/.exec(text.replace(/\r\n?/g, '\n'))?.[1] ?? '';
  return unfold(block.split('\n'), BUDGET.headers).map(({ name, value }) => ({
    name,
    value: decoded(value),
  }));
};
