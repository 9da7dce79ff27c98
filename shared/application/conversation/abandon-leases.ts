import { collections, idOf } from '../../persistence/collections.ts';
import type { Logger } from '../ports/logger.ts';
import { DocumentError, noteUnreadable } from '../unreadable.ts';
import { type CommitDeps, commit } from './commit.ts';

/**
 * For a start on one machine, where nobody else can be at work: releases what the last process held, instead of waiting
 * for its leases to run out. The attempts stay counted, so that the next turn knows that one broke off.
 */
export const abandonLeases = (deps: CommitDeps & { readonly logger: Logger }) => async (): Promise<void> => {
  const held = await deps.store.query({
    collection: idOf(collections.threads),
    group: true,
    where: [{ field: 'lease.expiresAt', op: '>', value: deps.clock.now() }],
  });
  for (const document of held) {
    const [, userId = ''] = document.path.split('/');
    const target = { userId, threadId: document.id };
    try {
      await commit(deps, target, (_view, at) => [{ type: 'lease_abandoned', at }]);
    } catch (error) {
      // Its lease runs out by itself, and the others are not to wait for it.
      if (!(error instanceof DocumentError)) throw error;
      noteUnreadable(deps.logger, document.path);
    }
  }
};
