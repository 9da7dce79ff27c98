import { mailboxSchema } from '../../domain/mailbox/mailbox.ts';
import { paths } from '../../persistence/paths.ts';
import { readDocument } from '../../persistence/read.ts';
import { type Revocation, requestDisconnect, revokeAccess, stopThreads } from '../mailbox/disconnect.ts';
import { destroyChannelSecrets } from '../notification/channels.ts';
import type { DocumentStore, StoredDocument } from '../ports/document-store.ts';
import { refreshTokenSecretName } from '../ports/identity.ts';
import type { Originals } from '../ports/originals.ts';
import type { Vault } from '../ports/vault.ts';
import { DocumentError, noteUnreadable } from '../unreadable.ts';
import type { AuthDeps } from './deps.ts';
import { endSessions, eraseMailbox, eraseUserData, mailboxesOf } from './erase-account.ts';
import { type KeptDeps, keepSuppressions } from './kept-suppressions.ts';

/** How long revocation is retried. After that the token is destroyed without Google's confirmation. */
const REVOCATION_DEADLINE_MS = 3 * 24 * 60 * 60_000;

/**
 * Erases everything that is stored about a user. The request is stored first and the user's document is deleted last, so
 * that the sweep finishes it after a crash. `pending`: only the token and the documents that name its owner are left,
 * until Google confirms the revocation. Events that still arrive find nothing and are dropped. May be repeated.
 */
export const deleteAccount = async (
  deps: AuthDeps,
  { userId }: { readonly userId: string },
): Promise<Revocation> => {
  const requested = await requestDeletion(deps, userId);
  if (requested === null) return 'done';
  await endSessions(deps.store, userId);
  const mailboxIds = await mailboxesOf(deps.store, userId);
  for (const mailboxId of mailboxIds) {
    await unlessUnreadable(deps, mailboxId, () => ensureDisconnectRequested(deps, { userId, mailboxId }));
    await stopThreads(deps, { userId, mailboxId });
  }
  await destroyChannelSecrets(deps, userId);
  await eraseUserData(deps, userId, () => keepSuppressions(deps, userId));

  const deadline = requested + REVOCATION_DEADLINE_MS;
  let pending = false;
  for (const mailboxId of mailboxIds) {
    const outcome = await revokeAndErase(deps, { userId, mailboxId }, deadline);
    if (outcome === 'cancelled') return 'done';
    if (outcome === 'pending') pending = true;
  }
  if (pending) return 'pending';
  if (!(await isDeletionPending(deps.store, userId))) return 'done';
  // A session may have been created since the first time.
  await endSessions(deps.store, userId);
  await deps.store.delete(paths.user(userId));
  deps.logger.info('account_deleted', { userId });
  return 'done';
};

interface OwnMailbox {
  readonly userId: string;
  readonly mailboxId: string;
}

/** `cancelled`: the owner signed in again, which created a new account. */
const revokeAndErase = async (
  deps: AuthDeps,
  { userId, mailboxId }: OwnMailbox,
  deadline: number,
): Promise<Revocation | 'cancelled'> => {
  const revocation = await unlessUnreadable(deps, mailboxId, () => revokeIfDue(deps, { userId, mailboxId }));
  if (revocation === 'not_theirs') return 'done';
  if (revocation !== 'done' && deps.clock.now() < deadline) return 'pending';
  if (!(await isDeletionPending(deps.store, userId))) return 'cancelled';
  await deps.vault.destroy(refreshTokenSecretName(mailboxId));
  await eraseMailbox(deps.store, mailboxId);
  return 'done';
};

const revokeIfDue = async (
  deps: AuthDeps,
  { userId, mailboxId }: OwnMailbox,
): Promise<Revocation | 'not_theirs'> => {
  const mailbox = await readDocument(deps.store, mailboxSchema, paths.mailbox(mailboxId));
  if (mailbox?.userId !== userId) return 'not_theirs';
  const isDue = mailbox.revokeDueAt === null || mailbox.revokeDueAt <= deps.clock.now();
  return isDue ? revokeAccess(deps, { userId, mailboxId }) : 'pending';
};

/** A user's document is not parsed here, so that an unreadable one is erased too. */
const requestedAt = (document: StoredDocument): number | null => {
  const { deletionRequestedAt } = document.data;
  return typeof deletionRequestedAt === 'number' ? deletionRequestedAt : null;
};

/** The time of the first request, epoch ms. null: there is no such user. */
const requestDeletion = (deps: Pick<AuthDeps, 'store' | 'clock'>, userId: string): Promise<number | null> =>
  deps.store.transaction(async (tx) => {
    const user = await tx.get(paths.user(userId));
    if (!user) return null;
    const before = requestedAt(user);
    if (before !== null) return before;
    const deletionRequestedAt = deps.clock.now();
    tx.update(paths.user(userId), { deletionRequestedAt });
    return deletionRequestedAt;
  });

const isDeletionPending = async (store: DocumentStore, userId: string): Promise<boolean> => {
  const user = await store.get(paths.user(userId));
  return user !== null && requestedAt(user) !== null;
};

/** null: the mailbox cannot be read. It is erased when the time for revoking is over. */
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

/** Keeps the time of the next revocation attempt if one is set. */
const ensureDisconnectRequested = async (deps: AuthDeps, own: OwnMailbox): Promise<void> => {
  const mailbox = await readDocument(deps.store, mailboxSchema, paths.mailbox(own.mailboxId));
  if (mailbox && mailbox.revokeDueAt === null) await requestDisconnect(deps, own);
};

/**
 * Finishes a pending deletion before its owner signs in again. Does not revoke: the owner has just granted access
 * again, and revoking would end that access too. Does nothing for an account that is not being deleted.
 */
export const erasePendingDeletion = async (
  deps: KeptDeps & {
    readonly store: DocumentStore;
    readonly vault: Vault;
    readonly originals: Originals;
  },
  userId: string,
): Promise<void> => {
  if (!(await isDeletionPending(deps.store, userId))) return;
  await endSessions(deps.store, userId);
  await destroyChannelSecrets(deps, userId);
  await eraseUserData(deps, userId, () => keepSuppressions(deps, userId));
  for (const mailboxId of await mailboxesOf(deps.store, userId)) {
    await deps.vault.destroy(refreshTokenSecretName(mailboxId));
    await eraseMailbox(deps.store, mailboxId);
  }
  await deps.store.delete(paths.user(userId));
};
