import type { ThreadView } from '../../domain/conversation/events.ts';
import { pendingMessage } from '../../domain/conversation/message.ts';
import type { EmailThread } from '../../domain/conversation/thread.ts';
import { ok, type Result } from '../../domain/result.ts';
import { paths } from '../../persistence/paths.ts';
import { commit, type Target } from '../conversation/commit.ts';
import type { ThreadDeps } from '../conversation/deps.ts';
import { type AppError, appError } from '../errors.ts';
import { inParallel } from '../in-parallel.ts';
import { DocumentError, noteUnreadable } from '../unreadable.ts';

const CONCURRENCY = 10;

/** Whose conversations: all of an owner's, or those of one assistant. */
export interface Whose {
  readonly userId: string;
  readonly assistantId: string | null;
}

/**
 * After a pause was stored: turns that are under way notice it when they next store something, and a draft that is about to be
 * sent is deleted in Gmail, to be created again afterwards. A turn that begins later reads the pause itself. So nothing leaves any
 * more once this has answered; what Gmail had sent by then was sent before. May be repeated.
 * Errors: `pause_unconfirmed` where Gmail does not say whether a draft is gone.
 */
export const holdBack = async (
  deps: ThreadDeps,
  { userId, assistantId }: Whose,
): Promise<Result<void, AppError>> => {
  const underWay = await deps.store.query({
    collection: paths.threads(userId),
    where: [{ field: 'lease.expiresAt', op: '>', value: 0 }],
  });
  const isOf = ({ assistantId: id }: Pick<EmailThread, 'assistantId'>) =>
    assistantId === null || id === assistantId;
  let isSure = true;
  await inParallel(CONCURRENCY, underWay, async ({ id: threadId, path }) => {
    try {
      const target = { userId, threadId };
      const committed = await commit(deps, target, ({ thread }, at) =>
        isOf(thread) ? [{ type: 'held_back', at }] : [],
      );
      if (committed && isOf(committed.view.thread)) {
        isSure = (await takeBack(deps, target, committed.view)) && isSure;
      }
    } catch (error) {
      // No turn can work on it either.
      if (!(error instanceof DocumentError)) throw error;
      noteUnreadable(deps.logger, path);
    }
  });
  return isSure ? ok(undefined) : appError('pause_unconfirmed');
};

/** A mail is reserved before it leaves. False: it may still leave. */
const takeBack = async (
  deps: ThreadDeps,
  target: Target,
  { thread, messages }: ThreadView,
): Promise<boolean> => {
  const pending = pendingMessage(messages);
  if (!thread.lease || !pending?.draftId || pending.reservedOn === null) return true;
  const deleted = await deps.gateway.deleteDraft(thread.mailboxId, pending.draftId);
  if (deleted.ok) {
    await commit(deps, target, (_view, at) => [{ type: 'draft_taken_back', at, messageId: pending.id }]);
    return true;
  }
  // Gone already: it had left, or its owner threw it away. The turn under way finds out which.
  return deleted.error.code === 'not_found' || deleted.error.code === 'owner';
};
