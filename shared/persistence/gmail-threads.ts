import type { DocumentStore, StoredDocument } from '../application/ports/document-store.ts';
import type { Mailbox } from '../domain/mailbox/mailbox.ts';
import { paths } from './paths.ts';

/** Firestore's limit for `in`. */
const MAX_IN = 30;

/** The thread documents of a mailbox for these Gmail threads; one query for every 30. */
export const threadsInGmail = async (
  store: Pick<DocumentStore, 'query'>,
  { id, userId }: Pick<Mailbox, 'id' | 'userId'>,
  gmailThreadIds: readonly string[],
): Promise<readonly StoredDocument[]> => {
  const ids = [...new Set(gmailThreadIds)];
  const found: StoredDocument[] = [];
  for (let from = 0; from < ids.length; from += MAX_IN) {
    const documents = await store.query({
      collection: paths.threads(userId),
      where: [{ field: 'gmailThreadId', op: 'in', value: ids.slice(from, from + MAX_IN) }],
    });
    // Gmail's thread ids are only unique within a mailbox.
    found.push(...documents.filter(({ data }) => data.mailboxId === id));
  }
  return found;
};
