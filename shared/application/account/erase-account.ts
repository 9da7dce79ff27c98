import { below, collections, idOf, topCollections } from '../../persistence/collections.ts';
import { deleteCollection, deleteTree } from '../../persistence/delete-tree.ts';
import { eachDocument } from '../../persistence/each.ts';
import { besideMailboxes } from '../../persistence/owned.ts';
import { paths } from '../../persistence/paths.ts';
import type { DocumentStore } from '../ports/document-store.ts';
import type { Originals } from '../ports/originals.ts';

const PAGE = 100;

/**
 * Erases everything below a user, but not the user's document, mailboxes and tokens. `keepSuppressions` is called when
 * no conversation is left that could add a suppression.
 */
export const eraseUserData = async (
  { store, originals }: { readonly store: DocumentStore; readonly originals: Originals },
  userId: string,
  keepSuppressions: () => Promise<void> = async () => {},
): Promise<void> => {
  for (const kind of below(collections.users)) {
    if (kind.erased !== 'with_user_data') continue;
    if (idOf(kind) === idOf(collections.suppressions)) await keepSuppressions();
    await deleteCollection(store, kind, `${paths.user(userId)}/${idOf(kind)}`);
  }
  // Last: an upload that is under way finds its document gone and deletes its original itself.
  await originals.deleteUser(userId);
};

/** Erases a mailbox with its credential and watches. The caller destroys the token in the vault. */
export const eraseMailbox = async (store: DocumentStore, mailboxId: string): Promise<void> => {
  for (const kind of besideMailboxes) await deleteTree(store, kind, `${idOf(kind)}/${mailboxId}`);
  await deleteTree(store, collections.mailboxes, paths.mailbox(mailboxId));
};

const ofUser = (userId: string) => [{ field: 'userId', op: '==', value: userId }] as const;

/** Ends every session of a user, on all devices. */
export const endSessions = async (store: DocumentStore, userId: string): Promise<void> => {
  for (const kind of topCollections) {
    if (kind.erased !== 'with_sessions') continue;
    const sessions = eachDocument(store, { collection: idOf(kind), where: ofUser(userId) }, PAGE);
    for await (const session of sessions) await store.delete(session.path);
  }
};

/** The ids of a user's mailboxes. */
export const mailboxesOf = async (store: DocumentStore, userId: string): Promise<readonly string[]> => {
  const mailboxes = await store.query({ collection: paths.mailboxes, where: ofUser(userId) });
  return mailboxes.map(({ id }) => id);
};
