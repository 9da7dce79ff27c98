import type { ConversationEvent, ThreadView } from '../../domain/conversation/events.ts';
import type { Message } from '../../domain/conversation/message.ts';
import { mayJoin, mayTrust, type Ruling, replyToOf } from '../../domain/conversation/verdict.ts';
import { ok, type Result } from '../../domain/result.ts';
import { type AppError, appError, notFound } from '../errors.ts';
import { trustSenderOf } from '../people/trusted-senders.ts';
import { type CommitDeps, commit, type Target } from './commit.ts';

interface HeldMail extends Target {
  readonly messageId: string;
  /** Of the conversation as the owner saw it. */
  readonly revision: number;
}

interface Wishes {
  readonly join: boolean;
  readonly trust: boolean;
  readonly toReplyTo: boolean;
}
const noWishes: Wishes = { join: false, trust: false, toReplyTo: false };

const inbound = ({ messages }: ThreadView, id: string): Message | undefined =>
  messages.find((message) => message.id === id && message.direction === 'inbound');

/** Why this cannot be decided; null: it can. Saying the same again is harmless, whatever has happened since. */
const refusalOf = (
  { thread }: ThreadView,
  message: Message,
  input: Wishes & { readonly revision: number },
): ReturnType<typeof appError> | null => {
  if (!thread.held.includes(message.id)) return appError('not_held');
  if (thread.revision !== input.revision) return appError('thread_changed');
  if (input.join && !mayJoin(message)) return appError('cannot_join');
  if (input.trust && !mayTrust(message)) return appError('cannot_trust');
  return input.toReplyTo && replyToOf(message) === null ? appError('no_reply_to') : null;
};

/**
 * The owner's word on one held mail. Only as they saw the conversation: a mail that came meanwhile may put another light on
 * it. Errors: StoreError and BusError pass through.
 */
const decide = async (
  deps: CommitDeps,
  input: HeldMail & Wishes,
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

/** What else the owner says of a mail that they accept. */
export interface Acceptance {
  /** Its sender, whom the recipient has added, takes part from now on. */
  readonly join?: boolean;
  /** Mails of this very address count as its own from now on, in every conversation, though nothing vouches for them. */
  readonly trust?: boolean;
  /** Where the answer goes, of a mail that asks for another address. */
  readonly answerTo?: 'sender' | 'reply_to';
}

/** It is answered. */
export const acceptMessage =
  (deps: CommitDeps) =>
  async (input: HeldMail & Acceptance): Promise<Result<Message, AppError>> => {
    const { join = false, trust = false, answerTo = 'sender' } = input;
    const toReplyTo = answerTo === 'reply_to';
    const accepted = await decide(deps, { ...input, join, trust, toReplyTo }, 'accepted', ({ id }, at) => ({
      type: 'mail_accepted',
      at,
      messageId: id,
      joins: join,
      toReplyTo,
    }));
    // After the mail, so that a refusal trusts nobody. Who repeats the request after a crash gets what they asked for.
    if (accepted.ok && trust && mayTrust(accepted.value)) await trustSenderOf(deps, input, accepted.value);
    return accepted;
  };

/** It is never answered, and the model never sees it. */
export const rejectMessage =
  (deps: CommitDeps) =>
  (input: HeldMail): Promise<Result<Message, AppError>> =>
    decide(deps, { ...input, ...noWishes }, 'rejected', ({ id }, at) => ({
      type: 'mail_rejected',
      at,
      messageId: id,
    }));

/** As rejected, and later mails of its address are ignored in this conversation. */
export const blockMessage =
  (deps: CommitDeps) =>
  (input: HeldMail): Promise<Result<Message, AppError>> =>
    decide(deps, { ...input, ...noWishes }, 'blocked', ({ id }, at) => ({
      type: 'sender_blocked',
      at,
      messageId: id,
    }));
