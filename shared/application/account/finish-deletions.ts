import { paths } from '../../persistence/paths.ts';
import { deleteAccount } from './delete-account.ts';
import type { AuthDeps } from './deps.ts';

const PAGE = 100;
/** Whoever was asked may be at it still. */
const GRACE_MS = 60_000;

/** Goes on with account deletions that were interrupted. One that is pending still is tried at the next sweep. */
export const finishDeletions = (deps: AuthDeps) => async (): Promise<number> => {
  const unfinished = await deps.store.query({
    collection: paths.users,
    where: [{ field: 'deletionRequestedAt', op: '<=', value: deps.clock.now() - GRACE_MS }],
    orderBy: [{ field: 'deletionRequestedAt' }],
    limit: PAGE,
  });
  for (const { id: userId } of unfinished) {
    try {
      await deleteAccount(deps)({ userId });
    } catch (error) {
      // Due again in a minute; the others are not to wait for it.
      deps.logger.error('deletion_failed', { userId }, error);
    }
  }
  return unfinished.length;
};
