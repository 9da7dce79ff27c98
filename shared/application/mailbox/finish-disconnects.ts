import { mailboxSchema } from '../../domain/mailbox/mailbox.ts';
import { paths } from '../../persistence/paths.ts';
import { parseDocument } from '../../persistence/read.ts';
import { type DisconnectDeps, revokeAccess } from './disconnect.ts';

const PAGE = 100;
/** Grace period: the original request may still be running. */
const GRACE_MS = 60_000;

/** Continues disconnects that were interrupted or that Google did not confirm. Returns how many are done. */
export const finishDisconnects = (deps: DisconnectDeps) => async (): Promise<number> => {
  const due = await deps.store.query({
    collection: paths.mailboxes,
    where: [{ field: 'revokeDueAt', op: '<=', value: deps.clock.now() - GRACE_MS }],
    orderBy: [{ field: 'revokeDueAt' }],
    limit: PAGE,
  });
  let done = 0;
  for (const document of due) {
    const { id: mailboxId, userId } = parseDocument(mailboxSchema, document);
    try {
      if ((await revokeAccess(deps, { userId, mailboxId })) === 'done') done++;
    } catch (error) {
      // It is due again at the next sweep and must not delay the others.
      deps.logger.error('disconnect_failed', { mailboxId }, error);
    }
  }
  return done;
};
