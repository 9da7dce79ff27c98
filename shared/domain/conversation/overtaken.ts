import type { Message } from './message.ts';
import type { EmailThread } from './thread.ts';

/** The mails that it answers are no longer open: the owner answered by hand, rejected one, or handled it otherwise. */
const isSettled = ({ unanswered }: EmailThread, { answers }: Message): boolean =>
  answers.some((id) => !unanswered.includes(id));

/** The owner wrote by hand after it was written, and has not approved it since. */
const isPassedByOwner = (messages: readonly Message[], { id, createdAt, approval }: Message): boolean =>
  messages.some(
    (message) =>
      message.author === 'owner' && message.id !== id && message.createdAt > (approval?.at ?? createdAt),
  );

/**
 * Whether the pending message does not fit any more: a genuine mail came that it does not take into account, what it answers is
 * settled, or they are away.
 */
export const isOvertaken = (
  thread: EmailThread,
  messages: readonly Message[],
  pending: Message,
  now: number,
): boolean =>
  thread.unanswered.some((id) => !pending.answers.includes(id)) ||
  isSettled(thread, pending) ||
  isPassedByOwner(messages, pending) ||
  (pending.purpose === 'follow_up' &&
    ((thread.lastReceivedAt ?? 0) > pending.createdAt ||
      (!pending.approval && (thread.pausedUntil ?? 0) > now)));
