import { plain } from '../../domain/conversation/notices.ts';
import { ok, type Result } from '../../domain/result.ts';
import { deleteWithCollection } from '../../persistence/delete-collection.ts';
import { paths } from '../../persistence/paths.ts';
import type { AppError } from '../errors.ts';
import type { ThreadDeps } from './deps.ts';
import { stopThread } from './stop.ts';

/**
 * Stops a conversation and deletes what is held about it. Mails stay in Gmail. The thread's own document goes last, so
 * that a deletion that was interrupted can be asked for again.
 */
export const deleteThread =
  (deps: ThreadDeps) =>
  async (input: { readonly userId: string; readonly threadId: string }): Promise<Result<void, AppError>> => {
    const { userId, threadId } = input;
    const stopped = await stopThread(deps)({
      ...input,
      reason: 'owner_stopped',
      detail: plain('conversation_deleted'),
    });
    if (!stopped.ok) return stopped;
    await deleteWithCollection(deps.store, paths.thread(userId, threadId), paths.messages(userId, threadId));
    deps.logger.info('thread_deleted', { threadId });
    return ok(undefined);
  };
