import { mailboxSchema } from '../../domain/mailbox/mailbox.ts';
import { paths } from '../../persistence/paths.ts';
import { DocumentError, noteUnreadable, readDocument } from '../../persistence/read.ts';
import { type Disconnected, giveBack, noteDisconnect, stopThreads } from '../mailbox/disconnect.ts';
import type { StoredDocument } from '../ports/document-store.ts';
import { refreshTokenSecretName } from '../ports/identity.ts';
import type { AuthDeps } from './deps.ts';
import { endSessions, eraseMailbox, eraseUserData, mailboxesOf } from './erase-account.ts';

/** So long Google is asked to confirm a revocation; then our token is destroyed without it, and nobody has it. */
const PATIENCE_MS = 3 * 24 * 60 * 60_000;

/**
 * Erases all that is held about a user. The wish is noted first and the user's own document goes last, so that the sweep
 * can finish what was interrupted. `pending`: all is gone but the token and the documents that say whose it is, because
 * Google has to be asked once more. Events that are still on their way find nothing and are dropped. May be repeated.
 */
export const deleteAccount =
  (deps: AuthDeps) =>
  async ({ userId }: { readonly userId: string }): Promise<Disconnected> => {
    const since = await noteDeletion(deps, userId);
    if (since === null) return 'done';
    await endSessions(deps.store, userId);
    const mailboxIds = await mailboxesOf(deps.store, userId);
    for (const mailboxId of mailboxIds) {
      await unlessUnreadable(deps, mailboxId, () => noteOnce(deps, userId, mailboxId));
      await stopThreads(deps, { userId, mailboxId });
    }
    await eraseUserData(deps.store, userId);

    let pending = false;
    for (const mailboxId of mailboxIds) {
      const given = await unlessUnreadable(deps, mailboxId, () => giveBackIfDue(deps, userId, mailboxId));
      if (given === 'not_theirs') continue;
      if (given !== 'done' && deps.clock.now() - since < PATIENCE_MS) {
        pending = true;
        continue;
      }
      // The owner came back meanwhile: what there is now is new.
      if (!(await isWished(deps, userId))) return 'done';
      await deps.vault.destroy(refreshTokenSecretName(mailboxId));
      await eraseMailbox(deps.store, mailboxId);
    }
    if (pending) return 'pending';
    if (!(await isWished(deps, userId))) return 'done';
    await endSessions(deps.store, userId);
    await deps.store.delete(paths.user(userId));
    deps.logger.info('account_deleted', { userId });
    return 'done';
  };

/** A user's document is not parsed here: one that cannot be read is erased like any other. */
const requestedAt = (document: StoredDocument): number | null => {
  const { deletionRequestedAt } = document.data;
  return typeof deletionRequestedAt === 'number' ? deletionRequestedAt : null;
};

/** Since when the deletion has been wished for; null: there is no such user. The first wish counts. */
const noteDeletion = (deps: AuthDeps, userId: string): Promise<number | null> =>
  deps.store.transaction(async (tx) => {
    const user = await tx.get(paths.user(userId));
    if (!user) return null;
    const before = requestedAt(user);
    if (before !== null) return before;
    const deletionRequestedAt = deps.clock.now();
    tx.update(paths.user(userId), { deletionRequestedAt });
    return deletionRequestedAt;
  });

const isWished = async (deps: AuthDeps, userId: string): Promise<boolean> => {
  const user = await deps.store.get(paths.user(userId));
  return user !== null && requestedAt(user) !== null;
};

/** null: the mailbox cannot be read, and is erased once Google would have had its time. */
const unlessUnreadable = async <T>(
  deps: AuthDeps,
  mailboxId: string,
  work: () => Promise<T>,
): Promise<T | null> => {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof DocumentError)) throw error;
    noteUnreadable(deps.logger, paths.mailbox(mailboxId));
    return null;
  }
};

const giveBackIfDue = async (
  deps: AuthDeps,
  userId: string,
  mailboxId: string,
): Promise<Disconnected | 'not_theirs'> => {
  const mailbox = await readDocument(deps.store, mailboxSchema, paths.mailbox(mailboxId));
  if (mailbox?.userId !== userId) return 'not_theirs';
  return isDue(mailbox.revokeDueAt, deps.clock.now()) ? giveBack(deps, { userId, mailboxId }) : 'pending';
};

/** Keeps the time at which Google is to be asked again, where one is set. */
const noteOnce = async (deps: AuthDeps, userId: string, mailboxId: string): Promise<void> => {
  const mailbox = await readDocument(deps.store, mailboxSchema, paths.mailbox(mailboxId));
  if (mailbox && mailbox.revokeDueAt === null) await noteDisconnect(deps, { userId, mailboxId });
};

const isDue = (at: number | null, now: number): boolean => at === null || at <= now;
