import { assistantSchema } from '../../domain/assistant/assistant.ts';
import { idempotencyKeySchema } from '../../domain/conversation/idempotency-key.ts';
import { messageSchema } from '../../domain/conversation/message.ts';
import { emailThreadSchema } from '../../domain/conversation/thread.ts';
import { by, collection, overall } from './collection.ts';

/** A user's assistants and their conversations. */
export const conversationCollections = {
  threads: collection({
    path: 'users/{userId}/threads/{threadId}',
    one: 'thread',
    schema: emailThreadSchema,
    owner: 'user',
    // The lease's token is internal and not data about the user.
    exported: { kind: 'thread', description: 'A conversation.', nulled: ['lease', 'handedOutUntil'] },
    erased: 'with_user_data',
    ages: 'never',
    indexes: [
      // Lists, newest first, and searches by address.
      by('status', 'createdAt desc'),
      by('assistantId', 'createdAt desc'),
      by('needsAttention', 'createdAt desc'),
      by('awaitingApproval', 'createdAt desc'),
      by('status', 'recipientEmail'),
      by('assistantId', 'recipientEmail'),
      by('needsAttention', 'recipientEmail'),
      by('awaitingApproval', 'recipientEmail'),
      // Active threads of a mailbox, and all threads of a mailbox.
      by('mailboxId', 'status'),
      by('mailboxId'),
      by('gmailThreadId'),
      // Due threads of all owners, answers first; threads under way, of all owners and of one.
      overall('owesAnswer', 'nextActionAt'),
      overall('nextActionAt'),
      overall('handedOutUntil'),
      // What a clock wrote that was ahead.
      overall('updatedAt'),
      // What waits for the same cause.
      overall('mailboxId', 'delayedBy', 'nextActionAt'),
      overall('delayedBy', 'nextActionAt'),
      by('handedOutUntil'),
      // A turn is under way; it waits for the owner's pause to end, or for its turn.
      by('lease.expiresAt'),
      by('waitingFor.code'),
    ],
  }),
  messages: collection({
    path: 'users/{userId}/threads/{threadId}/messages/{messageId}',
    one: 'message',
    schema: messageSchema,
    owner: 'user',
    exported: {
      kind: 'message',
      description:
        'A mail of the conversation before it. With `bodyKept` false its text was deleted after the time that you set.',
    },
    erased: 'with_user_data',
    ages: 'never',
    // Messages that are older than their owner's retention setting.
    indexes: [overall('userId', 'bodyKept', 'at')],
  }),
  assistants: collection({
    path: 'users/{userId}/assistants/{assistantId}',
    one: 'assistant',
    schema: assistantSchema,
    owner: 'user',
    exported: { kind: 'assistant', description: 'An assistant that you described.' },
    erased: 'with_user_data',
    ages: 'never',
    indexes: [],
  }),
  idempotencyKeys: collection({
    path: 'users/{userId}/idempotencyKeys/{keyHash}',
    one: 'idempotencyKey',
    schema: idempotencyKeySchema,
    owner: 'user',
    exported: { kind: 'idempotency_key', description: 'A request of the last day.' },
    erased: 'with_user_data',
    ages: 'ttl',
    indexes: [],
  }),
};
