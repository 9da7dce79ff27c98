import type { Logger } from './ports/logger.ts';

/** A document that does not have its schema's shape: a bug or a tampered store, never something to guess around. */
export class DocumentError extends Error {
  override readonly name = 'DocumentError';
  /** The document's. Its last two segments may be logged. */
  readonly path: string;
  constructor(path: string, message: string) {
    super(message);
    this.path = path;
  }
}

/** Says that something could not be done because this document, or one below it, cannot be read. */
export const noteUnreadable = (logger: Logger, path: string): void => {
  const [collection, id] = path.split('/').slice(-2);
  logger.error('document_unreadable', { collection, id });
};
