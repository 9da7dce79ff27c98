import { collections, idOf } from '../../persistence/collections.ts';
import type { Clock } from '../ports/clock.ts';
import type { DocumentStore } from '../ports/document-store.ts';

/**
 * For a start on one machine, where nobody else can be at work: gives back what the last process held, instead of
 * waiting for its leases to run out. The attempts stay counted, so that the next turn knows that one broke off.
 */
export const abandonLeases =
  (deps: { readonly store: DocumentStore; readonly clock: Clock }) => async (): Promise<void> => {
    const now = deps.clock.now();
    const held = await deps.store.query({
      collection: idOf(collections.threads),
      group: true,
      where: [{ field: 'lease.expiresAt', op: '>', value: now }],
    });
    for (const document of held) {
      await deps.store.update(document.path, { lease: null, nextActionAt: now });
    }
  };
