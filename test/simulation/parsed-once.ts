import type { DocumentData } from '../../shared/application/ports/document-store.ts';

/** Parses each version of a document once. The store keeps a version as one object and never changes it. */
export const parsedOnce = <T>(schema: { parse(data: DocumentData): T }): ((data: DocumentData) => T) => {
  const known = new WeakMap<DocumentData, T>();
  return (data) => {
    const parsed = known.get(data) ?? schema.parse(data);
    known.set(data, parsed);
    return parsed;
  };
};
