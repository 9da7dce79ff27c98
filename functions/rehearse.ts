import { http } from '@google-cloud/functions-framework';
import { z } from 'zod';
import { rehearse } from '../shared/application/rehearsal/rehearse.ts';
import { idParam } from '../shared/contract/common.ts';
import { onEvent } from '../shared/http/events.ts';
import { invoked } from '../shared/http/invoked.ts';

const payload = z.object({ userId: idParam, rehearsalId: idParam });

/** The next step of a conversation that is tried out. An exception makes Pub/Sub deliver the event again. */
http(
  'rehearse',
  invoked(
    'rehearse',
    onEvent(payload, async (app, event) => ({ outcome: await rehearse(app)(event) })),
  ),
);
