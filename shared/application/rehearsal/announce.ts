import type { Rehearsal } from '../../domain/rehearsal/rehearsal.ts';
import { collections } from '../../persistence/collections.ts';
import { announceAgain } from '../sweep/announce-again.ts';
import type { RehearsalDeps } from './deps.ts';

/** The time until a step is announced again. */
export const STEP_AGAIN_MS = 60_000;

/** A lost announcement is made up for by the rehearsal's alarm. */
export const announceStep = async (
  { bus, logger }: Pick<RehearsalDeps, 'bus' | 'logger'>,
  { userId, id }: Pick<Rehearsal, 'userId' | 'id'>,
): Promise<void> => {
  try {
    await bus.publish({ topic: 'rehearse', data: { userId, rehearsalId: id } });
  } catch (error) {
    logger.warn('rehearsal_not_announced', { rehearsalId: id }, error);
  }
};

/** Announces steps again whose event was lost, or whose process died. */
export const announceDueSteps = announceAgain({
  collection: collections.rehearsals,
  alarm: 'stepDueAt',
  againMs: STEP_AGAIN_MS,
  event: ({ userId, id }) => ({ topic: 'rehearse', data: { userId, rehearsalId: id } }),
});
