import { expect, test } from 'vitest';
import { AccountRig } from '../../../test/support/account-rig/account-rig.ts';
import { userIdSchema } from '../../domain/ids.ts';
import { readSessionView } from './read-session-view.ts';
import { newSession } from './session.ts';

const view = (rig: AccountRig) => readSessionView(rig.deps, newSession(rig.userId, rig.mailboxId, rig.now));

test('shows the user and their mailbox', async () => {
  const rig = new AccountRig();
  await rig.connected();
  expect(await view(rig)).toMatchObject({ user: { id: 'u1' }, mailbox: { id: rig.mailboxId } });
});

test('shows no mailbox where there is none, or where it is somebody else’s now', async () => {
  const rig = new AccountRig();
  await rig.user();
  expect(await view(rig)).toMatchObject({ user: { id: 'u1' }, mailbox: null });
  await rig.connected({ userId: userIdSchema.parse('u2') });
  expect(await view(rig)).toMatchObject({ user: { id: 'u1' }, mailbox: null });
});

test('shows nothing of an account that was deleted', async () => {
  expect(await view(new AccountRig())).toBeNull();
});
