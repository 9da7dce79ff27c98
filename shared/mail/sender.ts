import { domainOf, normaliseAddress, sameAddress } from './address.ts';
import { authenticationOf, isRefuted } from './authentication/authentication.ts';
import { sameOrganisation } from './authentication/organisational-domain.ts';
import { isSharedMailDomain } from './authentication/shared-mail-domains.ts';
import type { ParsedMail } from './parse.ts';

/** Why a mail is held for the owner. */
export type HoldReason =
  | 'no_sender'
  | 'several_senders'
  /** From one of the owner's addresses, but not sent from their mailbox. */
  | 'own_address'
  | 'own_address_forged'
  /** Not added to To or Cc by the recipient: the sender may know nothing but a Message-ID. */
  | 'newcomer'
  /** Added to To or Cc by the recipient, but the owner has not let them join. */
  | 'bystander'
  /** The receiving server checked the sender, and nothing authenticates the mail. */
  | 'not_vouched_for'
  /** The receiving server did not check the sender. */
  | 'not_checked'
  | 'reply_to_elsewhere';

export type SenderVerdict =
  | { readonly kind: 'may_be_answered'; readonly sender: 'recipient' | 'participant' }
  | {
      readonly kind: 'held';
      readonly code: 'sender_unknown' | 'sender_unauthenticated' | 'reply_to_elsewhere';
      readonly reason: HoldReason;
    };

export interface SenderQuestion {
  readonly mail: Pick<ParsedMail, 'headers' | 'from' | 'replyTo'>;
  /** Every address that the owner sends from. */
  readonly owner: readonly string[];
  readonly recipient: string;
  /** Addresses that the recipient, authenticated, has put into To or Cc so far. */
  readonly invited: readonly string[];
  /** Who may be answered besides the recipient: the owner has let each of them join. */
  readonly participants: readonly string[];
  /** Addresses that the owner trusts though nothing vouches for them, each for itself alone. */
  readonly trusted?: readonly string[];
  /** Where the recipient wants to be answered, by the owner's word. */
  readonly answersTo?: string | null;
}

const CODES: Readonly<Record<HoldReason, Extract<SenderVerdict, { kind: 'held' }>['code']>> = {
  no_sender: 'sender_unknown',
  several_senders: 'sender_unknown',
  own_address: 'sender_unknown',
  own_address_forged: 'sender_unauthenticated',
  newcomer: 'sender_unknown',
  bystander: 'sender_unknown',
  not_vouched_for: 'sender_unauthenticated',
  not_checked: 'sender_unauthenticated',
  reply_to_elsewhere: 'reply_to_elsewhere',
};

const held = (reason: HoldReason): SenderVerdict => ({ kind: 'held', code: CODES[reason], reason });

const among = (address: string, list: readonly string[]): boolean =>
  list.some((one) => sameAddress(one, address));

/**
 * Whether the owner trusts this very address though nothing vouches for it: no other spelling, no other address of its domain, and
 * never against the domain's own word that what fails its check is to be rejected.
 */
export const isTrusted = (
  headers: ParsedMail['headers'],
  address: string,
  trusted: readonly string[],
): boolean => {
  const spelled = normaliseAddress(address);
  return spelled !== null && trusted.includes(spelled) && !isRefuted(headers);
};

/**
 * Whether the sender of a person's mail may be answered (P3, P10). The sender is taken from the From header only, and
 * only if it is authenticated. Reply-To counts too, because it decides where an answer goes.
 */
export const judgeSender = (question: SenderQuestion): SenderVerdict => {
  const { mail, owner, recipient, invited, participants, trusted = [], answersTo = null } = question;
  const [from, ...others] = mail.from;
  if (!from) return held('no_sender');
  if (others.length > 0) return held('several_senders');
  const authentication = authenticationOf(mail.headers, from.email);
  if (among(from.email, owner)) {
    return held(authentication === 'authenticated' ? 'own_address' : 'own_address_forged');
  }
  if (authentication !== 'authenticated' && !isTrusted(mail.headers, from.email, trusted)) {
    return held(authentication === 'failed' ? 'not_vouched_for' : 'not_checked');
  }
  const isRecipient = sameAddress(from.email, recipient);
  if (!isRecipient && !among(from.email, participants)) {
    return held(among(from.email, invited) ? 'bystander' : 'newcomer');
  }
  const welcome = [
    from.email,
    recipient,
    ...owner,
    ...participants,
    ...(answersTo === null ? [] : [answersTo]),
  ];
  if (mail.replyTo.some(({ email }) => !among(email, welcome))) return held('reply_to_elsewhere');
  return { kind: 'may_be_answered', sender: isRecipient ? 'recipient' : 'participant' };
};

/** Whether a machine's mail may change something automatically, or is only shown to the owner, and why. */
export type MachineStanding =
  | { readonly kind: 'believed'; readonly as: 'recipient' | 'recipient_system' | 'gmail' }
  | { readonly kind: 'shown'; readonly reason: 'no_sender' | 'unauthenticated' | 'foreign' };

/** The daemon of the mailbox's own provider, which reports mails that were not delivered or not sent. */
const GMAIL_DAEMON = /^(?:mailer-daemon|postmaster|nobody)@(?:googlemail|google|gmail)\.com$/;
/** Addresses that only the mail system of a domain has. */
const SYSTEM =
  /^(?:mailer-daemon|maildaemon|postmaster|mail-?delivery(?:-?(?:sub)?system)?|microsoftexchange[0-9a-f]{32}|mdaemon|bounces?|no-?reply|do-?not-?reply|auto-?(?:reply|respond(?:er)?))$/;

/**
 * Whether a delivery report, a vacation note or another machine's mail can be trusted: only if it is authenticated, and
 * comes from the recipient's own address, another address of their organisation, or Gmail's own daemon. At a provider
 * that gives addresses to everybody, only the recipient's own address and those of the mail system count.
 */
export const machineStanding = ({
  mail,
  recipient,
  trusted = [],
}: {
  readonly mail: Pick<ParsedMail, 'headers' | 'from'>;
  readonly recipient: string;
  readonly trusted?: readonly string[];
}): MachineStanding => {
  const [from, ...others] = mail.from;
  if (!from || others.length > 0) return { kind: 'shown', reason: 'no_sender' };
  const isProven =
    authenticationOf(mail.headers, from.email) === 'authenticated' ||
    isTrusted(mail.headers, from.email, trusted);
  if (!isProven) {
    return { kind: 'shown', reason: 'unauthenticated' };
  }
  if (sameAddress(from.email, recipient)) return { kind: 'believed', as: 'recipient' };
  if (GMAIL_DAEMON.test(from.email)) return { kind: 'believed', as: 'gmail' };
  const domain = domainOf(from.email);
  if (!sameOrganisation(domain, domainOf(recipient))) return { kind: 'shown', reason: 'foreign' };
  return isSharedMailDomain(domain) && !SYSTEM.test(from.email.split('@')[0] ?? '')
    ? { kind: 'shown', reason: 'foreign' }
    : { kind: 'believed', as: 'recipient_system' };
};
