import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { AccountRig } from '../../../test/support/account-rig/account-rig.ts';
import { OWNER, threadWith } from '../../../test/support/documents.ts';
import { userIdSchema } from '../../domain/ids.ts';
import { paths } from '../../persistence/paths.ts';
import { createThread } from '../conversation/create.ts';
import { deleteAccount, erasePendingDeletion } from './delete-account.ts';
import { isKept, keptSuppressionPath } from './kept-suppressions.ts';
import { addressHash, deleteSuppression, writeSuppression } from './suppressions.ts';

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

describe('a wish not to be written to outlives the account', () => {
  const suppressed = async (settings: { keepSuppressions?: boolean } = {}) => {
    const rig = new AccountRig(settings);
    await rig.connected();
    await rig.deps.store.transaction(async (tx) =>
      writeSuppression(tx, threadWith({ recipientEmail: 'jo.doe@gmail.com' }), rig.now),
    );
    return rig;
  };
  const asked = async (rig: AccountRig, userId: string, email: string) =>
    isKept(rig.deps.store, await keptSuppressionPath(rig.deps, userId, email));

  test('as a hash that names nobody, for every spelling, and for nobody else’s account', async () => {
    const rig = await suppressed();
    expect(await deleteAccount(rig.deps, own)).toBe('done');
    const [kept = '', ...others] = rig.memory.documents.keys();
    expect([kept, others]).toEqual([expect.stringMatching(/^keptSuppressions\/[0-9a-f]{64}$/), []]);
    expect(JSON.stringify(rig.document(kept))).not.toMatch(/doe|u1|gmail/);
    expect(await asked(rig, 'u1', 'Jo.Doe+x@googlemail.com')).toBe(true);
    expect(await asked(rig, 'u1', 'joe@gmail.com')).toBe(false);
    expect(await asked(rig, 'u2', 'jo.doe@gmail.com')).toBe(false);
    // Without the key nobody can test addresses against the hashes.
    expect(kept).not.toContain(createHash('sha256').update('u1\njodoe@gmail.com').digest('hex'));
    expect([...rig.secrets.keys()]).toEqual(['suppression-key']);
    rig.secrets.set('suppression-key', 'another');
    expect(await asked(rig, 'u1', 'jo.doe@gmail.com')).toBe(false);
  });

  test('also where signing in again finishes the deletion', async () => {
    const rig = await suppressed();
    rig.google.isDown = true;
    await deleteAccount(rig.deps, own);
    await erasePendingDeletion(rig.deps, 'u1');
    expect(rig.document(paths.user('u1'))).toBeNull();
    expect(await asked(rig, 'u1', 'jo.doe@gmail.com')).toBe(true);
  });

  test('the new account cannot start a conversation with them, until its owner lifts a suppression of its own', async () => {
    const rig = await suppressed();
    await deleteAccount(rig.deps, own);
    await rig.connected();
    await rig.deps.store.set(paths.assistant('u1', 'a1'), { id: 'a1' });
    const create = () =>
      createThread(rig.deps)({
        userId: 'u1',
        mailboxId: rig.mailboxId,
        request: { assistantId: 'a1', recipient: { email: 'jodoe@gmail.com' }, instructions: 'Ask again.' },
        idempotencyKey: null,
      });
    expect(await create()).toMatchObject({ ok: false, error: { code: 'suppressed_recipient' } });
    const thread = threadWith({ recipientEmail: 'jo.doe@gmail.com' });
    await rig.deps.store.transaction(async (tx) => writeSuppression(tx, thread, rig.now));
    const one = { userId: 'u1', suppressionId: addressHash('jodoe@gmail.com') };
    expect(await deleteSuppression(rig.deps, one)).toMatchObject({ ok: true });
    expect(await create()).toMatchObject({ ok: true });
  });

  test('unless the operator says otherwise; without one, no key is made', async () => {
    const off = await suppressed({ keepSuppressions: false });
    await deleteAccount(off.deps, own);
    expect([off.memory.documents.size, off.secrets.size]).toEqual([0, 0]);
    expect(await asked(off, 'u1', 'jo.doe@gmail.com')).toBe(false);
  });

  test('one that cannot be read holds up no deletion', async () => {
    const rig = await suppressed();
    await rig.deps.store.set(paths.suppression('u1', 'odd'), { email: 5, schemaVersion: 99 });
    await rig.deps.store.set(paths.suppression('u1', 'odder'), {});
    expect(await deleteAccount(rig.deps, own)).toBe('done');
    expect(rig.memory.documents.size).toBe(1);
  });
});
