import { type Mailbox, mailboxSchema } from '../../domain/mailbox.ts';
import { type User, userSchema } from '../../domain/user.ts';
import { readDocument } from '../documents/parse.ts';
import { paths } from '../documents/paths.ts';
import type { DocumentStore } from '../ports/document-store.ts';
import type { Session } from './session.ts';

/** Who is signed in, and their mailbox. null: the account is gone. */
export const readSessionView =
  (deps: { readonly store: DocumentStore }) =>
  async ({
    userId,
    mailboxId,
  }: Session): Promise<{ readonly user: User; readonly mailbox: Mailbox | null } | null> => {
    const [user, mailbox] = await Promise.all([
      readDocument(deps.store, userSchema, paths.user(userId)),
      readDocument(deps.store, mailboxSchema, paths.mailbox(mailboxId)),
    ]);
    return user ? { user, mailbox: mailbox?.userId === userId ? mailbox : null } : null;
  };
