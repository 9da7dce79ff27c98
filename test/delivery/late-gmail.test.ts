import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Mailbox, mailboxSchema } from '../../shared/domain/mailbox/mailbox.ts';
import { paths } from '../../shared/persistence/paths.ts';
import { readDocument } from '../../shared/persistence/read.ts';
import { MemoryStore } from '../support/memory-store/memory-store.ts';
import { createRig, type Owner, type Rig } from '../support/rig/rig.ts';

const RECIPIENT = 'jane@example.com';
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

let rig: Rig;
let owner: Owner;
let threadId: string;

const mailbox = async (): Promise<Mailbox> => {
  const found = await readDocument(rig.deps().store, mailboxSchema, paths.mailbox(owner.mailboxId));
  if (!found) throw new Error('no mailbox');
  return found;
};
const notified = () => rig.notified();
/** The clock goes on to the mailbox's alarm, and what is due is done. */
const waitForAlarm = async (): Promise<number> => {
  const waited = Number((await mailbox()).nextSyncAt) - rig.deps().clock.now();
  rig.advance(Math.max(0, waited));
  await rig.goOn(owner, threadId);
  return waited;
};
const received = async (): Promise<number> => (await rig.view(owner, threadId)).thread.counters.received;
const silence = (): number => rig.deps().settings.silenceMs;

beforeEach(async () => {
  rig = await createRig(new MemoryStore().connect());
  owner = await rig.addOwner('owner@example.com');
  threadId = await rig.addThread(owner, RECIPIENT);
  await rig.goOn(owner, threadId);
  await notified();
});
afterEach(() => rig.close());

describe('an answer that history does not hold yet, though it is past it', () => {
  test('is looked for soon, and answered', async () => {
    rig.google.world.setBehaviour(owner.email, { lateInHistory: 1 });
    rig.answer(owner, RECIPIENT, 'Question number 1');
    await notified();
    expect(await received()).toBe(0);
    expect((await mailbox()).doubt).toMatchObject({ looks: 0 });
    expect(await waitForAlarm()).toBeLessThan(MINUTE);
    expect(await received()).toBe(1);
    expect((await rig.view(owner, threadId)).thread.counters.sent).toBe(2);
    expect((await mailbox()).doubt).toBeNull();
  });

  test('is found by the next notification of something else', async () => {
    rig.google.world.setBehaviour(owner.email, { lateInHistory: 1 });
    rig.answer(owner, RECIPIENT, 'Question number 1');
    await notified();
    rig.google.world.setBehaviour(owner.email, { lateInHistory: 0 });
    rig.unrelated(owner);
    await notified();
    expect(await received()).toBe(1);
  });

  test('that stays away for long: no follow-up says that nobody answered', async () => {
    const followed = await rig.addThread(owner, 'late@example.com', {
      followUp: { afterDays: 3, max: 1, backoff: 1 },
    });
    await rig.goOn(owner, followed);
    await notified();
    rig.google.world.setBehaviour(owner.email, { lateInHistory: 1000 });
    rig.answer(owner, 'late@example.com', 'Question number 1');
    await notified();
    rig.advance(4 * DAY);
    await rig.goOn(owner, followed);
    const { thread } = await rig.view(owner, followed);
    expect(thread.counters).toMatchObject({ received: 1, followUps: 0, sent: 2 });
  });
});

describe('an answer that history names and that cannot be read yet', () => {
  test.each([1, 3])('after %i refusals it is read', async (lateToRead) => {
    rig.google.world.setBehaviour(owner.email, { lateToRead });
    rig.answer(owner, RECIPIENT, 'Question number 1');
    await notified();
    for (let looks = 0; looks < 4 && (await received()) === 0; looks++) await waitForAlarm();
    expect(await received()).toBe(1);
  });

  test('one that is deleted before it is read is let go, and costs no more than a few looks', async () => {
    rig.google.world.setBehaviour(owner.email, { lateToRead: 1000 });
    rig.answer(owner, RECIPIENT, 'Question number 1');
    await notified();
    for (let looks = 0; looks < 4; looks++) await waitForAlarm();
    expect((await mailbox()).doubt).toBeNull();
    expect(Number((await mailbox()).nextSyncAt) - rig.deps().clock.now()).toBeGreaterThan(silence() - MINUTE);
  });
});

test('where Gmail is tidy, nothing is looked at twice', async () => {
  rig.answer(owner, RECIPIENT, 'Question number 1');
  await notified();
  rig.unrelated(owner);
  await notified();
  const { doubt, nextSyncAt } = await mailbox();
  expect(doubt).toBeNull();
  expect(Number(nextSyncAt) - rig.deps().clock.now()).toBeGreaterThan(silence() - MINUTE);
  rig.meter.reset();
  rig.unrelated(owner);
  await notified();
  expect(rig.meter.counts()).toMatchObject({ gmailCalls: 1, storeReads: 2, storeWrites: 1, transactions: 0 });
});
