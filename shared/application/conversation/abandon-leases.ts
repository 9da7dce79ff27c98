import { collections, idOf } from '../../persistence/collections.ts';
import type { Logger } from '../ports/logger.ts';
import { DocumentError, noteUnreadable } from '../unreadable.ts';
import { type CommitDeps, commit } from './commit.ts';

/**
 * For a start on one machine, where nobody else can be at work: releases what the last process held or had marked as handed out,
 * instead of waiting for its leases to run out. The attempts stay counted, so that the next turn knows that one broke off.
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
  // It may have died between the mark and the event.
  const marked = await deps.store.query({
    collection: idOf(collections.threads),
    group: true,
    where: [{ field: 'handedOutUntil', op: '>', value: deps.clock.now() }],
  });
  const known = new Set(held.map(({ path }) => path));
  for (const { path, version } of marked) {
    if (!known.has(path)) await deps.store.update(path, { handedOutUntil: null }, { version });
  }
};
