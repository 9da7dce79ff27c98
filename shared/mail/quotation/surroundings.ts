import type { MailAddress } from '../../domain/mail-address.ts';

/** What a mail's headers say about the mail that it answers: its sender and its subject. */
export interface Surroundings {
  /** Addresses of this mail's recipients; the answered mail came from one of them. */
  readonly addressees: readonly string[];
  /** Without `Re:` and similar prefixes, in lower case; empty if there is none. */
  readonly subject: string;
}

export const NOWHERE: Surroundings = { addressees: [], subject: '' };

/** `Re:`, `AW:`, `Odp.:` and the subject prefixes of other languages. */
const PREFIX = /^\s*(?:\[[^\]]{1,40}\]\s*)?\p{L}{1,5}\.?(?:\[\d+\]|\(\d+\))?\s?[:：]\s*/u;

/** A subject for comparing: without prefixes, in lower case, with single spaces. */
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

/** Whether a text names one of this mail's recipients. */
export const namesAddressee = ({ addressees }: Surroundings, text: string): boolean => {
  if (!text.includes('@')) return false;
  const lower = text.toLowerCase();
  return addressees.some((address) => lower.includes(address));
};
