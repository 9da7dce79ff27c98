import { describe, expect, test } from 'vitest';
import { finishDeletions } from '../../shared/application/account/finish-deletions.ts';
import { takeTurn } from '../../shared/application/conversation/take-turn.ts';
import { revokeAccess } from '../../shared/application/mailbox/disconnect.ts';
import { finishDisconnects } from '../../shared/application/mailbox/finish-disconnects.ts';
import { mailboxIdOf } from '../../shared/application/mailbox/mailbox-id.ts';
import { syncMailbox } from '../../shared/application/mailbox/sync.ts';
import { sweep } from '../../shared/application/sweep/sweep.ts';
import type { AccessWorld } from './support/access-world.ts';
import { FakeGoogle } from './support/fake-google.ts';
import { inhabited, OWNER } from './support/inhabited.ts';

const MAILBOX = `mailboxes/${mailboxIdOf(OWNER)}`;
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

const sweepOnce = async (world: AccessWorld): Promise<void> => {
  await finishDisconnects(world.app)();
  await finishDeletions(world.app)();
};

const marks = [OWNER, FakeGoogle.subOf(OWNER), mailboxIdOf(OWNER)];
const expectNothingLeft = (world: AccessWorld): void => {
  expect(world.mentioning(...marks)).toEqual([]);
  // What cannot mention anybody: addresses, hashed and short-lived, and the hash of who asked not to be written to.
  const kinds = [...world.store.documents.keys()].map((path) => path.split('/')[0]);
  expect(new Set(kinds)).toEqual(new Set(['addressLimits', 'keptSuppressions']));
  expect(kinds.filter((kind) => kind === 'keptSuppressions')).toHaveLength(1);
  expect([...world.secrets.keys()]).toEqual(['suppression-key']);
  expect([...world.google.grants]).toEqual([]);
};

describe('disconnecting', () => {
  test('stops the threads, ends the watch, revokes at Google, destroys the token; other people’s mailboxes are theirs', async () => {
    const { world, owner } = await inhabited();
    await world.signedIn('other@example.com');
    expect(world.google.mailboxOf(OWNER).drafts.size).toBe(2);
    expect((await owner.fetch('POST', '/auth/disconnect')).status).toBe(204);
    expect(world.google.mailboxOf(OWNER)).toMatchObject({ watchExpiresAt: 0, drafts: new Map() });
    expect([...world.google.grants.values()]).toEqual(['other@example.com']);
    expect(world.secrets.size).toBe(1);
    const { items } = await owner.json<{ items: object[] }>('GET', '/threads');
    expect(items).toHaveLength(2);
    for (const thread of items) {
      expect(thread).toMatchObject({ status: 'stopped', stopReason: 'mailbox_disconnected' });
    }
    const { mailbox } = await owner.json<{ mailbox: object }>('GET', '/auth/session');
    expect(mailbox).toMatchObject({
      status: 'disconnected',
      disconnectedReason: 'owner',
      revocationPending: false,
      watchExpiresAt: null,
    });
    expect(world.document(`credentials/${mailboxIdOf(OWNER)}`)).toMatchObject({ status: 'revoked' });
    expect((await owner.fetch('POST', '/auth/disconnect')).status).toBe(204);
  });

  test('is done here at once though Google is down, and there as soon as it answers', async () => {
    const { world, owner } = await inhabited();
    world.google.isDown = true;
    expect((await owner.fetch('POST', '/auth/disconnect')).status).toBe(202);
    const session = await owner.json<{ mailbox: object }>('GET', '/auth/session');
    expect(session.mailbox).toMatchObject({ status: 'disconnected', revocationPending: true });
    const { items } = await owner.json<{ items: object[] }>('GET', '/threads?status=active');
    expect(items).toEqual([]);
    expect(world.secrets.size).toBe(1);

    const revocations = () => world.google.calls.filter((call) => call === 'revoke').length;
    const before = revocations();
    for (let minute = 0; minute < 60; minute++) {
      world.now += MINUTE;
      await sweepOnce(world);
    }
    // Patiently: not with every sweep.
    expect(revocations() - before).toBeGreaterThan(5);
    expect(revocations() - before).toBeLessThanOrEqual(12);

    world.google.isDown = false;
    world.now += 10 * MINUTE;
    await sweepOnce(world);
    expect([world.secrets.size, world.google.grants.size]).toEqual([0, 0]);
    expect(world.document(MAILBOX)).toMatchObject({ status: 'disconnected', revokeDueAt: null });
    const settled = world.google.calls.length;
    world.now += DAY;
    await sweepOnce(world);
    expect(world.google.calls.length).toBe(settled);
  });

  test('connecting again meanwhile outranks the pending revocation', async () => {
    const { world, owner } = await inhabited();
    world.google.isDown = true;
    await owner.fetch('POST', '/auth/disconnect');
    world.google.isDown = false;
    await owner.signIn({ email: OWNER });
    for (let n = 0; n < 3; n++) {
      world.now += DAY / 24;
      await sweepOnce(world);
    }
    expect(world.document(MAILBOX)).toMatchObject({ status: 'connected', revokeDueAt: null });
    expect(world.google.grants.size).toBeGreaterThan(0);
    expect((await world.app.gateway.getProfile(mailboxIdOf(OWNER))).ok).toBe(true);
  });
});

