import { http } from '@google-cloud/functions-framework';
import { renewWatches } from '../shared/application/mailbox/renew-watches.ts';
import { invoked } from '../shared/http/invoked.ts';

/** Hourly: renews watches that expire within two days. */
http(
  'renew-watches',
  invoked('renew-watches', (app) => renewWatches(app)()),
);
