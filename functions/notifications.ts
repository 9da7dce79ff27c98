import { http } from '@google-cloud/functions-framework';
import { z } from 'zod';
import { notify } from '../shared/application/notification/notify.ts';
import { idParam } from '../shared/contract/common.ts';
import { onEvent } from '../shared/http/events.ts';
import { invoked } from '../shared/http/invoked.ts';
import { NotDoneError } from '../shared/http/not-done.ts';

const payload = z.union([
  z.object({ userId: idParam, notificationId: idParam }),
  z.object({ userId: idParam, channelId: idParam }),
]);

/** Tells an owner what happened. A channel that fails is tried again with the bus's backoff, and then by its alarm. */
http(
  'notifications',
  invoked(
    'notifications',
    onEvent(payload, async (app, event) => {
      const outcome = await notify(app)(event);
      if (outcome === 'again') throw new NotDoneError('channel');
      return { outcome };
    }),
  ),
);
