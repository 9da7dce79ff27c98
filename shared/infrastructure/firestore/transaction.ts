import type { Transaction as FirestoreTransaction } from '@google-cloud/firestore';
import { StoreError, type Transaction } from '../../application/ports/document-store.ts';
import { cleanData, cleanPatch } from '../document-store/data.ts';
import { parseDocumentPath } from '../document-store/path.ts';
import { checkQuery } from '../document-store/query.ts';
import { buildQuery, type FirestoreClient } from './client.ts';
import { decodeDocument, encodeData, encodePatch } from './documents.ts';
import { grpcCode, toStoreError } from './errors.ts';

// The client waits between attempts, a second at first.
const MAX_ATTEMPTS = 5;

/** Wraps an exception of the body, so that the client does not read its `code` and retry. */
class BodyFailed extends Error {
  readonly reason: unknown;
  constructor(reason: unknown) {
    super('the body of a transaction failed');
    this.reason = reason;
  }
}

const storeErrors = async <T>(call: () => Promise<T>): Promise<T> => {
  try {
    return await call();
  } catch (error) {
    throw toStoreError(error);
  }
};

const wrap = (client: FirestoreClient, firestore: FirestoreTransaction) => {
  const { sdk } = client;
  const at = (path: string) => client.firestore.doc(parseDocumentPath(path).path);
  let open = true;
  let writes = 0;

  const read = <T>(call: () => Promise<T>): Promise<T> =>
    storeErrors(async () => {
      if (!open) throw new StoreError('invalid', 'the transaction is over');
      if (writes > 0) throw new StoreError('invalid', 'in a transaction all reads come before all writes');
      return call();
    });
  const place = (path: string) => {
    if (!open) throw new StoreError('invalid', 'the transaction is over');
    return at(path);
  };

  const transaction: Transaction = {
    get: (path) =>
      read(async () => {
        const document = at(path);
        return decodeDocument(sdk, await firestore.get(document));
      }),
    getAll: (paths) =>
      read(async () => {
        const documents = paths.map((path) => at(path));
        if (documents.length === 0) return [];
        const found = await firestore.getAll(...documents);
        return found.map((snapshot) => decodeDocument(sdk, snapshot));
      }),
    query: (query) =>
      read(async () => {
        const found = await firestore.get(buildQuery(client, checkQuery(query)));
        return found.docs.flatMap((snapshot) => decodeDocument(sdk, snapshot) ?? []);
      }),
    create(path, data) {
      const document = place(path);
      firestore.create(document, encodeData(client, cleanData(path, data)));
      writes += 1;
    },
    set(path, data) {
      const document = place(path);
      firestore.set(document, encodeData(client, cleanData(path, data)));
      writes += 1;
    },
    update(path, patch) {
      const document = place(path);
      firestore.update(document, ...encodePatch(client, cleanPatch(path, patch)));
      writes += 1;
    },
    delete(path) {
      firestore.delete(place(path));
      writes += 1;
    },
  };
  const close = () => {
    open = false;
  };
  return { transaction, close };
};

/**
 * Whether the body failed because a read of the transaction failed. The client must see that error to decide on a
 * retry.
 */
const cameFromFirestore = (error: unknown): error is StoreError =>
  error instanceof StoreError && grpcCode(error.cause) !== null;

/** Runs a Firestore transaction. Firestore locks what is read, and repeats the body after contention. */
export const runTransaction = async <T>(
  client: FirestoreClient,
  body: (transaction: Transaction) => Promise<T>,
): Promise<T> => {
  try {
    return await client.firestore.runTransaction(
      async (firestore) => {
        const { transaction, close } = wrap(client, firestore);
        try {
          return await body(transaction);
        } catch (error) {
          throw cameFromFirestore(error) ? error.cause : new BodyFailed(error);
        } finally {
          close();
        }
      },
      { maxAttempts: MAX_ATTEMPTS },
    );
  } catch (error) {
    throw error instanceof BodyFailed ? error.reason : toStoreError(error);
  }
};
