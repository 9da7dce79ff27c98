import type { ThreadView } from '../../domain/conversation/events.ts';
import { pendingMessage } from '../../domain/conversation/message.ts';
import type { StopDetail } from '../../domain/conversation/notices.ts';
import type { EmailThread } from '../../domain/conversation/thread.ts';
import type { StopReason } from '../../domain/conversation/vocabulary.ts';
import { ok, type Result } from '../../domain/result.ts';
import { type AppError, appError, notFound } from '../errors.ts';
import { commit, type Target } from './commit.ts';
import type { ThreadDeps } from './deps.ts';
import { takeBack } from './take-back.ts';

/**
 * Nothing more leaves after this has answered (P6). A turn that is under way finds the thread stopped when it next
 * stores something; one that has stored its draft and is about to send it finds the draft gone, because it is taken
 * back here. Stopping twice is harmless.
 */
export const stopThread =
  (deps: ThreadDeps) =>
  async (
    input: Target & { readonly reason: StopReason; readonly detail: StopDetail },
  ): Promise<Result<EmailThread, AppError>> => {
    const { threadId, reason, detail } = input;
    const committed = await commit(deps, input, (_view, at) => [{ type: 'stopped', at, reason, detail }]);
    if (!committed) return notFound;
    deps.logger.info('thread_stopped', { threadId, reason });
    return takeBackPending(deps, input, committed.view);
  };

/** Takes back the mail that a turn under way may be sending. Errors: `stop_unconfirmed`. */
export const takeBackPending = async (
  deps: ThreadDeps,
  target: Target,
  view: ThreadView,
): Promise<Result<EmailThread, AppError>> => {
  const pending = pendingMessage(view.messages);
  if (!pending?.draftId) return ok(view.thread);
  const { outcome, thread } = await takeBack(deps, target, view, pending, 'discard');
  return outcome === 'unknown' && thread.lease ? appError('stop_unconfirmed') : ok(thread);
};
