import { z } from 'zod';
import { stored } from '../stored.ts';

/** Whose promise it is. */
export const promisers = ['owner', 'correspondent'] as const;

/** What somebody promised in a conversation and has not kept yet, as the model understands it. */
export const commitmentSchema = stored({
  who: z.enum(promisers),
  what: z.string(),
  /** Epoch ms; null: nobody named a time. */
  due: z.number().nullable(),
});
export type Commitment = z.infer<typeof commitmentSchema>;

/** What the owner told the assistant about one conversation. Trusted, unlike everything in its mails. */
export const noteSchema = stored({
  at: z.number(),
  text: z.string(),
  /** The assistant's question that it answers. */
  question: z.string().nullable().default(null),
});
export type Note = z.infer<typeof noteSchema>;

export const MAX_NOTES = 50;
export const MAX_NOTE_CHARS = 4000;
