import { beforeEach, expect, test } from 'vitest';
import { takeTurn } from '../../shared/application/conversation/take-turn.ts';
import { finishDisconnects } from '../../shared/application/mailbox/finish-disconnects.ts';
import { mailboxIdOf } from '../../shared/application/mailbox/mailbox-id.ts';
import { renewWatches } from '../../shared/application/mailbox/renew-watches.ts';
import { syncMailbox } from '../../shared/application/mailbox/sync.ts';
import { notify } from '../../shared/application/notification/notify.ts';
import { sweep } from '../../shared/application/sweep/sweep.ts';
import type { ThreadResource } from '../../shared/contract/threads.ts';
import { AccessWorld } from './support/access-world.ts';
import type { Browser } from './support/browser.ts';

const OWNER = 'owner@example.com';
const OTHER = 'other@example.com';
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

let world: AccessWorld;
let owner: Browser;
let other: Browser;

/** Delivers what was published, until nothing more is. How many events that were. */
const deliver = async (): Promise<number> => {
  let count = 0;
  for (let event = world.events.shift(); event; event = world.events.shift()) {
    count++;
    if (event.topic === 'thread-turn') await takeTurn(world.app)(event.data);
    else if (event.topic === 'notifications') await notify(world.app)(event.data);
    else if (event.topic === 'gmail-notification')
      await syncMailbox(world.app)({ mailboxId: event.data.mailboxId, hint: null });
  }
  return count;
};

/** What happens by the clock. How many events it led to. */
const passTime = async (ms: number): Promise<number> => {
  world.now += ms;
  await sweep(world.app)();
  await finishDisconnects(world.app)();
  await renewWatches(world.app)();
  return deliver();
};

const begin = async (browser: Browser, recipient: string, followUp?: object): Promise<string> => {
  const assistant = { name: 'Ada', instructions: 'Be kind.' };
  const { id } = await browser.json<{ id: string }>('POST', '/assistants', assistant);
  const body = { assistantId: id, recipient: { email: recipient }, instructions: 'Ask.', followUp };
  const thread = await browser.json<ThreadResource>('POST', '/threads', body);
  await deliver();
  return thread.id;
};

const threadOf = (browser: Browser, id: string) => browser.json<ThreadResource>('GET', `/threads/${id}`);
const mailboxOf = async (browser: Browser) =>
  (await browser.json<{ mailbox: object }>('GET', '/auth/session')).mailbox;
const sentBy = (email: string): number => world.google.mailboxOf(email).sent.length;

beforeEach(async () => {
  world = new AccessWorld();
  owner = await world.signedIn(OWNER);
  other = await world.signedIn(OTHER);
});

test('removed at Google, the access is missed at its next use: the mailbox says so, its threads wait, others go on', async () => {
  const mine = await begin(owner, 'maria@example.com', { afterDays: 1, max: 2 });
  const theirs = await begin(other, 'maria@example.com', { afterDays: 1, max: 2 });
  expect([sentBy(OWNER), sentBy(OTHER)]).toEqual([1, 1]);

  world.google.removeAccess(OWNER);
  for (let n = 0; n < 4; n++) await passTime(12 * HOUR);

  expect(await mailboxOf(owner)).toMatchObject({
    status: 'disconnected',
    disconnectedReason: 'revoked',
    disconnectedWhy: expect.stringContaining('Sign in again'),
    revocationPending: false,
  });
  expect(await threadOf(owner, mine)).toMatchObject({
    status: 'active',
    stopReason: null,
    attention: null,
    nextActionAt: null,
    waitingFor: expect.objectContaining({ code: 'mailbox_disconnected' }),
  });
  expect(await mailboxOf(other)).toMatchObject({ status: 'connected', disconnectedReason: null });
  expect(await threadOf(other, theirs)).toMatchObject({ counters: { sent: 3, followUps: 2 } });
  expect(sentBy(OWNER)).toBe(1);
  const refused = await owner.fetch('POST', '/threads', {
    assistantId: (await threadOf(owner, mine)).assistantId,
    recipient: { email: 'oliver@example.com' },
    instructions: 'Ask.',
  });
  expect([refused.status, await refused.json()]).toMatchObject([409, { code: 'mailbox_not_connected' }]);
});

test('nothing goes round in circles: once it is known, neither Google nor the bus hears of it again', async () => {
  for (const name of ['maria', 'oliver', 'dana'])
    await begin(owner, `${name}@example.com`, { afterDays: 1, max: 2 });
  world.google.removeAccess(OWNER);
  for (let n = 0; n < 4; n++) await passTime(12 * HOUR);
  world.google.removeAccess(OTHER);
  await passTime(DAY);

  const before = world.google.calls.length;
  let events = 0;
  for (let n = 0; n < 24 * 60; n++) events += await passTime(MINUTE);
  for (let n = 0; n < 24 * 30; n++) events += await passTime(HOUR);
  expect([events, world.google.calls.length - before]).toEqual([0, 0]);
});

test('disconnected while it is being read, it is not looked into again', async () => {
  const path = `mailboxes/${mailboxIdOf(OWNER)}`;
  let gone: Promise<unknown> | undefined;
  world.google.onCall = (name) => {
    if (name === 'listHistory')
      gone ??= world.app.store.update(path, { status: 'disconnected', nextSyncAt: null });
  };
  await syncMailbox(world.app)({ mailboxId: mailboxIdOf(OWNER), hint: null });
  await gone;
  expect(world.document(path)).toMatchObject({ status: 'disconnected', nextSyncAt: null });
});

