import { z } from 'zod';
import type { Happened } from '../conversation/consequences.ts';
import type { ThreadView } from '../conversation/events.ts';
import { type Message, pendingStates } from '../conversation/message.ts';
import {
  assistantIdSchema,
  idSchema,
  type MessageId,
  messageIdSchema,
  threadIdSchema,
  userIdSchema,
} from '../ids.ts';
import { mailAddressSchema } from '../mail-address.ts';
import { stored } from '../stored.ts';

export const correctionKinds = ['feedback', 'edit', 'by_hand'] as const;
export type CorrectionKind = (typeof correctionKinds)[number];

/**
 * `users/{userId}/threads/{threadId}/corrections/{id}`: what an owner changed in a draft, until a lesson was made of it or it turned out to be none.
 * Written in the transaction in which it happens, under an id that follows from what was corrected.
 */
export const correctionSchema = stored({
  schemaVersion: z.literal(1),
  id: idSchema,
  userId: userIdSchema,
  threadId: threadIdSchema,
  assistantId: assistantIdSchema,
  messageId: messageIdSchema,
  recipient: mailAddressSchema,
  kind: z.enum(correctionKinds),
  /** The assistant's text. */
  draft: z.string(),
  /** The owner's: of the mail that left, or of their feedback. */
  words: z.string(),
  /** When it is looked at next, epoch ms. */
  learnDueAt: z.number(),
  /** Who looks at it. */
  lease: stored({ token: z.string(), expiresAt: z.number() }).nullable(),
  /** Times that this failed. */
  attempts: z.number(),
  createdAt: z.number(),
});
export type Correction = z.infer<typeof correctionSchema>;

/** More of a text is not compared. */
const MAX_TEXT_CHARS = 20_000;
const clipped = (text: string): string => text.slice(0, MAX_TEXT_CHARS).toWellFormed();

const of = (
  { thread }: ThreadView,
  messageId: MessageId,
  kind: CorrectionKind,
  texts: { readonly draft: string; readonly words: string },
  at: number,
): Correction => ({
  schemaVersion: 1,
  id: idSchema.parse(`${messageId}-${kind}`),
  userId: thread.userId,
  threadId: thread.id,
  assistantId: thread.assistantId,
  messageId,
  recipient: thread.recipient,
  kind,
  draft: clipped(texts.draft),
  words: clipped(texts.words),
  learnDueAt: at,
  lease: null,
  attempts: 0,
  createdAt: at,
});

/** The assistant's own text of a mail, whatever its owner made of it since. */
const assistantsTextOf = ({ written, text }: Message): string => written ?? text;

/** The draft that the owner answered instead of: it waits, or they have thrown it away since. */
const draftInstead = ({ messages }: ThreadView): Message | null => {
  const at = messages.findLastIndex(({ direction }) => direction === 'outbound');
  const draft = messages[at];
  const isAnswered = messages.slice(at + 1).some(({ author }) => author === 'owner');
  if (!draft || isAnswered || draft.author !== 'assistant' || !draft.bodyKept) return null;
  return pendingStates.has(draft.state) || draft.state === 'discarded' ? draft : null;
};

/** What an event says of a draft that its owner would have liked otherwise; null: nothing. Pure. */
export const correctionOf = ({ event, before }: Happened): Correction | null => {
  const messageOf = (id: MessageId) => before.messages.find((one) => one.id === id);
  switch (event.type) {
    case 'rewrite_requested': {
      const message = messageOf(event.messageId);
      if (!message || event.feedback.trim() === '') return null;
      const texts = { draft: message.text, words: event.feedback };
      return of(before, message.id, 'feedback', texts, event.at);
    }
    case 'sent': {
      const message = messageOf(event.messageId);
      if (!message || message.state === 'sent' || message.author !== 'assistant') return null;
      // Only where the owner had a hand in it: what Gmail makes of a text is no correction.
      const isTheirs =
        message.written !== null ||
        message.approval?.text != null ||
        event.facts.resolution?.code === 'sent_by_owner';
      const words = event.facts.text ?? message.text;
      const draft = assistantsTextOf(message);
      return isTheirs && words !== draft ? of(before, message.id, 'edit', { draft, words }, event.at) : null;
    }
    case 'owner_wrote': {
      const draft = draftInstead(before);
      const words = event.message.text;
      if (!draft || words.trim() === '') return null;
      return of(before, draft.id, 'by_hand', { draft: assistantsTextOf(draft), words }, event.at);
    }
    default:
      return null;
  }
};
