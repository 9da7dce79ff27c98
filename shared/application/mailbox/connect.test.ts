import { expect, test } from 'vitest';
import { AccountRig } from '../../../test/support/account-rig/account-rig.ts';
import { OWNER } from '../../../test/support/documents.ts';
import { userIdSchema } from '../../domain/ids.ts';
import { paths } from '../../persistence/paths.ts';
import { refreshTokenSecretName } from '../ports/identity.ts';
import { readGmailMailbox, resumeMailbox, storeRefreshToken } from './connect.ts';

const store = (rig: AccountRig, refreshToken: string | null, userId = 'u1') =>
  storeRefreshToken(rig.deps, { userId: userIdSchema.parse(userId), mailboxId: rig.mailboxId, refreshToken });
const tokenOf = (rig: AccountRig) => rig.secrets.get(refreshTokenSecretName(rig.mailboxId));

test('a new token replaces the stored one', async () => {
  const rig = new AccountRig();
  await rig.connected();
  expect(await store(rig, 'new')).toBe(true);
  expect(tokenOf(rig)).toBe('new');
});

test('a new token postpones a pending revocation, and starts none', async () => {
  const rig = new AccountRig();
  await rig.connected({ status: 'disconnected', revokeDueAt: rig.now });
  await store(rig, 'new');
  expect(rig.mailbox()).toMatchObject({ revokeDueAt: rig.now + 10 * 60_000 });
  await rig.connected();
  await store(rig, 'new');
  expect(rig.mailbox()).toMatchObject({ revokeDueAt: null });
});

test('an address that moved to another Google account keeps nothing of its former owner', async () => {
  const rig = new AccountRig();
  await rig.connected();
  await rig.deps.store.set(`${paths.watches(rig.mailboxId)}/1`, { at: 1 });
  await store(rig, 'new', 'u2');
  expect([...rig.memory.documents.keys()]).toEqual([paths.user('u1')]);
  expect(tokenOf(rig)).toBe('new');
});

test('without a new token the stored one of a connected mailbox is enough', async () => {
  const rig = new AccountRig();
  await rig.connected();
  expect(await store(rig, null)).toBe(true);
  expect(tokenOf(rig)).toBe('refresh');
});

test.each<[string, (rig: AccountRig) => Promise<void>, string]>([
  ['there is no mailbox', async () => {}, 'u1'],
  ['it is disconnected', (rig) => rig.connected({ status: 'disconnected' }), 'u1'],
  ['it is another user’s', (rig) => rig.connected(), 'u2'],
  ['its token is gone', (rig) => rig.connected().then(() => rig.secrets.clear()), 'u1'],
])('without a new token consent is needed when %s', async (_why, prepare, userId) => {
  const rig = new AccountRig();
  await prepare(rig);
  expect(await store(rig, null, userId)).toBe(false);
});

test('reads history id and aliases from Gmail', async () => {
  const rig = new AccountRig();
  await rig.connected();
  const read = await readGmailMailbox(rig.deps, rig.mailboxId);
  expect(read).toMatchObject({ historyId: '1000', aliases: expect.arrayContaining([OWNER]) });
});

test('does without aliases that Gmail does not list', async () => {
  const rig = new AccountRig();
  await rig.connected();
  rig.google.onCall = (name) => {
    if (name === 'listSendAs') rig.google.isDown = true;
  };
  expect(await readGmailMailbox(rig.deps, rig.mailboxId)).toMatchObject({
    gmailAddress: OWNER,
    historyId: '1000',
    aliases: null,
  });
});

test.each<[string, Parameters<AccountRig['connected']>[0] | null, number]>([
  ['no mailbox', null, 0],
  ['a disconnected one', { status: 'disconnected' }, 0],
  ['one whose revocation is pending', { status: 'disconnected', revokeDueAt: 1 }, 1],
  ['a connected one', {}, 1],
])('when Gmail cannot be reached, the token of %s is kept only if it is referenced', async (_which, fields, left) => {
  const rig = new AccountRig();
  if (fields) await rig.connected(fields);
  else rig.secrets.set(refreshTokenSecretName(rig.mailboxId), 'refresh');
  rig.google.isDown = true;
  expect(await readGmailMailbox(rig.deps, rig.mailboxId)).toBeNull();
  expect(rig.secrets.size).toBe(left);
});

test('resuming starts the watch and wakes the threads that wait', async () => {
  const rig = new AccountRig();
  await rig.connected();
  await rig.thread('t1', { nextActionAt: null });
  await resumeMailbox(rig.deps, { userId: rig.userId, mailboxId: rig.mailboxId });
  expect(rig.mailbox()?.watchExpiresAt).toBeGreaterThan(rig.now);
  expect(rig.events).toHaveLength(1);
});
