import { collections } from '../../persistence/collections.ts';
import { announceAgain } from '../sweep/announce-again.ts';

/** Announces corrections that were not looked at yet. Nothing announces them earlier: an owner does not wait for what is learnt. */
export const announceCorrections = announceAgain({
  collection: collections.corrections,
  alarm: 'learnDueAt',
  againMs: 5 * 60_000,
  event: ({ userId, threadId, id }) => ({ topic: 'learn', data: { userId, threadId, correctionId: id } }),
});
