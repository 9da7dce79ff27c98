import {
  type DocumentReader,
  type StoredDocument,
  StoreError,
  type Transaction,
} from '../../application/ports/document-store.ts';
import { cleanData, cleanPatch } from '../document-store/data.ts';
import { type DocumentPath, parseDocumentPath } from '../document-store/path.ts';
import { type CheckedQuery, checkQuery } from '../document-store/query.ts';
import type { Documents, DocumentWriter } from './documents.ts';

/*
 * Optimistic transactions: the body reads without a lock and collects its writes. The commit is one synchronous block
 * under SQLite's write lock; it first checks that every read would still return the same. So a slow body delays nobody,
 * and what commits is serialisable, including queries (no phantoms).
 */

// One transaction of every conflict succeeds and the others retry at different times, so this is enough.
const MAX_ATTEMPTS = 20;

/** A read, with the check that it has not changed. */
type Read = { readonly unchanged: (documents: Documents) => boolean };
type Write = (writer: DocumentWriter) => void;

interface Attempt {
  readonly transaction: Transaction;
  readonly reads: readonly Read[];
  readonly writes: readonly Write[];
  /** The latest commit before the first read. */
  readonly since: () => number | null;
  close(): void;
}

const fingerprint = (found: readonly (StoredDocument | null)[]): string =>
  found.map((document) => (document ? `${document.path}@${document.version}` : '')).join('\n');

const startAttempt = (documents: Documents): Attempt => {
  const reads: Read[] = [];
  const writes: Write[] = [];
  let since: number | null = null;
  let open = true;

  const checkOpen = (): void => {
    if (!open) throw new StoreError('invalid', 'the transaction is over');
  };
  const recorded = <T extends readonly (StoredDocument | null)[]>(read: (from: Documents) => T): T => {
    checkOpen();
    if (writes.length > 0)
      throw new StoreError('invalid', 'in a transaction all reads come before all writes');
    since ??= documents.latestCommit();
    const found = read(documents);
    const before = fingerprint(found);
    reads.push({ unchanged: (later) => fingerprint(read(later)) === before });
    return found;
  };
  const place = (path: string): DocumentPath => {
    checkOpen();
    return parseDocumentPath(path);
  };

  const reader: DocumentReader = {
    get: async (path) => {
      const at = parseDocumentPath(path);
      return recorded((from) => [from.read(at.path)])[0] ?? null;
    },
    getAll: async (paths) => {
      const copy = [...paths];
      return recorded((from) => from.readAll(copy));
    },
    query: async (query) => {
      const checked: CheckedQuery = checkQuery(query);
      return recorded((from) => from.find(checked));
    },
  };
  const transaction: Transaction = {
    ...reader,
    create(path, data) {
      const at = place(path);
      const clean = cleanData(path, data);
      writes.push((writer) => {
        if (!writer.insert(at, clean)) throw new StoreError('exists', `${path} exists`);
      });
    },
    set(path, data) {
      const at = place(path);
      const clean = cleanData(path, data);
      writes.push((writer) => writer.put(at, clean));
    },
    update(path, patch) {
      const at = place(path);
      const clean = cleanPatch(path, patch);
      writes.push((writer) => {
        if (writer.patch(at, clean) === 'missing') throw new StoreError('missing', `${path} is missing`);
      });
    },
    delete(path) {
      const at = place(path);
      writes.push((writer) => writer.remove(at));
    },
  };
  return {
    transaction,
    reads,
    writes,
    since: () => since,
    close: () => {
      open = false;
    },
  };
};

/** Whether everything that was read is unchanged. Call it with the lock held, or on a snapshot. */
const isCurrent = (attempt: Attempt, documents: Documents): boolean => {
  const since = attempt.since();
  if (since === null || documents.latestCommit() === since) return true;
  return attempt.reads.every((read) => read.unchanged(documents));
};

class Stale extends Error {}

const commit = (attempt: Attempt, documents: Documents): boolean => {
  if (attempt.writes.length === 0) return documents.snapshot(() => isCurrent(attempt, documents));
  try {
    documents.write((writer) => {
      if (!isCurrent(attempt, documents)) throw new Stale();
      for (const write of attempt.writes) write(writer);
    });
    return true;
  } catch (error) {
    if (error instanceof Stale) return false;
    throw error;
  }
};

/** Waits before the n-th repetition. The default spreads the repetitions over a growing time. */
export type Backoff = (attempt: number) => Promise<void>;

export const runTransaction = async <T>(
  documents: Documents,
  body: (transaction: Transaction) => Promise<T>,
  backoff: Backoff,
): Promise<T> => {
  for (let count = 1; count <= MAX_ATTEMPTS; count += 1) {
    const attempt = startAttempt(documents);
    try {
      const result = await body(attempt.transaction);
      attempt.close();
      if (commit(attempt, documents)) return result;
    } catch (error) {
      attempt.close();
      // A body that has seen a partial change of another transaction may fail because of it.
      if (documents.snapshot(() => isCurrent(attempt, documents))) throw error;
    }
    if (count < MAX_ATTEMPTS) await backoff(count);
  }
  throw new StoreError('contention', `a transaction lost ${MAX_ATTEMPTS} times`);
};
