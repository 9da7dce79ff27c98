import type { KnowledgeDocument } from '../../domain/knowledge/document.ts';
import type { DocumentDeps } from './deps.ts';

/** The time until the sweep announces a document again. */
export const READ_AGAIN_MS = 60_000;

/** A lost announcement is made up for by the document's alarm. */
export const announce = async (
  { bus, logger }: Pick<DocumentDeps, 'bus' | 'logger'>,
  { userId, id }: Pick<KnowledgeDocument, 'userId' | 'id'>,
): Promise<void> => {
  try {
    await bus.publish({ topic: 'read-document', data: { userId, documentId: id } });
  } catch (error) {
    logger.warn('document_not_announced', { documentId: id }, error);
  }
};
