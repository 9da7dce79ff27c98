import { expect, test } from 'vitest';
import { AccountRig } from '../../../test/support/account-rig/account-rig.ts';
import { OWNER } from '../../../test/support/documents.ts';
import { userIdSchema } from '../../domain/ids.ts';
import { paths } from '../../persistence/paths.ts';
import { deleteAccount, erasePendingDeletion } from './delete-account.ts';

const DAY = 24 * 60 * 60_000;
const own = { userId: 'u1' };

const rigWithAccount = async () => {
  const rig = new AccountRig();
  await rig.connected();
  await rig.thread('t1');
  return rig;
};

test('erases documents and token, and revokes at Google', async () => {
  const rig = await rigWithAccount();
  expect(await deleteAccount(rig.deps, own)).toBe('done');
  expect([rig.memory.documents.size, rig.secrets.size, rig.google.grants.size]).toEqual([0, 0, 0]);
  expect(await deleteAccount(rig.deps, own)).toBe('done');
});

test('is pending while Google cannot be reached; what remains says whose the token is', async () => {
  const rig = await rigWithAccount();
  rig.google.isDown = true;
  expect(await deleteAccount(rig.deps, own)).toBe('pending');
  expect([...rig.memory.documents.keys()].toSorted()).toEqual([
    paths.credential(rig.mailboxId),
    paths.mailbox(rig.mailboxId),
    paths.user('u1'),
  ]);
  expect(rig.secrets.size).toBe(1);
  rig.google.isDown = false;
  rig.now += 10 * 60_000;
  expect(await deleteAccount(rig.deps, own)).toBe('done');
  expect([rig.memory.documents.size, rig.secrets.size, rig.google.grants.size]).toEqual([0, 0, 0]);
});

test('keeps the time of the first request, and destroys the token three days after it', async () => {
  const rig = await rigWithAccount();
  rig.google.isDown = true;
  const requested = rig.now;
  await deleteAccount(rig.deps, own);
  rig.now = requested + 3 * DAY - 1;
  expect(await deleteAccount(rig.deps, own)).toBe('pending');
  expect(rig.document(paths.user('u1'))).toMatchObject({ deletionRequestedAt: requested });
  rig.now = requested + 3 * DAY;
  expect(await deleteAccount(rig.deps, own)).toBe('done');
  expect([rig.memory.documents.size, rig.secrets.size]).toEqual([0, 0]);
});

test('leaves a mailbox that another Google account has connected since', async () => {
  const rig = await rigWithAccount();
  await rig.connected({ userId: userIdSchema.parse('u2') });
  expect(await deleteAccount(rig.deps, own)).toBe('done');
  expect(rig.mailbox()).toMatchObject({ userId: 'u2', status: 'connected' });
  expect([rig.secrets.size, rig.google.grants.get('refresh')]).toEqual([1, OWNER]);
});

test('stops when the owner signs in again meanwhile', async () => {
  const rig = await rigWithAccount();
  rig.google.onCall = (name) => {
    // A sign-in in another browser cancels the deletion just when Google is asked.
    if (name === 'revoke') void rig.user({ deletionRequestedAt: null });
  };
  expect(await deleteAccount(rig.deps, own)).toBe('done');
  expect(rig.mailbox()).not.toBeNull();
  expect(rig.document(paths.user('u1'))).not.toBeNull();
});

test('erasing a pending deletion does nothing to an account that is not being deleted', async () => {
  const rig = await rigWithAccount();
  const before = rig.memory.documents.size;
  await erasePendingDeletion(rig.deps, 'u1');
  await erasePendingDeletion(rig.deps, 'u2');
  expect([rig.memory.documents.size, rig.secrets.size]).toEqual([before, 1]);
});

test('erasing a pending deletion asks Google nothing', async () => {
  const rig = await rigWithAccount();
  await rig.user({ deletionRequestedAt: rig.now });
  await erasePendingDeletion(rig.deps, 'u1');
  expect([rig.memory.documents.size, rig.secrets.size, rig.google.calls]).toEqual([0, 0, []]);
});
