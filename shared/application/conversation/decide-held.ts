import type { ConversationEvent, ThreadView } from '../../domain/conversation/events.ts';
import type { Message } from '../../domain/conversation/message.ts';
import { mayJoin, type Ruling } from '../../domain/conversation/verdict.ts';
import { ok, type Result } from '../../domain/result.ts';
import { type AppError, appError, notFound } from '../errors.ts';
import { type CommitDeps, commit, type Target } from './commit.ts';

interface HeldMail extends Target {
  readonly messageId: string;
  /** Of the conversation as the owner saw it. */
  readonly revision: number;
}

const inbound = ({ messages }: ThreadView, id: string): Message | undefined =>
  messages.find((message) => message.id === id && message.direction === 'inbound');

/** Why this cannot be decided; null: it can. Saying the same again is harmless, whatever has happened since. */
const refusalOf = (
  { thread }: ThreadView,
  message: Message,
  input: { readonly revision: number; readonly join: boolean },
): ReturnType<typeof appError> | null => {
  if (!thread.held.includes(message.id)) return appError('not_held');
  if (thread.revision !== input.revision) return appError('thread_changed');
  return input.join && !mayJoin(message) ? appError('cannot_join') : null;
};

/**
 * The owner's word on one held mail. Only as they saw the conversation: a mail that came meanwhile may put another light on
 * it. Errors: StoreError and BusError pass through.
 */
const decide = async (
  deps: CommitDeps,
  input: HeldMail & { readonly join: boolean },
  ruling: Ruling,
  eventOf: (message: Message, at: number) => ConversationEvent,
): Promise<Result<Message, AppError>> => {
  const { messageId } = input;
  const committed = await commit(deps, { ...input, messageIds: [messageId] }, (view, at) => {
    const message = inbound(view, messageId);
    return message && !refusalOf(view, message, input) ? [eventOf(message, at)] : [];
  });
  const before = committed && inbound(committed.before, messageId);
  if (!before) return notFound;
  if (before.ruling === ruling) return ok(before);
  return refusalOf(committed.before, before, input) ?? ok(inbound(committed.view, messageId) ?? before);
};

/** It is answered. `join`: its sender, whom the recipient has added, takes part from now on. */
export const acceptMessage =
  (deps: CommitDeps) =>
  (input: HeldMail & { readonly join: boolean }): Promise<Result<Message, AppError>> =>
    decide(deps, input, 'accepted', ({ id }, at) => ({
      type: 'mail_accepted',
      at,
      messageId: id,
      joins: input.join,
    }));

/** It is never answered, and the model never sees it. */
export const rejectMessage =
  (deps: CommitDeps) =>
  (input: HeldMail): Promise<Result<Message, AppError>> =>
    decide(deps, { ...input, join: false }, 'rejected', ({ id }, at) => ({
      type: 'mail_rejected',
      at,
      messageId: id,
    }));

/** As rejected, and later mails of its address are ignored in this conversation. */
export const blockMessage =
  (deps: CommitDeps) =>
  (input: HeldMail): Promise<Result<Message, AppError>> =>
    decide(deps, { ...input, join: false }, 'blocked', ({ id }, at) => ({
      type: 'sender_blocked',
      at,
      messageId: id,
    }));
