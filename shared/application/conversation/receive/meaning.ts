import type { ThreadView } from '../../../domain/conversation/events.ts';
import type { InboundMeaning } from '../../../domain/conversation/inbound.ts';
import type { Message } from '../../../domain/conversation/message.ts';
import { type AttentionNotice, plain } from '../../../domain/conversation/notices.ts';
import { OUR_MESSAGE_HEADER } from '../../../domain/conversation/outgoing-mail.ts';
import { type EmailThread, joinedParticipants } from '../../../domain/conversation/thread.ts';
import { isProven } from '../../../domain/conversation/verdict.ts';
import { messageIdSchema } from '../../../domain/ids.ts';
import type { Mailbox } from '../../../domain/mailbox/mailbox.ts';
import { pauseAfter } from '../../../domain/mailbox/sending-pause.ts';
import type { Successor } from '../../../domain/person/person.ts';
import { normaliseAddress, sameAddress } from '../../../mail/address.ts';
import { authenticationOf } from '../../../mail/authentication/authentication.ts';
import type { MailClass } from '../../../mail/classify.ts';
import { textOfOwn } from '../../../mail/reply-text.ts';
import { type HoldReason, judgeSender, machineStanding, type SenderVerdict } from '../../../mail/sender.ts';
import { isWishSubject, type Wish, wishIn } from '../../../mail/wish/wish.ts';
import { addressesOf, type ReadMail } from './read-mail.ts';

const DAY = 24 * 60 * 60_000;
const LONGEST_ABSENCE = 90 * DAY;

/** Whom the recipient has put into To or Cc of a mail that is proven to be theirs and that nobody rejected. */
export const invitedIn = ({ thread, messages }: ThreadView): readonly string[] =>
  messages.flatMap(({ from, to, cc, verdict, ruling }) =>
    from &&
    sameAddress(from.email, thread.recipient.email) &&
    isProven(verdict) &&
    (ruling === null || ruling === 'accepted')
      ? [...to, ...cc].map(({ email }) => email)
      : [],
  );

const senderOf = ({ parsed }: ReadMail, view: ThreadView, mailbox: Mailbox): SenderVerdict =>
  judgeSender({
    mail: parsed,
    owner: addressesOf(mailbox),
    recipient: view.thread.recipient.email,
    invited: invitedIn(view),
    participants: view.thread.allowOthers ? joinedParticipants(view.thread).map(({ email }) => email) : [],
    trusted: trustedIn(mailbox),
    answersTo: view.thread.answersTo,
  });

export const trustedIn = ({ trustedSenders }: Mailbox): readonly string[] =>
  trustedSenders.map(({ email }) => email);

export const among = (address: string, list: readonly string[]): boolean =>
  list.some((one) => sameAddress(one, address));

/** Whether a mail is, but for what it says, one to answer: only then is what came with it looked into (P9). */
export const mayBeAnswered = (mail: ReadMail, thread: EmailThread, mailbox: Mailbox): boolean =>
  mail.class.kind === 'human' &&
  headerOfOurs(mail) === null &&
  !mail.raw.labelIds.includes('SENT') &&
  !mail.raw.labelIds.includes('SPAM') &&
  senderOf(mail, { thread, messages: [] }, mailbox).kind === 'may_be_answered';

