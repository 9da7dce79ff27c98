import { mailboxSchema } from '../../domain/mailbox.ts';
import { ok, type Result } from '../../domain/result.ts';
import { emailThreadSchema } from '../../domain/thread.ts';
import { parseDocument, readDocument } from '../documents/parse.ts';
import { paths } from '../documents/paths.ts';
import { stopThread } from '../email-threads/stop-thread.ts';
import { type AppError, appError } from '../errors.ts';
import { markDisconnected } from '../mailboxes/mark-disconnected.ts';
import { refreshTokenSecretName } from '../ports/identity.ts';
import type { AuthDeps } from './deps.ts';

const PAGE = 50;

/**
 * Gives the mailbox back: its threads are stopped, the watch ends, the token is revoked at Google and destroyed here.
 * May be repeated, and has to be when Google did not answer: until then the token is kept, to be revoked with.
 */
export const disconnect =
  (deps: AuthDeps) =>
  async (input: { readonly userId: string; readonly mailboxId: string }): Promise<Result<void, AppError>> => {
    const { userId, mailboxId } = input;
    const mailbox = await readDocument(deps.store, mailboxSchema, paths.mailbox(mailboxId));
    // An address that somebody else has signed in with since is theirs.
    if (!mailbox || mailbox.userId !== userId) return ok(undefined);
    await markDisconnected(deps, mailboxId, 'owner');
    await stopAll(deps, userId, mailboxId);
    await deps.gateway.stopWatch(mailboxId);
    const revoked = await deps.identity.revoke(mailboxId);
    if (!revoked.ok && revoked.error.code === 'unavailable') {
      return appError('google_unavailable', 'Google did not confirm the revocation. Try again in a moment.');
    }
    await deps.vault.destroy(refreshTokenSecretName(mailboxId));
    deps.identity.forgetAccessToken(mailboxId);
    const now = deps.clock.now();
    await deps.store.update(paths.credential(mailboxId), { status: 'revoked', refreshedAt: now });
    await deps.store.update(paths.mailbox(mailboxId), { watchExpiresAt: null, updatedAt: now });
    deps.logger.info('disconnected', { userId, mailboxId });
    return ok(undefined);
  };

const stopAll = async (deps: AuthDeps, userId: string, mailboxId: string): Promise<void> => {
  for (;;) {
    const documents = await deps.store.query({
      collection: paths.threads(userId),
      where: [
        { field: 'mailboxId', op: '==', value: mailboxId },
        { field: 'status', op: '==', value: 'active' },
      ],
      limit: PAGE,
    });
    for (const document of documents) {
      const { id } = parseDocument(emailThreadSchema, document);
      // Whether Gmail confirms or not: without a token nothing can leave.
      await stopThread(deps)({
        userId,
        threadId: id,
        reason: 'mailbox_disconnected',
        detail: 'You disconnected the mailbox.',
      });
    }
    if (documents.length < PAGE) return;
  }
};
