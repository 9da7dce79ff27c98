import { abandoned, type Change, needsOwner, type ThreadView } from '../../domain/conversation/changes.ts';
import type { Message } from '../../domain/conversation/message.ts';
import { withEvent } from '../../domain/conversation/thread.ts';
import { ok, type Result } from '../../domain/result.ts';
import { changeThread } from '../../persistence/thread-view.ts';
import { type AppError, appError, notFound } from '../errors.ts';
import type { ThreadDeps } from './deps.ts';

interface Target {
  readonly userId: string;
  readonly threadId: string;
  readonly messageId: string;
}

const messageOf = (view: ThreadView, id: string): Message | undefined =>
  view.messages.find((message) => message.id === id && message.direction === 'outbound');

const wrongState = appError('not_awaiting_approval', 'This mail does not wait for your approval.');

/**
 * Changes a waiting draft's message in one transaction, then wakes the thread. `allowed` says in which states the
 * change applies; `done` in which it has been made already, so that doing it twice is harmless.
 */
const changeWaiting = async (
  deps: ThreadDeps,
  target: Target,
  change: (message: Message) => Change,
  done: (message: Message) => boolean,
): Promise<Result<Message, AppError>> => {
  const { userId, threadId, messageId } = target;
  const now = deps.clock.now();
  const result = await deps.store.transaction<Result<Message, AppError>>(async (tx) => {
    let outcome: Result<Message, AppError> = notFound;
    const view = await changeThread(
      tx,
      userId,
      threadId,
      (before) => {
        const message = messageOf(before, messageId);
        if (!message) return before;
        if (done(message)) {
          outcome = ok(message);
          return before;
        }
        outcome = wrongState;
        if (message.state !== 'awaiting_approval' || before.thread.status !== 'active') return before;
        const after = change(message)(before);
        outcome = ok(messageOf(after, messageId) ?? message);
        return { ...after, thread: { ...after.thread, nextActionAt: now, waitingFor: null } };
      },
      now,
    );
    return view ? outcome : notFound;
  });
  if (result.ok) await deps.bus.publish({ topic: 'thread-turn', data: { userId, threadId } });
  return result;
};

/** Lets the waiting draft go out, as it is or with the owner's text, which is sent as given. Twice sends once. */
export const approveMessage =
  (deps: ThreadDeps) =>
  (input: Target & { readonly text: string | null }): Promise<Result<Message, AppError>> => {
    const at = deps.clock.now();
    return changeWaiting(
      deps,
      input,
      (message) => (view) => ({
        thread: withEvent(view.thread, { at, kind: 'approved', detail: 'You approved the draft.' }),
        messages: view.messages.map((m) =>
          m === message ? { ...m, approval: { at, text: input.text } } : m,
        ),
      }),
      (message) => message.approval !== null,
    );
  };

/** Throws the waiting draft away; the thread then waits for its owner. */
export const discardMessage =
  (deps: ThreadDeps) =>
  (input: Target): Promise<Result<Message, AppError>> =>
    dropWaiting(deps, input, (message, at) => (view) => {
      const sentence = 'You discarded the draft. Resume to have it written anew.';
      return needsOwner(
        'draft_discarded',
        sentence,
        at,
      )(abandoned(message.id, 'discarded', at, sentence)(view));
    });

/** Replaces the waiting draft by a new text that heeds the owner's feedback. */
export const rewriteMessage =
  (deps: ThreadDeps) =>
  (input: Target & { readonly feedback: string }): Promise<Result<Message, AppError>> =>
    dropWaiting(deps, input, (message, at) => (view) => {
      const after = abandoned(message.id, 'superseded', at, 'You asked for another text.')(view);
      return {
        ...after,
        thread: withEvent(
          { ...after.thread, rewriteFeedback: `${message.text}\n---\n${input.feedback}` },
          { at, kind: 'rewrite_requested', detail: input.feedback },
        ),
      };
    });

/** The draft leaves Gmail first: were it the other way round, a crash would leave a draft that nobody knows of. */
const dropWaiting = async (
  deps: ThreadDeps,
  target: Target,
  change: (message: Message, at: number) => Change,
): Promise<Result<Message, AppError>> => {
  const found = await findWaiting(deps, target);
  if (!found.ok) return found;
  const { message, mailboxId } = found.value;
  if (message.draftId !== null) {
    const deleted = await deps.gateway.deleteDraft(mailboxId, message.draftId);
    if (!deleted.ok && deleted.error.code !== 'not_found') {
      return appError('thread_busy', 'Gmail does not answer at the moment. Try again.');
    }
    if (!deleted.ok) {
      await deps.bus.publish({
        topic: 'thread-turn',
        data: { userId: target.userId, threadId: target.threadId },
      });
      return wrongState;
    }
  }
  const at = deps.clock.now();
  return changeWaiting(
    deps,
    target,
    (current) => change(current, at),
    () => false,
  );
};

const findWaiting = (
  deps: ThreadDeps,
  target: Target,
): Promise<Result<{ readonly message: Message; readonly mailboxId: string }, AppError>> =>
  deps.store.transaction(async (tx) => {
    const view = await changeThread(tx, target.userId, target.threadId, (before) => before, 0);
    const message = view ? messageOf(view, target.messageId) : undefined;
    if (!view || !message) return notFound;
    return message.state === 'awaiting_approval' && !message.approval && view.thread.status === 'active'
      ? ok({ message, mailboxId: view.thread.mailboxId })
      : wrongState;
  });
