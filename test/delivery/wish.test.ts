import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { addressHash } from '../../shared/application/account/suppressions.ts';
import { paths } from '../../shared/persistence/paths.ts';
import { MemoryStore } from '../support/memory-store/memory-store.ts';
import { createRig, type Owner, type Rig } from '../support/rig/rig.ts';

const KIM = 'kim@example.com';
const DAY = 24 * 60 * 60_000;
const LIST = { 'List-Unsubscribe': '<mailto:leave@example.com>', 'List-Id': '<news.example.com>' };

let rig: Rig;
let owner: Owner;
let threadId: string;

const notified = () => rig.notified();
const writes = (subject: string, text: string, headers: Readonly<Record<string, string>> = {}) =>
  rig.write(owner, { from: KIM, subject, text, headers });
const thread = async (id = threadId) => (await rig.view(owner, id)).thread;
const start = async (): Promise<string> => {
  const id = await rig.addThread(owner, KIM, { followUp: { afterDays: 3, max: 2, backoff: 1 } });
  await rig.goOn(owner, id);
  return id;
};
const suppression = () => rig.deps().store.get(paths.suppression(owner.userId, addressHash(KIM)));

beforeEach(async () => {
  rig = await createRig(new MemoryStore().connect());
  owner = await rig.addOwner('owner@example.com');
  threadId = await start();
  await notified();
});
afterEach(() => rig.close());

describe('whoever asks not to be written to', () => {
  test.each<readonly [string, Readonly<Record<string, string>>]>([
    ['by hand', {}],
    ['with a header of a list', LIST],
    ['by an automatic answer', { 'Auto-Submitted': 'auto-replied' }],
    ['by a program', { 'Auto-Submitted': 'auto-generated', 'Return-Path': '<>' }],
  ])('%s gets no follow-up, in no conversation', async (_, headers) => {
    const other = await start();
    const before = rig.arrived(KIM).length;
    writes('Your mail', 'Please remove me from your list.', headers);
    await notified();
    for (let days = 0; days < 12; days += 4) {
      rig.advance(4 * DAY);
      await rig.goOn(owner, threadId);
      await rig.goOn(owner, other);
    }
    expect(rig.arrived(KIM)).toHaveLength(before);
    for (const id of [threadId, other]) {
      expect(await thread(id)).toMatchObject({ status: 'stopped', stopReason: 'opted_out' });
    }
    expect(await suppression()).toMatchObject({ data: { email: KIM, reason: 'opted_out' } });
  });

  test('after the conversation has ended is not written to either', async () => {
    await rig.deps().store.update(paths.thread(owner.userId, threadId), {
      status: 'stopped',
      stopReason: 'goal_reached',
    });
    rig.answer(owner, KIM, 'Do not contact me again.');
    await notified();
    expect(await suppression()).not.toBeNull();
    expect((await thread()).stopReason).toBe('goal_reached');
  });

  test('is asked nothing by the model, and no answer leaves', async () => {
    const before = rig.arrived(KIM).length;
    rig.answer(owner, KIM, 'Unsubscribe me.');
    await notified();
    await rig.goOn(owner, threadId);
    expect(rig.arrived(KIM)).toHaveLength(before);
    expect(await thread()).toMatchObject({
      stopReason: 'opted_out',
      stopDetail: { code: 'opted_out_before' },
      counters: { received: 1 },
    });
  });

  test('who only gives our own words back goes on', async () => {
    rig.answer(owner, KIM, 'Question number 7?\n\n> Tell me: do not contact me again.');
    await notified();
    await rig.goOn(owner, threadId);
    expect(await thread()).toMatchObject({ status: 'active', counters: { replies: 1 } });
    expect(await suppression()).toBeNull();
  });
});
