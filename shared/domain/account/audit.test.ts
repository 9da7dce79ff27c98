import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { declaredPart } from '../stored.ts';
import { auditActions, auditSchema, newAuditEntry, withAuditEvent } from './audit.ts';

const stored = (fields: object) =>
  auditSchema.safeParse({ schemaVersion: 1, id: '5-r', at: 5, ttl: 6, ...fields });

describe('an audit entry', () => {
  it('is read as it was written', () => {
    const entry = newAuditEntry({ action: 'settings_changed', params: { settings: ['timeZone'] } }, 5, 'r');
    expect(auditSchema.parse(JSON.parse(JSON.stringify(entry)))).toEqual(entry);
    expect(entry).toMatchObject({ id: '5-r', at: 5, action: 'settings_changed' });
  });

  it('expires after two years', () => {
    const { at, ttl } = newAuditEntry({ action: 'signed_in', params: {} }, Date.UTC(2026, 0, 1), 'r');
    expect(new Date(ttl).getUTCFullYear() - new Date(at).getUTCFullYear()).toBe(2);
  });

  it.each([
    ['signed_in', '', {}],
    ['consented', 'openid https://a.example/b', { scopes: ['openid', 'https://a.example/b'] }],
    ['settings_changed', 'timeZone, retentionDays', { settings: ['timeZone', 'retentionDays'] }],
    ['settings_changed', '', { settings: [] }],
    ['draft_approved', 't1-2', { messageId: 't1-2', threadId: null }],
    ['conversation_stopped', 't1', { threadId: 't1' }],
    ['conversation_deleted', 't1', { threadId: 't1' }],
    ['assistant_deleted', 'a1', { assistantId: 'a1' }],
    ['exported', 'left over', {}],
  ])('of version 0.1.0 (%s, "%s") is read with %j', (action, detail, params) => {
    expect(stored({ action, detail }).data).toMatchObject({ action, params });
  });

  it.each([
    [{ action: 'invented', params: {} }],
    [{ action: 'invented', detail: 'x' }],
    [{ action: 'draft_approved', params: {} }],
    [{ action: 'draft_approved', params: { messageId: 7 } }],
    [{ action: 'conversation_stopped' }],
    [{ action: 'settings_changed', params: { settings: 'timeZone' } }],
    [{ action: 'toString', params: {} }],
    [{ params: {} }],
  ])('with %j is refused', (fields) => {
    expect(stored(fields).success).toBe(false);
  });

  it.each([null, 'text', 7, []])('that is %j is refused', (data) => {
    expect(auditSchema.safeParse(data).success).toBe(false);
  });

  it('keeps what a later version declares for its action, and shows none of it', () => {
    const { data } = stored({ action: 'signed_in', params: { device: 'a telephone' } });
    expect(data?.params).toEqual({ device: 'a telephone' });
    const shape = withAuditEvent({ id: z.string() });
    expect(declaredPart(shape, data)).toEqual({ id: data?.id, action: 'signed_in', params: {} });
  });

  it('exists for every action', () => {
    expect(auditActions).toEqual(
      expect.arrayContaining(['draft_discarded', 'draft_rewrite_requested', 'conversation_resumed']),
    );
  });
});
