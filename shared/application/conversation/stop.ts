import { abandoned, type Change, stopped, type ThreadView } from '../../domain/conversation/changes.ts';
import { pendingMessage } from '../../domain/conversation/message.ts';
import type { EmailThread } from '../../domain/conversation/thread.ts';
import type { StopReason } from '../../domain/conversation/vocabulary.ts';
import { ok, type Result } from '../../domain/result.ts';
import { changeThread } from '../../persistence/thread-view.ts';
import { type AppError, appError, notFound } from '../errors.ts';
import type { ThreadDeps } from './deps.ts';

const stop =
  (reason: StopReason, detail: string, now: number): Change =>
  (view) => {
    const after = stopped(reason, detail, now)(view);
    return after === view
      ? view
      : { ...after, thread: { ...after.thread, waitingFor: null, nextActionAt: now } };
  };

/**
 * Nothing more leaves after this has answered (P6). A turn that is under way finds the thread stopped when it next
 * stores something; one that has stored its draft and is about to send it finds the draft gone, because it is taken
 * back here. Stopping twice is harmless.
 */
export const stopThread =
  (deps: ThreadDeps) =>
  async (input: {
    readonly userId: string;
    readonly threadId: string;
    readonly reason: StopReason;
    readonly detail: string;
  }): Promise<Result<EmailThread, AppError>> => {
    const { userId, threadId, reason, detail } = input;
    const now = deps.clock.now();
    const view = await deps.store.transaction((tx) =>
      changeThread(tx, userId, threadId, stop(reason, detail, now), now),
    );
    if (!view) return notFound;
    deps.logger.info('thread_stopped', { threadId, reason });
    return takeBackDraft(deps, view);
  };

const takeBackDraft = async (deps: ThreadDeps, view: ThreadView): Promise<Result<EmailThread, AppError>> => {
  const { thread } = view;
  const pending = pendingMessage(view.messages);
  if (!pending?.draftId) return ok(thread);
  const deleted = await deps.gateway.deleteDraft(thread.mailboxId, pending.draftId);
  if (deleted.ok) {
    const now = deps.clock.now();
    const change = abandoned(pending.id, 'discarded', now, 'Taken back: the conversation was stopped.');
    const after = await deps.store.transaction((tx) =>
      changeThread(tx, thread.userId, thread.id, change, now),
    );
    return ok(after?.thread ?? thread);
  }
  // Gone already: it was sent before this stop, or the owner discarded it. The next turn finds out which.
  await deps.bus.publish({ topic: 'thread-turn', data: { userId: thread.userId, threadId: thread.id } });
  if (deleted.error.code === 'not_found' || deleted.error.code === 'revoked') return ok(thread);
  return thread.lease
    ? appError(
        'stop_unconfirmed',
        'The conversation is stopped, but Gmail did not confirm that a mail already on its way was held back. Try again.',
      )
    : ok(thread);
};
