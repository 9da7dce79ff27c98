import { describe, expect, test } from 'vitest';
import { buildPrompt, type PromptRequest } from '../../../../shared/domain/writing/prompt.ts';
import { inboundWith, outboundWith } from '../../../../test/support/documents.ts';
import { readBriefing } from './briefing.ts';
import { decide } from './decide.ts';
import { namedDate, spokenDay } from './named-date.ts';

/** Monday. */
const TODAY = 'Monday, 5 January 2026, 09:00 UTC';
const NOW = Date.UTC(2026, 0, 5, 9);
const friday = Date.UTC(2026, 0, 9, 9);

interface Given {
  readonly purpose?: PromptRequest['purpose'];
  readonly thread?: Partial<PromptRequest['thread']>;
  readonly knowledge?: string;
  readonly capabilities?: NonNullable<PromptRequest['assistant']['capabilities']>;
  readonly today?: string;
  /** A holding line has been sent. */
  readonly isAnnounced?: boolean;
}

/** Through the real prompt. */
const given = (mail: string | null, { purpose = 'reply', thread = {}, ...more }: Given = {}) => {
  const prompt = buildPrompt({
    purpose,
    persona: { ownerName: 'Olivia Owner', ownerEmail: 'owner@example.com' },
    assistant: {
      name: 'Alex',
      instructions: 'You are friendly.',
      knowledge: more.knowledge ?? '',
      language: null,
      signature: 'Alex',
      ...(more.capabilities ? { capabilities: more.capabilities } : {}),
    },
    thread: {
      recipient: { email: 'maria@example.com', name: 'Maria Keen' },
      subject: 'A question',
      instructions: 'Ask for the payment of our invoice.',
      goal: null,
      rewriteFeedback: null,
      summary: null,
      ...thread,
    },
    messages: [
      outboundWith(1, { state: 'sent', at: NOW - 1000 }),
      ...(mail === null ? [] : [inboundWith('i1', { text: mail, at: NOW })]),
      ...(more.isAnnounced ? [outboundWith(2, { state: 'sent', purpose: 'holding', at: NOW })] : []),
    ],
    today: more.today ?? TODAY,
    timeZone: 'UTC',
    objections: [],
  });
  const input = prompt.items.map(({ role, text }) => ({ role, content: text }));
  return decide(readBriefing(prompt.instructions, input));
};
const theirs = { who: 'correspondent', what: 'We will pay on Friday.', due: friday } as const;

describe('a promise', () => {
  test.each([
    ['We will pay on Friday.', '2026-01-09'],
    ['Wir überweisen das am Freitag.', '2026-01-09'],
    ['Оплатим в пятницу.', '2026-01-09'],
    ['I will send it tomorrow.', '2026-01-06'],
    ['We will transfer it on 20 January.', '2026-01-20'],
    ['We will pay.', null],
  ])('%s is waited for', (mail, due) => {
    expect(given(mail)).toMatchObject({
      action: 'wait',
      body: null,
      until: due,
      commitments: [{ who: 'correspondent', what: mail, due }],
    });
  });

  test('that is moved takes the place of the one before', () => {
    const { commitments, until } = given('Sorry, we will pay on 20 January.', {
      thread: { commitments: [theirs, { who: 'owner', what: 'Send the file.', due: null }] },
    });
    expect(until).toBe('2026-01-20');
    expect(commitments).toEqual([
      { who: 'owner', what: 'Send the file.', due: null },
      { who: 'correspondent', what: 'Sorry, we will pay on 20 January.', due: '2026-01-20' },
    ]);
  });

  test('that is kept is listed no more', () => {
    const kept = given('We have paid it today.', { thread: { commitments: [theirs] } });
    expect([kept.action, kept.commitments]).toEqual(['reply', []]);
  });

  test('that is broken is asked about, kindly', () => {
    const { action, body, commitments } = given(null, {
      purpose: 'revisit',
      today: 'Friday, 9 January 2026, 09:00 UTC',
      thread: { commitments: [theirs] },
    });
    expect([action, commitments]).toEqual(['reply', [{ ...theirs, due: '2026-01-09' }]]);
    expect(body).toContain('what you had promised');
  });

  test('of ours that is due is the owner’s to keep', () => {
    const ours = { who: 'owner', what: 'Send the file.', due: NOW } as const;
    expect(given(null, { purpose: 'revisit', thread: { commitments: [ours] } })).toMatchObject({
      action: 'ask_owner',
      body: null,
      question: expect.stringContaining('Send the file.'),
    });
  });

  test('that is not due yet needs no word', () => {
    expect(given(null, { purpose: 'revisit', thread: { commitments: [theirs] } }).action).toBe('wait');
  });
});

describe('what the owner says', () => {
  const noted = (text: string) => ({
    purpose: 'revisit' as const,
    thread: {
      commitments: [theirs],
      reconsider: true,
      notes: [{ at: NOW, text, question: null }],
    },
  });
  test('that they have paid settles what they promised', () => {
    const { action, body, commitments } = given(null, noted('They have paid.'));
    expect([action, commitments]).toEqual(['reply', []]);
    expect(body).toContain('it has arrived');
  });
  test('otherwise is kept in mind and told to nobody', () => {
    expect(given(null, noted('They are a little slow.'))).toMatchObject({ action: 'wait', body: null });
  });
});

describe('a price that stands nowhere', () => {
  const may = {
    followUp: true,
    askOwner: true,
    holdingLine: false,
    learn: true,
    disclose: 'when_asked' as const,
  };
  test('is asked for, and answered with what the owner says', () => {
    const asked = given('How much is it?', { capabilities: may });
    expect(asked).toMatchObject({ action: 'ask_owner', body: null, question: 'How much is it?' });
    const notes = [{ at: NOW, text: '49 a month', question: asked.question ?? '' }];
    for (const isAnnounced of [false, true]) {
      const { action, body } = given('How much is it?', {
        capabilities: may,
        thread: { notes },
        isAnnounced,
      });
      expect(action).toBe('reply');
      expect(body).toContain('49 a month.');
    }
  });
  test('is promised meanwhile where that is allowed', () => {
    const { body } = given('How much is it?', { capabilities: { ...may, holdingLine: true } });
    expect(body).toContain('I will check it and come back to you');
  });
  test('is not asked for where the assistant may not, nor where it is known', () => {
    expect(given('How much is it?', { capabilities: { ...may, askOwner: false } }).action).toBe('reply');
    expect(given('How much is it?', { knowledge: 'It costs 20 euros.' }).body).toContain('20 euros');
    expect(given('How much is it?', { knowledge: 'How much is it? 20 euros a month.' }).body).toContain(
      '20 euros a month.',
    );
  });
});

test('a follow-up after an answer speaks of the last mail', () => {
  expect(given('We are a bakery.', { purpose: 'follow_up' }).body).toContain('come back to my last mail');
  expect(given(null, { purpose: 'follow_up' }).body).toContain('look at my mail');
});

test.each([
  ['on Monday', '2026-01-12'],
  ['by Sunday', '2026-01-11'],
  ['bis Mittwoch', '2026-01-07'],
  ['до среды', '2026-01-07'],
  ['Guten Morgen', null],
  ['morgen', '2026-01-06'],
  ['next week', '2026-01-12'],
  ['1. Februar', '2026-02-01'],
  ['3 January', '2027-01-03'],
  ['5 мая 2026', '2026-05-05'],
  ['12 boxes', null],
  ['', null],
])('%j is %j', (text, date) => {
  expect(namedDate(text, spokenDay(TODAY) ?? 0)).toBe(date);
});
