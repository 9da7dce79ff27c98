import type { EmailThread } from '../../domain/conversation/thread.ts';
import type { Result } from '../../domain/result.ts';
import { paths } from '../../persistence/paths.ts';
import type { AppError } from '../errors.ts';
import { DocumentError, noteUnreadable } from '../unreadable.ts';
import type { ThreadDeps } from './deps.ts';
import { stopThread } from './stop.ts';

/**
 * Stops a conversation on the way to something larger, which one that cannot be read must not hold up: no turn can work on it
 * either, so that nothing leaves. null: it is one of those.
 */
export const stopIfReadable = async (
  deps: ThreadDeps,
  input: Parameters<ReturnType<typeof stopThread>>[0],
): Promise<Result<EmailThread, AppError> | null> => {
  try {
    return await stopThread(deps)(input);
  } catch (error) {
    if (!(error instanceof DocumentError)) throw error;
    noteUnreadable(deps.logger, paths.thread(input.userId, input.threadId));
    return null;
  }
};
