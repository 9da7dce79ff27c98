import { openDatabase } from '../../shared/infrastructure/sqlite/database.ts';
import { prepareSchema } from '../../shared/infrastructure/sqlite/schema.ts';
import { indexes } from '../../shared/persistence/indexes.ts';
import { asData } from '../../shared/persistence/thread-view.ts';
import { begun, mailboxWith, NOW } from '../../test/support/documents.ts';

export interface Population {
  readonly mailboxes: number;
  readonly threads: number;
  /** Threads that are due. */
  readonly dueThreads: number;
  /** Mailboxes without a recent notification, and as many whose watch is to be renewed. */
  readonly dueMailboxes: number;
}

const DAY = 24 * 60 * 60_000;
const LATER = NOW + DAY;

/**
 * Fills a new SQLite file as the store would, in one transaction. What is due comes first, spread over its owners;
 * everything else is due tomorrow or never.
 */
export const populate = (
  path: string,
  { mailboxes, threads, dueThreads, dueMailboxes }: Population,
): void => {
  const database = openDatabase(path);
  prepareSchema(database, indexes);
  database.exec('PRAGMA synchronous = OFF; BEGIN');
  const insert = database.prepare(
    'INSERT INTO documents (path, collection, collection_id, data, version) VALUES (?, ?, ?, ?, 1)',
  );
  const put = (collection: string, id: string, data: object): void => {
    const collectionId = collection.slice(collection.lastIndexOf('/') + 1);
    insert.run(`${collection}/${id}`, collection, collectionId, JSON.stringify(data));
  };
  const mailbox = asData(mailboxWith({ historyId: '1', watchExpiresAt: LATER }));
  for (let n = 0; n < mailboxes; n++) {
    const due = n < dueMailboxes;
    const alarms = { nextSyncAt: due ? NOW - n : LATER + n, watchDueAt: due ? NOW - n : LATER + n };
    put('mailboxes', `m${n}`, { ...mailbox, id: `m${n}`, userId: `u${n}`, ...alarms });
  }
  const thread = asData(begun());
  for (let n = 0; n < threads; n++) {
    const owner = n % mailboxes;
    // Most conversations wait for an answer and have no alarm at all.
    const nextActionAt = n < dueThreads ? NOW - n : n % 3 === 0 ? LATER + n : null;
    const own = {
      id: `t${n}`,
      userId: `u${owner}`,
      mailboxId: `m${owner}`,
      gmailThreadId: `g${n}`,
      nextActionAt,
    };
    put(`users/u${owner}/threads`, `t${n}`, { ...thread, ...own });
  }
  database.exec('COMMIT');
  database.close();
};
