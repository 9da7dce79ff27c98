import type { EmailThread } from '../../domain/conversation/thread.ts';
import { ok, type Result } from '../../domain/result.ts';
import { type AppError, notFound } from '../errors.ts';
import { type CommitDeps, commit, type Target } from './commit.ts';

/** Continues a stopped or flagged conversation. Held mails stay held: the owner decides on each. No effect on a running one. */
export const resumeThread =
  (deps: CommitDeps) =>
  async (target: Target): Promise<Result<EmailThread, AppError>> => {
    const committed = await commit(deps, target, (_view, at) => [{ type: 'resumed', at }]);
    return committed ? ok(committed.view.thread) : notFound;
  };
