import { z } from 'zod';
import { stored } from '../../domain/stored.ts';
import { forEachDue } from '../../persistence/for-each-due.ts';
import { paths } from '../../persistence/paths.ts';
import { deleteAccount } from './delete-account.ts';
import type { AuthDeps } from './deps.ts';

/** Grace period: the original request may still be running. */
const GRACE_MS = 60_000;

/** All that erasing needs of a user's document: one that cannot be read otherwise is erased as well. */
const deletionSchema = stored({ deletionRequestedAt: z.number() });

/** Continues account deletions that were interrupted or wait for Google. */
export const finishDeletions = (deps: AuthDeps) => (): Promise<number> =>
  forEachDue(
    deps,
    {
      collection: paths.users,
      schema: deletionSchema,
      alarm: 'deletionRequestedAt',
      // It says since when the owner has been waiting, and Google's patience is counted from there.
      moves: false,
      dueBy: deps.clock.now() - GRACE_MS,
      pageSize: 100,
    },
    async (_user, { id: userId }) => {
      await deleteAccount(deps, { userId });
    },
  );
