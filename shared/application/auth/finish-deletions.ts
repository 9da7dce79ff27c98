import { paths } from '../documents/paths.ts';
import { deleteAccount } from './delete-account.ts';
import type { AuthDeps } from './deps.ts';

const PAGE = 20;

/** Goes on with account deletions that were interrupted. One that fails again is tried at the next sweep. */
export const finishDeletions = (deps: AuthDeps) => async (): Promise<number> => {
  const unfinished = await deps.store.query({
    collection: paths.users,
    where: [{ field: 'deletionRequestedAt', op: '<=', value: deps.clock.now() - 60_000 }],
    orderBy: [{ field: 'deletionRequestedAt' }],
    limit: PAGE,
  });
  for (const { id: userId } of unfinished) {
    const deleted = await deleteAccount(deps)({ userId });
    if (!deleted.ok) deps.logger.warn('deletion_unfinished', { userId, code: deleted.error.code });
  }
  return unfinished.length;
};
