import type { JsonValue } from './document-store.ts';

/** Firestore's limit, which every store enforces (https://firebase.google.com/docs/firestore/quotas#limits). */
export const MAX_DOCUMENT_BYTES = 1_048_576;

const utf8 = (text: string): number => Buffer.byteLength(text) + 1;

/** Bytes of a value as Firestore counts them (https://firebase.google.com/docs/firestore/storage-size). */
export const valueBytes = (value: JsonValue | undefined): number => {
  if (value === undefined) return 0;
  if (value === null || typeof value === 'boolean') return 1;
  if (typeof value === 'number') return 8;
  if (typeof value === 'string') return utf8(value);
  if (Array.isArray(value)) return value.reduce((sum: number, item: JsonValue) => sum + valueBytes(item), 0);
  return Object.entries(value).reduce((sum, [name, item]) => sum + utf8(name) + valueBytes(item), 0);
};

/** The same for a whole document, its path included. */
export const documentBytes = (path: string, data: JsonValue): number =>
  path.split('/').reduce((sum, segment) => sum + utf8(segment), 16) + valueBytes(data) + 32;
