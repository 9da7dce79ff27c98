import { parseAddress, sameAddress } from '../../mail/address.ts';
import { composeReply, type OutgoingMail } from '../../mail/compose.ts';
import type { AnsweredMail, OwnSignature } from '../../mail/composition/reply-body.ts';
import type { MessageId } from '../ids.ts';
import type { MailAddress } from '../mail-address.ts';
import type { Message } from './message.ts';
import { type EmailThread, joinedParticipants } from './thread.ts';
import { isAdmitted } from './verdict.ts';

/** Contains our message's id, so that a draft or sent mail can be recognised after a crash. */
export const OUR_MESSAGE_HEADER = 'X-Email-AI-Message';

const MAX_REFERENCES = 30;

/** `Re:` once, in front of the subject; Gmail joins a conversation by its subject as well. */
export const replySubject = (subject: string): string =>
  /^\s*re\s*:/i.test(subject) ? subject.trim() : `Re: ${subject.trim()}`;

/** How the owner's mail program would format the parts around the text. */
export interface OwnerStyle {
  /** IANA name of the owner's zone. */
  readonly timeZone: string;
  /** BCP 47. */
  readonly language: string;
  /** The owner's own signature from Gmail; null: none, or it is part of the text. */
  readonly signature: OwnSignature | null;
}

/** Invisible characters and bidi controls. Joiners are kept, because letters and emoji need them. */
const UNSEEN = /[\u200b\u2060\ufeff\u202a-\u202e\u2066-\u2069\u{e0000}-\u{e0fff}]/gu;

const isAnswered = (message: Message, answers: readonly MessageId[]): boolean =>
  answers.length > 0
    ? answers.includes(message.id)
    : message.state === 'sent' || (message.author === 'owner' && message.direction === 'inbound');

/**
 * The mail that is quoted below: the last one that this mail answers; for a follow-up, our own last mail. Never another
 * mail, which may have been written to the owner alone.
 */
const quotedBelow = (
  messages: readonly Message[],
  { purpose, answers }: Pick<Message, 'purpose' | 'answers'>,
  owner: MailAddress,
): AnsweredMail | null => {
  if (purpose === 'first') return null;
  const last = messages.findLast((message) => isAnswered(message, answers));
  // A text that retention has deleted is not quoted.
  if (!last?.bodyKept) return null;
  const text = (last.quoted.trim() === '' ? last.text : `${last.text}\n\n${last.quoted}`).replaceAll(
    UNSEEN,
    '',
  );
  return text.trim() === '' ? null : { from: last.from ?? owner, at: last.at, text };
};

/**
 * Who gets a copy besides the recipient (P3): participants whom the owner let join, and the sender of a mail that this
 * one answers because the owner accepted it. Nobody else, even if a correspondent put them into To or Cc.
 */
export const copiesTo = (
  thread: Pick<EmailThread, 'recipient' | 'participants' | 'allowOthers'>,
  messages: readonly Message[],
  answers: readonly MessageId[],
  owner: Pick<MailAddress, 'email'>,
): MailAddress[] => {
  const joined = thread.allowOthers ? joinedParticipants(thread) : [];
  const accepted = messages.flatMap(({ id, ruling, from }) =>
    ruling === 'accepted' && from && answers.includes(id) ? [from] : [],
  );
  const copies: MailAddress[] = [];
  for (const { email, name } of [...joined, ...accepted]) {
    const known = [thread.recipient.email, owner.email, ...copies.map((copy) => copy.email)];
    if (parseAddress(email).ok && !known.some((one) => sameAddress(one, email))) copies.push({ email, name });
  }
  return copies;
};

/** Builds the mail for one of our messages. `messages` are the thread's, oldest first. Headers: ADR 0015. */
export const outgoingMail = (
  thread: EmailThread,
  messages: readonly Message[],
  message: Pick<Message, 'id' | 'purpose' | 'subject' | 'text' | 'answers'>,
  owner: MailAddress,
  style: OwnerStyle,
): OutgoingMail => {
  const exchanged = messages.filter(
    (m) => m.author !== 'machine' && (m.direction === 'inbound' ? isAdmitted(m, thread) : m.state === 'sent'),
  );
  const last = exchanged.findLast((m) => m.rfcMessageId !== null);
  const references = last
    ? [...new Set([...last.references, ...(last.rfcMessageId ? [last.rfcMessageId] : [])])]
    : [];
  const body = composeReply({
    text: message.text,
    answered: quotedBelow(messages, message, owner),
    ...style,
    // The owner may have edited a draft that contained it.
    signature:
      style.signature && !message.text.trimEnd().endsWith(style.signature.text) ? style.signature : null,
  });
  return {
    from: owner,
    to: [thread.recipient],
    cc: copiesTo(thread, messages, message.answers, owner),
    subject: message.purpose === 'first' ? message.subject : replySubject(thread.subject ?? message.subject),
    inReplyTo: last?.rfcMessageId ?? null,
    references: references.slice(-MAX_REFERENCES),
    headers: { [OUR_MESSAGE_HEADER]: message.id },
    ...body,
  };
};
