import { z } from 'zod';
import { auditSchema } from '../domain/account/audit.ts';
import { suppressionSchema } from '../domain/account/suppression.ts';
import { usageDaySchema, userSchema } from '../domain/account/user.ts';
import { assistantSchema } from '../domain/assistant/assistant.ts';
import { messageSchema } from '../domain/conversation/message.ts';
import { emailThreadSchema } from '../domain/conversation/thread.ts';
import { credentialSchema, mailboxSchema, watchEventSchema } from '../domain/mailbox/mailbox.ts';
import { epochMs } from './common.ts';

const entry = <K extends string, D extends z.ZodType>(kind: K, data: D, description: string) =>
  z.object({ kind: z.literal(kind), path: z.string(), data }).meta({ description, id: `Exported_${kind}` });

/** Each document that is held about a user, as it is stored; times are epoch milliseconds. */
const exported = z.discriminatedUnion('kind', [
  entry('user', userSchema, 'Who you are, and your settings.'),
  entry('session', z.object({ createdAt: epochMs, expiresAt: epochMs }), 'A browser that is signed in.'),
  entry('mailbox', mailboxSchema, 'Your mailbox and how far it has been read.'),
  entry(
    'credential',
    credentialSchema.omit({ secretName: true }),
    'What you allowed us at Google. The token itself is in no store and in no export.',
  ),
  entry('watch', watchEventSchema, 'What became of the watch on your mailbox.'),
  entry('assistant', assistantSchema, 'An assistant that you described.'),
  entry('suppression', suppressionSchema, 'Somebody who asked not to be written to.'),
  entry('day', usageDaySchema, 'What was used on one day.'),
  entry('audit', auditSchema, 'Something that was done with the account.'),
  entry(
    'idempotency_key',
    z.object({ requestHash: z.string(), threadId: z.string(), ttl: epochMs }),
    'That a request was seen, for a day.',
  ),
  entry('limit', z.object({ usedUntil: z.number(), ttl: epochMs }), 'How much of a limit is used up.'),
  entry('thread', emailThreadSchema, 'A conversation.'),
  entry(
    'message',
    messageSchema,
    'A mail of the conversation before it. With `bodyKept` false its text was deleted after the time that you set.',
  ),
]);

/** Everything that is held about a user. A thread is followed by its messages. */
export const accountExport = z
  .object({
    format: z.literal('email-ai-export'),
    version: z.literal(1),
    exportedAt: epochMs,
    documents: z.array(exported),
  })
  .meta({ id: 'AccountExport' });
