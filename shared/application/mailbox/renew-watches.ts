import { mailboxSchema } from '../../domain/mailbox/mailbox.ts';
import { forEachDue } from '../../persistence/for-each-due.ts';
import { paths } from '../../persistence/paths.ts';
import { startWatch, type WatchDeps } from './start-watch.ts';

/** Below the function's timeout. What is left is due again next time. */
const BUDGET_MS = 240_000;

/** Renews the watches that are due, in pages. One that fails does not affect the others. */
export const renewWatches = (deps: WatchDeps) => async (): Promise<{ readonly renewed: number }> => {
  if (!deps.settings.push) return { renewed: 0 };
  const renewed = await forEachDue(
    deps,
    {
      collection: paths.mailboxes,
      schema: mailboxSchema,
      where: [{ field: 'status', op: '==', value: 'connected' }],
      alarm: 'watchDueAt',
      pageSize: 200,
      concurrency: 10,
      stopAt: deps.clock.now() + BUDGET_MS,
    },
    ({ id }) => startWatch(deps, id),
  );
  deps.logger.info('watches_renewed', { renewed });
  return { renewed };
};
