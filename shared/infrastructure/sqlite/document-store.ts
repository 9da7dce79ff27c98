import type { DocumentStore } from '../../application/ports/document-store.ts';
import type { IndexDefinition } from '../../application/ports/index-definition.ts';
import { cleanData, cleanPatch } from '../document-store/data.ts';
import { parseDocumentPath } from '../document-store/path.ts';
import { checkQuery } from '../document-store/query.ts';
import { openDatabase, truncateLog } from './database.ts';
import { openDocuments } from './documents.ts';
import { prepareSchema } from './schema.ts';
import { type Backoff, runTransaction } from './transaction.ts';

export interface SqliteStoreOptions {
  /** The file, created if absent; `:memory:` for a store that exists until it is closed. */
  readonly path: string;
  /** Without an index, a query sorts and filters all documents of its collection or group. */
  readonly indexes?: readonly IndexDefinition[];
  /** Waits before a transaction that lost a conflict runs again. */
  readonly backoff?: Backoff;
}

export interface SqliteStore extends DocumentStore {
  /** Deletes documents whose `ttl` is at or before `now` (epoch ms), like a Firestore TTL policy. Returns how many. */
  purgeExpired(now: number): Promise<number>;
  /** Removes deleted data from the log as well. */
  truncateLog(): Promise<void>;
}

const jitteredBackoff: Backoff = (attempt) =>
  new Promise((resolve) => setTimeout(resolve, Math.random() * Math.min(2 ** attempt, 256)));

/**
 * DocumentStore in one SQLite file, for one machine. Several stores, in this and other processes, may open the same
 * file. A call blocks the event loop while SQLite works (a commit waits for the disk).
 */
export const createSqliteStore = (options: SqliteStoreOptions): SqliteStore => {
  const { path, indexes = [], backoff = jitteredBackoff } = options;
  const database = openDatabase(path);
  prepareSchema(database, indexes);
  const documents = openDocuments(database);

  const run = async <T>(block: () => T): Promise<T> => block();

  return {
    get: (at) => run(() => documents.read(parseDocumentPath(at).path)),
    getAll: (paths) => run(() => documents.readAll(paths)),
    query: (query) => run(() => documents.find(checkQuery(query))),
    count: (query) => run(() => documents.count(checkQuery(query))),
    create: (at, data) =>
      run(() => {
        const place = parseDocumentPath(at);
        const clean = cleanData(at, data);
        return documents.write((writer) => (writer.insert(place, clean) ? 'created' : 'exists'));
      }),
    set: (at, data) =>
      run(() => {
        const place = parseDocumentPath(at);
        const clean = cleanData(at, data);
        documents.write((writer) => writer.put(place, clean));
      }),
    update: (at, patch, precondition) =>
      run(() => {
        const place = parseDocumentPath(at);
        const clean = cleanPatch(at, patch);
        return documents.write((writer) => writer.patch(place, clean, precondition?.version));
      }),
    delete: (at) =>
      run(() => {
        const place = parseDocumentPath(at);
        documents.write((writer) => writer.remove(place));
      }),
    transaction: (body) => runTransaction(documents, body, backoff),
    purgeExpired: (now) => run(() => documents.write((writer) => writer.removeExpired(now))),
    truncateLog: () => run(() => truncateLog(database)),
    close: async () => {
      if (!database.isOpen) return;
      truncateLog(database);
      database.close();
    },
  };
};
