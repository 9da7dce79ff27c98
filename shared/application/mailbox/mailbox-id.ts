import { createHash } from 'node:crypto';
import { type MailboxId, mailboxIdSchema } from '../../domain/ids.ts';

/**
 * The id of a mailbox is derived from its address, because a Gmail notification holds only the address. So one read finds the
 * mailbox. It is hashed because ids appear in logs and in secret names.
 */
export const mailboxIdOf = (email: string): MailboxId =>
  mailboxIdSchema.parse(createHash('sha256').update(email.trim().toLowerCase()).digest('hex').slice(0, 40));
