import { type User, userSchema } from '../../domain/account/user.ts';
import { mailboxSchema } from '../../domain/mailbox/mailbox.ts';
import { paths } from '../../persistence/paths.ts';
import { readDocument } from '../../persistence/read.ts';
import { type Disconnected, giveBack, noteDisconnect, stopThreads } from '../mailbox/disconnect.ts';
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
    const user = await noteDeletion(deps, userId);
    if (!user) return 'done';
    await endSessions(deps.store, userId);
    const mailboxIds = await mailboxesOf(deps.store, userId);
    for (const mailboxId of mailboxIds) {
      await noteOnce(deps, userId, mailboxId);
      await stopThreads(deps, { userId, mailboxId });
    }
    await eraseUserData(deps.store, userId);

    const since = user.deletionRequestedAt ?? deps.clock.now();
    let pending = false;
    for (const mailboxId of mailboxIds) {
      const due = await readDocument(deps.store, mailboxSchema, paths.mailbox(mailboxId));
      if (due?.userId !== userId) continue;
      const given = isDue(due.revokeDueAt, deps.clock.now()) && (await giveBack(deps, { userId, mailboxId }));
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

/** The user as noted; null: there is none. The first wish counts. */
const noteDeletion = (deps: AuthDeps, userId: string): Promise<User | null> =>
  deps.store.transaction(async (tx) => {
    const user = await readDocument(tx, userSchema, paths.user(userId));
    if (!user || user.deletionRequestedAt !== null) return user;
    const deletionRequestedAt = deps.clock.now();
    tx.update(paths.user(userId), { deletionRequestedAt });
    return { ...user, deletionRequestedAt };
  });

const isWished = async (deps: AuthDeps, userId: string): Promise<boolean> => {
  const user = await readDocument(deps.store, userSchema, paths.user(userId));
  return user !== null && user.deletionRequestedAt !== null;
};

/** Keeps the time at which Google is to be asked again, where one is set. */
const noteOnce = async (deps: AuthDeps, userId: string, mailboxId: string): Promise<void> => {
  const mailbox = await readDocument(deps.store, mailboxSchema, paths.mailbox(mailboxId));
  if (mailbox && mailbox.revokeDueAt === null) await noteDisconnect(deps, { userId, mailboxId });
};

const isDue = (at: number | null, now: number): boolean => at === null || at <= now;