/** What the mail means for this thread. Pure; `now` is epoch ms. */
export const meaningOf = (
  mail: ReadMail,
  view: ThreadView,
  mailbox: Mailbox,
  now: number,
): InboundMeaning => {
  const { thread } = view;
  if (mail.raw.labelIds.includes('SENT')) return meaningOfSent(mail, view);
  const wish = meaningOfWish(mail, view, mailbox);
  if (wish) return wish;
  switch (mail.class.kind) {
    case 'bounce': {
      const unconfirmed = unlessBelieved(
        mail,
        view,
        mailbox,
        mail.class.cause === 'sending_limit' ? 'sending_limit' : 'bounce',
      );
      if (mail.class.cause === 'sending_limit')
        return unconfirmed ?? meaningOfSendingLimit(mail, view, mailbox, now);
      const meaning = meaningOfBounce(mail.class, thread.recipient.email);
      return meaning.kind === 'bounce' ? (unconfirmed ?? meaning) : meaning;
    }
    case 'out_of_office': {
      if (mail.class.says === 'left') return meaningOfLeaving(mail, mail.class.successor, view, mailbox);
      if (mail.class.outcome !== 'wait') return toldOrIgnored(mail.class);
      const back = mail.class.returnsAt;
      const until = back !== null && back > now ? Math.min(back, now + LONGEST_ABSENCE) : now + 3 * DAY;
      const successor = successorOf(mail.class.successor, view, mailbox);
      return unlessBelieved(mail, view, mailbox, 'absence') ?? { kind: 'out_of_office', until, successor };
    }
    case 'list':
    case 'machine':
      // Without a From header the author is unknown, so a machine's signs are not enough to decide.
      if (mail.parsed.from.length === 0) break;
      return toldOrIgnored(mail.class);
    case 'human':
      break;
    default:
      mail.class satisfies never;
  }
  const from = mail.parsed.from[0] ?? null;
  if (headerOfOurs(mail) !== null) return meaningOfMarked(mail, mailbox);
  const held = (notice: AttentionNotice): InboundMeaning => ({ kind: 'held', notice });
  const verdict = senderOf(mail, view, mailbox);
  if (from && verdict.kind === 'held' && isBlockable(verdict) && among(from.email, thread.blocked)) {
    return { kind: 'blocked' };
  }
  if (mail.raw.labelIds.includes('SPAM')) {
    return held(plain('marked_as_spam'));
  }
  if (verdict.kind === 'held') {
    // The owner, from another program than Gmail: whatever they write outranks the assistant (P6).
    return verdict.reason === 'own_address'
      ? { kind: 'owner' }
      : held(noticeOfHold(verdict.reason, mail, thread.recipient.email));
  }
  const { encrypted, calendar, unreadable, truncated, protected: sealed } = mail.parsed.flags;
  const saysNothing =
    mail.text.trim() === '' &&
    mail.parsed.invitation === null &&
    mail.files.every(({ status }) => status !== 'read');
  // An invitation that was read is a fact for the model; one that was not might say anything.
  const hidesInvitation = calendar && mail.parsed.invitation === null;
  if (saysNothing || encrypted || hidesInvitation || unreadable || truncated || sealed) {
    return held({ code: 'mail_unreadable', params: { cause: 'content' } });
  }
  if (mail.isOutside && !isAnswer(mail, view)) {
    const params = { from: printable(from?.email), subject: printable(mail.parsed.subject) };
    return held({ code: 'outside_mail', params });
  }
  return from ? { kind: 'genuine', from } : held(noticeOfHold('no_sender', mail, thread.recipient.email));
};

/** A block is of an address, which others can claim: it never swallows what is proven to be the owner's or the recipient's. */
const isBlockable = ({ reason }: Extract<SenderVerdict, { kind: 'held' }>): boolean =>
  reason !== 'own_address' && reason !== 'reply_to_elsewhere';

/** Whether a mail outside the conversation's Gmail thread refers to it: by its headers, or by its subject as an answer. */
const isAnswer = ({ parsed }: ReadMail, { thread, messages }: ThreadView): boolean => {
  const ours = new Set(messages.flatMap(({ rfcMessageId }) => rfcMessageId ?? []));
  if ([parsed.inReplyTo ?? '', ...parsed.references].some((id) => ours.has(id))) return true;
  const subject = thread.subject?.trim().toLowerCase() ?? '';
  const theirs = parsed.subject.trim().toLowerCase();
  return subject !== '' && theirs !== subject && theirs.endsWith(subject) && /^\p{L}{1,5}\s*:/u.test(theirs);
};

/**
 * A mail with the mark that we put on ours, and not from this mailbox: our own, handed back by a group or a list; or another
 * assistant's, which two of a kind must not answer for ever (ADR 0015).
 */
const meaningOfMarked = ({ parsed }: ReadMail, mailbox: Mailbox): InboundMeaning =>
  parsed.from.length === 1 &&
  addressesOf(mailbox).some((own) => sameAddress(own, parsed.from[0]?.email ?? '')) &&
  authenticationOf(parsed.headers, parsed.from[0]?.email ?? '') === 'authenticated'
    ? { kind: 'ignored' }
    : { kind: 'report', notice: plain('machine_mail') };

/** Who forges a report or an absence note would end or delay a conversation: what cannot be believed is shown. */
const unlessBelieved = (
  { parsed }: ReadMail,
  { thread }: ThreadView,
  mailbox: Mailbox,
  cause: 'bounce' | 'absence' | 'sending_limit',
): InboundMeaning | null => {
  const standing = machineStanding({
    mail: parsed,
    recipient: thread.recipient.email,
    trusted: trustedIn(mailbox),
  });
  const isBelieved = standing.kind === 'believed' && (cause !== 'sending_limit' || standing.as === 'gmail');
  const from = printable(parsed.from[0]?.email);
  return isBelieved
    ? null
    : { kind: 'report', notice: { code: 'machine_unconfirmed', params: { cause, from } } };
};

