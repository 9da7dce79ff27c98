import { http } from '@google-cloud/functions-framework';
import { currentApp } from '../shared/app.ts';
import { sweep } from '../shared/application/sweep/sweep.ts';
import { requireInvoker } from '../shared/http/caller.ts';

/** Every minute: hands out what is due. */
http('sweep', async (_request, response) => {
  const app = currentApp();
  await requireInvoker(app);
  response.json(await sweep(app)());
});
