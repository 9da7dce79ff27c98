import type { Change } from '../../domain/conversation/changes.ts';
import type { EmailThread } from '../../domain/conversation/thread.ts';
import { ok, type Result } from '../../domain/result.ts';
import { changeThread } from '../../persistence/thread-view.ts';
import { type AppError, notFound } from '../errors.ts';
import type { ThreadDeps } from './deps.ts';

export type ThreadPatch = {
  readonly [K in 'instructions' | 'goal' | 'mode' | 'followUp' | 'allowOthers']?: EmailThread[K] | undefined;
};

const patch =
  (changes: ThreadPatch, now: number): Change =>
  ({ thread, messages }) => ({
    messages,
    thread: {
      ...thread,
      instructions: changes.instructions ?? thread.instructions,
      goal: changes.goal === undefined ? thread.goal : changes.goal,
      mode: changes.mode === undefined ? thread.mode : changes.mode,
      followUp: changes.followUp === undefined ? thread.followUp : changes.followUp,
      allowOthers: changes.allowOthers ?? thread.allowOthers,
      // Another mode or follow-up may mean another next step.
      nextActionAt: thread.status === 'active' ? now : thread.nextActionAt,
    },
  });

/** Changes what the owner may change while a conversation runs; the next step heeds it. */
export const updateThread =
  (deps: ThreadDeps) =>
  async (input: {
    readonly userId: string;
    readonly threadId: string;
    readonly changes: ThreadPatch;
  }): Promise<Result<EmailThread, AppError>> => {
    const { userId, threadId } = input;
    const now = deps.clock.now();
    const view = await deps.store.transaction((tx) =>
      changeThread(tx, userId, threadId, patch(input.changes, now), now),
    );
    if (!view) return notFound;
    if (view.thread.status === 'active') {
      await deps.bus.publish({ topic: 'thread-turn', data: { userId, threadId } });
    }
    return ok(view.thread);
  };
