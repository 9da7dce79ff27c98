import { collections } from '../../persistence/collections.ts';
import { announceAgain } from '../sweep/announce-again.ts';
import { READ_AGAIN_MS } from './announce.ts';

/** Announces documents again whose event was lost, or whose reader died. */
export const announceDue = announceAgain({
  collection: collections.documents,
  alarm: 'readDueAt',
  againMs: READ_AGAIN_MS,
  event: ({ userId, id }) => ({ topic: 'read-document', data: { userId, documentId: id } }),
});
