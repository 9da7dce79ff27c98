import { type Rehearsal, rehearsalSchema } from '../../domain/rehearsal/rehearsal.ts';
import { collections, idOf } from '../../persistence/collections.ts';
import { type DueDeps, forEachDue } from '../../persistence/for-each-due.ts';
import type { EventBus } from '../ports/event-bus.ts';
import type { RehearsalDeps } from './deps.ts';

/** When a step is announced anew whose event was lost. */
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

/** Announces steps anew whose event was lost, or that ended without a word. */
export const announceDueSteps = (deps: DueDeps & { readonly bus: EventBus }) => (): Promise<number> =>
  forEachDue(
    deps,
    {
      collection: idOf(collections.rehearsals),
      group: true,
      schema: rehearsalSchema,
      alarm: 'stepDueAt',
      pageSize: 100,
      maxPages: 1,
      concurrency: 10,
    },
    async ({ userId, id }, { path, version }) => {
      // Postponed first, so that the next sweep does not announce it again. Changed meanwhile: the step is done.
      const stepDueAt = deps.clock.now() + STEP_AGAIN_MS;
      if ((await deps.store.update(path, { stepDueAt }, { version })) !== 'updated') return;
      await deps.bus.publish({ topic: 'rehearse', data: { userId, rehearsalId: id } });
    },
  );