/** Somebody else who can be written to: an address that is one, and nobody's who takes part already. */
const successorOf = (
  named: Successor | null,
  { thread }: Pick<ThreadView, 'thread'>,
  mailbox: Mailbox,
): Successor | null => {
  const email = named?.email ? normaliseAddress(named.email) : null;
  const isOther = email !== null && !among(email, [thread.recipient.email, ...addressesOf(mailbox)]);
  const name = printable(named?.name ?? undefined) || null;
  return isOther || name !== null ? { email: isOther ? email : null, name } : null;
};

/** Who has left is written to no more. A note that anybody could have written only tells the owner. */
const meaningOfLeaving = (
  mail: ReadMail,
  named: Successor | null,
  view: ThreadView,
  mailbox: Mailbox,
): InboundMeaning =>
  unlessBelieved(mail, view, mailbox, 'absence')
    ? { kind: 'report', notice: plain('recipient_left') }
    : { kind: 'departure', successor: successorOf(named, view, mailbox) };

/** Characters of what a notice quotes of a mail. */
const MAX_SHOWN = 200;

/** Control characters would let a sender forge lines in what the owner reads. */
const printable = (text: string | undefined): string =>
  (text ?? '')
    .replace(/[\p{C}\s]+/gu, ' ')
    .trim()
    .slice(0, MAX_SHOWN)
    .toWellFormed();

/** What the owner is told of a sender who may not be answered. */
const noticeOfHold = (
  reason: HoldReason,
  { parsed }: ReadMail,
  recipientAddress: string,
): AttentionNotice => {
  const from = printable(parsed.from[0]?.email);
  const recipient = printable(recipientAddress);
  switch (reason) {
    case 'no_sender':
    case 'several_senders':
    case 'own_address':
    case 'newcomer':
    case 'bystander':
      return { code: 'sender_unknown', params: { cause: reason, from, recipient } };
    case 'own_address_forged':
      return { code: 'sender_unauthenticated', params: { cause: 'own_address', from } };
    case 'not_vouched_for':
      return { code: 'sender_unauthenticated', params: { cause: 'failed', from } };
    case 'not_checked':
      return { code: 'sender_unauthenticated', params: { cause: 'not_checked', from } };
    case 'reply_to_elsewhere': {
      const replyTo = parsed.replyTo.find(({ email }) => !sameAddress(email, parsed.from[0]?.email ?? ''));
      return { code: 'reply_to_elsewhere', params: { from, replyTo: printable(replyTo?.email) } };
    }
    default:
      return reason satisfies never;
  }
};

/** What a machine says within a conversation is never answered, but what nobody has read is shown to the owner. */
const toldOrIgnored = (
  machine: Extract<MailClass, { kind: 'out_of_office' | 'list' | 'machine' }>,
): InboundMeaning =>
  machine.outcome === 'tell'
    ? {
        kind: 'report',
        notice: plain(
          machine.kind === 'out_of_office' && machine.says === 'left' ? 'recipient_left' : 'machine_mail',
        ),
      }
    : { kind: 'ignored' };

/** A header of the mail that a report returns. */
const returnedHeader = ({ parsed }: ReadMail, name: string): string | undefined =>
  parsed.returned.find((header) => header.name.toLowerCase() === name.toLowerCase())?.value.trim();

/** Message-IDs of what a report may be about. */
export const messageIdsOf = (report: ReadMail): readonly string[] => {
  const { inReplyTo, references } = report.parsed;
  return [returnedHeader(report, 'Message-ID') ?? '', inReplyTo ?? '', ...references].filter(
    (id) => id !== '',
  );
};

/** Our own id of the mail that a report returns, which says what conversation it belongs to. */
export const ownIdIn = (report: ReadMail): string | undefined => returnedHeader(report, OUR_MESSAGE_HEADER);

/**
 * Gmail accepted a mail and then reports that the mailbox has reached its limit. It is about the mail that the report
 * names; in the conversation itself else about the last one that left, unless somebody has answered that. A mail that left
 * must not be sent again on a guess (P1).
 */
const meaningOfSendingLimit = (
  report: ReadMail,
  { thread, messages }: ThreadView,
  mailbox: Mailbox,
  now: number,
): InboundMeaning => {
  const sent = messages.filter(({ state }) => state === 'sent');
  const ids = messageIdsOf(report);
  const named =
    sent.find(({ id }) => id === ownIdIn(report)) ??
    sent.findLast(({ rfcMessageId }) => rfcMessageId !== null && ids.includes(rfcMessageId)) ??
    sent.find(({ gmailMessageId }) => gmailMessageId !== null && report.about.includes(gmailMessageId));
  const refused = named ?? (report.isOutside ? undefined : sent.at(-1));
  const wasAnswered = named === undefined && (thread.lastReceivedAt ?? 0) > (refused?.at ?? 0);
  if (!refused || wasAnswered) return { kind: 'report', notice: plain('sending_limit') };
  return {
    kind: 'send_refused',
    messageId: refused.id,
    until: pauseAfter(mailbox.sendingPause, now, null).until,
  };
};

