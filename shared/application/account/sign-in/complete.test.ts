import { expect, test } from 'vitest';
import type { Consent } from '../../../../test/access/support/fake-google.ts';
import { AccountRig } from '../../../../test/support/account-rig/account-rig.ts';
import { OWNER } from '../../../../test/support/documents.ts';
import { paths } from '../../../persistence/paths.ts';
import { refreshTokenSecretName } from '../../ports/identity.ts';
import { readSession } from '../session.ts';
import { beginSignIn } from './begin.ts';
import { completeSignIn } from './complete.ts';

const signIn = async (
  rig: AccountRig,
  consent: Partial<Consent> = {},
  oldSessionToken: string | null = null,
) => {
  const begun = await beginSignIn(rig.deps, {
    returnTo: '/threads',
    forceConsent: false,
    missing: null,
    browserToken: null,
  });
  const back = rig.google.consent(begun.url, { email: OWNER, sub: 'u1', ...consent });
  return completeSignIn(rig.deps, {
    state: back.get('state') ?? '',
    code: back.get('code'),
    error: null,
    browserToken: begun.browserToken,
    oldSessionToken,
  });
};

test('a first sign-in makes user, mailbox, credential and session, starts the watch and is audited', async () => {
  const rig = new AccountRig({ dailySendingLimit: 42 });
  const result = await signIn(rig);
  if (!result.ok) throw new Error(result.error.kind);
  expect(result.value).toMatchObject({ userId: 'u1', returnTo: '/threads' });
  expect(rig.document(paths.user('u1'))).toMatchObject({
    email: OWNER,
    timeZone: 'UTC',
    dailySendingLimit: 42,
  });
  expect(rig.mailbox()).toMatchObject({ userId: 'u1', status: 'connected', historyId: '1000' });
  expect(rig.mailbox()?.watchExpiresAt).toBe(rig.google.mailboxOf(OWNER).watchExpiresAt);
  expect(rig.document(paths.credential(rig.mailboxId))).toMatchObject({
    status: 'granted',
    grantedAt: rig.now,
  });
  expect(rig.secrets.get(refreshTokenSecretName(rig.mailboxId))).toMatch(/^secret-refresh/);
  expect(await readSession(rig.deps, result.value.sessionToken)).toMatchObject({ userId: 'u1' });
  const actions = rig.pathsUnder(paths.audits('u1')).map((path) => rig.document(path)?.action);
  expect(actions.toSorted()).toEqual(['consented', 'signed_in']);
});

test('a later sign-in keeps settings, cursor and times', async () => {
  const rig = new AccountRig();
  await rig.connected({ historyId: '77', syncedAt: 5 });
  await rig.user({ timeZone: 'Asia/Tokyo', dailySendingLimit: 3, retentionDays: 9, retentionDueAt: 8 });
  const created = rig.now;
  rig.now += 1000;
  await signIn(rig);
  expect(rig.document(paths.user('u1'))).toMatchObject({
    timeZone: 'Asia/Tokyo',
    dailySendingLimit: 3,
    retentionDays: 9,
    retentionDueAt: 8,
    createdAt: created,
    updatedAt: rig.now,
  });
  expect(rig.mailbox()).toMatchObject({
    historyId: '77',
    syncedAt: 5,
    createdAt: created,
    nextSyncAt: rig.now,
  });
  expect(rig.document(paths.credential(rig.mailboxId))).toMatchObject({
    grantedAt: created,
    refreshedAt: rig.now,
  });
});

test('ends the old session of the browser', async () => {
  const rig = new AccountRig();
  const first = await signIn(rig);
  if (!first.ok) throw new Error(first.error.kind);
  await signIn(rig, {}, first.value.sessionToken);
  expect(await readSession(rig.deps, first.value.sessionToken)).toBeNull();
});

test('wakes the threads that waited for the mailbox', async () => {
  const rig = new AccountRig();
  await rig.connected({ status: 'disconnected', disconnectedReason: 'revoked' });
  await rig.thread('t1', { nextActionAt: null });
  await signIn(rig);
  expect(rig.events).toEqual([{ topic: 'thread-turn', data: { userId: 'u1', threadId: 't1' }, bulk: true }]);
});

test('during a pending deletion begins a new account', async () => {
  const rig = new AccountRig();
  await rig.connected({ status: 'disconnected', disconnectedReason: 'owner', revokeDueAt: rig.now });
  await rig.user({ deletionRequestedAt: rig.now, timeZone: 'Asia/Tokyo' });
  await rig.thread('t1');
  rig.now += 1000;
  expect((await signIn(rig)).ok).toBe(true);
  expect(rig.document(paths.user('u1'))).toMatchObject({
    createdAt: rig.now,
    timeZone: 'UTC',
    deletionRequestedAt: null,
  });
  expect(rig.pathsUnder(paths.threads('u1'))).toEqual([]);
  expect(rig.mailbox()).toMatchObject({ revokeDueAt: null, createdAt: rig.now });
});

test.each([
  [{ refresh: false }, { kind: 'consent_needed', returnTo: '/threads' }],
  [{ scopes: [] }, { kind: 'partial', returnTo: '/threads' }],
  [{ emailVerified: false }, { kind: 'failed', reason: 'email_unverified' }],
])('with consent %j leaves nothing behind', async (consent, error) => {
  const rig = new AccountRig();
  expect(await signIn(rig, consent)).toMatchObject({ ok: false, error });
  expect([rig.memory.documents.size, rig.secrets.size]).toEqual([0, 0]);
});

test('an unknown callback is expired', async () => {
  const { deps } = new AccountRig();
  const callback = { state: 's', code: 'c', error: null, browserToken: 'b', oldSessionToken: null };
  expect(await completeSignIn(deps, callback)).toEqual({ ok: false, error: { kind: 'expired' } });
});

test('who may not sign in leaves no trace, and no token', async () => {
  const rig = new AccountRig({ signInAllowed: ['somebody@else.example', 'elsewhere.example'] });
  expect(await signIn(rig)).toEqual({ ok: false, error: { kind: 'not_allowed', returnTo: '/threads' } });
  expect(rig.document(paths.user('u1'))).toBeNull();
  expect(rig.secrets.size).toBe(0);
  const allowing = new AccountRig({ signInAllowed: [OWNER] });
  expect((await signIn(allowing)).ok).toBe(true);
});
