import { type Session, sessionSchema } from '../../domain/account/session.ts';
import { paths } from '../../persistence/paths.ts';
import type { Clock } from '../ports/clock.ts';
import type { DocumentStore } from '../ports/document-store.ts';
import { sha256 } from './hash.ts';

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
    // One that cannot be read is none: whoever has its token signs in again.
    const parsed = sessionSchema.safeParse(document?.data);
    if (!parsed.success) return null;
    const session = parsed.data;
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