/** Only a report about the recipient ends the conversation; one about somebody else is the owner's to judge (P10). */
const meaningOfBounce = (
  bounce: Extract<MailClass, { kind: 'bounce' }>,
  recipient: string,
): InboundMeaning => {
  if (bounce.severity === 'soft') return { kind: 'ignored' };
  const { failedRecipient, status } = bounce;
  if (failedRecipient !== null && !sameAddress(failedRecipient, recipient)) {
    const params = { failedRecipient: printable(failedRecipient) };
    return { kind: 'report', notice: { code: 'send_uncertain', params } };
  }
  return { kind: 'bounce', status };
};

/** What the mail itself says of the wish not to be written to; a report quotes whatever was sent. */
export const wishOf = (mail: ReadMail, ownTexts: readonly string[] = []): Wish | null =>
  mail.class.kind === 'bounce' || mail.parsed.reaction !== null
    ? null
    : isWishSubject(mail.parsed.subject)
      ? 'plain'
      : wishIn(mail.text, ownTexts);

/**
 * Whoever asks not to be written to is heard before anything is made of the mail's kind: a list's header, a vacation
 * program or the folder for spam takes nothing away from it. Null: no wish, or one that the model or the owner is to read
 * anyhow. What a program hands on is read by nobody, so that a doubtful wish in it is shown.
 */
const meaningOfWish = (
  mail: ReadMail,
  { thread, messages }: ThreadView,
  mailbox: Mailbox,
): InboundMeaning | null => {
  const [from, ...others] = mail.parsed.from;
  if (!from || others.length > 0) return null;
  const isPersons = mail.class.kind === 'human';
  const standing = machineStanding({
    mail: mail.parsed,
    recipient: thread.recipient.email,
    trusted: trustedIn(mailbox),
  });
  const isTheirs = standing.kind === 'believed' && standing.as !== 'gmail';
  // Of a colleague's own letter nobody knows for whom it speaks.
  if (isPersons && !sameAddress(from.email, thread.recipient.email)) return null;
  if (!isTheirs && (isPersons || !sameAddress(from.email, thread.recipient.email))) return null;
  const ours = messages.filter(({ direction, state }) => direction === 'outbound' && state === 'sent');
  const wish = wishOf(
    mail,
    ours.map(({ text }) => text),
  );
  if (wish === 'plain' && isTheirs) return { kind: 'wish', author: isPersons ? 'correspondent' : 'machine' };
  // "Please do not write to me until June" is what an absence note says, and is waited for.
  const isJudged = isPersons || mail.class.kind === 'out_of_office';
  if (wish === null || (wish === 'possible' && isJudged)) return null;
  return { kind: 'report', notice: plain('machine_mail') };
};

const headerOfOurs = ({ parsed }: ReadMail): string | null =>
  parsed.headers.find((h) => h.name.toLowerCase() === OUR_MESSAGE_HEADER.toLowerCase())?.value.trim() ?? null;

/** Left this mailbox, but not by our own call as far as its headers say. */
export const isSentByHand = (mail: ReadMail): boolean =>
  mail.raw.labelIds.includes('SENT') && headerOfOurs(mail) === null;

const meaningOfSent = (mail: ReadMail, view: ThreadView): InboundMeaning => {
  const id = messageIdSchema.safeParse(headerOfOurs(mail));
  const message = view.messages.find(
    (m) => m.direction === 'outbound' && (id.success ? m.id === id.data : isReplacedBy(m, mail)),
  );
  // Our header on something we do not know of, or a second time: somebody sent it by hand.
  if (!message || message.state === 'sent') return { kind: 'owner' };
  const waited = message.state === 'awaiting_approval';
  return {
    kind: 'ours',
    messageId: message.id,
    at: mail.raw.internalDate,
    facts: {
      gmailMessageId: mail.raw.id,
      gmailThreadId: mail.raw.threadId,
      resolution: plain(waited ? 'sent_by_owner' : 'confirmation_lost'),
      // The owner may have changed it.
      ...(waited ? { text: textOfOwn(mail.parsed) ?? message.text, subject: mail.parsed.subject } : {}),
    },
  };
};

/** Gmail's own editor drops our header from the draft that it changes or sends. */
const isReplacedBy = (message: Message, mail: ReadMail): boolean =>
  message.id === mail.inPlaceOf &&
  message.state === 'awaiting_approval' &&
  mail.raw.internalDate >= message.createdAt;
