import { describe, expect, test } from 'vitest';
import { circumstancesWith, NOW, threadWith } from '../../../test/support/documents.ts';
import { newPerson } from '../person/learn.ts';
import type { Person } from '../person/person.ts';
import {
  answeredElsewhere,
  awayUntil,
  departureOf,
  elsewhereOf,
  hasLeft,
  nothingElsewhere,
} from './elsewhere.ts';

const kim = (change: Partial<Person>): Person => ({
  ...newPerson('p', { email: 'kim@example.com', name: null }, NOW),
  ...change,
});
const at = (threadId: string, when: number) => ({ threadId: threadId as never, at: when });

describe('what was said elsewhere', () => {
  test.each([
    ['nobody is known', null, nothingElsewhere],
    ['here only', kim({ answered: [at('t1', 5)] }), nothingElsewhere],
    [
      'in several, the latest counts',
      kim({ answered: [at('t3', 9), at('t1', 20), at('t2', 5)], absentUntil: 7 }),
      { ...nothingElsewhere, answeredAt: 9, answeredIn: 't3', awayUntil: 7 },
    ],
  ])('%s', (_, person, expected) => {
    expect(elsewhereOf(person, 't1')).toEqual(expected);
  });

  test('counts as an answer only after our last mail here', () => {
    const elsewhere = { ...nothingElsewhere, answeredAt: 10, answeredIn: 't2' };
    expect(answeredElsewhere({ lastSentAt: 9, events: [] }, elsewhere)).toBe('t2');
    expect(answeredElsewhere({ lastSentAt: 10, events: [] }, elsewhere)).toBeNull();
    expect(answeredElsewhere({ lastSentAt: null, events: [] }, elsewhere)).toBeNull();
    expect(answeredElsewhere({ lastSentAt: 9, events: [] }, circumstancesWith().elsewhere)).toBeNull();
  });

  test('counts no more once its owner has resumed the conversation', () => {
    const elsewhere = { ...nothingElsewhere, answeredAt: 10, answeredIn: 't2' };
    const resumed = (at: number) => ({
      lastSentAt: 9,
      events: [{ kind: 'resumed', code: 'resumed', params: {}, at, until: null } as const],
    });
    expect(answeredElsewhere(resumed(9), elsewhere)).toBe('t2');
    expect(answeredElsewhere(resumed(11), elsewhere)).toBeNull();
  });

  test('who begins a conversation afterwards knows better than a note that they have left', () => {
    const elsewhere = { ...nothingElsewhere, leftAt: 10 };
    expect(hasLeft({ createdAt: 9 }, elsewhere)).toBe(true);
    expect(hasLeft({ createdAt: 10 }, elsewhere)).toBe(false);
    expect(hasLeft({ createdAt: 9 }, nothingElsewhere)).toBe(false);
    expect(departureOf(null)).toEqual({
      code: 'left',
      params: { cause: 'nobody_named', name: '', email: '' },
    });
  });

  test('the longer absence counts', () => {
    expect(awayUntil({ pausedUntil: 4 }, { ...nothingElsewhere, awayUntil: 6 })).toBe(6);
    expect(awayUntil({ pausedUntil: 8 }, { ...nothingElsewhere, awayUntil: 6 })).toBe(8);
    expect(awayUntil(threadWith(), nothingElsewhere)).toBe(0);
  });
});
