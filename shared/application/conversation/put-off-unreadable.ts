import type { Attention } from '../../domain/conversation/notices.ts';
import { emailThreadSchema } from '../../domain/conversation/thread.ts';
import { paths } from '../../persistence/paths.ts';
import { setBack } from '../../persistence/setback.ts';
import { asData } from '../../persistence/thread-view.ts';
import type { DocumentError } from '../unreadable.ts';
import type { TurnDeps } from './steps/deps.ts';

/**
 * A turn met a document that cannot be read: the thread's own, a mail of it, its owner's, the day's figures. Its alarm is put off
 * for longer each time, so that it is not handed out every minute for ever; in the end its owner is told, where the thread
 * itself can be read and so be shown.
 */
export const putOffUnreadable = async (
  deps: TurnDeps,
  { userId, threadId }: { readonly userId: string; readonly threadId: string },
  error: DocumentError,
): Promise<void> => {
  const document = await deps.store.get(paths.thread(userId, threadId));
  if (!document) return;
  const thread = emailThreadSchema.safeParse(document.data).data;
  const attention: Attention = thread?.attention ?? {
    code: 'repeated_failure',
    params: { cause: 'failed' },
    since: deps.clock.now(),
  };
  const told = asData({ attention, needsAttention: true, nextActionAt: null });
  await setBack(deps, {
    document,
    alarm: 'nextActionAt',
    moves: true,
    error,
    also: { handedOutUntil: null },
    ...(thread ? { aside: told } : {}),
  });
};
