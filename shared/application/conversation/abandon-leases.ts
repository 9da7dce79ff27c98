import { emailThreadSchema } from '../../domain/conversation/thread.ts';
import { parseDocument } from '../../persistence/read.ts';
import { type CommitDeps, commit } from './commit.ts';

/**
 * For a start on one machine, where nobody else can be at work: releases what the last process held, instead of waiting
 * for its leases to run out. The attempts stay counted, so that the next turn knows that one broke off.
 */
export const abandonLeases = (deps: CommitDeps) => async (): Promise<void> => {
  const held = await deps.store.query({
    collection: 'threads',
    group: true,
    where: [{ field: 'lease.expiresAt', op: '>', value: deps.clock.now() }],
  });
  for (const document of held) {
    const { userId, id: threadId } = parseDocument(emailThreadSchema, document);
    await commit(deps, { userId, threadId }, (_view, at) => [{ type: 'lease_abandoned', at }]);
  }
};
