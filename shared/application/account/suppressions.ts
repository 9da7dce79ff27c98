import { createHash } from 'node:crypto';
import type { Suppression } from '../../domain/account/suppression.ts';
import type { EmailThread } from '../../domain/conversation/thread.ts';
import { personBehind } from '../../mail/address.ts';
import { paths } from '../../persistence/paths.ts';
import type { Transaction } from '../ports/document-store.ts';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** One for all spellings of an address: who asked to be left alone is not written to at `jo+x@` either. */
export const addressHash = (email: string): string => sha256(personBehind(email));

/** Whether somebody asked not to be written to. Older records know the address as it was written, in lower case. */
export const isSuppressed = async (tx: Transaction, userId: string, email: string): Promise<boolean> => {
  const ids = new Set([addressHash(email), sha256(email.trim().toLowerCase())]);
  const found = await Promise.all([...ids].map((id) => tx.get(paths.suppression(userId, id))));
  return found.some((suppression) => suppression !== null);
};

export const writeSuppression = (tx: Transaction, thread: EmailThread, now: number): void => {
  const id = addressHash(thread.recipientEmail);
  const suppression: Suppression = {
    schemaVersion: 1,
    id,
    email: thread.recipientEmail,
    reason: 'Asked not to be written to.',
    threadId: thread.id,
    createdAt: now,
  };
  tx.set(paths.suppression(thread.userId, id), suppression);
};
