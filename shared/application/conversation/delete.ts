import { plain } from '../../domain/conversation/notices.ts';
import { ok, type Result } from '../../domain/result.ts';
import { collections } from '../../persistence/collections.ts';
import { deleteTree } from '../../persistence/delete-tree.ts';
import { paths } from '../../persistence/paths.ts';
import type { AppError } from '../errors.ts';
import { leaveOut } from '../people/people.ts';
import type { ThreadDeps } from './deps.ts';
import { stopIfReadable } from './stop-readable.ts';

/**
 * Stops a conversation and deletes what is held about it. Mails stay in Gmail. The thread's own document goes last, so
 * that a deletion that was interrupted can be asked for again.
 */
export const deleteThread =
  (deps: ThreadDeps) =>
  async (input: { readonly userId: string; readonly threadId: string }): Promise<Result<void, AppError>> => {
    const { userId, threadId } = input;
    const stopped = await stopIfReadable(deps, {
      ...input,
      reason: 'owner_stopped',
      detail: plain('conversation_deleted'),
    });
    if (stopped && !stopped.ok) return stopped;
    const document = await deps.store.get(paths.thread(userId, threadId));
    const recipientEmail = document?.data.recipientEmail;
    if (typeof recipientEmail === 'string') await leaveOut(deps, { userId, threadId, recipientEmail });
    await deleteTree(deps.store, collections.threads, paths.thread(userId, threadId));
    deps.logger.info('thread_deleted', { threadId });
    return ok(undefined);
  };
