import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Assistant } from '../../shared/domain/assistant/assistant.ts';
import type { EmailThread } from '../../shared/domain/conversation/thread.ts';
import { paths } from '../../shared/persistence/paths.ts';
import { asData } from '../../shared/persistence/thread-view.ts';
import { assistantWith } from '../support/documents.ts';
import { MemoryStore } from '../support/memory-store/memory-store.ts';
import { createRig, type Owner, type Rig } from '../support/rig/rig.ts';

/** On whose clock an assistant's working hours are read, in whole turns. */

const KIM = 'kim@example.com';
const HOUR = 60 * 60_000;
const DAY = 24 * HOUR;
const NINE_TO_FIVE = { days: [1, 2, 3, 4, 5, 6, 7], from: '09:00', to: '17:00' };

let rig: Rig;
let owner: Owner;
let threadId: string;
/** Ten in the morning for the owner, whose zone is UTC: seven in the evening in Tokyo. */
let ten: number;

const thread = async (): Promise<EmailThread> => (await rig.view(owner, threadId)).thread;
const start = async (recipient: string, fields: Partial<Assistant>): Promise<void> => {
  const assistant = { ...assistantWith({ workingHours: NINE_TO_FIVE, ...fields }), userId: owner.userId };
  await rig.deps().store.set(paths.assistant(owner.userId, 'a1'), asData(assistant));
  threadId = await rig.addThread(owner, recipient);
  await rig.goOn(owner, threadId);
};
const answers = async (date: string): Promise<void> => {
  const { messageId } = rig.arrived(KIM).at(-1) ?? { messageId: '' };
  const headers = { 'In-Reply-To': messageId, References: messageId, Date: date };
  rig.write(owner, { from: KIM, subject: 'Re: A call', text: 'What does it cost?', headers });
  await rig.goOn(owner, threadId);
};
const sent = async (): Promise<number> => (await thread()).counters.sent;

beforeEach(async () => {
  rig = await createRig(new MemoryStore().connect());
  owner = await rig.addOwner('owner@example.com');
  const { now } = rig.deps().clock;
  ten = Math.ceil(now() / DAY) * DAY + 10 * HOUR;
  rig.advance(ten - now());
});
afterEach(() => rig.close());

const midnight = (): number => Math.floor(ten / DAY) * DAY + DAY;

test('the owner’s, unless the assistant is told otherwise', async () => {
  await start(KIM, {});
  await answers('Tue, 24 Nov 2026 19:00:00 +0900');
  expect(await thread()).toMatchObject({
    sendingZone: { zone: 'UTC', source: 'owner' },
    counters: { sent: 2 },
  });
});

test('the recipient’s, from the first mail that says where they are: the answer waits for their morning', async () => {
  await start(KIM, { sendingHours: 'recipient' });
  expect(await thread()).toMatchObject({
    sendingZone: { zone: 'UTC', source: 'owner' },
    counters: { sent: 1 },
  });
  await answers('Tue, 24 Nov 2026 19:00:00 +0900');
  expect(await thread()).toMatchObject({
    sendingZone: { zone: '+09:00', source: 'mails' },
    waitingFor: { code: 'working_hours' },
    nextActionAt: midnight(),
  });
  expect(await sent()).toBe(1);
  rig.advance(midnight() - rig.deps().clock.now());
  await rig.goOn(owner, threadId);
  expect(await sent()).toBe(2);
});

test('the recipient’s, from the country of their domain: the first mail waits too', async () => {
  await start('kim@example.jp', { sendingHours: 'recipient' });
  const { sendingZone, nextActionAt, counters } = await thread();
  expect(sendingZone).toEqual({ zone: 'Asia/Tokyo', source: 'domain' });
  expect([nextActionAt, counters.sent]).toEqual([midnight(), 0]);
});

test.each([
  ['says UTC, as servers do', 'Tue, 24 Nov 2026 10:00:00 +0000'],
  ['says a clock that is on no place of Earth', 'Tue, 24 Nov 2026 10:00:00 +9900'],
  ['has a date that is none', 'yesterday'],
])('the owner’s where the recipient’s mail %s', async (_what, date) => {
  await start(KIM, { sendingHours: 'recipient' });
  await answers(date);
  expect(await thread()).toMatchObject({
    sendingZone: { zone: 'UTC', source: 'owner' },
    counters: { sent: 2 },
  });
});
