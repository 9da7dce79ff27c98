import { http } from '@google-cloud/functions-framework';
import { z } from 'zod';
import { learn } from '../shared/application/learning/learn.ts';
import { idParam } from '../shared/contract/common.ts';
import { onEvent } from '../shared/http/events.ts';
import { invoked } from '../shared/http/invoked.ts';

const payload = z.object({ userId: idParam, threadId: idParam, correctionId: idParam });

/** Makes a lesson of what an owner changed in a draft. An exception makes Pub/Sub deliver the event again. */
http(
  'learn',
  invoked(
    'learn',
    onEvent(payload, async (app, event) => ({ outcome: await learn(app)(event) })),
  ),
);
