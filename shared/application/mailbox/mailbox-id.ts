import { createHash } from 'node:crypto';
import { type MailboxId, mailboxIdSchema } from '../../domain/ids.ts';

/**
 * A mailbox's id follows from its address: a notification names only the address, and finds the mailbox with one read.
 * Hashed, because ids stand in logs and secret names.
 */
export const mailboxIdOf = (email: string): MailboxId =>
  mailboxIdSchema.parse(createHash('sha256').update(email.trim().toLowerCase()).digest('hex').slice(0, 40));
