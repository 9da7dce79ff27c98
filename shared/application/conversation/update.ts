import { assistantSchema } from '../../domain/assistant/assistant.ts';
import type { ThreadChanges, ThreadView } from '../../domain/conversation/events.ts';
import { effectiveMode } from '../../domain/conversation/next-step.ts';
import type { EmailThread } from '../../domain/conversation/thread.ts';
import { ok, type Result } from '../../domain/result.ts';
import { paths } from '../../persistence/paths.ts';
import { readDocument } from '../../persistence/read.ts';
import { type AppError, appError, notFound } from '../errors.ts';
import { commit, type Target } from './commit.ts';
import type { ThreadDeps } from './deps.ts';
import { mailBeingSent, takeBack } from './take-back.ts';

/**
 * Changes what the owner may change while a conversation runs; the next step heeds it. Where it asks for approval from now on, it
 * answers once no mail can leave without: one that a turn is about to send is taken back, or `leaving` says that it is too late.
 */
export const updateThread =
  (deps: ThreadDeps) =>
  async (input: Target & { readonly changes: ThreadChanges }): Promise<Result<EmailThread, AppError>> => {
    const { changes } = input;
    const committed = await commit(deps, input, (_view, at) => [{ type: 'settings_changed', at, changes }]);
    if (!committed) return notFound;
    const { view } = committed;
    if (changes.mode === undefined || changes.mode === 'autonomous') return ok(view.thread);
    return takeBackUnapproved(deps, input, view);
  };

const takeBackUnapproved = async (
  deps: ThreadDeps,
  target: Target,
  view: ThreadView,
): Promise<Result<EmailThread, AppError>> => {
  const sending = mailBeingSent(view);
  if (!sending || sending.approval || !(await isInReview(deps, view.thread))) return ok(view.thread);
  const { outcome, thread } = await takeBack(deps, target, view, sending, 'keep');
  return outcome === 'unknown' ? appError('review_unconfirmed') : ok(thread);
};

const isInReview = async ({ store }: ThreadDeps, thread: EmailThread): Promise<boolean> => {
  if (thread.mode !== null) return thread.mode === 'review';
  const path = paths.assistant(thread.userId, thread.assistantId);
  const assistant = await readDocument(store, assistantSchema, path);
  return assistant !== null && effectiveMode(thread, assistant) === 'review';
};
