import type { z } from 'zod';
import type { DocumentReader, StoredDocument } from '../application/ports/document-store.ts';
import type { Logger } from '../application/ports/logger.ts';

/** A document that does not have its schema's shape: a bug or a tampered store, never something to guess around. */
export class DocumentError extends Error {
  override readonly name = 'DocumentError';
}

export const parseDocument = <S extends z.ZodType>(schema: S, document: StoredDocument): z.infer<S> => {
  const parsed = schema.safeParse(document.data);
  if (parsed.success) return parsed.data;
  const where = parsed.error.issues.map((issue) => issue.path.join('.')).join(', ');
  throw new DocumentError(`${document.path.split('/').at(-2)} document does not fit its schema: ${where}`);
};

/**
 * The same where one document must not keep the others from being seen: null for one that cannot be read, which is logged.
 */
export const parseReadable = <S extends z.ZodType>(
  logger: Logger,
  schema: S,
  document: StoredDocument,
): z.infer<S> | null => {
  const parsed = schema.safeParse(document.data);
  if (parsed.success) return parsed.data;
  noteUnreadable(logger, document.path);
  return null;
};

/** Says that something could not be done because this document, or one below it, cannot be read. */
export const noteUnreadable = (logger: Logger, path: string): void => {
  const [collection, id] = path.split('/').slice(-2);
  logger.error('document_unreadable', { collection, id });
};

export const readDocument = async <S extends z.ZodType>(
  reader: DocumentReader,
  schema: S,
  path: string,
): Promise<z.infer<S> | null> => {
  const document = await reader.get(path);
  return document ? parseDocument(schema, document) : null;
};
