import { answeredElsewhere, awayUntil, type Elsewhere, hasLeft } from './elsewhere.ts';
import type { Message } from './message.ts';
import type { EmailThread } from './thread.ts';
import { isUnprompted } from './vocabulary.ts';

/** The mails that it answers are no longer open: the owner answered by hand, rejected one, or handled it otherwise. */
const isSettled = ({ unanswered }: EmailThread, { answers }: Message): boolean =>
  answers.some((id) => !unanswered.includes(id));

/** The owner wrote by hand after it was written, and has not approved it since. */
const isPassedByOwner = (messages: readonly Message[], { id, createdAt, approval }: Message): boolean =>
  messages.some(
    (message) =>
      message.author === 'owner' && message.id !== id && message.createdAt > (approval?.at ?? createdAt),
  );

/** "I will check and come back to you", while its owner is asked. */
export const isHoldingLine = ({ attention }: EmailThread, pending: Message | null): boolean =>
  pending?.purpose === 'holding' && attention?.code === 'question';

/** By a word of the owner's: what was asked of them is answered, or they know something new. */
const isReconsidered = (thread: EmailThread, pending: Message): boolean =>
  (thread.reconsider && !thread.attention) ||
  (pending.purpose === 'holding' && !isHoldingLine(thread, pending));

/**
 * Whether the pending message does not fit any more: a genuine mail came that it does not take into account, what it answers is
 * settled, they are away, or the owner has said something new.
 */
export const isOvertaken = (
  thread: EmailThread,
  messages: readonly Message[],
  pending: Message,
  elsewhere: Elsewhere,
  now: number,
): boolean =>
  thread.unanswered.some((id) => !pending.answers.includes(id)) ||
  isSettled(thread, pending) ||
  isPassedByOwner(messages, pending) ||
  (isUnprompted(pending.purpose) &&
    ((thread.lastReceivedAt ?? 0) > pending.createdAt || hasLeft(thread, elsewhere))) ||
  (pending.purpose === 'follow_up' &&
    (answeredElsewhere(thread, elsewhere) !== null ||
      (!pending.approval && awayUntil(thread, elsewhere) > now))) ||
  (!pending.approval && isReconsidered(thread, pending));
