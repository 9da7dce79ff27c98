import { paths } from '../../persistence/paths.ts';
import { inParallel } from '../in-parallel.ts';
import { startWatch, type WatchDeps } from './start-watch.ts';

const PAGE = 200;
const CONCURRENCY = 10;
/** Below the function's timeout. What is left is due again next time. */
const BUDGET_MS = 240_000;

/** Renews the watches that are due, in pages. One that fails does not affect the others. */
export const renewWatches = (deps: WatchDeps) => async (): Promise<{ readonly renewed: number }> => {
  const started = deps.clock.now();
  let renewed = 0;
  while (deps.settings.push && deps.clock.now() - started < BUDGET_MS) {
    const due = await deps.store.query({
      collection: paths.mailboxes,
      where: [
        { field: 'status', op: '==', value: 'connected' },
        { field: 'watchDueAt', op: '<=', value: deps.clock.now() },
      ],
      orderBy: [{ field: 'watchDueAt' }],
      limit: PAGE,
    });
    await inParallel(CONCURRENCY, due, (document) => startWatch(deps, document.id));
    renewed += due.length;
    if (due.length < PAGE) break;
  }
  deps.logger.info('watches_renewed', { renewed });
  return { renewed };
};
