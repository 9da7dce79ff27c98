import type { EmailThread } from '../../domain/conversation/thread.ts';
import { ok, type Result } from '../../domain/result.ts';
import { type AppError, notFound } from '../errors.ts';
import { type CommitDeps, commit, type Target } from './commit.ts';

/** Goes on after a stop or a flag; held mails stay held, each for a word of its own. Harmless on a thread that runs. */
export const resumeThread =
  (deps: CommitDeps) =>
  async (target: Target): Promise<Result<EmailThread, AppError>> => {
    const committed = await commit(deps, target, (_view, at) => [{ type: 'resumed', at }]);
    return committed ? ok(committed.view.thread) : notFound;
  };
