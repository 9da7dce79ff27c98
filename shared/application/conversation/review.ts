import type { ConversationEvent, ThreadView } from '../../domain/conversation/events.ts';
import { isOpen, type Message } from '../../domain/conversation/message.ts';
import { ok, type Result } from '../../domain/result.ts';
import { readThreadView } from '../../persistence/thread-view.ts';
import { type AppError, appError, notFound } from '../errors.ts';
import { commit, type Target } from './commit.ts';
import type { ThreadDeps } from './deps.ts';

interface MessageTarget extends Target {
  readonly messageId: string;
  /** Of the conversation as the owner saw it; absent: whatever it is. */
  readonly revision?: number | undefined;
}

const outbound = (view: ThreadView, id: string): Message | undefined =>
  view.messages.find((message) => message.id === id && message.direction === 'outbound');

const wrongState = appError('not_awaiting_approval');
const changed = appError('thread_changed');

const isSeen = ({ thread }: ThreadView, { revision }: MessageTarget): boolean =>
  revision === undefined || thread.revision === revision;

/** It waits for approval, or is on its way without it: up to the moment at which Gmail sends it, the owner's word counts. */
const isWaiting = ({ thread }: ThreadView, message: Message): boolean =>
  isOpen(message) && thread.status === 'active';

/**
 * Commits what the owner says of a waiting draft. `isDone`: the same was said before, so that saying it twice is harmless.
 */
const commitReview = async (
  deps: ThreadDeps,
  target: MessageTarget,
  eventOf: (message: Message, at: number) => ConversationEvent,
  isDone: (message: Message) => boolean,
): Promise<Result<Message, AppError>> => {
  const { messageId } = target;
  const committed = await commit(deps, target, (view, now) => {
    const message = outbound(view, messageId);
    const isOpenToWord = message && !isDone(message) && isWaiting(view, message) && isSeen(view, target);
    return isOpenToWord ? [eventOf(message, now)] : [];
  });
  const before = committed && outbound(committed.before, messageId);
  if (!before) return notFound;
  if (isDone(before)) return ok(before);
  if (!isWaiting(committed.before, before)) return wrongState;
  if (!isSeen(committed.before, target)) return changed;
  return ok(outbound(committed.view, messageId) ?? before);
};

/** Lets the waiting draft go out, as it is or with the owner's text, which is sent as given. Twice sends once. */
export const approveMessage =
  (deps: ThreadDeps) =>
  (input: MessageTarget & { readonly text: string | null }): Promise<Result<Message, AppError>> =>
    commitReview(
      deps,
      input,
      ({ id }, at) => ({ type: 'approved', at, messageId: id, text: input.text }),
      ({ approval }) => approval !== null,
    );

/** Throws the draft away, also one that needs no approval and has not left yet; the thread then waits for its owner. */
export const discardMessage =
  (deps: ThreadDeps) =>
  (input: MessageTarget): Promise<Result<Message, AppError>> =>
    dropDraft(deps, input, ({ id }, at) => ({ type: 'draft_discarded', at, messageId: id }));

/** Replaces the waiting draft by a new text that heeds the owner's feedback. */
export const rewriteMessage =
  (deps: ThreadDeps) =>
  (input: MessageTarget & { readonly feedback: string }): Promise<Result<Message, AppError>> =>
    dropDraft(deps, input, ({ id }, at) => ({
      type: 'rewrite_requested',
      at,
      messageId: id,
      feedback: input.feedback,
    }));

/** The draft leaves Gmail first: were it the other way round, a crash would leave a draft that nobody knows of. */
const dropDraft = async (
  deps: ThreadDeps,
  target: MessageTarget,
  eventOf: (message: Message, at: number) => ConversationEvent,
): Promise<Result<Message, AppError>> => {
  const { userId, threadId, messageId } = target;
  const view = await deps.store.transaction((tx) => readThreadView(tx, userId, threadId));
  const message = view && outbound(view, messageId);
  if (!message) return notFound;
  if (!isWaiting(view, message) || message.approval) return wrongState;
  if (!isSeen(view, target)) return changed;
  if (message.draftId !== null) {
    const deleted = await deps.gateway.deleteDraft(view.thread.mailboxId, message.draftId);
    if (!deleted.ok && deleted.error.code !== 'not_found') return appError('thread_busy');
    if (!deleted.ok) {
      await deps.bus.publish({ topic: 'thread-turn', data: { userId, threadId } });
      return wrongState;
    }
  }
  return commitReview(deps, target, eventOf, () => false);
};
