import { http } from '@google-cloud/functions-framework';
import { z } from 'zod';
import { comesAgain } from '../shared/application/conversation/redelivery.ts';
import { takeTurn } from '../shared/application/conversation/take-turn.ts';
import { idParam } from '../shared/contract/common.ts';
import { onEvent } from '../shared/http/events.ts';
import { invoked } from '../shared/http/invoked.ts';
import { NotDoneError } from '../shared/http/not-done.ts';

const payload = z.object({ userId: idParam, threadId: idParam });

/** Takes a turn in one thread. An exception makes Pub/Sub deliver the event again. */
http(
  'thread-turn',
  invoked(
    'thread-turn',
    onEvent(payload, async (app, turn, attempt) => {
      const outcome = await takeTurn(app)(turn);
      app.logger.info('turn', { threadId: turn.threadId, outcome });
      if (comesAgain(outcome, attempt)) throw new NotDoneError('somebody holds the thread');
      return { outcome };
    }),
  ),
);
