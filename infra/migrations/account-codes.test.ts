import { describe, expect, test } from 'vitest';
import {
  DELETE_FIELD,
  type DocumentData,
  type DocumentPatch,
} from '../../shared/application/ports/document-store.ts';
import { auditSchema } from '../../shared/domain/account/audit.ts';
import { suppressionSchema } from '../../shared/domain/account/suppression.ts';
import { mailboxSchema } from '../../shared/domain/mailbox/mailbox.ts';
import { asData } from '../../shared/persistence/thread-view.ts';
import { mailboxWith } from '../../test/support/documents.ts';
import { migration as mailboxes } from './0004-mailbox-codes.ts';
import { migration as audit } from './0005-audit-params.ts';
import { migration as suppressions } from './0006-suppression-reasons.ts';

const patched = (data: DocumentData, patch: DocumentPatch | null): DocumentData =>
  Object.fromEntries(
    Object.entries({ ...data, ...patch }).filter(
      (field): field is [string, DocumentData[string]] => field[1] !== DELETE_FIELD,
    ),
  );

describe('the sentence of a disconnected mailbox', () => {
  test.each([
    ['revoked', 'Google no longer lets us into this mailbox. Sign in again to reconnect it.'],
    ['owner', 'You disconnected this mailbox.'],
    [null, null],
  ] as const)('%s goes, and comes back', (disconnectedReason, disconnectedWhy) => {
    const old = { ...asData(mailboxWith({ disconnectedReason })), disconnectedWhy };
    const after = patched(old, mailboxes.up(old));
    expect(after).not.toHaveProperty('disconnectedWhy');
    expect(mailboxSchema.parse(after).disconnectedReason).toBe(disconnectedReason);
    expect(mailboxes.up(after)).toBeNull();
    expect(patched(after, mailboxes.down(after))).toEqual(old);
    expect(mailboxes.down(old)).toBeNull();
  });

  test('a reason that nobody knows has no sentence', () => {
    expect(mailboxes.down({ disconnectedReason: 'toString' })).toEqual({ disconnectedWhy: null });
    expect(mailboxes.down({ disconnectedReason: 7 })).toEqual({ disconnectedWhy: null });
  });
});

describe('the detail of an audit entry', () => {
  const entry = (action: string, fields: DocumentData): DocumentData => ({
    schemaVersion: 1,
    id: '5-r',
    at: 5,
    action,
    ttl: 6,
    ...fields,
  });

  test.each([
    ['signed_in', '', {}],
    ['consented', 'openid https://a.example/b', { scopes: ['openid', 'https://a.example/b'] }],
    ['settings_changed', 'timeZone, retentionDays', { settings: ['timeZone', 'retentionDays'] }],
    ['draft_approved', 't1-2', { messageId: 't1-2', threadId: null }],
    ['conversation_stopped', 't1', { threadId: 't1' }],
    ['assistant_deleted', 'a1', { assistantId: 'a1' }],
  ])('of %s becomes parameters, and comes back', (action, detail, params) => {
    const old = entry(action, { detail });
    const after = patched(old, audit.up(old));
    expect(after).toEqual(entry(action, { params }));
    expect(auditSchema.parse(after)).toEqual(auditSchema.parse(old));
    expect(audit.up(after)).toBeNull();
    expect(patched(after, audit.down(after))).toEqual(old);
    expect(audit.down(old)).toBeNull();
  });

  test('rubbish is left alone', () => {
    for (const data of [{}, { detail: 7 }, entry('invented', { detail: 'x' }), entry('signed_in', {})]) {
      expect([audit.up(data), audit.down(data)]).toEqual([null, null]);
    }
  });
});

test('the reason of a suppression becomes a code, and comes back', () => {
  const old = {
    schemaVersion: 1,
    id: 'h',
    email: 'jo@example.com',
    reason: 'Asked not to be written to.',
    threadId: null,
    createdAt: 1,
  };
  const after = patched(old, suppressions.up(old));
  expect(suppressionSchema.parse(after)).toMatchObject({ reason: 'opted_out' });
  expect(after.reason).toBe('opted_out');
  expect(suppressions.up(after)).toBeNull();
  expect(patched(after, suppressions.down(after))).toEqual(old);
  expect([suppressions.up({}), suppressions.down({ reason: 3 })]).toEqual([null, null]);
});
