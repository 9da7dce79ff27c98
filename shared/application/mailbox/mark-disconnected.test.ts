import { expect, test } from 'vitest';
import { AccountRig } from '../../../test/support/account-rig/account-rig.ts';
import { paths } from '../../persistence/paths.ts';
import { markDisconnected } from './mark-disconnected.ts';

test.each([
  'revoked',
  'scopes_missing',
  'no_gmail',
  'admin_policy',
] as const)('%s: neither synced nor watched from here on', async (reason) => {
  const rig = new AccountRig();
  await rig.connected({ nextSyncAt: 1, watchDueAt: 1 });
  await rig.deps.store.update(paths.mailbox(rig.mailboxId), { disconnectedWhy: null });
  await markDisconnected(rig.deps, rig.mailboxId, reason);
  expect(rig.mailbox()).toMatchObject({
    status: 'disconnected',
    disconnectedReason: reason,
    revokeDueAt: null,
    nextSyncAt: null,
    watchDueAt: null,
  });
  expect(rig.mailbox()).not.toHaveProperty('disconnectedWhy');
  expect(rig.secrets.size).toBe(1);
});

test('Gmail that was read before and is not there any more was switched off', async () => {
  const rig = new AccountRig();
  await rig.connected({ syncedAt: 1 });
  await markDisconnected(rig.deps, rig.mailboxId, 'no_gmail');
  expect(rig.mailbox()).toMatchObject({ disconnectedReason: 'mailbox_off' });
});

test('the first reason stays', async () => {
  const rig = new AccountRig();
  await rig.connected({ status: 'disconnected', disconnectedReason: 'owner' });
  await markDisconnected(rig.deps, rig.mailboxId, 'revoked');
  expect(rig.mailbox()).toMatchObject({ disconnectedReason: 'owner' });
});

test('a mailbox that does not exist stays so', async () => {
  const rig = new AccountRig();
  await markDisconnected(rig.deps, rig.mailboxId, 'revoked');
  expect(rig.memory.documents.size).toBe(0);
});
