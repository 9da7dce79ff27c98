import { expect, test } from 'vitest';
import { AccountRig } from '../../../test/support/account-rig/account-rig.ts';
import { pauseSending, preparePause } from './pause-sending.ts';

const HOUR = 60 * 60_000;

test('pauses until Gmail says that it can be tried again, else for an hour', async () => {
  const rig = new AccountRig();
  await rig.connected();
  expect(await pauseSending(rig.deps, rig.mailboxId, rig.now + 2 * HOUR)).toBe(rig.now + 2 * HOUR);
  const other = new AccountRig();
  await other.connected();
  expect(await pauseSending(other.deps, other.mailboxId, null)).toBe(other.now + HOUR);
  expect(other.mailbox()).toMatchObject({ sendingPause: { until: other.now + HOUR, notices: 1 } });
});

test('of a mailbox that is gone nothing is written, and the caller waits all the same', async () => {
  const { deps, now, memory } = new AccountRig();
  expect(await pauseSending(deps, 'none', null)).toBe(now + HOUR);
  expect(memory.documents.size).toBe(0);
});

test('is written in the transaction that records the report', async () => {
  const rig = new AccountRig();
  await rig.connected();
  await rig.deps.store.transaction(async (tx) => (await preparePause(tx, rig.mailboxId, rig.now))());
  expect(rig.mailbox()).toMatchObject({ sendingPause: { notices: 1 } });
});
