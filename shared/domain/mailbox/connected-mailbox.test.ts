import { describe, expect, it } from 'vitest';
import { mailboxWith, NOW } from '../../../test/support/documents.ts';
import { mailboxIdSchema, userIdSchema } from '../ids.ts';
import { type Connection, connectedMailbox, grantedCredential } from './connected-mailbox.ts';
import { credentialSchema, mailboxSchema } from './mailbox.ts';

const connection: Connection = {
  mailboxId: mailboxIdSchema.parse('m1'),
  userId: userIdSchema.parse('u1'),
  email: 'owner@example.org',
  gmailAddress: 'owner@example.org',
  historyId: '500',
  aliases: ['owner@example.org', 'sales@example.org'],
};
const at = { now: NOW + 1000, push: true };

describe('connectedMailbox', () => {
  it('starts a new mailbox at Gmail’s history id', () => {
    const mailbox = connectedMailbox(null, connection, at);
    expect(mailboxSchema.parse(mailbox)).toEqual(mailbox);
    expect(mailbox).toMatchObject({
      historyId: '500',
      createdAt: at.now,
      watchDueAt: at.now,
      nextSyncAt: at.now,
    });
  });

  it('lists the owner’s other addresses', () => {
    expect(connectedMailbox(null, connection, at).aliases).toEqual(['sales@example.org']);
    const before = mailboxWith({ aliases: ['old@example.org'] });
    expect(connectedMailbox(before, { ...connection, aliases: null }, at).aliases).toEqual([
      'old@example.org',
    ]);
  });

  it('keeps cursor, resync and watch of a reconnected mailbox, and clears what disconnected it', () => {
    const resync = { historyId: '9', afterThreadId: 't1' };
    const before = mailboxWith({
      status: 'disconnected',
      disconnectedReason: 'owner',
      revokeDueAt: 1,
      historyId: '7',
      watchExpiresAt: 3,
      syncedAt: 2,
      resync,
      stuck: { messageId: 'x', attempts: 2, since: 0 },
    });
    expect(connectedMailbox(before, connection, at)).toMatchObject({
      status: 'connected',
      disconnectedReason: null,
      revokeDueAt: null,
      historyId: '7',
      watchExpiresAt: 3,
      syncedAt: 2,
      resync,
      stuck: null,
      createdAt: NOW,
      updatedAt: at.now,
    });
  });

  it('takes nothing from a mailbox of another user', () => {
    const before = mailboxWith({
      userId: userIdSchema.parse('u2'),
      historyId: '7',
      aliases: ['x@example.org'],
    });
    expect(connectedMailbox(before, { ...connection, aliases: null }, at)).toEqual(
      connectedMailbox(null, { ...connection, aliases: null }, at),
    );
  });

  it('has no watch due where no push can arrive', () => {
    expect(connectedMailbox(null, connection, { ...at, push: false }).watchDueAt).toBeNull();
  });
});

describe('grantedCredential', () => {
  const granted = {
    mailboxId: connection.mailboxId,
    userId: connection.userId,
    scopes: ['openid'],
    secretName: 'name',
  };

  it('keeps the time of the first grant', () => {
    const first = grantedCredential(null, granted, 5);
    expect(credentialSchema.parse(first)).toEqual(first);
    expect(first).toMatchObject({ status: 'granted', grantedAt: 5, refreshedAt: 5 });
    const again = grantedCredential({ ...first, status: 'revoked' }, granted, 9);
    expect(again).toMatchObject({ status: 'granted', grantedAt: 5, refreshedAt: 9 });
  });
});
