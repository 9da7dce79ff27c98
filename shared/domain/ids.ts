import { z } from 'zod';

/**
 * Ids that are safe in paths and URLs: no slash, no dot, nothing to escape, and none that Firestore reserves (`__x__`).
 */
export const idSchema = z.string().regex(/^(?!__)[A-Za-z0-9_-]{1,128}$/, 'is not an id');

export const userIdSchema = idSchema.brand<'UserId'>();
export const mailboxIdSchema = idSchema.brand<'MailboxId'>();
export const assistantIdSchema = idSchema.brand<'AssistantId'>();
export const threadIdSchema = idSchema.brand<'ThreadId'>();
export const messageIdSchema = idSchema.brand<'MessageId'>();

export type UserId = z.infer<typeof userIdSchema>;
export type MailboxId = z.infer<typeof mailboxIdSchema>;
export type AssistantId = z.infer<typeof assistantIdSchema>;
export type ThreadId = z.infer<typeof threadIdSchema>;
export type MessageId = z.infer<typeof messageIdSchema>;

/**
 * The id of a thread's n-th outbound message (counted from 1). Derived, so that a turn that is repeated after a crash
 * uses the same id and finds the draft that the crashed turn may have left.
 */
export const outboundMessageId = (threadId: ThreadId, n: number): MessageId =>
  messageIdSchema.parse(`${threadId}-${n}`);
