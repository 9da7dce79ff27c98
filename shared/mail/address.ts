import { err, ok, type Result } from '../domain/result.ts';

/** Why a text is not a single usable mail address. */
export type AddressProblem =
  | 'empty'
  | 'too_long'
  | 'control_character'
  | 'several_addresses'
  | 'display_name'
  | 'malformed'
  | 'bad_domain';

/** RFC 5321 section 4.5.3.1: a path holds 256 octets including its angle brackets, a local part 64, a domain 255. */
const MAX_ADDRESS = 254;
const MAX_LOCAL_PART = 64;
const MAX_INPUT = 1000;

const octets = (text: string): number => new TextEncoder().encode(text).length;

/** RFC 5322 dot-atom, with the letters of other scripts that RFC 6532 adds. Quoted local parts are not supported. */
const LOCAL_PART = /^[\p{L}\p{N}\p{M}!#$%&'*+/=?^_`{|}~-]+(?:\.[\p{L}\p{N}\p{M}!#$%&'*+/=?^_`{|}~-]+)*$/u;
const LABEL = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;

/** The A-label form (IDNA) of a host name in lower case; null: not a host name. */
const hostName = (text: string): string | null => {
  if (/[\s/?#@:\\[\]%]/.test(text) || text === '') return null;
  let host: string;
  try {
    host = new URL(`http://${text}/`).hostname.replace(/\.$/, '');
  } catch {
    return null;
  }
  const labels = host.split('.');
  const numeric = /^\d+$/.test(labels.at(-1) ?? '');
  return labels.length >= 2 && !numeric && host.length <= 253 && labels.every((label) => LABEL.test(label))
    ? host
    : null;
};

/**
 * Parses one bare address (`jane@example.com`) as a person types it: trims white space, converts the domain to
 * lower-case A-labels, and the local part to lower case. RFC 5321 makes local parts case-sensitive, but mailboxes of
 * people are not. Refuses anything that a header could treat as more than one address.
 */
export const parseAddress = (input: string): Result<string, AddressProblem> => {
  if (input.length > MAX_INPUT) return err('too_long');
  const text = input.trim().normalize('NFC');
  if (text === '') return err('empty');
  if (/\p{Cc}|[\u2028\u2029]/u.test(text)) return err('control_character');
  if (/[,;]/.test(text)) return err('several_addresses');
  if (/[<>"()]/.test(text)) return err('display_name');
  const at = text.lastIndexOf('@');
  if (at < 1) return err('malformed');
  const local = text.slice(0, at).toLowerCase();
  if (local.includes('@')) return err('several_addresses');
  if (/\p{Cf}/u.test(text) || !LOCAL_PART.test(local)) return err('malformed');
  const domain = hostName(text.slice(at + 1));
  if (domain === null) return err('bad_domain');
  const address = `${local}@${domain}`;
  return octets(local) > MAX_LOCAL_PART || octets(address) > MAX_ADDRESS ? err('too_long') : ok(address);
};

/** The normalised form of an address, under which it is stored and compared; null: not a usable address. */
export const normaliseAddress = (input: string): string | null => {
  const parsed = parseAddress(input);
  return parsed.ok ? parsed.value : null;
};

/** The host part of an address in lower case; empty when there is none. */
export const domainOf = (address: string): string => {
  const host = address.slice(address.lastIndexOf('@') + 1).trim();
  return address.includes('@') ? (hostName(host) ?? host.toLowerCase()) : '';
};

/**
 * One form for all addresses of a mailbox, as far as they show it: Gmail ignores dots and everything after a plus, and
 * has two domains (https://support.google.com/mail/answer/7436150). For comparing, never for sending.
 */
export const mailboxOf = (address: string): string => {
  const plain = normaliseAddress(address) ?? address.trim().toLowerCase();
  const domain = domainOf(plain);
  if (domain !== 'gmail.com' && domain !== 'googlemail.com') return plain;
  const local = plain.slice(0, plain.lastIndexOf('@')).replace(/\+.*$/, '').replaceAll('.', '');
  return `${local}@gmail.com`;
};

/** Whether both addresses belong to one mailbox, as far as the addresses show it. */
export const sameAddress = (one: string, other: string): boolean => mailboxOf(one) === mailboxOf(other);

/**
 * One form for all addresses of a person: besides what Gmail ignores, everything after a plus (RFC 5233) is removed,
 * because nearly every provider delivers such mail to the same reader. For opt-outs, not for authenticating a sender.
 */
export const personBehind = (address: string): string =>
  mailboxOf(address).replace(/(?<=[^+])\+[^@]*(?=@)/, '');
