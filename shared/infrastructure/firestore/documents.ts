import type { DocumentSnapshot, FieldPath, Timestamp } from '@google-cloud/firestore';
import {
  DELETE_FIELD,
  type DocumentData,
  type DocumentPatch,
  type JsonValue,
  type StoredDocument,
  StoreError,
} from '../../application/ports/document-store.ts';
import { encodeValue, type FirestoreClient, type Sdk } from './client.ts';

/** For `create` and `set`. */
export const encodeData = (client: FirestoreClient, data: DocumentData): Record<string, unknown> =>
  Object.fromEntries(Object.entries(data).map(([name, value]) => [name, encodeValue(client, name, value)]));

type UpdateArguments = [field: FieldPath, value: unknown, ...more: unknown[]];

/** For `update`: field, value, field, value ... In a plain object, dots in names would be read as paths. */
export const encodePatch = (client: FirestoreClient, patch: DocumentPatch): UpdateArguments => {
  const { FieldPath, FieldValue } = client.sdk;
  const [first, ...rest] = Object.entries(patch).map(([name, value]): [FieldPath, unknown] => [
    new FieldPath(name),
    value === DELETE_FIELD ? FieldValue.delete() : encodeValue(client, name, value),
  ]);
  if (!first) throw new StoreError('invalid', 'patch changes nothing');
  return [...first, ...rest.flat()];
};

/** Seconds and nanoseconds of the update time, because two writes can have the same millisecond. */
const encodeVersion = (time: Timestamp): string =>
  `${time.seconds}.${String(time.nanoseconds).padStart(9, '0')}`;

/** null: not a version that this store issued. */
export const decodeVersion = (sdk: Sdk, version: string): Timestamp | null => {
  const [, seconds, nanoseconds] = /^(\d{1,12})\.(\d{9})$/.exec(version) ?? [];
  if (seconds === undefined || nanoseconds === undefined) return null;
  return new sdk.Timestamp(Number(seconds), Number(nanoseconds));
};

export const decodeDocument = (sdk: Sdk, snapshot: DocumentSnapshot): StoredDocument | null => {
  const data = snapshot.data();
  if (!data || !snapshot.updateTime) return null;
  const { ttl } = data;
  const decoded = ttl instanceof sdk.Timestamp ? { ...data, ttl: ttl.toMillis() } : data;
  return {
    path: snapshot.ref.path,
    id: snapshot.id,
    data: decoded as Readonly<Record<string, JsonValue>>,
    version: encodeVersion(snapshot.updateTime),
  };
};
