import type { Change } from '../../domain/conversation/changes.ts';
import { threadSettings } from '../../domain/conversation/settings.ts';
import type { EmailThread } from '../../domain/conversation/thread.ts';
import { ok, type Result } from '../../domain/result.ts';
import { changedSettings, type SettingChanges } from '../../domain/setting.ts';
import { changeThread } from '../../persistence/thread-view.ts';
import { type AppError, notFound } from '../errors.ts';
import type { ThreadDeps } from './deps.ts';

export type ThreadPatch = SettingChanges<typeof threadSettings>;

const patch =
  (changes: ThreadPatch, now: number): Change =>
  ({ thread, messages }) => ({
    messages,
    thread: {
      ...thread,
      ...changedSettings(threadSettings, thread, changes),
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
