import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { takeTurn } from '../../shared/application/conversation/take-turn.ts';
import { syncMailbox } from '../../shared/application/mailbox/sync.ts';
import { type Mailbox, mailboxSchema } from '../../shared/domain/mailbox/mailbox.ts';
import { paths } from '../../shared/persistence/paths.ts';
import { readDocument } from '../../shared/persistence/read.ts';
import { MemoryStore } from '../support/memory-store/memory-store.ts';
import { createRig, type Owner, type Rig } from '../support/rig/rig.ts';

const RECIPIENT = 'jane@example.com';
const HOUR = 60 * 60_000;

let rig: Rig;
let owner: Owner;
let threadId: string;

const mailbox = async (): Promise<Mailbox> => {
  const found = await readDocument(rig.deps().store, mailboxSchema, paths.mailbox(owner.mailboxId));
  if (!found) throw new Error('no mailbox');
  return found;
};
const thread = async () => (await rig.view(owner, threadId)).thread;
const turn = () => takeTurn(rig.deps())({ userId: owner.userId, threadId });

beforeEach(async () => {
  rig = await createRig(new MemoryStore().connect());
  owner = await rig.addOwner('owner@example.com');
  threadId = await rig.addThread(owner, RECIPIENT);
});
afterEach(() => rig.close());

describe('what only the operator can mend', () => {
  const refuse = () => rig.google.world.addFault({ method: 'gmail.*', kind: 'api_disabled', times: 1000 });

  test('disconnects nobody and flags nothing, however long it lasts; mended, all goes on by itself', async () => {
    await rig.goOn(owner, threadId);
    rig.answer(owner, RECIPIENT, 'Question number 1');
    refuse();
    const waits: number[] = [];
    for (let n = 0; n < 30; n++) {
      await syncMailbox(rig.deps())({ mailboxId: owner.mailboxId, hint: null });
      const { nextSyncAt } = await mailbox();
      waits.push(Number(nextSyncAt) - rig.deps().clock.now());
      rig.advance(Math.max(0, waits.at(-1) ?? 0));
    }
    expect(await mailbox()).toMatchObject({ status: 'connected', trouble: { fault: 'api_disabled' } });
    expect(waits.at(-1)).toBeGreaterThan((waits[0] ?? 0) * 10);
    expect(await thread()).toMatchObject({ status: 'active', attention: null });

    rig.google.world.clearFaults();
    await rig.goOn(owner, threadId);
    expect(await mailbox()).toMatchObject({ trouble: null });
    expect((await thread()).counters).toMatchObject({ received: 1, sent: 2 });
  });

  test('a turn waits for the operator for days without being given up', async () => {
    refuse();
    for (let n = 0; n < 60; n++) {
      expect(await turn()).toBe('retry_later');
      rig.advance(Number((await thread()).nextActionAt) - rig.deps().clock.now());
    }
    expect(await thread()).toMatchObject({
      attention: null,
      waitingFor: { code: 'retry', params: { cause: 'operator' } },
    });
    expect((await mailbox()).trouble).toMatchObject({ fault: 'api_disabled', failures: 1 });
    rig.google.world.clearFaults();
    await turn();
    expect((await thread()).counters.sent).toBe(1);
  });

  test('notifications that come meanwhile ask Google nothing', async () => {
    refuse();
    await syncMailbox(rig.deps())({ mailboxId: owner.mailboxId, hint: null });
    rig.meter.reset();
    const hint = String(BigInt((await mailbox()).historyId) + 100n);
    expect(await syncMailbox(rig.deps())({ mailboxId: owner.mailboxId, hint })).toMatchObject({
      kind: 'postponed',
    });
    expect(rig.meter.counts().gmailCalls).toBe(0);
  });
});

describe('Gmail’s own sending limit', () => {
  test.each([
    'report',
    'daemon',
    'person',
  ] as const)('told by mail (%s): the mail counts as unsent and leaves later, as it is', async (notice) => {
    rig.google.world.setSendingLimit(owner.email, { mails: 0, notice, forMs: HOUR });
    await rig.goOn(owner, threadId);
    expect((await thread()).counters.sent).toBe(1);
    await rig.goOn(owner, threadId);
    const paused = await thread();
    expect(paused).toMatchObject({
      status: 'active',
      attention: null,
      waitingFor: { code: 'sending_paused' },
      counters: { sent: 0 },
    });
    expect((await mailbox()).sendingPause).toMatchObject({ notices: 1 });
    expect(rig.arrived(RECIPIENT)).toEqual([]);
    const { modelCalls } = rig.meter.counts();

    rig.google.world.setSendingLimit(owner.email, null);
    rig.advance(Number(paused.nextActionAt) - rig.deps().clock.now());
    await rig.goOn(owner, threadId);
    const after = await rig.view(owner, threadId);
    expect(after.thread.counters).toMatchObject({ sent: 1, outbound: 1 });
    expect(rig.arrived(RECIPIENT)).toHaveLength(1);
    expect(rig.meter.counts().modelCalls).toBe(modelCalls);
    // Found again in Sent, the mail that did not leave is not taken for the one that did.
    await rig.goOn(owner, threadId);
    expect((await thread()).counters.sent).toBe(1);
  });

  test('told by a refusal: nothing is sent in this mailbox until then, and nothing counts as failed', async () => {
    rig.google.world.setSendingLimit(owner.email, { mails: 0, notice: 'refusal', forMs: 2 * HOUR });
    expect(await turn()).toBe('waiting');
    const { nextActionAt, failures, waitingFor } = await thread();
    expect({ failures, waitingFor }).toMatchObject({ failures: 0, waitingFor: { code: 'sending_paused' } });
    expect(Number(nextActionAt) - rig.deps().clock.now()).toBeGreaterThan(HOUR);
    const other = await rig.addThread(owner, 'other@example.com');
    await takeTurn(rig.deps())({ userId: owner.userId, threadId: other });
    const second = (await rig.view(owner, other)).thread;
    expect(second).toMatchObject({ waitingFor: { code: 'sending_paused' }, counters: { sent: 0 } });
  });
});
