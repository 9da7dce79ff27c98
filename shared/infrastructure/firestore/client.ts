import type { Firestore, Query as FirestoreQuery } from '@google-cloud/firestore';
import type { CheckedQuery } from '../document-store/query.ts';

export interface FirestoreOptions {
  readonly projectId: string;
  /** The database's id. Default: `(default)`. */
  readonly databaseId?: string;
  /** `host:port` of the emulator, which needs no credentials. Default: Google's service. */
  readonly host?: string;
  /** HTTP/1.1 instead of gRPC. */
  readonly preferRest?: boolean;
}

export type Sdk = typeof import('@google-cloud/firestore');

/** The client and its module. Both are loaded on first use, because they are heavy. */
export interface FirestoreClient {
  readonly sdk: Sdk;
  readonly firestore: Firestore;
}

export const openFirestore = async (options: FirestoreOptions): Promise<FirestoreClient> => {
  const { projectId, databaseId, host, preferRest = true } = options;
  const sdk = await import('@google-cloud/firestore');
  const firestore = new sdk.Firestore({
    projectId,
    preferRest,
    ...(databaseId === undefined ? {} : { databaseId }),
    ...(host === undefined ? {} : { host, ssl: false, auth: await noCredentials() }),
  });
  return { sdk, firestore };
};

/** The emulator accepts any token; without one the REST transport would look for Google's credentials. */
const noCredentials = async () => {
  const { GoogleAuth, PassThroughClient } = await import('google-auth-library');
  return new GoogleAuth({ authClient: new PassThroughClient() });
};

const TTL = 'ttl';

/** `ttl` is a Timestamp in Firestore, in data as in queries. */
export const encodeValue = <T>({ sdk }: FirestoreClient, field: string, value: T) =>
  field === TTL && typeof value === 'number' ? sdk.Timestamp.fromMillis(value) : value;

export const buildQuery = (client: FirestoreClient, query: CheckedQuery): FirestoreQuery => {
  const { firestore, sdk } = client;
  let built: FirestoreQuery = query.group
    ? firestore.collectionGroup(query.collectionId)
    : firestore.collection(query.collection);
  for (const filter of query.where) {
    const value =
      filter.op === 'in'
        ? filter.values.map((item) => encodeValue(client, filter.field, item))
        : encodeValue(client, filter.field, filter.value);
    built = built.where(filter.field, filter.op, value);
  }
  for (const { field, direction } of query.orderBy) built = built.orderBy(field, direction);
  built = built.orderBy(sdk.FieldPath.documentId(), query.pathDirection);
  if (query.startAfter) {
    const { values, path } = query.startAfter;
    const cursor = values.map((value, index) =>
      encodeValue(client, query.orderBy[index]?.field ?? '', value),
    );
    built = built.startAfter(...cursor, firestore.doc(path));
  }
  if (query.select) built = built.select(...query.select);
  return query.limit === null ? built : built.limit(query.limit);
};
