import { expect, test } from 'vitest';
import { AccountRig } from '../../../test/support/account-rig/account-rig.ts';
import { userIdSchema } from '../../domain/ids.ts';
import { paths } from '../../persistence/paths.ts';
import { VaultError } from '../ports/vault.ts';
import { disconnect, requestDisconnect, revokeAccess, stopThreads } from './disconnect.ts';

const rigWithMailbox = async () => {
  const rig = new AccountRig();
  await rig.connected({ nextSyncAt: 1, watchDueAt: 1, watchExpiresAt: 2 });
  await rig.thread('t1');
  return { rig, own: { userId: 'u1', mailboxId: rig.mailboxId } };
};

test('stops threads, ends the watch, revokes and destroys the token', async () => {
  const { rig, own } = await rigWithMailbox();
  expect(await disconnect(rig.deps, own)).toBe('done');
  expect(rig.mailbox()).toMatchObject({
    status: 'disconnected',
    disconnectedReason: 'owner',
    revokeDueAt: null,
    nextSyncAt: null,
    watchDueAt: null,
    watchExpiresAt: null,
  });
  expect(rig.document(paths.credential(rig.mailboxId))).toMatchObject({ status: 'revoked' });
  expect(rig.document(paths.thread('u1', 't1'))).toMatchObject({
    status: 'stopped',
    stopReason: 'mailbox_disconnected',
  });
  expect([rig.secrets.size, rig.google.grants.size]).toEqual([0, 0]);
  expect(rig.google.calls).toEqual(expect.arrayContaining(['stopWatch', 'revoke']));
});

test('may be repeated', async () => {
  const { rig, own } = await rigWithMailbox();
  await disconnect(rig.deps, own);
  expect(await disconnect(rig.deps, own)).toBe('done');
  expect(rig.mailbox()).toMatchObject({ status: 'disconnected', revokeDueAt: null });
});

test('is pending while Google cannot be reached, and keeps the token to revoke with', async () => {
  const { rig, own } = await rigWithMailbox();
  rig.google.isDown = true;
  expect(await disconnect(rig.deps, own)).toBe('pending');
  expect(rig.mailbox()).toMatchObject({ status: 'disconnected', revokeDueAt: rig.now + 5 * 60_000 });
  expect([rig.secrets.size, rig.document(paths.thread('u1', 't1'))?.status]).toEqual([1, 'stopped']);
});

test('is pending while the vault cannot be reached', async () => {
  const { rig, own } = await rigWithMailbox();
  const destroy = async () => {
    throw new VaultError('unavailable', 'down');
  };
  expect(await disconnect({ ...rig.deps, vault: { ...rig.deps.vault, destroy } }, own)).toBe('pending');
  expect(await disconnect(rig.deps, own)).toBe('done');
  expect(rig.secrets.size).toBe(0);
});

test('stores no sentence, and removes one that version 0.1.0 stored', async () => {
  const { rig, own } = await rigWithMailbox();
  await rig.deps.store.update(paths.mailbox(rig.mailboxId), { disconnectedWhy: 'You disconnected it.' });
  await requestDisconnect(rig.deps, own);
  expect(rig.mailbox()).not.toHaveProperty('disconnectedWhy');
});

test('a mailbox of another user, or none, is left alone', async () => {
  const { rig, own } = await rigWithMailbox();
  expect(await disconnect(rig.deps, { ...own, userId: 'u2' })).toBe('done');
  expect(await disconnect(rig.deps, { ...own, mailboxId: 'none' })).toBe('done');
  expect(rig.mailbox()).toMatchObject({ status: 'connected', userId: userIdSchema.parse('u1') });
  expect(rig.google.calls).toEqual([]);
});

test('revoking does nothing when the owner has reconnected since', async () => {
  const { rig, own } = await rigWithMailbox();
  expect(await revokeAccess(rig.deps, own)).toBe('done');
  expect([rig.google.calls, rig.secrets.size]).toEqual([[], 1]);
});

test('stops only the active threads of this mailbox, more than a page of them', async () => {
  const { rig, own } = await rigWithMailbox();
  for (let n = 2; n <= 60; n++) await rig.thread(`t${n}`);
  await rig.thread('stopped', { status: 'stopped', stopReason: 'goal_reached' });
  await stopThreads(rig.deps, own);
  const reasons = rig.pathsUnder(paths.threads('u1')).map((path) => rig.document(path)?.stopReason);
  expect(reasons.filter((reason) => reason === 'mailbox_disconnected')).toHaveLength(60);
  expect(rig.document(paths.thread('u1', 'stopped'))).toMatchObject({ stopReason: 'goal_reached' });
});
