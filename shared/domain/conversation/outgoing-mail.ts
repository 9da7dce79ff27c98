import { parseAddress, sameAddress } from '../../mail/address.ts';
import { composeReply, type OutgoingMail } from '../../mail/compose.ts';
import type { AnsweredMail, OwnSignature } from '../../mail/composition/reply-body.ts';
import type { MessageId } from '../ids.ts';
import type { MailAddress } from '../mail-address.ts';
import type { Message } from './message.ts';
import { type EmailThread, joinedParticipants } from './thread.ts';
import { isAdmitted, isProven } from './verdict.ts';

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

/** Nobody needs more in copy; a list that somebody pasted is no circle of colleagues. */
const MAX_COPIES = 20;

export interface Addressees {
  readonly to: readonly MailAddress[];
  readonly cc: readonly MailAddress[];
}

/**
 * Whom a mail goes to, as *reply all* would have it, within what the owner allowed (P3): to who asked, or where they asked to be
 * answered; with copies to the recipient, to participants whom the owner let join, to whoever wrote another mail that is answered
 * because the owner accepted it, and, where others may take part, to whom a proven mail that is answered had in its own copy.
 * Nobody else, whoever put them where.
 */
export const addresseesOf = (
  thread: Pick<EmailThread, 'recipient' | 'participants' | 'allowOthers' | 'blocked'>,
  messages: readonly Message[],
  answers: readonly MessageId[],
  owner: Pick<MailAddress, 'email'>,
): Addressees => {
  const { recipient } = thread;
  const answered = messages.filter(({ id }) => answers.includes(id));
  const joined = thread.allowOthers ? joinedParticipants(thread) : [];
  const asking = answered.findLast(({ from }) => from !== null);
  const to = whoAsked(asking, recipient, joined);
  const accepted = answered.flatMap(({ ruling, from }) => (ruling === 'accepted' && from ? [from] : []));
  // A block is of an address that others can claim: it takes nothing from the recipient.
  const isBlocked = ({ email }: MailAddress): boolean =>
    thread.blocked.some((one) => sameAddress(one, email));
  const kept = thread.allowOthers
    ? answered.flatMap(({ cc, verdict }) => (isProven(verdict) ? cc.filter((one) => !isBlocked(one)) : []))
    : [];
  const besides = asking?.answerTo == null ? [recipient] : [];
  const cc: MailAddress[] = [];
  for (const { email, name } of [...besides, ...joined, ...accepted, ...kept]) {
    const known = [to, ...cc].map((one) => one.email);
    if (
      !parseAddress(email).ok ||
      sameAddress(email, owner.email) ||
      known.some((one) => sameAddress(one, email))
    )
      continue;
    // Whoever asks to be answered elsewhere is not written to here as well.
    if (asking?.answerTo != null && sameAddress(email, asking.from?.email ?? '')) continue;
    cc.push({ email, name });
  }
  return { to: [to], cc: cc.slice(0, MAX_COPIES) };
};

const whoAsked = (
  asking: Message | undefined,
  recipient: MailAddress,
  joined: readonly MailAddress[],
): MailAddress => {
  if (!asking?.from) return recipient;
  const { from, answerTo, ruling } = asking;
  if (answerTo !== null) return { email: answerTo, name: from.name };
  const isWelcome = ruling === 'accepted' || joined.some(({ email }) => sameAddress(email, from.email));
  return isWelcome && !sameAddress(from.email, recipient.email) && parseAddress(from.email).ok
    ? { email: from.email, name: from.name }
    : recipient;
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
    ...addresseesOf(thread, messages, message.answers, owner),
    subject: message.purpose === 'first' ? message.subject : replySubject(thread.subject ?? message.subject),
    inReplyTo: last?.rfcMessageId ?? null,
    references: references.slice(-MAX_REFERENCES),
    headers: { [OUR_MESSAGE_HEADER]: message.id },
    ...body,
  };
};
