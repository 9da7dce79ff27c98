import { describe, expect, test } from 'vitest';
import { NOW } from '../../../test/support/documents.ts';
import { LONGEST_WAIT_MS } from './follow-ups.ts';
import { momentOf, outlookOf } from './outlook.ts';

const hours = { days: [1, 2, 3, 4, 5], from: '08:30', to: '17:00' };
const ZONE = 'Europe/Berlin';

describe('momentOf', () => {
  test.each([
    ['2026-11-06T15:00:00Z', '2026-11-06T15:00:00Z'],
    ['2026-11-06T15:00+01:00', '2026-11-06T14:00:00Z'],
    ['2026-11-06T15:00:00.250-0500', '2026-11-06T20:00:00.250Z'],
    ['2026-11-06', '2026-11-06T07:30:00Z'],
    [' 2026-11-06 ', '2026-11-06T07:30:00Z'],
    // On the owner's clock, in summer and in winter.
    ['2026-11-06T15:00', '2026-11-06T14:00:00Z'],
    ['2026-07-06 15:00:30', '2026-07-06T13:00:00Z'],
    // A Saturday: when it is looked at is another question.
    ['2026-11-07', '2026-11-07T07:30:00Z'],
  ])('%s', (text, iso) => {
    expect(momentOf(text, hours, ZONE)).toBe(Date.parse(iso));
  });

  test('a date begins at nine where nobody keeps hours, and on the owner’s day', () => {
    expect(momentOf('2026-11-06', null, ZONE)).toBe(Date.parse('2026-11-06T08:00:00Z'));
    expect(momentOf('2026-11-06', null, 'Pacific/Auckland')).toBe(Date.parse('2026-11-05T20:00:00Z'));
  });

  test.each([
    null,
    undefined,
    '',
    'Friday',
    'null',
    '2026-02-30',
    '2026-13-01',
    '2026-11-06T25:00',
    '2026-11-06T10:61',
    '2026-11-06T99:00:00Z',
    '06.11.2026',
    '1762430400000',
    '2026-11-06 and then some',
    '9999-99-99T00:00:00Z',
  ])('%j is no moment', (text) => {
    expect(momentOf(text, hours, ZONE)).toBeNull();
  });
});

describe('outlookOf', () => {
  const of = (answer: Parameters<typeof outlookOf>[0]) => outlookOf(answer, NOW, null, ZONE);

  test('a server that says nothing of it leaves everything as it is', () => {
    expect(of({})).toEqual({ until: null, commitments: null });
  });

  test.each([
    ['2026-11-09', Date.parse('2026-11-09T08:00:00Z')],
    ['2026-11-01', null],
    ['2026-11-02T09:00:00Z', null],
    ['2099-01-01', NOW + LONGEST_WAIT_MS],
    ['soon', null],
  ])('until %s', (until, expected) => {
    expect(of({ until }).until).toBe(expected);
  });

  test('promises keep a time that is past, and lose what is none', () => {
    const commitments = [
      { who: 'correspondent', what: 'pay  the\ninvoice', due: '2026-10-30' },
      { who: 'owner', what: 'send the file', due: 'next week' },
      { who: 'owner', what: '  ', due: null },
    ] as const;
    expect(of({ commitments: [...commitments] }).commitments).toEqual([
      { who: 'correspondent', what: 'pay the invoice', due: Date.parse('2026-10-30T08:00:00Z') },
      { who: 'owner', what: 'send the file', due: null },
    ]);
  });

  test('few and short, whatever the model says', () => {
    const what = `\u0000${'x'.repeat(299)}\u{1f600}tail`;
    const many = Array.from({ length: 90 }, () => ({ who: 'owner' as const, what, due: null }));
    const { commitments } = of({ commitments: many });
    expect(commitments).toHaveLength(20);
    expect(commitments?.[0]?.what.length).toBeLessThanOrEqual(300);
    expect(commitments?.[0]?.what.isWellFormed()).toBe(true);
  });
});
