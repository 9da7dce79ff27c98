import { describe, expect, it } from 'vitest';
import { auditActions, auditParams } from '../../domain/account/audit.ts';
import { auditTexts } from './audit.ts';
import { auditMessage } from './audit-message.ts';
import { fill } from './message.ts';

describe('fill', () => {
  it.each([
    ['{a} and {b}', { a: 1, b: 'two' }, '1 and two'],
    ['{list}.', { list: ['x', 'y'] }, 'x, y.'],
    ['{a}{a}', { a: '{b}', b: 'no' }, '{b}{b}'],
    ['{missing}', {}, '{missing}'],
    ['{toString} {constructor}', {}, '{toString} {constructor}'],
    ["$& $1 {a} $'", { a: '$&' }, "$& $1 $& $'"],
  ])('%s with %j', (template, params, text) => {
    expect(fill(template, params)).toBe(text);
  });
});

describe('the texts of the audit log', () => {
  it.each(auditActions)('%s: every placeholder is a parameter of the action', (action) => {
    const names = [...auditTexts[action].matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
    expect(Object.keys(auditParams[action].shape)).toEqual(expect.arrayContaining(names));
  });

  it('name what was changed', () => {
    const params = { settings: ['timeZone', 'retentionDays'] };
    expect(auditMessage({ action: 'settings_changed', params })).toBe(
      'Changed settings: timeZone, retentionDays.',
    );
  });
});
