import { type CloudEvent, cloudEvent } from '@google-cloud/functions-framework';
import { z } from 'zod';
import { currentApp } from '../shared/app.ts';
import { takeTurn } from '../shared/application/turns/take-turn.ts';
import { idParam } from '../shared/contract/common.ts';
import { requireInvoker } from '../shared/http/caller.ts';
import { eventPayload } from '../shared/http/events.ts';

const payload = z.object({ userId: idParam, threadId: idParam });

/** Takes one thread's next step. Acknowledged when it returns; whatever it throws brings the event back. */
cloudEvent('thread-turn', async (event: CloudEvent<unknown>) => {
  const app = currentApp();
  await requireInvoker(app);
  const turn = eventPayload(event, payload);
  if (!turn) {
    app.logger.warn('malformed_event', { function: 'thread-turn', eventId: event.id });
    return;
  }
  const outcome = await takeTurn(app)(turn);
  app.logger.info('turn', { threadId: turn.threadId, outcome });
});
