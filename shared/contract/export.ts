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

/** The documents that are stored about a user, in their stored shape. Times are epoch milliseconds. */
const exported = z.discriminatedUnion('kind', [
  entry('user', userSchema, 'Who you are, and your settings.'),
  entry('session', z.object({ createdAt: epochMs, expiresAt: epochMs }), 'A signed-in browser.'),
  entry('mailbox', mailboxSchema, 'Your mailbox, with the cursor up to which it was read.'),
  entry(
    'credential',
    credentialSchema.omit({ secretName: true }),
    'The access that you granted at Google. The token itself is never stored here or exported.',
  ),
  entry('watch', watchEventSchema, 'An event in the history of the watch on your mailbox.'),
  entry('assistant', assistantSchema, 'An assistant.'),
  entry('suppression', suppressionSchema, 'A person who asked not to be contacted.'),
  entry('day', usageDaySchema, 'Figures of one day.'),
  entry('audit', auditSchema, 'An entry of the audit log.'),
  entry(
    'idempotency_key',
    z.object({ requestHash: z.string(), threadId: z.string(), ttl: epochMs }),
    'A request with an Idempotency-Key, kept for a day.',
  ),
  entry('limit', z.object({ usedUntil: z.number(), ttl: epochMs }), 'The used share of a rate limit.'),
  entry('thread', emailThreadSchema, 'A conversation.'),
  entry(
    'message',
    messageSchema,
    'A mail of the preceding conversation. With `bodyKept` false its text was deleted by your retention setting.',
  ),
]);

/** Everything that is stored about a user. A thread is followed by its messages. */
export const accountExport = z
  .object({
    format: z.literal('email-ai-export'),
    version: z.literal(1),
    exportedAt: epochMs,
    documents: z.array(exported),
  })
  .meta({ id: 'AccountExport' });
