import { http } from '@google-cloud/functions-framework';
import { renewWatches } from '../shared/application/mailbox/renew-watches.ts';
import { checkModel } from '../shared/application/writing/check-model.ts';
import { invoked } from '../shared/http/invoked.ts';

/** Hourly: renews the watches that expire within two days; once a day, checks whether the model is about to be shut down. */
http(
  'renew-watches',
  invoked('renew-watches', async (app) => {
    const { renewed } = await renewWatches(app)();
    return { renewed, model: await checkModel(app)() };
  }),
);
