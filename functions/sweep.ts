import { http } from '@google-cloud/functions-framework';
import { currentApp } from '../shared/app.ts';
import { applyRetention } from '../shared/application/account/apply-retention.ts';
import { finishDeletions } from '../shared/application/auth/finish-deletions.ts';
import { sweep } from '../shared/application/sweep/sweep.ts';
import { requireInvoker } from '../shared/http/caller.ts';

/** Every minute: hands out what is due, finishes interrupted deletions, lets old bodies go. */
http('sweep', async (_request, response) => {
  const app = currentApp();
  await requireInvoker(app);
  const handedOut = await sweep(app)();
  const deletions = await finishDeletions(app)();
  const bodies = await applyRetention(app)();
  response.json({ ...handedOut, deletions, bodies });
});
