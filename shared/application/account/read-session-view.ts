import type { Session } from '../../domain/account/session.ts';
import { type User, userSchema } from '../../domain/account/user.ts';
import { type Mailbox, mailboxSchema } from '../../domain/mailbox/mailbox.ts';
import { paths } from '../../persistence/paths.ts';
import { readDocument } from '../../persistence/read.ts';
import type { DocumentStore } from '../ports/document-store.ts';

/**
 * The signed-in user and their mailbox. null: the account was deleted. The mailbox is null when another Google account
 * has connected the address since.
 */
export const readSessionView = async (
  deps: { readonly store: DocumentStore },
  { userId, mailboxId }: Session,
): Promise<{ readonly user: User; readonly mailbox: Mailbox | null } | null> => {
  const [user, mailbox] = await Promise.all([
    readDocument(deps.store, userSchema, paths.user(userId)),
    readDocument(deps.store, mailboxSchema, paths.mailbox(mailboxId)),
  ]);
  return user ? { user, mailbox: mailbox?.userId === userId ? mailbox : null } : null;
};
