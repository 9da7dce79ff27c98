import { sameAddress } from './address.ts';
import { isAuthenticated } from './authentication.ts';
import type { ParsedMail } from './parse-mail.ts';

export type SenderVerdict =
  | { readonly kind: 'may_be_answered' }
  | {
      readonly kind: 'held';
      readonly code: 'sender_unknown' | 'sender_unauthenticated' | 'reply_to_elsewhere';
      /** For the owner. */
      readonly sentence: string;
    };

export interface SenderQuestion {
  readonly mail: ParsedMail;
  /** Every address that the owner writes from. */
  readonly owner: readonly string[];
  readonly recipient: string;
  /** Who else has appeared in the thread so far. */
  readonly participants: readonly string[];
  /** Whether the owner lets the assistant answer people other than the recipient. */
  readonly allowOthers: boolean;
}

const held = (code: Extract<SenderVerdict, { kind: 'held' }>['code'], sentence: string): SenderVerdict => ({
  kind: 'held',
  code,
  sentence,
});

/** Control characters would let a sender forge lines in what the owner reads. */
const printable = (text: string): string =>
  text
    .replace(/[\p{C}\s]+/gu, ' ')
    .trim()
    .slice(0, 200);

/**
 * Whether the sender of a mail that a person wrote may be answered. Who the sender is comes from the From header alone,
 * and only once it is authenticated; where an answer would go is part of it, so Reply-To counts too.
 */
export const judgeSender = (question: SenderQuestion): SenderVerdict => {
  const { mail, owner, recipient, participants, allowOthers } = question;
  const among = (address: string, list: readonly string[]) => list.some((one) => sameAddress(one, address));
  const [sender, ...others] = mail.from;
  if (!sender) return held('sender_unknown', 'A mail came that does not say who sent it.');
  const who = printable(sender.email);
  if (others.length > 0) {
    return held('sender_unknown', `A mail came that names several senders, ${who} first.`);
  }
  if (among(sender.email, owner)) {
    return held(
      'sender_unauthenticated',
      `A mail came from outside that says it is from you (${who}). It may be forged.`,
    );
  }
  const isRecipient = sameAddress(sender.email, recipient);
  if (!isRecipient && !allowOthers) {
    const known = among(sender.email, participants);
    return held(
      'sender_unknown',
      known
        ? `${who} wrote in this conversation, and the assistant answers ${printable(recipient)} alone.`
        : `${who} wrote in this conversation for the first time. The assistant does not know them.`,
    );
  }
  if (!isAuthenticated(mail.headers, sender.email)) {
    return held(
      'sender_unauthenticated',
      `A mail that says it is from ${who} did not pass Gmail's checks of the sender.`,
    );
  }
  const elsewhere = mail.replyTo.find(
    ({ email }) =>
      !sameAddress(email, sender.email) &&
      !sameAddress(email, recipient) &&
      !(allowOthers && among(email, participants)),
  );
  if (elsewhere) {
    return held(
      'reply_to_elsewhere',
      `${who} asks that answers go to another address, ${printable(elsewhere.email)}.`,
    );
  }
  return { kind: 'may_be_answered' };
};
