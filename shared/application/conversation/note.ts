import { MAX_NOTES } from '../../domain/conversation/commitment.ts';
import type { EmailThread } from '../../domain/conversation/thread.ts';
import { ok, type Result } from '../../domain/result.ts';
import { type AppError, appError, notFound } from '../errors.ts';
import { type CommitDeps, commit, type Target } from './commit.ts';

/**
 * The owner tells the assistant something that it knows from then on in this conversation. `actNow`: it decides with that at
 * once; a draft that was written without is taken back.
 */
export const addNote =
  (deps: CommitDeps) =>
  async (
    input: Target & { readonly text: string; readonly actNow: boolean },
  ): Promise<Result<EmailThread, AppError>> => {
    const { text, actNow } = input;
    const committed = await commit(deps, input, ({ thread }, at) =>
      thread.notes.length < MAX_NOTES ? [{ type: 'note_added', at, text, actNow }] : [],
    );
    if (!committed) return notFound;
    return committed.before.thread.notes.length < MAX_NOTES
      ? ok(committed.view.thread)
      : appError('too_many_notes');
  };
