import { deleteCollection, deleteWithCollection } from '../../persistence/delete-collection.ts';
import { paths } from '../../persistence/paths.ts';
import type { DocumentStore } from '../ports/document-store.ts';

const PAGE = 100;

/** Erases everything below a user. The user's own document, mailboxes and tokens stay. */
export const eraseUserData = async (store: DocumentStore, userId: string): Promise<void> => {
  for (;;) {
    const threads = await store.query({ collection: paths.threads(userId), limit: PAGE });
    for (const thread of threads) {
      await deleteWithCollection(store, thread.path, paths.messages(userId, thread.id));
    }
    if (threads.length < PAGE) break;
  }
  for (const collection of [
    paths.assistants(userId),
    paths.suppressions(userId),
    paths.days(userId),
    paths.idempotencyKeys(userId),
    paths.limits(userId),
    paths.audits(userId),
  ]) {
    await deleteCollection(store, collection);
  }
};

/** Erases a mailbox with its credential and watches. The token in the vault is the caller's to destroy. */
export const eraseMailbox = async (store: DocumentStore, mailboxId: string): Promise<void> => {
  await store.delete(paths.credential(mailboxId));
  await deleteWithCollection(store, paths.mailbox(mailboxId), paths.watches(mailboxId));
};

/** Ends every session of a user, on all devices. */
export const endSessions = async (store: DocumentStore, userId: string): Promise<void> => {
  for (;;) {
    const sessions = await store.query({
      collection: paths.sessions,
      where: [{ field: 'userId', op: '==', value: userId }],
      limit: PAGE,
    });
    for (const session of sessions) await store.delete(session.path);
    if (sessions.length < PAGE) return;
  }
};

/** The ids of a user's mailboxes. */
export const mailboxesOf = async (store: DocumentStore, userId: string): Promise<readonly string[]> => {
  const mailboxes = await store.query({
    collection: paths.mailboxes,
    where: [{ field: 'userId', op: '==', value: userId }],
  });
  return mailboxes.map(({ id }) => id);
};
