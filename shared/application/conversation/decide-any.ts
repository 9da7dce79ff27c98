import type { Message } from '../../domain/conversation/message.ts';
import type { Result } from '../../domain/result.ts';
import { type AppError, notFound } from '../errors.ts';
import type { Target } from './commit.ts';
import { type Acceptance, acceptMessage, rejectMessage } from './decide-held.ts';
import type { ThreadDeps } from './deps.ts';
import { approveMessage, discardMessage } from './review.ts';

interface Held extends Target {
  readonly messageId: string;
  /** Of the conversation as the owner saw it. */
  readonly revision: number;
}

/** The owner accepts what is held: a mail of theirs is answered, a text of ours leaves as it stands. */
export const acceptHeld =
  (deps: ThreadDeps) =>
  async (input: Held & Acceptance): Promise<Result<Message, AppError>> => {
    const accepted = await acceptMessage(deps)(input);
    if (accepted.ok || accepted.error.code !== 'not_found') return accepted;
    return orNothingHeld(await approveMessage(deps)({ ...input, text: null }));
  };

/** A mail of theirs is never answered, a text of ours never leaves. */
export const rejectHeld =
  (deps: ThreadDeps) =>
  async (input: Held): Promise<Result<Message, AppError>> => {
    const rejected = await rejectMessage(deps)(input);
    if (rejected.ok || rejected.error.code !== 'not_found') return rejected;
    return orNothingHeld(await discardMessage(deps)(input));
  };

/** A text of ours that waits for no word is no held mail. */
const orNothingHeld = (decided: Result<Message, AppError>): Result<Message, AppError> =>
  !decided.ok && decided.error.code === 'not_awaiting_approval' ? notFound : decided;
