import type { ThreadView } from '../../../domain/conversation/events.ts';
import type { InboundMeaning } from '../../../domain/conversation/inbound.ts';
import { blankMessage, type Message } from '../../../domain/conversation/message.ts';
import type { EmailThread } from '../../../domain/conversation/thread.ts';
import type { Verdict } from '../../../domain/conversation/verdict.ts';
import { messageIdSchema } from '../../../domain/ids.ts';
import type { MailAddress } from '../../../domain/mail-address.ts';
import { sameAddress } from '../../../mail/address.ts';
import { authenticationOf, isRefuted } from '../../../mail/authentication/authentication.ts';
import { BUDGET, cut } from '../../../mail/mime/budget.ts';
import { isTrusted } from '../../../mail/sender.ts';
import { messageWithinLimit } from '../../../persistence/within-limit.ts';
import { among, invitedIn } from './meaning.ts';
import { MAX_FILE_CHARS } from './read-files.ts';
import type { ReadMail } from './read-mail.ts';

/** Characters of each text that is kept; what a document does not hold besides is cut where it is written. */
const MAX_TEXT = 100_000;
/** Of a list of people, of references, of files. */
const MAX_LISTED = 50;
const MAX_GUESTS = 20;
const MAX_REASON = 200;

const person = ({ email, name }: MailAddress): MailAddress => ({
  email: cut(email, BUDGET.address),
  name: name === null ? null : cut(name, BUDGET.name),
});
const messageId = (id: string): string => cut(id, BUDGET.messageId);

/** The HTML is for show: half of it shows nothing that could be relied on. */
const wholeHtml = (html: string | null): string | null =>
  html === null || html.length > MAX_TEXT ? null : html;

/** The recipient's own reaction. Where letters stand for an emoji, or nothing vouches for the sender, there is none. */
const reactionOf = ({ parsed }: ReadMail, { recipient }: EmailThread): string | null => {
  const emoji = parsed.reaction?.emoji ?? null;
  const from = parsed.from.length === 1 ? (parsed.from[0]?.email ?? '') : '';
  return emoji !== null &&
    !/[\p{L}\p{N}\s]/u.test(emoji) &&
    sameAddress(from, recipient.email) &&
    authenticationOf(parsed.headers, from) === 'authenticated'
    ? emoji
    : null;
};

/** What is kept of how the sender was judged. */
const verdictOn = (
  { parsed }: ReadMail,
  view: ThreadView,
  meaning: InboundMeaning,
  trusted: readonly string[],
): Verdict => {
  const from = parsed.from[0]?.email ?? null;
  const authentication = authenticationOf(parsed.headers, from ?? '');
  return {
    from,
    authentication,
    trusted: authentication !== 'authenticated' && isTrusted(parsed.headers, from ?? '', trusted),
    refuted: isRefuted(parsed.headers),
    invited: from !== null && among(from, invitedIn(view)),
    heldFor: meaning.kind === 'held' ? meaning.notice : null,
  };
};

/** Where the recipient's mail asks to be answered, if its owner has agreed to just that before. */
const answerToOf = ({ parsed }: ReadMail, { thread }: ThreadView, meaning: InboundMeaning): string | null => {
  const { answersTo, recipient } = thread;
  const isTheirs = meaning.kind === 'genuine' && sameAddress(meaning.from.email, recipient.email);
  return answersTo !== null && isTheirs && parsed.replyTo.some(({ email }) => sameAddress(email, answersTo))
    ? answersTo
    : null;
};

/** The document for a mail that is not one of ours. Its id is Gmail's, so that recording is create-if-absent. */
export const inboundMessage = (
  mail: ReadMail,
  view: ThreadView,
  meaning: InboundMeaning,
  now: number,
  trusted: readonly string[] = [],
): Message => {
  const { parsed } = mail;
  const [from] = parsed.from;
  const author =
    meaning.kind === 'owner'
      ? 'owner'
      : meaning.kind === 'genuine' || meaning.kind === 'held' || meaning.kind === 'blocked'
        ? 'correspondent'
        : meaning.kind === 'wish'
          ? meaning.author
          : 'machine';
  return messageWithinLimit({
    ...blankMessage,
    id: messageIdSchema.parse(mail.raw.id),
    userId: view.thread.userId,
    threadId: view.thread.id,
    direction: 'inbound',
    author,
    state: 'received',
    gmailMessageId: mail.raw.id,
    rfcMessageId: parsed.messageId === null ? null : messageId(parsed.messageId),
    references: parsed.references.slice(-MAX_LISTED).map(messageId),
    from: from ? person(from) : null,
    to: parsed.to.slice(0, MAX_LISTED).map(person),
    cc: parsed.cc.slice(0, MAX_LISTED).map(person),
    subject: cut(parsed.subject, BUDGET.subject),
    text: mail.text.slice(0, MAX_TEXT).toWellFormed(),
    quoted: mail.quoted.slice(0, MAX_TEXT).toWellFormed(),
    html: wholeHtml(parsed.html),
    attachments: mail.files.slice(0, MAX_LISTED).map((file) => ({
      ...file,
      name: cut(file.name, BUDGET.attachmentName),
      type: cut(file.type, BUDGET.mediaType),
      text: file.text.slice(0, MAX_FILE_CHARS).toWellFormed(),
    })),
    invitation: parsed.invitation && {
      ...parsed.invitation,
      attendees: parsed.invitation.attendees.slice(0, MAX_GUESTS),
    },
    reaction: reactionOf(mail, view.thread),
    at: mail.raw.internalDate,
    utcOffset: parsed.utcOffset,
    createdAt: now,
    classification: { kind: mail.class.kind, reason: cut(mail.class.reason, MAX_REASON) },
    verdict: meaning.kind === 'owner' ? null : verdictOn(mail, view, meaning, trusted),
    answerTo: answerToOf(mail, view, meaning),
    ruling: meaning.kind === 'blocked' ? 'blocked' : null,
  });
};
