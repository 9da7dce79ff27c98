import type { MailAddress } from '../../domain/mail-address.ts';

/** What the headers of a mail tell of the mail that it answers: whose it was, and what it was called. */
export interface Surroundings {
  /** Addresses of those to whom the mail goes; the mail that it answers came from one of them. */
  readonly addressees: readonly string[];
  /** Without `Re:` and the like, in lower case; empty when there is none. */
  readonly subject: string;
}

export const NOWHERE: Surroundings = { addressees: [], subject: '' };

/** `Re:`, `AW:`, `Odp.:` and whatever other languages put before a subject. */
const PREFIX = /^\s*(?:\[[^\]]{1,40}\]\s*)?\p{L}{1,5}\.?(?:\[\d+\]|\(\d+\))?\s?[:：]\s*/u;

/** A subject as it is compared: without prefixes, in lower case, with single spaces. */
export const bareSubject = (subject: string): string => {
  let bare = subject.replace(/\s+/g, ' ').trim();
  for (let round = 0; round < 10 && PREFIX.test(bare); round++) bare = bare.replace(PREFIX, '');
  return bare.trim().toLowerCase();
};

export const surroundingsOf = (mail: {
  readonly to?: readonly MailAddress[];
  readonly cc?: readonly MailAddress[];
  readonly subject?: string;
}): Surroundings => ({
  addressees: [...(mail.to ?? []), ...(mail.cc ?? [])].slice(0, 20).map(({ email }) => email),
  subject: bareSubject(mail.subject ?? ''),
});

/** Whether a text names one of those to whom the mail goes. */
export const namesAddressee = ({ addressees }: Surroundings, text: string): boolean => {
  if (!text.includes('@')) return false;
  const lower = text.toLowerCase();
  return addressees.some((address) => lower.includes(address));
};
