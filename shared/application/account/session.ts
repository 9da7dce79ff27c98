import { type Session, sessionSchema } from '../../domain/account/session.ts';
import { paths } from '../../persistence/paths.ts';
import type { Clock } from '../ports/clock.ts';
import type { DocumentStore } from '../ports/document-store.ts';
import { sha256 } from './hash.ts';

const DAY = 24 * 60 * 60_000;
/** A session ends when it is not used for this long. */
export const IDLE_MS = 14 * DAY;
/** A session ends at this age even when it is in use. */
export const ABSOLUTE_MS = 60 * DAY;
/** Minimum time between two extensions, so that most requests only read. */
const EXTEND_AFTER_MS = DAY;

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

/** The session of this token; null when the token is unknown or has expired. One read, and one write a day. */
export const readSession = async (
  deps: { readonly store: DocumentStore; readonly clock: Clock },
  token: string,
): Promise<Session | null> => {
  const path = paths.session(sha256(token));
  const document = await deps.store.get(path);
  // An unreadable session counts as none: the user signs in again.
  const session = sessionSchema.safeParse(document?.data).data;
  if (!session) return null;
  const now = deps.clock.now();
  if (session.expiresAt <= now) return null;
  const extended = Math.min(now + IDLE_MS, session.createdAt + ABSOLUTE_MS);
  if (extended - session.expiresAt < EXTEND_AFTER_MS) return session;
  await deps.store.update(path, { expiresAt: extended, ttl: extended });
  return { ...session, expiresAt: extended };
};

export const endSession = (deps: { readonly store: DocumentStore }, token: string): Promise<void> =>
  deps.store.delete(paths.session(sha256(token)));
