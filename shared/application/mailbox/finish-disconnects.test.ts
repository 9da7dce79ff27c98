import { expect, test } from 'vitest';
import { AccountRig } from '../../../test/support/account-rig/account-rig.ts';
import { paths } from '../../persistence/paths.ts';
import { finishDisconnects } from './finish-disconnects.ts';

const pending = async () => {
  const rig = new AccountRig();
  await rig.connected({ status: 'disconnected', disconnectedReason: 'owner', revokeDueAt: rig.now });
  return rig;
};

test('leaves a request alone for a minute, then finishes it', async () => {
  const rig = await pending();
  rig.now += 59_999;
  expect(await finishDisconnects(rig.deps)()).toBe(0);
  expect(rig.google.calls).toEqual([]);
  rig.now += 1;
  expect(await finishDisconnects(rig.deps)()).toBe(1);
  expect([rig.secrets.size, rig.google.grants.size]).toEqual([0, 0]);
});

test('tries again later while Google cannot be reached', async () => {
  const rig = await pending();
  rig.google.isDown = true;
  rig.now += 60_000;
  await finishDisconnects(rig.deps)();
  const asked = rig.google.calls.length;
  await finishDisconnects(rig.deps)();
  expect(rig.google.calls.length).toBe(asked);
  rig.google.isDown = false;
  rig.now += 6 * 60_000;
  await finishDisconnects(rig.deps)();
  expect(rig.mailbox()).toMatchObject({ revokeDueAt: null });
});

test('one that fails delays no other', async () => {
  const rig = await pending();
  await rig.thread('t1');
  await rig.deps.store.update(paths.thread('u1', 't1'), { counters: 'rubbish' });
  await rig.deps.store.set(paths.mailbox('m2'), { ...rig.mailbox(), id: 'm2', revokeDueAt: rig.now + 1 });
  rig.now += 60_001;
  await finishDisconnects(rig.deps)();
  expect(rig.document(paths.mailbox('m2'))).toMatchObject({ revokeDueAt: null });
});

test('leaves connected mailboxes alone', async () => {
  const rig = new AccountRig();
  await rig.connected();
  rig.now += 24 * 60 * 60_000;
  expect(await finishDisconnects(rig.deps)()).toBe(0);
  expect(rig.google.calls).toEqual([]);
});
