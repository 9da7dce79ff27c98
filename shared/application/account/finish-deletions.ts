import { paths } from '../../persistence/paths.ts';
import { deleteAccount } from './delete-account.ts';
import type { AuthDeps } from './deps.ts';

const PAGE = 100;
/** Grace period: the original request may still be running. */
const GRACE_MS = 60_000;

/** Continues account deletions that were interrupted or wait for Google. */
export const finishDeletions = (deps: AuthDeps) => async (): Promise<number> => {
  const unfinished = await deps.store.query({
    collection: paths.users,
    where: [{ field: 'deletionRequestedAt', op: '<=', value: deps.clock.now() - GRACE_MS }],
    orderBy: [{ field: 'deletionRequestedAt' }],
    limit: PAGE,
  });
  for (const { id: userId } of unfinished) {
    try {
      await deleteAccount(deps, { userId });
    } catch (error) {
      // It is due again at the next sweep and must not delay the others.
      deps.logger.error('deletion_failed', { userId }, error);
    }
  }
  return unfinished.length;
};
