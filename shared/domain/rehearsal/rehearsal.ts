import { z } from 'zod';
import { assistantIdSchema, idSchema, userIdSchema } from '../ids.ts';
import { stored } from '../stored.ts';
import { writerActions } from '../writing/answer.ts';
import { markSchema, sourceSchema } from '../writing/checks/grounding/stored-sources.ts';
import { objectionSchema } from '../writing/checks/objection.ts';

/** How the correspondent behaves. `owner`: the owner writes their mails. */
export const tempers = ['keen', 'busy', 'sceptical', 'rude', 'injecting', 'away', 'owner'] as const;
export type Temper = (typeof tempers)[number];

export const MAX_TURNS = 12;
export const DEFAULT_TURNS = 6;
/** Input and output of all calls of one rehearsal. */
export const MAX_REHEARSAL_TOKENS = 300_000;
/** Rehearsals that are kept for one owner; the oldest makes room. */
export const MAX_REHEARSALS = 30;
/** Characters of one mail that are kept. */
export const MAX_SAID_CHARS = 20_000;

export const rehearsalStates = ['running', 'waiting', 'done'] as const;

/** Why a rehearsal ended. */
export const rehearsalEnds = [
  /** The assistant reached the goal, noted a refusal or a wish not to be written to, or takes no further part. */
  'decided',
  /** The correspondent clearly asked not to be written to again: no model is asked then. */
  'opted_out',
  /** A text was held back by the checks, also after one rewrite. */
  'rejected',
  'turns',
  /** The rehearsal's own tokens, or those of the owner's day, are used up. */
  'tokens',
  /** The model gave no usable answer. */
  'writer',
] as const;
export type RehearsalEnd = (typeof rehearsalEnds)[number];

const saidSchema = stored({
  author: z.enum(['assistant', 'correspondent']),
  at: z.number(),
  subject: z.string().nullable().default(null),
  /** As it would be sent, or as it is read out of the mail; null: nothing would be sent. */
  text: z.string().nullable(),
  /** Of the correspondent's mails: a program wrote it, and it is not answered. */
  automatic: z.boolean().default(false),
  action: z.enum(writerActions).nullable().default(null),
  reason: z.string().default(''),
  goalProgress: z.string().default(''),
  question: z.string().nullable().default(null),
  objections: z.array(objectionSchema).default([]),
  /** What the text rests on, and its words that follow from nothing. */
  sources: z.array(sourceSchema).default([]),
  unproved: z.array(markSchema).default([]),
});
export type Said = z.infer<typeof saidSchema>;

/** A mail of the correspondent; for one of ours, what is not decided yet. */
export const blankSaid = {
  subject: null,
  automatic: false,
  action: null,
  reason: '',
  goalProgress: '',
  question: null,
  objections: [],
  sources: [],
  unproved: [],
} satisfies Partial<Said>;

/** `users/{userId}/rehearsals/{id}`: a whole conversation of which nothing is sent. */
export const rehearsalSchema = stored({
  schemaVersion: z.literal(1),
  id: idSchema,
  userId: userIdSchema,
  assistantId: assistantIdSchema,
  temper: z.enum(tempers),
  /** How many mails the correspondent writes at most. */
  turns: z.number(),
  recipient: stored({ email: z.string(), name: z.string().nullable() }),
  instructions: z.string(),
  goal: z.string().nullable(),
  state: z.enum(rehearsalStates),
  ended: z.enum(rehearsalEnds).nullable(),
  messages: z.array(saidSchema),
  usage: stored({ inputTokens: z.number(), outputTokens: z.number() }),
  /** When the next step is announced anew; null: there is none. Epoch ms. */
  stepDueAt: z.number().nullable(),
  /** Attempts at the next step. */
  attempts: z.number(),
  createdAt: z.number(),
  updatedAt: z.number(),
});
export type Rehearsal = z.infer<typeof rehearsalSchema>;

export type RehearsalStep =
  | { readonly kind: 'assistant'; readonly purpose: 'first' | 'reply' }
  | { readonly kind: 'correspondent' }
  /** The owner writes the correspondent's next mail. */
  | { readonly kind: 'owner' }
  | { readonly kind: 'end'; readonly because: RehearsalEnd };

/** After these the conversation goes on, if the correspondent does. */
const goesOn = (said: Said): boolean => said.action === 'reply' || said.action === 'wait';

/** Who writes next. Pure: it depends on what was said so far. */
export const nextRehearsalStep = (
  rehearsal: Pick<Rehearsal, 'messages' | 'temper' | 'turns' | 'usage'>,
): RehearsalStep => {
  const { messages, temper, turns, usage } = rehearsal;
  const last = messages.at(-1);
  if (last?.author === 'assistant') {
    if (last.objections.length > 0) return { kind: 'end', because: 'rejected' };
    if (!goesOn(last)) return { kind: 'end', because: 'decided' };
  }
  if (usage.inputTokens + usage.outputTokens >= MAX_REHEARSAL_TOKENS)
    return { kind: 'end', because: 'tokens' };
  if (!last) return { kind: 'assistant', purpose: 'first' };
  if (last.author === 'correspondent' && !last.automatic) return { kind: 'assistant', purpose: 'reply' };
  const written = messages.filter(({ author }) => author === 'correspondent').length;
  if (written >= turns) return { kind: 'end', because: 'turns' };
  return temper === 'owner' ? { kind: 'owner' } : { kind: 'correspondent' };
};
