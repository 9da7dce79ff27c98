import { z } from 'zod';
import { mailboxIdSchema, userIdSchema } from '../../domain/ids.ts';
import { paths } from '../../persistence/paths.ts';
import { parseDocument } from '../../persistence/read.ts';
import type { Clock } from '../ports/clock.ts';
import type { DocumentStore } from '../ports/document-store.ts';
import { sha256 } from './hash.ts';

/** `sessions/{sha256 of token}` */
export const sessionSchema = z.object({
  schemaVersion: z.literal(1),
  userId: userIdSchema,
  mailboxId: mailboxIdSchema,
  createdAt: z.number(),
  expiresAt: z.number(),
  ttl: z.number(),
});
export type Session = z.infer<typeof sessionSchema>;

const DAY = 24 * 60 * 60_000;
/** Ends after so long without use, and after so long in any case. */
export const IDLE_MS = 14 * DAY;
export const ABSOLUTE_MS = 60 * DAY;
/** Prolonged at most this often, so that reading costs one read. */
const PROLONG_AFTER_MS = DAY;

export const newSession = (
  userId: Session['userId'],
  mailboxId: Session['mailboxId'],
  now: number,
): Session => ({
  schemaVersion: 1,
  userId,
  mailboxId,
  createdAt: now,
  expiresAt: now + IDLE_MS,
  ttl: now + IDLE_MS,
});

/** Who this token belongs to; null when it is unknown or has expired. One read; once a day a write. */
export const readSession =
  (deps: { readonly store: DocumentStore; readonly clock: Clock }) =>
  async (token: string): Promise<Session | null> => {
    const path = paths.session(sha256(token));
    const document = await deps.store.get(path);
    if (!document) return null;
    const session = parseDocument(sessionSchema, document);
    const now = deps.clock.now();
    if (session.expiresAt <= now) return null;
    const prolonged = Math.min(now + IDLE_MS, session.createdAt + ABSOLUTE_MS);
    if (prolonged - session.expiresAt < PROLONG_AFTER_MS) return session;
    await deps.store.update(path, { expiresAt: prolonged, ttl: prolonged });
    return { ...session, expiresAt: prolonged };
  };

export const endSession =
  (deps: { readonly store: DocumentStore }) =>
  (token: string): Promise<void> =>
    deps.store.delete(paths.session(sha256(token)));
