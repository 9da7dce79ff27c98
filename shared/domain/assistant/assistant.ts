import { z } from 'zod';
import { modes } from '../conversation/vocabulary.ts';
import { assistantIdSchema, userIdSchema } from '../ids.ts';
import { workingHoursSchema } from './working-hours.ts';

/** `users/{userId}/assistants/{id}` */
export const assistantSchema = z.object({
  schemaVersion: z.literal(1),
  id: assistantIdSchema,
  userId: userIdSchema,
  name: z.string(),
  instructions: z.string(),
  /** Facts, prices, answers that the writer may draw on and must not exceed. */
  knowledge: z.string(),
  /** BCP 47 tag; null: the correspondent's language. */
  language: z.string().nullable(),
  signature: z.string().nullable(),
  mode: z.enum(modes),
  limits: z.object({ repliesPerThread: z.number() }),
  replyDelayMinutes: z.number(),
  workingHours: workingHoursSchema.nullable(),
  usage: z.object({ inputTokens: z.number(), outputTokens: z.number() }),
  /** Grows with every change by the owner. */
  version: z.number(),
  createdAt: z.number(),
  updatedAt: z.number(),
});
export type Assistant = z.infer<typeof assistantSchema>;
