import { ok, type Result } from '../../domain/result.ts';
import { deleteCollection, deleteWithCollection } from '../documents/delete-collection.ts';
import { paths } from '../documents/paths.ts';
import type { AppError } from '../errors.ts';
import type { DocumentStore } from '../ports/document-store.ts';
import type { AuthDeps } from './deps.ts';
import { disconnect } from './disconnect.ts';

const PAGE = 100;

/**
 * Erases all that is held about a user. The wish is noted first and the user's own document goes last, so that the sweep
 * can finish what was interrupted. Events that are still on their way find nothing and are dropped.
 */
export const deleteAccount =
  (deps: AuthDeps) =>
  async (input: { readonly userId: string }): Promise<Result<void, AppError>> => {
    const { userId } = input;
    const noted = await deps.store.update(paths.user(userId), {
      deletionRequestedAt: deps.clock.now(),
    });
    if (noted === 'missing') return ok(undefined);
    await endSessions(deps.store, userId);
    const mailboxes = await deps.store.query({
      collection: paths.mailboxes,
      where: [{ field: 'userId', op: '==', value: userId }],
    });
    for (const { id: mailboxId, path } of mailboxes) {
      const gone = await disconnect(deps)({ userId, mailboxId });
      if (!gone.ok) return gone;
      await deps.store.delete(paths.credential(mailboxId));
      await deleteWithCollection(deps.store, path, paths.watches(mailboxId));
    }
    await deleteThreads(deps.store, userId);
    for (const collection of [
      paths.assistants(userId),
      paths.suppressions(userId),
      paths.days(userId),
      paths.idempotencyKeys(userId),
      paths.audits(userId),
    ]) {
      await deleteCollection(deps.store, collection);
    }
    await endSessions(deps.store, userId);
    await deps.store.delete(paths.user(userId));
    deps.logger.info('account_deleted', { userId });
    return ok(undefined);
  };

const deleteThreads = async (store: DocumentStore, userId: string): Promise<void> => {
  for (;;) {
    const threads = await store.query({ collection: paths.threads(userId), limit: PAGE });
    for (const thread of threads) {
      await deleteWithCollection(store, thread.path, paths.messages(userId, thread.id));
    }
    if (threads.length < PAGE) return;
  }
};

/** Ends every session of a user: at deletion, and on "sign out everywhere". */
export const endSessions = async (store: DocumentStore, userId: string): Promise<void> => {
  for (;;) {
    const sessions = await store.query({
      collection: paths.sessions,
      where: [{ field: 'userId', op: '==', value: userId }],
      limit: PAGE,
    });
    for (const session of sessions) await store.delete(session.path);
    if (sessions.length < PAGE) return;
  }
};
