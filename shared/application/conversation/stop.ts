import type { ThreadView } from '../../domain/conversation/events.ts';
import { pendingMessage } from '../../domain/conversation/message.ts';
import { plain, type StopDetail } from '../../domain/conversation/notices.ts';
import type { EmailThread } from '../../domain/conversation/thread.ts';
import type { StopReason } from '../../domain/conversation/vocabulary.ts';
import { ok, type Result } from '../../domain/result.ts';
import { type AppError, appError, notFound } from '../errors.ts';
import { commit, type Target } from './commit.ts';
import type { ThreadDeps } from './deps.ts';
import { mailBeingSent, takeDraft } from './take-back.ts';

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
    return takeBackDraft(deps, input, committed.view);
  };

const takeBackDraft = async (
  deps: ThreadDeps,
  target: Target,
  view: ThreadView,
): Promise<Result<EmailThread, AppError>> => {
  const { thread, messages } = view;
  const pending = pendingMessage(messages);
  if (!pending?.draftId) return ok(thread);
  const taken = await takeDraft(deps.gateway, thread.mailboxId, pending.draftId);
  if (taken === 'held_back') {
    const resolution = plain('conversation_stopped');
    const after = await commit(deps, target, (_view, at) => [
      { type: 'withdrawn', at, messageId: pending.id, state: 'discarded', resolution },
    ]);
    return ok(after?.view.thread ?? thread);
  }
  // Gone already: it was sent before this stop, or the owner discarded it. The next turn, which is woken, finds out which.
  if (taken === 'gone') {
    if (mailBeingSent(view)?.id !== pending.id) return ok(thread);
    const after = await commit(deps, target, (_view, at) => [
      { type: 'leaving_noticed', at, messageId: pending.id },
    ]);
    return ok(after?.view.thread ?? thread);
  }
  return thread.lease ? appError('stop_unconfirmed') : ok(thread);
};
