import { mailboxSchema } from '../../domain/mailbox/mailbox.ts';
import { paths } from '../../persistence/paths.ts';
import { parseDocument } from '../../persistence/read.ts';
import type { AuthDeps } from '../account/deps.ts';
import { giveBack } from './disconnect.ts';

const PAGE = 100;
/** Whoever was asked may be at it still. */
const GRACE_MS = 60_000;

/** Goes on with mailboxes whose giving back was interrupted, or that Google did not confirm. How many are done. */
export const finishDisconnects = (deps: AuthDeps) => async (): Promise<number> => {
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
      if ((await giveBack(deps, { userId, mailboxId })) === 'done') done++;
    } catch (error) {
      // Due again in a minute; the others are not to wait for it.
      deps.logger.error('disconnect_failed', { mailboxId }, error);
    }
  }
  return done;
};
