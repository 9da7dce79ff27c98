import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { composeMail } from '../../infra/local/google/mail/compose-mail.ts';
import { takeTurn } from '../../shared/application/conversation/take-turn.ts';
import { syncMailbox } from '../../shared/application/mailbox/sync.ts';
import { MemoryStore } from '../support/memory-store/memory-store.ts';
import { createRig, type Owner, type Rig } from '../support/rig/rig.ts';

const RECIPIENT = 'kim@example.com';
const DAY = 24 * 60 * 60_000;

let rig: Rig;
let owner: Owner;
let threadId: string;

const notified = async (): Promise<void> => {
  await rig.announced(1);
  for (const { mailboxId, hint } of rig.notifications.splice(0)) {
    await syncMailbox(rig.deps())({ mailboxId, hint });
  }
};
const thread = async () => (await rig.view(owner, threadId)).thread;
const writes = (
  from: string,
  subject: string,
  text: string,
  headers: Readonly<Record<string, string>> = {},
) => {
  const raw = composeMail({
    from: { name: '', address: from },
    to: [{ name: '', address: owner.email }],
    subject,
    text,
    headers,
  });
  rig.google.world.deliver(owner.email, raw);
};
const fetched = (): readonly string[] => Object.keys(rig.google.world.quota(owner.email).methods);

beforeEach(async () => {
  rig = await createRig(new MemoryStore().connect());
  owner = await rig.addOwner('owner@example.com');
  threadId = await rig.addThread(owner, RECIPIENT, { followUp: { afterDays: 3, max: 2 } });
  await rig.goOn(owner, threadId);
  await notified();
});
afterEach(() => rig.close());

describe('the recipient writes outside the conversation', () => {
  test('with a fresh mail: the owner is asked, and may let it be answered', async () => {
    writes(RECIPIENT, 'Your festival', 'Question number 7?');
    await notified();
    expect(await thread()).toMatchObject({
      attention: { code: 'outside_mail', params: { from: RECIPIENT, subject: 'Your festival' } },
      counters: { received: 1 },
    });
  });

  test('under the subject of the conversation, as an answer: it joins', async () => {
    writes(RECIPIENT, `AW: ${(await thread()).subject}`, 'Question number 7?');
    await notified();
    expect(await thread()).toMatchObject({ attention: null, counters: { received: 1 } });
  });

  test('an absence note that refers to nothing delays the follow-up', async () => {
    writes(RECIPIENT, 'Out of office', 'I am out of the office until the end of next month.', {
      'Auto-Submitted': 'auto-replied',
    });
    await notified();
    expect((await thread()).pausedUntil).toBeGreaterThan(rig.deps().clock.now());
  });

  test('while no notification arrives: it is found before the follow-up leaves', async () => {
    writes(RECIPIENT, 'Your festival', 'Question number 7?');
    rig.notifications.splice(0);
    rig.advance(4 * DAY);
    await takeTurn(rig.deps())({ userId: owner.userId, threadId });
    expect(await thread()).toMatchObject({ counters: { followUps: 0, received: 1 } });
  });

  test('each mail is recorded once, however often it is looked for', async () => {
    writes(RECIPIENT, 'Your festival', 'Question number 7?');
    await notified();
    for (let n = 0; n < 3; n++) {
      rig.advance(61_000);
      rig.unrelated(owner);
      await notified();
    }
    expect((await thread()).counters.received).toBe(1);
  });
});

describe('nobody else’s mail is looked at', () => {
  test('of a stranger’s mail nothing is fetched', async () => {
    rig.google.world.resetQuota(owner.email);
    writes('stranger@elsewhere.example', 'Hello kim@example.com', 'I know kim@example.com.');
    await notified();
    expect(fetched()).not.toContain('gmail.users.messages.get');
    expect((await thread()).counters.received).toBe(0);
  });

  test('who only names the recipient’s address in a display name is not the recipient', async () => {
    writes('"kim@example.com" <stranger@elsewhere.example>', 'Your festival', 'Send it to me.');
    await notified();
    expect(await thread()).toMatchObject({ attention: null, counters: { received: 0 } });
  });

  test('many mails in a row cost one look', async () => {
    rig.google.world.resetQuota(owner.email);
    for (let n = 0; n < 5; n++) rig.unrelated(owner);
    await rig.announced(5);
    await notified();
    // One search, and at most one page of history for each notification.
    expect(rig.google.world.quota(owner.email).units).toBeLessThanOrEqual(5 + 5 * 2);
  });
});