test('a sweep that comes too late for the owner’s change of mind takes nothing', async () => {
  const { world } = await inhabited();
  const asked = world.google.calls.length;
  const own = { userId: FakeGoogle.subOf(OWNER), mailboxId: mailboxIdOf(OWNER) };
  expect(await revokeAccess(world.app, own)).toBe('done');
  expect(world.google.calls.length).toBe(asked);
  expect(world.document(MAILBOX)).toMatchObject({ status: 'connected' });
  expect(world.secrets.size).toBe(1);
});

test('an address that was given to somebody else at Google is theirs: the former owner neither sends from it nor takes it away', async () => {
  const { world, owner } = await inhabited();
  const former = world.mentioning(`${MAILBOX}/watches`);
  expect(former.length).toBeGreaterThan(0);
  world.google.mailboxOf(OWNER).sent.length = 0;
  const successor = world.browser();
  expect(await successor.signIn({ email: OWNER, sub: 'sub-successor' })).toBe('/');
  expect(world.document(MAILBOX)).toMatchObject({ userId: 'sub-successor', status: 'connected' });
  expect(world.mentioning(...former)).toEqual([]);

  expect(await owner.json('GET', '/auth/session')).toMatchObject({ mailbox: null });
  const { items } = await owner.json<{ items: { id: string }[] }>('GET', '/threads');
  for (const { id } of items) {
    const messages = await owner.json<{ items: { id: string }[] }>('GET', `/threads/${id}/messages`);
    await owner.fetch('POST', `/threads/${id}/messages/${messages.items[0]?.id}/approve`, {});
    await takeTurn(world.app)({ userId: FakeGoogle.subOf(OWNER), threadId: id });
  }
  expect(world.google.mailboxOf(OWNER).sent).toEqual([]);
  expect((await owner.fetch('POST', '/auth/disconnect')).status).toBe(204);
  expect((await owner.fetch('DELETE', '/auth/account')).status).toBe(204);
  expect(world.mentioning(FakeGoogle.subOf(OWNER))).toEqual([]);
  expect(world.document(MAILBOX)).toMatchObject({ userId: 'sub-successor', status: 'connected' });
  expect((await world.app.gateway.getProfile(mailboxIdOf(OWNER))).ok).toBe(true);
});

