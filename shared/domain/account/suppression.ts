import { z } from 'zod';
import { stored } from '../stored.ts';

/** `users/{userId}/suppressions/{sha256 of address}`: somebody asked not to be written to. */
export const suppressionSchema = stored({
  schemaVersion: z.literal(1),
  id: z.string(),
  email: z.string(),
  reason: z.string(),
  threadId: z.string().nullable(),
  createdAt: z.number(),
});
export type Suppression = z.infer<typeof suppressionSchema>;
