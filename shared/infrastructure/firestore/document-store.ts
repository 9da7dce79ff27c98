import {
  type DocumentPatch,
  type DocumentStore,
  StoreError,
} from '../../application/ports/document-store.ts';
import { cleanData, cleanPatch } from '../document-store/data.ts';
import { parseDocumentPath } from '../document-store/path.ts';
import { checkQuery } from '../document-store/query.ts';
import { buildQuery, type FirestoreClient, type FirestoreOptions, openFirestore } from './client.ts';
import { decodeDocument, decodeVersion, encodeData, encodePatch } from './documents.ts';
import { GrpcCode, grpcCode, toStoreError } from './errors.ts';
import { runTransaction } from './transaction.ts';

/**
 * DocumentStore in Firestore, through Google's client.
 *
 * The client repeats a write whose answer was lost. So `create` may report `exists`, and `update` with a version
 * `conflict`, although this very call made the write. A write that changes nothing keeps the document's version.
 * https://firebase.google.com/docs/firestore/reference/rpc/google.firestore.v1#writeresult
 */
export const createFirestoreStore = (options: FirestoreOptions): DocumentStore => {
  let opening: Promise<FirestoreClient> | null = null;
  let closed = false;

  const open = async (): Promise<FirestoreClient> => {
    if (closed) throw new StoreError('unavailable', 'the store is closed');
    opening ??= openFirestore(options);
    return opening;
  };
  const withClient = async <T>(call: (client: FirestoreClient) => Promise<T>): Promise<T> => {
    const client = await open();
    try {
      return await call(client);
    } catch (error) {
      throw toStoreError(error);
    }
  };

  return {
    get: async (path) => {
      const at = parseDocumentPath(path);
      return withClient(async (client) =>
        decodeDocument(client.sdk, await client.firestore.doc(at.path).get()),
      );
    },
    getAll: async (paths) => {
      const places = paths.map(parseDocumentPath);
      if (places.length === 0) return [];
      return withClient(async (client) => {
        const found = await client.firestore.getAll(...places.map((at) => client.firestore.doc(at.path)));
        return found.map((snapshot) => decodeDocument(client.sdk, snapshot));
      });
    },
    query: async (query) => {
      const checked = checkQuery(query);
      return withClient(async (client) => {
        const found = await buildQuery(client, checked).get();
        return found.docs.flatMap((snapshot) => decodeDocument(client.sdk, snapshot) ?? []);
      });
    },
    count: async (query) => {
      const checked = checkQuery(query);
      return withClient(async (client) => {
        const counted = await buildQuery(client, checked).count().get();
        return counted.data().count;
      });
    },
    create: async (path, data) => {
      const at = parseDocumentPath(path);
      const clean = cleanData(path, data);
      return withClient(async (client) => {
        try {
          await client.firestore.doc(at.path).create(encodeData(client, clean));
          return 'created';
        } catch (error) {
          if (grpcCode(error) === GrpcCode.alreadyExists) return 'exists';
          throw error;
        }
      });
    },
    set: async (path, data) => {
      const at = parseDocumentPath(path);
      const clean = cleanData(path, data);
      await withClient((client) => client.firestore.doc(at.path).set(encodeData(client, clean)));
    },
    update: async (path, patch, precondition) => {
      const at = parseDocumentPath(path);
      const clean = cleanPatch(path, patch);
      return withClient((client) => update(client, at.path, clean, precondition?.version));
    },
    delete: async (path) => {
      const at = parseDocumentPath(path);
      await withClient((client) => client.firestore.doc(at.path).delete());
    },
    transaction: async (body) => runTransaction(await open(), body),
    close: async () => {
      closed = true;
      await (await opening)?.firestore.terminate();
    },
  };
};

const update = async (
  client: FirestoreClient,
  path: string,
  patch: DocumentPatch,
  version?: string,
): Promise<'updated' | 'missing' | 'conflict'> => {
  const document = client.firestore.doc(path);
  const lastUpdateTime = version === undefined ? undefined : decodeVersion(client.sdk, version);
  const refused = async () => ((await document.get()).exists ? 'conflict' : 'missing');
  if (lastUpdateTime === null) return refused();
  try {
    await document.update(...encodePatch(client, patch), ...(lastUpdateTime ? [{ lastUpdateTime }] : []));
    return 'updated';
  } catch (error) {
    const failed = toStoreError(error);
    if (failed instanceof StoreError && failed.code === 'missing') return 'missing';
    if (lastUpdateTime && grpcCode(error) === GrpcCode.failedPrecondition) return refused();
    throw error;
  }
};
