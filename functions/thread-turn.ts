import { http } from '@google-cloud/functions-framework';
import { z } from 'zod';
import { takeTurn } from '../shared/application/conversation/take-turn.ts';
import { idParam } from '../shared/contract/common.ts';
import { onEvent } from '../shared/http/events.ts';
import { invoked } from '../shared/http/invoked.ts';

const payload = z.object({ userId: idParam, threadId: idParam });

/** Takes a turn in one thread. An exception makes Pub/Sub deliver the event again. */
http(
  'thread-turn',
  invoked(
    'thread-turn',
    onEvent(payload, async (app, turn) => {
      const outcome = await takeTurn(app)(turn);
      app.logger.info('turn', { threadId: turn.threadId, outcome });
      return { outcome };
    }),
  ),
);
