import type { Logger } from './ports/logger.ts';

/** A document that does not match its schema: a bug or a tampered store. Its content is never guessed. */
export class DocumentError extends Error {
  override readonly name = 'DocumentError';
  /** The document's path. Its last two segments may be logged. */
  readonly path: string;
  constructor(path: string, message: string) {
    super(message);
    this.path = path;
  }
}

/** Thrown when something could not be done because this document, or one below it, cannot be read. */
export const noteUnreadable = (logger: Logger, path: string): void => {
  const [collection, id] = path.split('/').slice(-2);
  logger.error('document_unreadable', { collection, id });
};
