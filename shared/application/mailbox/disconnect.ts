import { mailboxSchema } from '../../domain/mailbox/mailbox.ts';
import { eachDocument } from '../../persistence/each.ts';
import { paths } from '../../persistence/paths.ts';
import { parseDocument, readDocument } from '../../persistence/read.ts';
import type { AuthDeps } from '../account/deps.ts';
import { stopIfReadable } from '../conversation/stop-readable.ts';
import { refreshTokenSecretName } from '../ports/identity.ts';
import { VaultError } from '../ports/vault.ts';
import { disconnectedSentences } from './mark-disconnected.ts';

const PAGE = 50;
/** How long Google is left alone after it did not answer. */
const RETRY_MS = 5 * 60_000;

/** `pending`: nothing happens with the mailbox any more, but Google was not to be reached; the sweep goes on with it. */
export type Disconnected = 'done' | 'pending';

interface Input {
  readonly userId: string;
  readonly mailboxId: string;
}

/**
 * Gives the mailbox back: its threads are stopped, the watch ends, the token is revoked at Google and destroyed here.
 * The wish is noted first, so that the sweep finishes whatever is interrupted. May be repeated.
 */
export const disconnect =
  (deps: AuthDeps) =>
  async (input: Input): Promise<Disconnected> =>
    (await noteDisconnect(deps, input)) ? giveBack(deps, input) : 'done';

/** Notes the wish: from here on the mailbox is not used. False: it is not theirs, or there is none. */
export const noteDisconnect = (deps: AuthDeps, { userId, mailboxId }: Input): Promise<boolean> =>
  deps.store.transaction(async (tx) => {
    const mailbox = await readDocument(tx, mailboxSchema, paths.mailbox(mailboxId));
    // An address that somebody else has signed in with since is theirs.
    if (mailbox?.userId !== userId) return false;
    const now = deps.clock.now();
    tx.update(paths.mailbox(mailboxId), {
      status: 'disconnected',
      disconnectedReason: 'owner',
      disconnectedWhy: disconnectedSentences.owner,
      nextSyncAt: null,
      watchDueAt: null,
      revokeDueAt: now,
      updatedAt: now,
    });
    return true;
  });

/** All that follows from the noted wish, unless the owner has connected the mailbox again meanwhile. */
export const giveBack = async (deps: AuthDeps, { userId, mailboxId }: Input): Promise<Disconnected> => {
  if (!(await isWished(deps, mailboxId))) return 'done';
  await stopThreads(deps, { userId, mailboxId });
  // Stopping many takes its time.
  if (!(await isWished(deps, mailboxId))) return 'done';
  await deps.gateway.stopWatch(mailboxId);
  if (!(await destroyToken(deps, mailboxId))) {
    await deps.store.transaction(async (tx) => {
      const mailbox = await readDocument(tx, mailboxSchema, paths.mailbox(mailboxId));
      const revokeDueAt = deps.clock.now() + RETRY_MS;
      if (mailbox && mailbox.revokeDueAt !== null) tx.update(paths.mailbox(mailboxId), { revokeDueAt });
    });
    deps.logger.warn('revocation_pending', { mailboxId });
    return 'pending';
  }
  await deps.store.transaction(async (tx) => {
    const [mailbox, credential] = await tx.getAll([paths.mailbox(mailboxId), paths.credential(mailboxId)]);
    if (!mailbox || parseDocument(mailboxSchema, mailbox).revokeDueAt === null) return;
    const now = deps.clock.now();
    tx.update(mailbox.path, { revokeDueAt: null, watchExpiresAt: null, updatedAt: now });
    if (credential) tx.update(credential.path, { status: 'revoked', refreshedAt: now });
  });
  deps.logger.info('disconnected', { userId, mailboxId });
  return 'done';
};

const isWished = async (deps: AuthDeps, mailboxId: string): Promise<boolean> => {
  const mailbox = await readDocument(deps.store, mailboxSchema, paths.mailbox(mailboxId));
  return mailbox !== null && mailbox.revokeDueAt !== null;
};

/** False: Google or the vault is out of reach. Until then the token is kept, to be revoked with. */
const destroyToken = async (deps: AuthDeps, mailboxId: string): Promise<boolean> => {
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

export const stopThreads = async (deps: AuthDeps, { userId, mailboxId }: Input): Promise<void> => {
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
  for await (const { id: threadId } of active) {
    // Whether Gmail confirms or not: without a token nothing can leave.
    await stopIfReadable(deps, {
      userId,
      threadId,
      reason: 'mailbox_disconnected',
      detail: 'You disconnected the mailbox.',
    });
  }
};
