import type { EmailThread } from '../../domain/conversation/thread.ts';
import { ok, type Result } from '../../domain/result.ts';
import { paths } from '../../persistence/paths.ts';
import { commit } from '../conversation/commit.ts';
import type { ThreadDeps } from '../conversation/deps.ts';
import { mailBeingSent, takeBack } from '../conversation/take-back.ts';
import { type AppError, appError } from '../errors.ts';
import { inParallel } from '../in-parallel.ts';
import { DocumentError, noteUnreadable } from '../unreadable.ts';

const CONCURRENCY = 10;

/** Whose conversations: all of an owner's, or those of one assistant. */
export interface Whose {
  readonly userId: string;
  readonly assistantId: string | null;
}

/** Why nothing may leave: everything is paused, or the assistant asks for approval from now on. */
export type HoldingReason = 'pause' | 'review';

/**
 * After a pause or the change to review was stored: turns that are under way notice it when they next store something, and a draft
 * that is about to be sent is taken back. A turn that begins later reads the setting itself. So nothing leaves any more once this has
 * answered; what Gmail had sent by then was sent before. May be repeated.
 * Errors: `pause_unconfirmed` or `review_unconfirmed` where Gmail does not say whether a draft is gone.
 */
export const holdBack = async (
  deps: ThreadDeps,
  { userId, assistantId }: Whose,
  why: HoldingReason,
): Promise<Result<void, AppError>> => {
  const underWay = await deps.store.query({
    collection: paths.threads(userId),
    where: [{ field: 'lease.expiresAt', op: '>', value: 0 }],
  });
  const concerns = (thread: EmailThread): boolean =>
    (assistantId === null || thread.assistantId === assistantId) && (why === 'pause' || thread.mode === null);
  let isSure = true;
  await inParallel(CONCURRENCY, underWay, async ({ id: threadId, path }) => {
    try {
      const target = { userId, threadId };
      const committed = await commit(deps, target, ({ thread }, at) =>
        concerns(thread) ? [{ type: 'held_back', at }] : [],
      );
      if (!committed || !concerns(committed.view.thread)) return;
      const sending = mailBeingSent(committed.view);
      if (!sending || (why === 'review' && sending.approval)) return;
      const { outcome } = await takeBack(deps, target, committed.view, sending, 'keep');
      if (outcome === 'unknown') isSure = false;
    } catch (error) {
      // No turn can work on it either.
      if (!(error instanceof DocumentError)) throw error;
      noteUnreadable(deps.logger, path);
    }
  });
  return isSure ? ok(undefined) : appError(`${why}_unconfirmed`);
};
