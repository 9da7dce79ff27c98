import { z } from 'zod';
import { mailboxIdSchema, userIdSchema } from '../ids.ts';
import { stored } from '../stored.ts';

/** `sessions/{sha256 of token}`: a browser that is signed in. */
export const sessionSchema = stored({
  schemaVersion: z.literal(1),
  userId: userIdSchema,
  mailboxId: mailboxIdSchema,
  createdAt: z.number(),
  expiresAt: z.number(),
  ttl: z.number(),
});
export type Session = z.infer<typeof sessionSchema>;
