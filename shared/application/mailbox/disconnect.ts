import { plain } from '../../domain/conversation/notices.ts';
import { mailboxSchema } from '../../domain/mailbox/mailbox.ts';
import { eachDocument } from '../../persistence/each.ts';
import { paths } from '../../persistence/paths.ts';
import { parseDocument, readDocument } from '../../persistence/read.ts';
import type { ThreadDeps } from '../conversation/deps.ts';
import { DELETE_FIELD } from '../ports/document-store.ts';
import { type Identity, refreshTokenSecretName } from '../ports/identity.ts';
import { type Vault, VaultError } from '../ports/vault.ts';

const PAGE = 50;
/** Time between two attempts to revoke. */
const RETRY_MS = 5 * 60_000;

export interface DisconnectDeps extends ThreadDeps {
  readonly vault: Vault;
  readonly identity: Pick<Identity, 'revoke' | 'forgetAccessToken'>;
}

/** `pending`: the mailbox is no longer used, but Google did not confirm the revocation; the sweep repeats it. */
export type Revocation = 'done' | 'pending';

interface Input {
  readonly userId: string;
  readonly mailboxId: string;
}

/**
 * Disconnects a mailbox at its owner's request: stops its threads, ends the watch, revokes the access at Google and
 * destroys the token. The request is stored first, so that the sweep finishes it after a crash. May be repeated.
 */
export const disconnect = async (deps: DisconnectDeps, input: Input): Promise<Revocation> =>
  (await requestDisconnect(deps, input)) ? revokeAccess(deps, input) : 'done';

/** Stores the request; from here on the mailbox is not used. False: it does not exist or belongs to another user. */
export const requestDisconnect = (
  deps: Pick<DisconnectDeps, 'store' | 'clock'>,
  { userId, mailboxId }: Input,
): Promise<boolean> =>
  deps.store.transaction(async (tx) => {
    const mailbox = await readDocument(tx, mailboxSchema, paths.mailbox(mailboxId));
    // Another Google account may have connected this address since.
    if (mailbox?.userId !== userId) return false;
    const now = deps.clock.now();
    tx.update(paths.mailbox(mailboxId), {
      status: 'disconnected',
      disconnectedReason: 'owner',
      disconnectedWhy: DELETE_FIELD,
      nextSyncAt: null,
      watchDueAt: null,
      revokeDueAt: now,
      updatedAt: now,
    });
    return true;
  });

/** Carries out a stored request. Does nothing when the owner has reconnected the mailbox since. */
export const revokeAccess = async (
  deps: DisconnectDeps,
  { userId, mailboxId }: Input,
): Promise<Revocation> => {
  if (!(await isRevocationPending(deps, mailboxId))) return 'done';
  await stopThreads(deps, { userId, mailboxId });
  // Stopping many threads takes time, in which the owner may have reconnected.
  if (!(await isRevocationPending(deps, mailboxId))) return 'done';
  await deps.gateway.stopWatch(mailboxId);
  if (!(await destroyToken(deps, mailboxId))) {
    await postponeRetry(deps, mailboxId);
    deps.logger.warn('revocation_pending', { mailboxId });
    return 'pending';
  }
  await recordRevocation(deps, mailboxId);
  deps.logger.info('disconnected', { userId, mailboxId });
  return 'done';
};

const isRevocationPending = async (
  deps: Pick<DisconnectDeps, 'store'>,
  mailboxId: string,
): Promise<boolean> => {
  const mailbox = await readDocument(deps.store, mailboxSchema, paths.mailbox(mailboxId));
  return mailbox !== null && mailbox.revokeDueAt !== null;
};

/** False: Google or the vault cannot be reached. The token is kept, because revoking needs it. */
const destroyToken = async (deps: DisconnectDeps, mailboxId: string): Promise<boolean> => {
  const revoked = await deps.identity.revoke(mailboxId);
  if (!revoked.ok && revoked.error.code === 'unavailable') return false;
  try {
    await deps.vault.destroy(refreshTokenSecretName(mailboxId));
  } catch (error) {
    if (error instanceof VaultError) return false;
    throw error;
  }
  deps.identity.forgetAccessToken(mailboxId);
  return true;
};

const postponeRetry = (deps: DisconnectDeps, mailboxId: string): Promise<void> =>
  deps.store.transaction(async (tx) => {
    const mailbox = await readDocument(tx, mailboxSchema, paths.mailbox(mailboxId));
    const revokeDueAt = deps.clock.now() + RETRY_MS;
    if (mailbox && mailbox.revokeDueAt !== null) tx.update(paths.mailbox(mailboxId), { revokeDueAt });
  });

const recordRevocation = (deps: DisconnectDeps, mailboxId: string): Promise<void> =>
  deps.store.transaction(async (tx) => {
    const [mailbox, credential] = await tx.getAll([paths.mailbox(mailboxId), paths.credential(mailboxId)]);
    if (!mailbox || parseDocument(mailboxSchema, mailbox).revokeDueAt === null) return;
    const now = deps.clock.now();
    tx.update(mailbox.path, { revokeDueAt: null, watchExpiresAt: null, updatedAt: now });
    if (credential) tx.update(credential.path, { status: 'revoked', refreshedAt: now });
  });

export const stopThreads = async (deps: ThreadDeps, { userId, mailboxId }: Input): Promise<void> => {
  const active = eachDocument(
    deps.store,
    {
      collection: paths.threads(userId),
      where: [
        { field: 'mailboxId', op: '==', value: mailboxId },
        { field: 'status', op: '==', value: 'active' },
      ],
    },
    PAGE,
  );
  // What can happen to a conversation is much code, which most requests do not need.
  const { stopIfReadable } = await import('../conversation/stop-readable.ts');
  for await (const { id: threadId } of active) {
    // Whether Gmail confirms or not: without a token nothing can leave.
    await stopIfReadable(deps, {
      userId,
      threadId,
      reason: 'mailbox_disconnected',
      detail: plain('mailbox_disconnected'),
    });
  }
};
