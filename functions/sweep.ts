import { http } from '@google-cloud/functions-framework';
import { applyRetention } from '../shared/application/account/apply-retention.ts';
import { finishDeletions } from '../shared/application/account/finish-deletions.ts';
import { finishDisconnects } from '../shared/application/mailbox/finish-disconnects.ts';
import { sweep } from '../shared/application/sweep/sweep.ts';
import { invoked } from '../shared/http/invoked.ts';

/** Every minute: publishes what is due, continues disconnects and deletions, deletes old bodies. */
http(
  'sweep',
  invoked('sweep', async (app) => {
    const handedOut = await sweep(app)();
    const disconnects = await finishDisconnects(app)();
    const deletions = await finishDeletions(app)();
    const bodies = await applyRetention(app)();
    return { ...handedOut, disconnects, deletions, bodies };
  }),
);
