import { expect, test } from 'vitest';
import { AccountRig } from '../../../test/support/account-rig/account-rig.ts';
import { inboundWith } from '../../../test/support/documents.ts';
import { userIdSchema } from '../../domain/ids.ts';
import { paths } from '../../persistence/paths.ts';
import { asData } from '../../persistence/thread-view.ts';
import { endSessions, eraseMailbox, eraseUserData, mailboxesOf } from './erase-account.ts';
import { newSession } from './session.ts';

const below = (userId: string) => [
  paths.thread(userId, 't1'),
  paths.message(userId, 't1', 'm1'),
  paths.assistant(userId, 'a1'),
  paths.suppression(userId, 'h'),
  paths.day(userId, '2026-11-02'),
  paths.idempotencyKey(userId, 'k'),
  paths.limit(userId, 'thread'),
  paths.audit(userId, 'e'),
];

test('erases everything below a user but not the user, and nobody else’s', async () => {
  const rig = new AccountRig();
  for (const userId of ['u1', 'u2']) {
    for (const path of [paths.user(userId), ...below(userId)]) await rig.deps.store.set(path, { n: 1 });
  }
  await eraseUserData(rig.deps, 'u1');
  await eraseUserData(rig.deps, 'u1');
  expect([...rig.memory.documents.keys()].toSorted()).toEqual(
    [paths.user('u1'), paths.user('u2'), ...below('u2')].toSorted(),
  );
});

test('erases more threads and messages than fit into a page', async () => {
  const rig = new AccountRig();
  for (let n = 0; n < 130; n++) {
    await rig.thread(`t${n}`);
    await rig.deps.store.set(paths.message('u1', `t${n}`, 'm1'), asData(inboundWith('m1')));
  }
  for (let n = 0; n < 50; n++) await rig.deps.store.set(paths.message('u1', 't7', `x${n}`), { n });
  await eraseUserData(rig.deps, 'u1');
  expect(rig.memory.documents.size).toBe(0);
});

test('erases a mailbox with credential and watches, and leaves its token to the caller', async () => {
  const rig = new AccountRig();
  await rig.connected();
  await rig.deps.store.set(`${paths.watches(rig.mailboxId)}/1`, { at: 1 });
  await eraseMailbox(rig.deps.store, rig.mailboxId);
  expect([...rig.memory.documents.keys()]).toEqual([paths.user('u1')]);
  expect(rig.secrets.size).toBe(1);
});

test('ends all sessions of a user, more than a page of them, and nobody else’s', async () => {
  const rig = new AccountRig();
  const other = newSession(userIdSchema.parse('u2'), rig.mailboxId, rig.now);
  await rig.deps.store.set(paths.session('other'), asData(other));
  for (let n = 0; n < 120; n++) {
    await rig.deps.store.set(paths.session(`s${n}`), asData(newSession(rig.userId, rig.mailboxId, rig.now)));
  }
  await endSessions(rig.deps.store, 'u1');
  expect([...rig.memory.documents.keys()]).toEqual([paths.session('other')]);
});

test('finds the mailboxes of a user', async () => {
  const rig = new AccountRig();
  await rig.connected();
  expect(await mailboxesOf(rig.deps.store, 'u1')).toEqual([rig.mailboxId]);
  expect(await mailboxesOf(rig.deps.store, 'u2')).toEqual([]);
});
