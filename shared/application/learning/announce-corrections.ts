import { correctionSchema } from '../../domain/learning/correction.ts';
import { collections, idOf } from '../../persistence/collections.ts';
import { type DueDeps, forEachDue } from '../../persistence/for-each-due.ts';
import type { EventBus } from '../ports/event-bus.ts';

/** When a correction is announced anew whose event was lost, or whose looking at ended without a word. */
const ANNOUNCE_AGAIN_MS = 5 * 60_000;

/** Announces corrections that nobody has looked at. Whoever corrects a draft does not wait for what is learnt from it. */
export const announceCorrections = (deps: DueDeps & { readonly bus: EventBus }) => (): Promise<number> =>
  forEachDue(
    deps,
    {
      collection: idOf(collections.corrections),
      group: true,
      schema: correctionSchema,
      alarm: 'learnDueAt',
      pageSize: 100,
      maxPages: 2,
      concurrency: 10,
    },
    async ({ userId, threadId, id }, { path, version }) => {
      const learnDueAt = deps.clock.now() + ANNOUNCE_AGAIN_MS;
      // Postponed first, so that the next sweep does not announce it again. Changed meanwhile: somebody looks at it.
      const postponed = await deps.store.update(path, { learnDueAt }, { version });
      if (postponed !== 'updated') return;
      await deps.bus.publish({ topic: 'learn', data: { userId, threadId, correctionId: id } });
    },
  );
