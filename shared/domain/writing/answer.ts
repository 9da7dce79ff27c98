import { z } from 'zod';
import { promisers } from '../conversation/commitment.ts';

/** What the assistant may decide. A closed list: the model has no tools and names no recipients (P3). */
export const writerActions = [
  'reply',
  'wait',
  'finish',
  'decline_noted',
  'opt_out',
  'escalate',
  'ask_owner',
] as const;
export type WriterAction = (typeof writerActions)[number];

/** The actions that the prompt offers. */
export const askedActions = [
  'reply',
  'wait',
  'finish',
  'decline_noted',
  'opt_out',
  'escalate',
  'ask_owner',
] as const satisfies readonly WriterAction[];

/**
 * The fields that the model is asked for. The JSON schema of the request and the description in the prompt are generated
 * from this: add a field here. Nullable rather than optional, because structured output requires every property
 * (https://platform.openai.com/docs/guides/structured-outputs).
 */
export const askedAnswerSchema = z.object({
  action: z.enum(askedActions).meta({ description: 'what to do, one of the words above' }),
  subject: z.string().nullable().meta({ description: 'the subject of the first mail; otherwise null' }),
  body: z.string().nullable().meta({ description: "the mail's text; null where nothing is to be sent" }),
  until: z.string().nullable().meta({
    description:
      'when to look at the conversation again, as a date (2026-03-09) or ISO 8601 with an offset; only a time that was named, otherwise null',
  }),
  question: z.string().nullable().meta({
    description: 'with ask_owner: one question that they can answer without reading on; otherwise null',
  }),
  commitments: z
    .array(
      z.object({
        who: z.enum(promisers).meta({ description: 'owner: the side that you write for' }),
        what: z.string(),
        due: z.string().nullable(),
      }),
    )
    .meta({
      description:
        'every promise that is open after this answer, old ones included, each {"who": "owner" | "correspondent", "what": "...", "due": as until, or null}; [] if there are none',
    }),
  remember: z.array(z.object({ fact: z.string(), quote: z.string() })).meta({
    description:
      'what the correspondent says of themselves that later conversations with them should know (the name they like, what they use, what they have declined), each {"fact": "...", "quote": "their own words, copied exactly"}; [] if there is nothing',
  }),
  reason: z.string().meta({ description: 'one short sentence: why this action' }),
  goalProgress: z.string().meta({ description: 'one short sentence: how far the goal is' }),
});

const quoted = z.object({ value: z.string(), quote: z.string() });

/**
 * A parsed answer (`parseAnswer`). Optional fields are absent if they were not requested or the model left them out.
 */
export const writerAnswerSchema = z.object({
  action: z.enum(writerActions),
  /** Subject for a conversation's first mail; null otherwise. */
  subject: z.string().nullable(),
  /** The mail's text without quoted history. null: nothing is to be sent. */
  body: z.string().nullable(),
  /** One sentence for the owner: why this action. */
  reason: z.string(),
  /** One sentence for the owner: how close the goal is. */
  goalProgress: z.string(),
  /** When to come back: ISO 8601 with an offset, or a date. */
  until: z.string().nullable().optional(),
  /** A question to the owner. */
  question: z.string().nullable().optional(),
  commitments: z
    .array(z.object({ who: z.enum(promisers), what: z.string(), due: z.string().nullable().default(null) }))
    .optional(),
  /** What to remember of the correspondent, each with their own words. */
  remember: z.array(z.object({ fact: z.string(), quote: z.string() })).optional(),
  extracted: z.record(z.string(), quoted).optional(),
  /** Evidence for the statements of the text. */
  sources: z.array(z.object({ kind: z.string(), id: z.string(), quote: z.string() })).optional(),
});
export type WriterAnswer = z.infer<typeof writerAnswerSchema>;

export interface PromptItem {
  readonly role: 'user' | 'assistant';
  readonly text: string;
}

/** The stable part comes first, so that the provider's prompt cache works. */
export interface Prompt {
  /** Fixed rules, then the assistant's and the thread's instructions (developer role). */
  readonly instructions: string;
  /** The conversation, oldest first. */
  readonly items: readonly PromptItem[];
  readonly maxOutputTokens: number;
}
