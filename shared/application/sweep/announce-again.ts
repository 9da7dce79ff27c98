import type { z } from 'zod';
import type { Collection } from '../../persistence/collections/collection.ts';
import { idOf } from '../../persistence/collections.ts';
import { type DueDeps, forEachDue } from '../../persistence/for-each-due.ts';
import type { AppEvent, EventBus } from '../ports/event-bus.ts';

/** Work off the request that begins with an event: each document has an alarm, in case its event is lost or a process dies. */
export interface BackgroundWork<S extends z.ZodType> {
  readonly collection: Collection<string, string, S>;
  /** The field with the alarm. */
  readonly alarm: string;
  /** The time until the next announcement, in ms. */
  readonly againMs: number;
  readonly event: (document: z.infer<S>) => AppEvent;
}

/** Publishes the events of the work that is due. Returns how many. Errors: StoreError, BusError. */
export const announceAgain =
  <S extends z.ZodType>({ collection, alarm, againMs, event }: BackgroundWork<S>) =>
  (deps: DueDeps & { readonly bus: EventBus }) =>
  (): Promise<number> =>
    forEachDue(
      deps,
      {
        collection: idOf(collection),
        group: true,
        schema: collection.schema,
        alarm,
        pageSize: 100,
        maxPages: 2,
        concurrency: 10,
      },
      async (document, { path, version }) => {
        // Postponed first, so that the next sweep does not announce it again. Changed meanwhile: the work is under way.
        const postponed = await deps.store.update(path, { [alarm]: deps.clock.now() + againMs }, { version });
        if (postponed === 'updated') await deps.bus.publish(event(document));
      },
    );
