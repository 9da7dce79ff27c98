import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { takeTurn } from '../../shared/application/conversation/take-turn.ts';
import { MemoryStore } from '../support/memory-store/memory-store.ts';
import { createRig, type Owner, type Rig } from '../support/rig/rig.ts';

const RECIPIENT = 'kim@example.com';
const DAY = 24 * 60 * 60_000;

let rig: Rig;
let owner: Owner;
let threadId: string;

const notified = () => rig.notified();
const thread = async () => (await rig.view(owner, threadId)).thread;
const writes = (
  from: string,
  subject: string,
  text: string,
  headers: Readonly<Record<string, string>> = {},
) => rig.write(owner, { from, subject, text, headers });
const fetched = (): readonly string[] => Object.keys(rig.google.world.quota(owner.email).methods);

beforeEach(async () => {
  rig = await createRig(new MemoryStore().connect());
  owner = await rig.addOwner('owner@example.com');
  threadId = await rig.addThread(owner, RECIPIENT, { followUp: { afterDays: 3, max: 2, backoff: 1 } });
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

describe('Gmail’s sending limit, told outside every conversation', () => {
  const limit = () =>
    rig.google.world.setSendingLimit(owner.email, { mails: 0, notice: 'person', forMs: DAY });
  const view = async (id: string) => (await rig.view(owner, id)).thread;

  test('is about the mail that the note refers to, and about no other', async () => {
    const other = await rig.addThread(owner, 'bo@example.com');
    await rig.goOn(owner, other);
    const refused = await rig.addThread(owner, 'al@example.com');
    limit();
    await rig.goOn(owner, refused);
    // The look that finds the note comes when other mails have left.
    rig.google.world.setSendingLimit(owner.email, null);
    const later = await rig.addThread(owner, 'cy@example.com');
    await takeTurn(rig.deps())({ userId: owner.userId, threadId: later });
    rig.advance(61_000);
    await notified();
    expect((await view(refused)).counters.sent).toBe(0);
    for (const id of [threadId, other, later]) expect((await view(id)).counters.sent).toBe(1);
  });

  test('a note that names none of our mails has nothing sent again; the owner is told once', async () => {
    const other = await rig.addThread(owner, 'bo@example.com');
    await rig.goOn(owner, other);
    writes(
      'nobody@gmail.com',
      'Message not sent',
      'You have reached a limit for sending mail. Your message was not sent.',
    );
    await notified();
    const flags = [await view(threadId), await view(other)].map(({ attention }) => attention?.code);
    expect(flags.filter((code) => code === 'sending_limit')).toHaveLength(1);
    for (const id of [threadId, other]) expect((await view(id)).counters.sent).toBe(1);
  });
});

describe('a report of a mail that could not be delivered, in a Gmail thread of its own', () => {
  const report = (recipient: string): Buffer =>
    Buffer.from(
      [
        'From: Mail Delivery Subsystem <mailer-daemon@googlemail.com>',
        `To: ${owner.email}`,
        'Subject: Delivery Status Notification (Failure)',
        'Auto-Submitted: auto-replied',
        `Message-ID: <${recipient}-report@mx.google.com>`,
        'Content-Type: multipart/report; report-type=delivery-status; boundary=b',
        '',
        '--b',
        'Content-Type: text/plain',
        '',
        'No such user.',
        '--b',
        'Content-Type: message/delivery-status',
        '',
        'Reporting-MTA: dns; googlemail.com',
        '',
        `Final-Recipient: rfc822; ${recipient}`,
        'Action: failed',
        'Status: 5.1.1',
        '',
        '--b--',
        '',
      ].join('\r\n'),
    );

  test('ends the conversation with the recipient', async () => {
    rig.google.world.deliver(owner.email, report(RECIPIENT));
    await notified();
    expect(await thread()).toMatchObject({ status: 'stopped', stopReason: 'bounced' });
  });

  test('about somebody else is not fetched', async () => {
    rig.google.world.resetQuota(owner.email);
    rig.google.world.deliver(owner.email, report('somebody@elsewhere.example'));
    await notified();
    expect(fetched()).not.toContain('gmail.users.messages.get');
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
