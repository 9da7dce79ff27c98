import { http } from '@google-cloud/functions-framework';
import { z } from 'zod';
import { mailboxIdOf } from '../shared/application/mailbox/mailbox-id.ts';
import { syncMailbox } from '../shared/application/mailbox/sync.ts';
import { onEvent } from '../shared/http/events.ts';
import { invoked } from '../shared/http/invoked.ts';
import { NotDoneError } from '../shared/http/not-done.ts';

const payload = z.union([
  // From Gmail (https://developers.google.com/workspace/gmail/api/guides/push). A number is accepted only while it is exact.
  z
    .object({
      emailAddress: z.string().min(3).max(320),
      historyId: z.union([z.string().regex(/^[0-9]{1,20}$/), z.int().nonnegative().transform(String)]),
    })
    .transform(({ emailAddress, historyId }) => ({
      mailboxId: String(mailboxIdOf(emailAddress)),
      hint: historyId,
    })),
  // From the sweep: sync without a history id.
  z
    .object({ mailboxId: z.string().regex(/^[a-f0-9]{40}$/) })
    .transform(({ mailboxId }) => ({ mailboxId, hint: null })),
]);

/** Syncs a mailbox. The event is acknowledged only after everything relevant is recorded. */
http(
  'gmail-notification',
  invoked(
    'gmail-notification',
    onEvent(payload, async (app, notification) => {
      const outcome = await syncMailbox(app)(notification);
      app.logger.info('sync', { mailboxId: notification.mailboxId, outcome: outcome.kind });
      if (outcome.kind === 'retry') throw new NotDoneError(outcome.why);
      return { outcome: outcome.kind };
    }),
  ),
);
