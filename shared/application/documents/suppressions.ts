import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { EmailThread } from '../../domain/thread.ts';
import type { Transaction } from '../ports/document-store.ts';
import { paths } from './paths.ts';

/** `users/{userId}/suppressions/{sha256 of address}`: somebody asked not to be written to. */
export const suppressionSchema = z.object({
  schemaVersion: z.literal(1),
  id: z.string(),
  email: z.string(),
  reason: z.string(),
  threadId: z.string().nullable(),
  createdAt: z.number(),
});

/** Addresses are compared in lower case, as people and Gmail do. */
export const addressHash = (email: string): string =>
  createHash('sha256').update(email.trim().toLowerCase()).digest('hex');

export const writeSuppression = (tx: Transaction, thread: EmailThread, now: number): void => {
  const id = addressHash(thread.recipientEmail);
  tx.set(paths.suppression(thread.userId, id), {
    schemaVersion: 1,
    id,
    email: thread.recipientEmail,
    reason: 'Asked not to be written to.',
    threadId: thread.id,
    createdAt: now,
  });
};
