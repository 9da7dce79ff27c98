import { documentSchema } from '../../domain/knowledge/document.ts';
import { collections, idOf } from '../../persistence/collections.ts';
import { type DueDeps, forEachDue } from '../../persistence/for-each-due.ts';
import type { EventBus } from '../ports/event-bus.ts';
import { READ_AGAIN_MS } from './announce.ts';

/** Announces documents anew whose event was lost, or at which reading ended without a word. */
export const announceDue = (deps: DueDeps & { readonly bus: EventBus }) => (): Promise<number> =>
  forEachDue(
    deps,
    {
      collection: idOf(collections.documents),
      group: true,
      schema: documentSchema,
      alarm: 'readDueAt',
      pageSize: 100,
      maxPages: 2,
      concurrency: 10,
    },
    async ({ userId, id }, { path, version }) => {
      const readDueAt = deps.clock.now() + READ_AGAIN_MS;
      // Postponed first, so that the next sweep does not announce it again. Changed meanwhile: somebody reads it.
      const postponed = await deps.store.update(path, { readDueAt }, { version });
      if (postponed !== 'updated') return;
      await deps.bus.publish({ topic: 'read-document', data: { userId, documentId: id } });
    },
  );
