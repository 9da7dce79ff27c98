import { mailboxSchema } from '../../domain/mailbox/mailbox.ts';
import { forEachDue } from '../../persistence/for-each-due.ts';
import { paths } from '../../persistence/paths.ts';
import { type DisconnectDeps, revokeAccess } from './disconnect.ts';

/** Grace period: the original request may still be running. */
const GRACE_MS = 60_000;

/** Continues disconnects that were interrupted or that Google did not confirm. Returns how many are done. */
export const finishDisconnects = (deps: DisconnectDeps) => async (): Promise<number> => {
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
      if ((await revokeAccess(deps, { userId, mailboxId })) === 'done') done++;
    },
  );
  return done;
};
