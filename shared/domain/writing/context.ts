import type { Message } from '../conversation/message.ts';
import type { EmailThread } from '../conversation/thread.ts';
import type { MessageId } from '../ids.ts';
import type { PromptItem } from './answer.ts';
import { untrustedMail } from './untrusted.ts';

/** What the model is shown of one mail and of a conversation, in characters: about four to a token. */
export const MAX_MAIL_CHARS = 20_000;
export const MAX_CONVERSATION_CHARS = 120_000;
/** How much is shown word for word once the middle is summarised; the gap to the above is how rarely that is paid for. */
export const KEPT_CHARS = 60_000;

/** A mail as the model is shown it. */
export interface Exchanged {
  readonly id: MessageId;
  readonly item: PromptItem;
}

const clipped = (text: string): string =>
  text.length <= MAX_MAIL_CHARS
    ? text
    : `${text.slice(0, MAX_MAIL_CHARS).toWellFormed()}\n[cut: the mail is longer]`;

const itemOf = (message: Message): PromptItem | null => {
  const text = message.bodyKept ? clipped(message.text) : '[the text of this mail was deleted]';
  if (message.direction === 'outbound') return message.state === 'sent' ? { role: 'assistant', text } : null;
  if (message.author === 'machine') return null;
  if (message.author === 'owner') return { role: 'assistant', text };
  const from = message.from ? `${message.from.name ?? ''} ${message.from.email}` : 'unknown sender';
  return { role: 'user', text: untrustedMail(from, text) };
};

/** The mails that were really exchanged, oldest first. */
export const exchanged = (messages: readonly Message[]): readonly Exchanged[] =>
  messages.flatMap((message) => {
    const item = itemOf(message);
    return item ? [{ id: message.id, item }] : [];
  });

export interface Context {
  /** The first mail, which says what the conversation is about; null where everything fits or there is none. */
  readonly opening: Exchanged | null;
  /** Stands for the mails after the opening. */
  readonly summary: string | null;
  /** Mails that neither fit nor are covered by the summary: to be summarised, or else left out. */
  readonly left: readonly Exchanged[];
  /** The newest, word for word. At least the last one. */
  readonly recent: readonly Exchanged[];
}

const charsOf = (mails: readonly Exchanged[]): number =>
  mails.reduce((total, { item }) => total + item.text.length, 0);

/** From which index on the mails fit. */
const startOfRecent = (mails: readonly Exchanged[]): number => {
  let start = mails.length;
  let total = 0;
  while (start > 0) {
    total += mails[start - 1]?.item.text.length ?? 0;
    if (total > KEPT_CHARS && start < mails.length) break;
    start--;
  }
  return start;
};

/** How a conversation is shown to the model: whole while it fits; else its opening, a summary and the newest mails. */
export const contextOf = (messages: readonly Message[], summary: EmailThread['summary']): Context => {
  const all = exchanged(messages);
  const reaches = summary ? all.findIndex(({ id }) => id === summary.upTo) : -1;
  const [opening = null, ...rest] = all;
  // A summary that reaches no further than the opening, or to a mail that is gone, stands for nothing.
  const covered = summary !== null && reaches > 0;
  const open = covered ? all.slice(reaches + 1) : rest;
  const text = covered ? summary.text : null;
  const total = charsOf(open) + (opening?.item.text.length ?? 0) + (text?.length ?? 0);
  if (total <= MAX_CONVERSATION_CHARS) return { opening, summary: text, left: [], recent: open };
  const start = startOfRecent(open);
  return { opening, summary: text, left: open.slice(0, start), recent: open.slice(start) };
};
