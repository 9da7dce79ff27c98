import { http } from '@google-cloud/functions-framework';
import { z } from 'zod';
import { mailboxIdOf } from '../shared/application/mailbox/mailbox-id.ts';
import { syncMailbox } from '../shared/application/mailbox/sync.ts';
import { NotDoneError, onEvent } from '../shared/http/events.ts';
import { invoked } from '../shared/http/invoked.ts';

const payload = z.union([
  // Gmail's own (https://developers.google.com/workspace/gmail/api/guides/push); a number only where it is exact.
  z
    .object({
      emailAddress: z.string().min(3).max(320),
      historyId: z.union([z.string().regex(/^[0-9]{1,20}$/), z.int().nonnegative().transform(String)]),
    })
    .transform(({ emailAddress, historyId }) => ({
      mailboxId: String(mailboxIdOf(emailAddress)),
      hint: historyId,
    })),
  // The sweep's: look, whether or not anything was announced.
  z
    .object({ mailboxId: z.string().regex(/^[a-f0-9]{40}$/) })
    .transform(({ mailboxId }) => ({ mailboxId, hint: null })),
]);

/** A mailbox changed. Acknowledged only once everything that matters is recorded. */
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
