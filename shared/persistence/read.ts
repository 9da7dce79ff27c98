import type { z } from 'zod';
import type { DocumentReader, StoredDocument } from '../application/ports/document-store.ts';
import type { Logger } from '../application/ports/logger.ts';
import { DocumentError, noteUnreadable } from '../application/unreadable.ts';

export const parseDocument = <S extends z.ZodType>(schema: S, document: StoredDocument): z.infer<S> => {
  const parsed = schema.safeParse(document.data);
  if (parsed.success) return parsed.data;
  const where = parsed.error.issues.map((issue) => issue.path.join('.')).join(', ');
  const [collection] = document.path.split('/').slice(-2);
  throw new DocumentError(document.path, `${collection} document does not fit its schema: ${where}`);
};

/**
 * The same for lists in which one bad document must not hide the others: returns null for an unreadable document, and
 * logs it.
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

export const readDocument = async <S extends z.ZodType>(
  reader: DocumentReader,
  schema: S,
  path: string,
): Promise<z.infer<S> | null> => {
  const document = await reader.get(path);
  return document ? parseDocument(schema, document) : null;
};
