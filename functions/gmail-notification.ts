import { http } from '@google-cloud/functions-framework';
import { z } from 'zod';
import { mailboxIdOf } from '../shared/application/mailbox/mailbox-id.ts';
import { syncNotified } from '../shared/application/mailbox/notified.ts';
import { syncMailbox } from '../shared/application/mailbox/sync.ts';
import { onEvent } from '../shared/http/events.ts';
import { invoked } from '../shared/http/invoked.ts';
import { NotDoneError } from '../shared/http/not-done.ts';

const payload = z.union([
  // From Gmail (https://developers.google.com/workspace/gmail/api/guides/push). A number is accepted only while it is exact.
  z.object({
    emailAddress: z.string().min(3).max(320),
    historyId: z.union([z.string().regex(/^[0-9]{1,20}$/), z.int().nonnegative().transform(String)]),
  }),
  // From the sweep: sync without a history id.
  z.object({ mailboxId: z.string().regex(/^[a-f0-9]{40}$/) }),
]);

/** Attempts to deliver Gmail's own notification, before the mailbox is published by its id instead. */
const ATTEMPTS_BY_ADDRESS = 5;

/** Syncs a mailbox. The event is acknowledged only after everything relevant is recorded. */
export const gmailNotification = onEvent(payload, async (app, event, attempt) => {
  const isRepeated = attempt > 1;
  try {
    const { mailboxId, outcome } =
      'mailboxId' in event
        ? { ...event, outcome: await syncMailbox(app)({ ...event, hint: null, isRepeated }) }
        : await syncNotified(app)({ ...event, isRepeated });
    app.logger.info('sync', { mailboxId, outcome: outcome.kind });
    if (outcome.kind === 'retry') throw new NotDoneError(outcome.why);
    return { outcome: outcome.kind };
  } catch (error) {
    if ('mailboxId' in event || attempt < ATTEMPTS_BY_ADDRESS) throw error;
    // An event that may become a dead letter must not contain an address.
    await app.bus.publish({
      topic: 'gmail-notification',
      data: { mailboxId: mailboxIdOf(event.emailAddress) },
    });
    return { outcome: 'handed_over' };
  }
});

http('gmail-notification', invoked('gmail-notification', gmailNotification));
