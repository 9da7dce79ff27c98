import { z } from 'zod';

/** What the assistant may decide. A closed list: the model has no tools and names no recipients (P3). */
export const writerActions = ['reply', 'wait', 'finish', 'decline_noted', 'opt_out', 'escalate'] as const;
export type WriterAction = (typeof writerActions)[number];

/**
 * The model's structured answer. Fields are nullable rather than optional because structured output requires
 * every property (https://platform.openai.com/docs/guides/structured-outputs).
 */
export const writerAnswerSchema = z.object({
  action: z.enum(writerActions),
  /** Subject for a conversation's first mail; null otherwise. */
  subject: z.string().nullable(),
  /** The mail's text without quoted history. null where nothing is to be sent. */
  body: z.string().nullable(),
  /** One sentence for the owner: why this action. */
  reason: z.string(),
  /** One sentence for the owner: how far the goal is. */
  goalProgress: z.string(),
});
export type WriterAnswer = z.infer<typeof writerAnswerSchema>;

export interface PromptItem {
  readonly role: 'user' | 'assistant';
  readonly text: string;
}

/** Stable part first, so that the provider's prompt cache works. */
export interface Prompt {
  /** Fixed rules, then the assistant's and the thread's instructions (developer role). */
  readonly instructions: string;
  /** The conversation, oldest first. */
  readonly items: readonly PromptItem[];
  readonly maxOutputTokens: number;
}
