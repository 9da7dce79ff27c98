import { mailboxSchema } from '../../domain/mailbox/mailbox.ts';
import { forEachDue } from '../../persistence/for-each-due.ts';
import { paths } from '../../persistence/paths.ts';
import type { AuthDeps } from '../account/deps.ts';
import { giveBack } from './disconnect.ts';

/** Grace period: the original request may still be running. */
const GRACE_MS = 60_000;

/** Goes on with mailboxes whose giving back was interrupted, or that Google did not confirm. How many are done. */
export const finishDisconnects = (deps: AuthDeps) => async (): Promise<number> => {
  let done = 0;
  await forEachDue(
    deps,
    {
      collection: paths.mailboxes,
      schema: mailboxSchema,
      alarm: 'revokeDueAt',
      dueBy: deps.clock.now() - GRACE_MS,
      pageSize: 100,
    },
    async ({ id: mailboxId, userId }) => {
      if ((await giveBack(deps, { userId, mailboxId })) === 'done') done++;
    },
  );
  return done;
};
