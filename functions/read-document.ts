import { http } from '@google-cloud/functions-framework';
import { z } from 'zod';
import { readDocumentText } from '../shared/application/knowledge/read-document.ts';
import { idParam } from '../shared/contract/common.ts';
import { onEvent } from '../shared/http/events.ts';
import { invoked } from '../shared/http/invoked.ts';

const payload = z.object({ userId: idParam, documentId: idParam });

/** Reads a document that an owner added. An exception makes Pub/Sub deliver the event again. */
http(
  'read-document',
  invoked(
    'read-document',
    onEvent(payload, async (app, event) => ({ outcome: await readDocumentText(app)(event) })),
  ),
);
