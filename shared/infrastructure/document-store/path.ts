import { StoreError } from '../../application/ports/document-store.ts';

/** A parsed document path: `users/u1/threads/t1` is id `t1` of collection `users/u1/threads`. */
export interface DocumentPath {
  readonly path: string;
  /** The path of the parent collection. */
  readonly collection: string;
  /** That collection's id (`threads`), which collection-group queries use. */
  readonly collectionId: string;
  readonly id: string;
}

// https://firebase.google.com/docs/firestore/quotas#collections_documents_and_fields
const MAX_SEGMENT_BYTES = 1_500;
const MAX_PATH_BYTES = 6 * 1024;
const RESERVED = /^__.*__$/s;
// Firestore accepts control characters. We do not: they are always a mistake, and the SQLite adapter uses one for
// sorting.
const CONTROL = /\p{Cc}/u;

const checkSegment = (segment: string, path: string): void => {
  const wrong =
    segment === '' ||
    segment === '.' ||
    segment === '..' ||
    RESERVED.test(segment) ||
    CONTROL.test(segment) ||
    !segment.isWellFormed() ||
    Buffer.byteLength(segment) > MAX_SEGMENT_BYTES;
  if (wrong) throw invalidPath(path, 'has a segment that cannot be stored');
};

const invalidPath = (path: unknown, why: string): StoreError =>
  new StoreError('invalid', `path ${JSON.stringify(path)?.slice(0, 200)} ${why}`);

const segmentsOf = (path: unknown): string[] => {
  if (typeof path !== 'string') throw invalidPath(typeof path, 'is not a string');
  if (Buffer.byteLength(path) > MAX_PATH_BYTES) throw invalidPath(path, `is over ${MAX_PATH_BYTES} bytes`);
  const segments = path.split('/');
  for (const segment of segments) checkSegment(segment, path);
  return segments;
};

/** Throws StoreError `invalid` if the path is not a document's. */
export const parseDocumentPath = (path: string): DocumentPath => {
  const segments = segmentsOf(path);
  const [collectionId, id] = segments.slice(-2);
  if (segments.length % 2 !== 0 || collectionId === undefined || id === undefined) {
    throw invalidPath(path, 'names a collection, not a document');
  }
  return { path, collection: segments.slice(0, -1).join('/'), collectionId, id };
};

/** The id of a collection (its last segment). Throws StoreError `invalid` if the path is not a collection's. */
export const parseCollectionPath = (path: string): string => {
  const segments = segmentsOf(path);
  const id = segments.at(-1);
  if (segments.length % 2 !== 1 || id === undefined) {
    throw invalidPath(path, 'names a document, not a collection');
  }
  return id;
};

/** A collection-group query names a collection's id: one segment. */
export const parseCollectionId = (id: string): string => {
  if (segmentsOf(id).length !== 1) throw invalidPath(id, 'is not a collection id');
  return id;
};
