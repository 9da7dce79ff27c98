import { z } from 'zod';
import { assistantIdSchema, userIdSchema } from '../ids.ts';
import { librarySchema, NO_LIBRARY } from '../knowledge/document.ts';
import { storedShape } from '../setting.ts';
import { stored } from '../stored.ts';
import { assistantSettings } from './settings.ts';

/** `users/{userId}/assistants/{id}` */
export const assistantSchema = stored({
  schemaVersion: z.literal(1),
  id: assistantIdSchema,
  userId: userIdSchema,
  ...storedShape(assistantSettings),
  /** Its own documents. */
  library: librarySchema.default(NO_LIBRARY),
  usage: stored({ inputTokens: z.number(), outputTokens: z.number() }),
  /** Grows with every change by the owner. */
  version: z.number(),
  createdAt: z.number(),
  updatedAt: z.number(),
});
export type Assistant = z.infer<typeof assistantSchema>;