describe('deleting the account', () => {
  test('leaves nothing that mentions its owner, and others untouched', async () => {
    const { world, owner } = await inhabited();
    const other = await world.signedIn('other@example.com');
    const before = world.mentioning('other@example.com', FakeGoogle.subOf('other@example.com'));
    expect((await owner.fetch('DELETE', '/auth/account')).status).toBe(204);
    expect(world.mentioning(...marks)).toEqual([]);
    expect(world.mentioning('other@example.com', FakeGoogle.subOf('other@example.com'))).toEqual(before);
    expect([...world.google.grants.values()]).toEqual(['other@example.com']);
    expect(await other.whoAmI()).toBe('other@example.com');
    expect(owner.cookie).toBe('__session=');
    expect(world.google.mailboxOf(OWNER).drafts.size).toBe(0);
  });

  test('killed before any of its effects, it is finished by the sweep', async () => {
    let effects = 1;
    for (let dieAt = 1; dieAt <= effects; dieAt++) {
      const { world, owner } = await inhabited();
      let count = 0;
      const strike = (name: string): void => {
        count++;
        if (count >= dieAt) throw new Error(`killed before ${name}`);
      };
      world.onEffect = strike;
      world.google.onCall = strike;
      const response = await owner.fetch('DELETE', '/auth/account');
      world.onEffect = () => {};
      world.google.onCall = () => {};
      if (response.status === 204) {
        expectNothingLeft(world);
        expect(dieAt).toBeGreaterThan(40);
        return;
      }
      effects = dieAt + 1;
      if (world.document(`users/${FakeGoogle.subOf(OWNER)}`)?.deletionRequestedAt === null) continue;
      world.now += 2 * MINUTE;
      await sweepOnce(world);
      expectNothingLeft(world);
    }
  });

  test('erases at once what it can though Google is down; the rest as soon as it answers', async () => {
    const { world, owner } = await inhabited();
    world.google.isDown = true;
    expect((await owner.fetch('DELETE', '/auth/account')).status).toBe(202);
    const left = world.mentioning(...marks).map((path) => path.split('/').length === 2 && path.split('/')[0]);
    expect(new Set(left)).toEqual(new Set(['users', 'mailboxes', 'credentials', false]));
    expect(world.mentioning('maria@example.com', 'Be kind.')).toEqual([]);
    expect(await owner.whoAmI()).toBeNull();
    world.google.isDown = false;
    world.now += 10 * MINUTE;
    await sweepOnce(world);
    expectNothingLeft(world);
  });

  test('does not wait for Google longer than three days', async () => {
    const { world, owner } = await inhabited();
    world.google.isDown = true;
    await owner.fetch('DELETE', '/auth/account');
    const asked = world.google.calls.length;
    for (let hour = 0; hour < 73; hour++) {
      world.now += 60 * MINUTE;
      await sweepOnce(world);
    }
    expect(world.mentioning(...marks)).toEqual([]);
    expect([...world.secrets.keys()]).toEqual(['suppression-key']);
    expect(world.google.calls.length - asked).toBeLessThan(400);
  });

  test('signing in meanwhile begins a new account, which no sweep takes away', async () => {
    const { world, owner } = await inhabited();
    world.google.isDown = true;
    await owner.fetch('DELETE', '/auth/account');
    world.google.isDown = false;
    world.now += MINUTE / 2;
    const again = await world.signedIn(OWNER);
    for (let n = 0; n < 3; n++) {
      world.now += DAY / 24;
      await sweepOnce(world);
    }
    expect(await again.whoAmI()).toBe(OWNER);
    expect(await again.json<{ items: object[] }>('GET', '/threads')).toMatchObject({ items: [] });
    expect(world.document(MAILBOX)).toMatchObject({ status: 'connected', createdAt: world.now - DAY / 8 });
    expect((await world.app.gateway.getProfile(mailboxIdOf(OWNER))).ok).toBe(true);
  });

  test('what still comes for it is acknowledged and leaves no trace', async () => {
    const { world, owner } = await inhabited();
    const late = [...world.events];
    await owner.fetch('DELETE', '/auth/account');
    const asked = world.google.calls.length;
    expect(await syncMailbox(world.app)({ mailboxId: mailboxIdOf(OWNER), hint: '9999' })).toEqual({
      kind: 'unknown_mailbox',
    });
    for (const { topic, data } of late) if (topic === 'thread-turn') await takeTurn(world.app)(data);
    expect(await sweep(world.app)()).toMatchObject({ threads: 0, mailboxes: 0 });
    expect(world.google.calls.length).toBe(asked);
    expectNothingLeft(world);
  });
});
