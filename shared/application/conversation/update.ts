import type { ThreadChanges } from '../../domain/conversation/events.ts';
import type { EmailThread } from '../../domain/conversation/thread.ts';
import { ok, type Result } from '../../domain/result.ts';
import { type AppError, notFound } from '../errors.ts';
import { type CommitDeps, commit, type Target } from './commit.ts';

/** Changes what the owner may change while a conversation runs; the next step heeds it. */
export const updateThread =
  (deps: CommitDeps) =>
  async (input: Target & { readonly changes: ThreadChanges }): Promise<Result<EmailThread, AppError>> => {
    const { changes } = input;
    const committed = await commit(deps, input, (_view, at) => [{ type: 'settings_changed', at, changes }]);
    return committed ? ok(committed.view.thread) : notFound;
  };
