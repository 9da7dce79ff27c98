import { z } from 'zod';
import { stored } from '../stored.ts';

/** `users/{userId}/idempotencyKeys/{sha256 of key}`: what a key was used for, for a day. */
export const idempotencyKeySchema = stored({
  requestHash: z.string(),
  threadId: z.string(),
  ttl: z.number(),
});
