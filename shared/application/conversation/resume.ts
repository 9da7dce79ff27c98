import type { Change } from '../../domain/conversation/changes.ts';
import type { Message } from '../../domain/conversation/message.ts';
import { type EmailThread, withEvent } from '../../domain/conversation/thread.ts';
import type { MessageId } from '../../domain/ids.ts';
import { ok, type Result } from '../../domain/result.ts';
import { changeThread } from '../../persistence/thread-view.ts';
import { type AppError, notFound } from '../errors.ts';
import type { ThreadDeps } from './deps.ts';

const readable = (messages: readonly Message[], id: MessageId): boolean =>
  messages.some((message) => message.id === id && message.text.trim() !== '');

const resume =
  (now: number): Change =>
  ({ thread, messages }) => ({
    messages,
    thread: withEvent(
      {
        ...thread,
        status: 'active',
        stopReason: null,
        attention: null,
        needsAttention: false,
        // The owner has seen the held mails and says: go on. One without a readable word cannot be answered.
        unanswered: [...thread.unanswered, ...thread.held.filter((id) => readable(messages, id))],
        held: [],
        failures: 0,
        nextActionAt: now,
        waitingFor: null,
      },
      { at: now, kind: 'resumed', detail: 'You let the assistant go on.' },
    ),
  });

/** Goes on after a stop or a flag; held mails are taken as good. Harmless on a thread that runs. */
export const resumeThread =
  (deps: ThreadDeps) =>
  async (input: {
    readonly userId: string;
    readonly threadId: string;
  }): Promise<Result<EmailThread, AppError>> => {
    const { userId, threadId } = input;
    const now = deps.clock.now();
    const view = await deps.store.transaction((tx) =>
      changeThread(
        tx,
        userId,
        threadId,
        (before) =>
          before.thread.status === 'active' && !before.thread.attention ? before : resume(now)(before),
        now,
      ),
    );
    if (!view) return notFound;
    await deps.bus.publish({ topic: 'thread-turn', data: { userId, threadId } });
    return ok(view.thread);
  };
