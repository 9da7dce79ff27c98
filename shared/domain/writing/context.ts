import type { Message } from '../conversation/message.ts';
import type { EmailThread } from '../conversation/thread.ts';
import type { MessageId } from '../ids.ts';
import type { Prompt, PromptItem } from './answer.ts';
import { attachedFiles } from './attached-files.ts';
import { invitationText } from './invitation-text.ts';
import { sentMoment } from './moments.ts';
import { untrustedMail } from './untrusted.ts';

/** How much the model is shown of one mail and of a conversation, in characters: about four per token. */
export const MAX_MAIL_CHARS = 20_000;
/** Of a mail's attached files, besides its own text. */
export const MAX_FILES_CHARS = 40_000;
export const MAX_CONVERSATION_CHARS = 120_000;
/**
 * How much is shown verbatim once the middle is summarised. The difference to the limit above determines how often a
 * new summary is paid for.
 */
export const KEPT_CHARS = 60_000;

/** A mail as the model is shown it. */
export interface Exchanged {
  readonly id: MessageId;
  readonly item: PromptItem;
  /** The date line before a mail of ours, which has no tag that could contain the date. */
  readonly note: PromptItem | null;
}

const clipped = (text: string, max: number): string =>
  text.length <= max ? text : `${text.slice(0, max).toWellFormed()}\n[cut: the mail is longer]`;

interface Shares {
  /** Limits for the text of one mail, and for its text and files together. */
  readonly mail: number;
  readonly withFiles: number;
}

const WHOLE: Shares = { mail: MAX_MAIL_CHARS, withFiles: MAX_MAIL_CHARS + MAX_FILES_CHARS };

const itemOf = (message: Message, share: Shares, timeZone: string): PromptItem | null => {
  const text = message.bodyKept ? clipped(message.text, share.mail) : '[the text of this mail was deleted]';
  if (message.direction === 'outbound') return message.state === 'sent' ? { role: 'assistant', text } : null;
  const writer = message.from ? `${message.from.name ?? ''} ${message.from.email}` : 'unknown sender';
  if (message.reaction !== null) {
    const reacted = `[no words: a reaction, ${message.reaction}]`;
    return { role: 'user', text: untrustedMail(writer, sentMoment(message, timeZone), reacted) };
  }
  if (message.author === 'machine') return null;
  if (message.author === 'owner') return { role: 'assistant', text };
  const mail = untrustedMail(writer, sentMoment(message, timeZone), text);
  const room = Math.max(0, share.withFiles - text.length);
  const files = attachedFiles(message.attachments, message.bodyKept, Math.min(room, MAX_FILES_CHARS));
  const invitation = message.invitation ? invitationText(message.invitation, timeZone) : '';
  return { role: 'user', text: [mail, invitation, files].filter((part) => part !== '').join('\n') };
};

const noteOf = (message: Message, { role }: PromptItem, timeZone: string): PromptItem | null =>
  role === 'assistant' ? { role: 'user', text: `[Sent by you on ${sentMoment(message, timeZone)}:]` } : null;

/** The mails that were actually exchanged, oldest first. */
export const exchanged = (
  messages: readonly Message[],
  timeZone: string,
  share: Shares = WHOLE,
): readonly Exchanged[] =>
  messages.flatMap((message) => {
    const item = itemOf(message, share, timeZone);
    return item ? [{ id: message.id, item, note: noteOf(message, item, timeZone) }] : [];
  });

/** The prompt items of these mails, in order. */
export const itemsOfMails = (mails: readonly Exchanged[]): readonly PromptItem[] =>
  mails.flatMap(({ note, item }) => (note ? [note, item] : [item]));

export interface Context {
  /** The first mail, which says what the conversation is about; null: everything fits, or there is none. */
  readonly opening: Exchanged | null;
  /** Replaces the mails after the opening. */
  readonly summary: string | null;
  /** Mails that neither fit nor are covered by the summary: they have to be summarised, or are left out. */
  readonly left: readonly Exchanged[];
  /** The newest mails, verbatim. At least the last one. */
  readonly recent: readonly Exchanged[];
}

const charsOf = (mails: readonly Exchanged[]): number =>
  itemsOfMails(mails).reduce((total, { text }) => total + text.length, 0);

/** The index from which on the mails fit. */
const startOfRecent = (mails: readonly Exchanged[], maxChars: number): number => {
  let start = mails.length;
  let total = 0;
  while (start > 0) {
    total += charsOf(mails.slice(start - 1, start));
    if (total > maxChars && start < mails.length) break;
    start--;
  }
  return start;
};

/** With a reduced `maxChars`, opening, summary and newest mails get a third each. */
const shares = (maxChars: number) =>
  maxChars >= MAX_CONVERSATION_CHARS
    ? { ...WHOLE, kept: KEPT_CHARS, summary: MAX_CONVERSATION_CHARS }
    : {
        mail: Math.min(MAX_MAIL_CHARS, Math.floor(maxChars / 3)),
        withFiles: Math.floor(maxChars / 3),
        kept: Math.min(KEPT_CHARS, Math.floor(maxChars / 3)),
        summary: Math.floor(maxChars / 3),
      };

/**
 * How a conversation is shown to the model: completely if it fits into `maxChars`; otherwise its opening, a summary and
 * the newest mails. `timeZone`: the owner's.
 */
export const contextOf = (
  messages: readonly Message[],
  summary: EmailThread['summary'],
  timeZone: string,
  maxChars = MAX_CONVERSATION_CHARS,
): Context => {
  const share = shares(maxChars);
  const all = exchanged(messages, timeZone, share);
  const reaches = summary ? all.findIndex(({ id }) => id === summary.upTo) : -1;
  const [opening = null, ...rest] = all;
  // A summary that covers only the opening, or ends at a mail that no longer exists, is ignored.
  const covered = summary !== null && reaches > 0;
  const open = covered ? all.slice(reaches + 1) : rest;
  const text = covered ? clipped(summary.text, share.summary) : null;
  const total = charsOf(open) + (opening ? charsOf([opening]) : 0) + (text?.length ?? 0);
  if (total <= maxChars) return { opening, summary: text, left: [], recent: open };
  const start = startOfRecent(open, share.kept);
  return { opening, summary: text, left: open.slice(0, start), recent: open.slice(start) };
};

/** A shorter excerpt is not useful. */
const MIN_CONVERSATION_CHARS = 1_500;
/** A conservative estimate: English has 4.5, other languages fewer. */
const CHARS_PER_TOKEN = 3;

/**
 * The limit for the conversation, in characters, after a prompt was too long. `fittingTokens`: how many tokens of a prompt fit;
 * null: unknown, so half of the conversation is tried. Returns null if the instructions alone are too long.
 */
export const conversationCharsFor = (prompt: Prompt, fittingTokens: number | null): number | null => {
  const now = prompt.items.reduce((total, { text }) => total + text.length, 0);
  const room =
    fittingTokens === null
      ? now / 2
      : Math.min(now * 0.8, fittingTokens * CHARS_PER_TOKEN - prompt.instructions.length);
  return room >= MIN_CONVERSATION_CHARS ? Math.floor(room) : null;
};
