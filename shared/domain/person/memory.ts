import { z } from 'zod';
import { sameAddress } from '../../mail/address.ts';
import type { Message } from '../conversation/message.ts';
import { idSchema, type MessageId, messageIdSchema, threadIdSchema } from '../ids.ts';
import { saysTheSame } from '../learning/lesson.ts';
import { stored } from '../stored.ts';
import type { WriterAnswer } from '../writing/answer.ts';
import { defused } from '../writing/untrusted.ts';

/** What somebody said of themselves in a conversation, with the words in which they did. */
export const memorySchema = stored({
  /** From the mail's. */
  id: idSchema,
  /** One short sentence, as a model understood it. */
  text: z.string(),
  /** Copied from their mail, which the code has checked. */
  quote: z.string(),
  threadId: threadIdSchema,
  messageId: messageIdSchema,
  /** When they wrote it; epoch ms. */
  at: z.number(),
});
export type Memory = z.infer<typeof memorySchema>;

/** Of one person; the oldest fall off. */
export const MAX_MEMORIES = 20;
/** Of one answer. */
const MAX_AT_ONCE = 5;
const MAX_TEXT_CHARS = 200;
const MIN_QUOTE_CHARS = 6;
const MAX_QUOTE_CHARS = 300;

const oneLine = (text: string): string => defused(text).replaceAll(/\s+/g, ' ').trim().toWellFormed();
const folded = (text: string): string => oneLine(text.normalize('NFKC')).toLowerCase();
/** Figures, addresses and links: what must not be added to somebody's words. */
const exactIn = (text: string): readonly string[] =>
  text.match(/\p{N}+|\S+@\S+|\S+:\/\/\S+|www\.\S+/gu) ?? [];

/** A fact that a mail establishes. */
export interface Remembered {
  readonly text: string;
  readonly quote: string;
  readonly messageId: MessageId;
  /** When the mail was written; epoch ms. */
  readonly at: number;
}

/**
 * What of a model's answer may be remembered: facts whose quotation stands word for word in a mail of the recipient's own, and
 * that say no figure, address or link which the quotation does not. `messages`: those that the model was shown. Pure.
 */
export const rememberedIn = (
  { remember = [] }: Pick<WriterAnswer, 'remember'>,
  messages: readonly Message[],
  recipientEmail: string,
): readonly Remembered[] => {
  const theirs = messages.filter(
    ({ direction, author, from, bodyKept }) =>
      direction === 'inbound' &&
      author === 'correspondent' &&
      bodyKept &&
      from !== null &&
      sameAddress(from.email, recipientEmail),
  );
  const found: Remembered[] = [];
  for (const { fact, quote } of remember) {
    const [text, words] = [oneLine(fact), oneLine(quote)];
    if (text.length < 3 || text.length > MAX_TEXT_CHARS) continue;
    if (words.length < MIN_QUOTE_CHARS || words.length > MAX_QUOTE_CHARS) continue;
    if (exactIn(folded(text)).some((exact) => !folded(words).includes(exact))) continue;
    const source = theirs.findLast((message) => folded(message.text).includes(folded(words)));
    if (!source || found.some((one) => saysTheSame(one.text, text))) continue;
    found.push({ text, quote: words, messageId: source.id, at: source.at });
  }
  return found.slice(0, MAX_AT_ONCE);
};

/** What is known with these facts. Said again, a fact moves to the newest. */
export const withMemories = (before: readonly Memory[], facts: readonly Memory[]): Memory[] => {
  const others = before.filter((one) => !facts.some(({ text }) => saysTheSame(text, one.text)));
  return [...others, ...facts].slice(-MAX_MEMORIES);
};

/** What earlier conversations established, for the next one. */
export const memoriesFor = (memory: readonly Memory[], threadId: string): readonly Memory[] =>
  memory.filter((one) => one.threadId !== threadId);
