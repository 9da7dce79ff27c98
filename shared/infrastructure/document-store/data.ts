import { documentBytes, MAX_DOCUMENT_BYTES } from '../../application/ports/document-size.ts';
import {
  DELETE_FIELD,
  type DocumentData,
  type DocumentPatch,
  type JsonValue,
  type StoredDocument,
  StoreError,
} from '../../application/ports/document-store.ts';

// https://firebase.google.com/docs/firestore/quotas#collections_documents_and_fields
const MAX_TEXT_BYTES = 1_048_487;
const MAX_FIELD_NAME_BYTES = 1_500;
const MAX_DEPTH = 20;
const RESERVED = /^__.*__$/s;
// What a Firestore Timestamp can hold: years 1 to 9999.
const MIN_TIME = Date.parse('0001-01-01T00:00:00Z');
const MAX_TIME = Date.parse('9999-12-31T23:59:59.999Z');

const invalid = (where: string, why: string): StoreError => new StoreError('invalid', `${where} ${why}`);

const checkFieldName = (name: string, where: string): void => {
  if (name === '' || RESERVED.test(name) || !name.isWellFormed()) {
    throw invalid(where, 'is a field name that cannot be stored');
  }
  if (Buffer.byteLength(name) > MAX_FIELD_NAME_BYTES) throw invalid(where.slice(0, 100), 'is too long');
};

const isPlainObject = (value: object): boolean => {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
};

const cleanText = (text: string, where: string): string => {
  const clean = text.toWellFormed();
  const size = Buffer.byteLength(clean);
  if (size <= MAX_TEXT_BYTES) return clean;
  throw new StoreError(
    'too_large',
    `${where} is a text of ${size} bytes, over the limit of ${MAX_TEXT_BYTES}`,
  );
};

/**
 * A fresh copy of a value as it will be read back. Throws StoreError `invalid`. A lone surrogate (a text cut in the
 * middle of an emoji) becomes U+FFFD, as it would through Firestore's UTF-8.
 */
const cleanValue = (value: unknown, where: string, depth: number): JsonValue => {
  if (value === null || typeof value === 'boolean') return value;
  if (typeof value === 'string') return cleanText(value, where);
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw invalid(where, 'is not a finite number');
    return value === 0 ? 0 : value; // JSON has no -0 that survives JSON.stringify
  }
  if (typeof value !== 'object') throw invalid(where, `is not JSON but ${typeof value}`);
  if (depth >= MAX_DEPTH) throw invalid(where, `is nested deeper than ${MAX_DEPTH} levels`);
  if (Array.isArray(value)) {
    return Array.from(value, (item: unknown, index) => {
      if (Array.isArray(item)) throw invalid(where, 'is an array in an array, which Firestore cannot hold');
      return cleanValue(item, `${where}[${index}]`, depth + 1);
    });
  }
  if (!isPlainObject(value)) throw invalid(where, 'is not JSON but an object with a class');
  return cleanFields(value, where, depth + 1);
};

const cleanFields = (fields: object, where: string, depth: number): DocumentData =>
  Object.fromEntries(
    Object.entries(fields).map(([name, value]: [string, unknown]) => {
      const at = where === '' ? name : `${where}.${name}`;
      checkFieldName(name, at);
      return [name, cleanValue(value, at, depth)];
    }),
  );

const checkTtl = (ttl: unknown): void => {
  if (ttl === undefined || ttl === null || ttl === DELETE_FIELD) return;
  if (!Number.isSafeInteger(ttl) || Number(ttl) < MIN_TIME || Number(ttl) > MAX_TIME) {
    throw invalid('ttl', 'is not a time in whole milliseconds');
  }
};

/** Validates and copies a document's data, so that later changes by the caller have no effect. */
export const cleanData = (path: string, data: DocumentData): DocumentData => {
  if (typeof data !== 'object' || data === null || !isPlainObject(data)) {
    throw invalid('data', 'is not an object');
  }
  const clean = cleanFields(data, '', 1);
  checkTtl(clean.ttl);
  checkSize(path, clean);
  return clean;
};

/** The same for a patch, which must change at least one field (Firestore's rule). */
export const cleanPatch = (path: string, patch: DocumentPatch): DocumentPatch => {
  if (typeof patch !== 'object' || patch === null || !isPlainObject(patch)) {
    throw invalid('patch', 'is not an object');
  }
  const entries = Object.entries(patch);
  if (entries.length === 0) throw invalid('patch', 'changes nothing');
  const removed = entries.filter(([, value]) => value === DELETE_FIELD);
  for (const [name] of removed) checkFieldName(name, name);
  const changed = entries.filter(([, value]) => value !== DELETE_FIELD);
  return { ...cleanData(path, Object.fromEntries(changed) as DocumentData), ...Object.fromEntries(removed) };
};

/** The document after the patch. */
export const applyPatch = (data: DocumentData, patch: DocumentPatch): DocumentData => {
  const removed = new Set(Object.keys(patch).filter((name) => patch[name] === DELETE_FIELD));
  const merged: Record<string, JsonValue> = {};
  for (const [name, value] of Object.entries(data)) if (!removed.has(name)) merged[name] = value;
  for (const [name, value] of Object.entries(patch)) if (value !== DELETE_FIELD) merged[name] = value;
  return merged;
};

/** The document with these top-level fields only. */
export const pickFields = (document: StoredDocument, fields: readonly string[]): StoredDocument => ({
  ...document,
  data: Object.fromEntries(
    fields.flatMap((name) => {
      const value = document.data[name];
      return value === undefined || !Object.hasOwn(document.data, name) ? [] : [[name, value]];
    }),
  ),
});

/** Throws StoreError `too_large`. */
export const checkSize = (path: string, data: DocumentData): void => {
  const size = documentBytes(path, data);
  if (size > MAX_DOCUMENT_BYTES) {
    throw new StoreError(
      'too_large',
      `a document of ${size} bytes is over the limit of ${MAX_DOCUMENT_BYTES}`,
    );
  }
};