test('reconnecting lets the threads go on where they were, and what came meanwhile is read', async () => {
  const due = await begin(owner, 'maria@example.com', { afterDays: 1, max: 1 });
  const answered = await begin(owner, 'oliver@example.com');
  const stopped = await begin(owner, 'dana@example.com');
  await owner.json('POST', `/threads/${stopped}/stop`);
  await passTime(MINUTE);
  const gmailThreadId = world.document(`users/sub-owner/threads/${answered}`)?.gmailThreadId;
  world.google.removeAccess(OWNER);
  for (let n = 0; n < 4; n++) await passTime(12 * HOUR);
  const reply = [
    'From: oliver@example.com',
    `To: ${OWNER}`,
    'Subject: Re: Hello',
    'Message-ID: <reply-1@example.com>',
    'Authentication-Results: mx.google.com; dmarc=pass header.from=example.com',
    '',
    'Gladly.',
  ].join('\r\n');
  world.google.mailboxOf(OWNER).add(new TextEncoder().encode(reply), String(gmailThreadId), ['INBOX']);
  await passTime(HOUR);
  const sentBefore = sentBy(OWNER);

  await owner.signIn({ email: OWNER });
  await deliver();
  await passTime(MINUTE);
  expect(await mailboxOf(owner)).toMatchObject({
    status: 'connected',
    disconnectedReason: null,
    disconnectedWhy: null,
  });
  expect(await threadOf(owner, due)).toMatchObject({ status: 'active', counters: { sent: 2, followUps: 1 } });
  expect(await threadOf(owner, answered)).toMatchObject({ counters: { received: 1, replies: 1 } });
  expect(await threadOf(owner, stopped)).toMatchObject({ status: 'stopped', counters: { sent: 1 } });
  expect(sentBy(OWNER) - sentBefore).toBe(2);
  await passTime(DAY);
  expect(sentBy(OWNER) - sentBefore).toBe(2);
});

test('removed just before a turn, no mail is lost: it leaves after reconnecting, once', async () => {
  world.google.removeAccess(OWNER);
  const id = await begin(owner, 'maria@example.com');
  expect(await mailboxOf(owner)).toMatchObject({ status: 'disconnected', disconnectedReason: 'revoked' });
  expect(await threadOf(owner, id)).toMatchObject({ status: 'active', counters: { sent: 0 } });
  await owner.signIn({ email: OWNER });
  await deliver();
  for (let n = 0; n < 10; n++) await passTime(MINUTE);
  expect(sentBy(OWNER)).toBe(1);
});

test('Google out of reach is no revocation: the mailbox stays connected, and the mail that was due leaves afterwards', async () => {
  const id = await begin(owner, 'maria@example.com', { afterDays: 1, max: 1 });
  world.google.isDown = true;
  for (let n = 0; n < 28; n++) await passTime(HOUR);
  expect(await mailboxOf(owner)).toMatchObject({ status: 'connected' });
  world.google.isDown = false;
  for (let n = 0; n < 48; n++) await passTime(HOUR);
  expect(await threadOf(owner, id)).toMatchObject({ counters: { sent: 2 } });
});

test('disconnected by the owner, threads stay stopped after reconnecting', async () => {
  const id = await begin(owner, 'maria@example.com', { afterDays: 1, max: 1 });
  await owner.json('POST', '/auth/disconnect');
  await owner.signIn({ email: OWNER });
  for (let n = 0; n < 4; n++) await passTime(DAY);
  expect(await threadOf(owner, id)).toMatchObject({ status: 'stopped', stopReason: 'mailbox_disconnected' });
  expect(sentBy(OWNER)).toBe(1);
});

test('how the mailbox is doing: when it was last read, and whether a mail is stuck', async () => {
  const before = await mailboxOf(owner);
  expect(before).toMatchObject({ email: OWNER, status: 'connected', stuck: null });
  expect(before).toHaveProperty('watchExpiresAt', world.now + 7 * DAY);
  await passTime(6 * HOUR);
  expect(await mailboxOf(owner)).toMatchObject({ syncedAt: world.now, stuck: null });
  const readAt = world.now;

  const id = await begin(owner, 'maria@example.com');
  const gmailThreadId = String(world.document(`users/sub-owner/threads/${id}`)?.gmailThreadId);
  const gmail = world.google.mailboxOf(OWNER);
  const mail = gmail.add(new TextEncoder().encode('From: maria@example.com\r\n\r\nHi'), gmailThreadId, [
    'INBOX',
  ]);
  gmail.poisoned.add(mail.id);
  world.now += MINUTE;
  await syncMailbox(world.app)({ mailboxId: mailboxIdOf(OWNER), hint: null });
  expect(await mailboxOf(owner)).toMatchObject({ syncedAt: readAt, stuck: { attempts: 1 } });
  gmail.poisoned.clear();
  await syncMailbox(world.app)({ mailboxId: mailboxIdOf(OWNER), hint: null });
  expect(await mailboxOf(owner)).toMatchObject({ syncedAt: world.now, stuck: null });
});
