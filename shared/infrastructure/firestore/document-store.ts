import { type DocumentStore, StoreError } from '../../application/ports/document-store.ts';
import { cleanData, cleanPatch } from '../document-store/data.ts';
import { parseDocumentPath } from '../document-store/path.ts';
import { checkQuery } from '../document-store/query.ts';
import {
  buildQuery,
  documentAt,
  type FirestoreClient,
  type FirestoreOptions,
  openFirestore,
} from './client.ts';
import { decodeDocument, decodeVersion, encodeData, encodePatch } from './documents.ts';
import { GrpcCode, grpcCode, toStoreError } from './errors.ts';
import { runTransaction } from './transaction.ts';

/**
 * DocumentStore in Firestore, through Google's client.
 *
 * The client repeats a write whose answer was lost, so `create` may say `exists`, and `update` with a version
 * `conflict`, of a write that was this very call's. A write that changes nothing keeps the document's version.
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
    get: (path) =>
      withClient(async (client) => {
        const document = documentAt(client, parseDocumentPath(path).path);
        return decodeDocument(client.sdk, await document.get());
      }),
    getAll: (paths) =>
      withClient(async (client) => {
        const documents = paths.map((path) => documentAt(client, parseDocumentPath(path).path));
        if (documents.length === 0) return [];
        const found = await client.firestore.getAll(...documents);
        return found.map((snapshot) => decodeDocument(client.sdk, snapshot));
      }),
    query: (query) =>
      withClient(async (client) => {
        const found = await buildQuery(client, checkQuery(query)).get();
        return found.docs.flatMap((snapshot) => decodeDocument(client.sdk, snapshot) ?? []);
      }),
    create: (path, data) =>
      withClient(async (client) => {
        const document = documentAt(client, parseDocumentPath(path).path);
        try {
          await document.create(encodeData(client, cleanData(path, data)));
          return 'created';
        } catch (error) {
          if (isGrpc(error, GrpcCode.alreadyExists)) return 'exists';
          throw error;
        }
      }),
    set: (path, data) =>
      withClient(async (client) => {
        const document = documentAt(client, parseDocumentPath(path).path);
        await document.set(encodeData(client, cleanData(path, data)));
      }),
    update: (path, patch, precondition) =>
      withClient(async (client) => {
        const document = documentAt(client, parseDocumentPath(path).path);
        const fields = encodePatch(client, cleanPatch(path, patch));
        const lastUpdateTime = precondition ? decodeVersion(client.sdk, precondition.version) : undefined;
        const refused = async () => ((await document.get()).exists ? 'conflict' : 'missing');
        if (lastUpdateTime === null) return refused();
        try {
          await document.update(...fields, ...(lastUpdateTime ? [{ lastUpdateTime }] : []));
          return 'updated';
        } catch (error) {
          const failed = toStoreError(error);
          if (failed instanceof StoreError && failed.code === 'missing') return 'missing';
          if (lastUpdateTime && isGrpc(error, GrpcCode.failedPrecondition)) return refused();
          throw error;
        }
      }),
    delete: (path) =>
      withClient(async (client) => {
        await documentAt(client, parseDocumentPath(path).path).delete();
      }),
    transaction: async (body) => runTransaction(await open(), body),
    close: async () => {
      closed = true;
      await (await opening)?.firestore.terminate();
    },
  };
};

const isGrpc = (error: unknown, code: number): boolean => grpcCode(error) === code;
