import { expect, test } from 'vitest';
import { gmailNotification } from '../../functions/gmail-notification.ts';
import { mailboxIdOf } from '../../shared/application/mailbox/mailbox-id.ts';
import { AccessWorld } from './support/access-world.ts';

const EMAIL = 'owner@example.com';

const delivered = (attempt: number) => ({
  message: {
    data: Buffer.from(JSON.stringify({ emailAddress: EMAIL, historyId: String(2n ** 62n) })).toString(
      'base64',
    ),
    messageId: '1',
  },
  deliveryAttempt: attempt,
});

test('a notification that fails again and again goes on without the address, before it is a dead letter', async () => {
  const world = new AccessWorld();
  await world.signedIn(EMAIL);
  world.events.splice(0);
  world.google.isDown = true;
  for (let attempt = 1; attempt < 5; attempt++) {
    await expect(gmailNotification(world.app, delivered(attempt))).rejects.toThrow();
  }
  expect(world.events).toEqual([]);
  expect(await gmailNotification(world.app, delivered(5))).toEqual({ outcome: 'handed_over' });
  expect(world.events).toEqual([{ topic: 'gmail-notification', data: { mailboxId: mailboxIdOf(EMAIL) } }]);
  expect(JSON.stringify(world.events)).not.toContain('@');
  await world.app.store.close();
});
