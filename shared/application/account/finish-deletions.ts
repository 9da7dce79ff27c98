import { z } from 'zod';
import { stored } from '../../domain/stored.ts';
import { forEachDue } from '../../persistence/for-each-due.ts';
import { paths } from '../../persistence/paths.ts';
import { deleteAccount } from './delete-account.ts';
import type { AuthDeps } from './deps.ts';

/** Grace period: the original request may still be running. */
const GRACE_MS = 60_000;

/** The only field that erasing needs, so that a user's document that is otherwise unreadable is erased too. */
const deletionSchema = stored({ deletionRequestedAt: z.number() });

/** Continues account deletions that were interrupted or wait for Google. */
export const finishDeletions = (deps: AuthDeps) => (): Promise<number> =>
  forEachDue(
    deps,
    {
      collection: paths.users,
      schema: deletionSchema,
      alarm: 'deletionRequestedAt',
      // The field records when the owner asked; the deadline for revoking is counted from it.
      moves: false,
      dueBy: deps.clock.now() - GRACE_MS,
      pageSize: 100,
    },
    async (_user, { id: userId }) => {
      await deleteAccount(deps, { userId });
    },
  );
