import { http } from '@google-cloud/functions-framework';
import { currentApp } from '../shared/app.ts';
import { renewWatches } from '../shared/application/watches/renew-watches.ts';
import { requireInvoker } from '../shared/http/caller.ts';

/** Hourly: renews the watches that run out within two days. */
http('renew-watches', async (_request, response) => {
  const app = currentApp();
  await requireInvoker(app);
  response.json(await renewWatches(app)());
});
