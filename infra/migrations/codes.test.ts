import { describe, expect, test } from 'vitest';
import type { DocumentData } from '../../shared/application/ports/document-store.ts';
import { emailThreadSchema } from '../../shared/domain/conversation/thread.ts';
import { asData } from '../../shared/persistence/thread-view.ts';
import { inboundWith, NOW, threadWith } from '../../test/support/documents.ts';
import { migration as threads } from './0002-thread-codes.ts';
import { migration as messages } from './0003-message-codes.ts';

const old = (fields: DocumentData): DocumentData => ({ ...asData(threadWith()), ...fields });
const up = (data: DocumentData): DocumentData => {
  const { stopDetail, ...patch } = { stopDetail: null, ...threads.up(data) } as DocumentData;
  return { ...data, ...patch, stopDetail: stopDetail ?? null };
};
const event = (kind: string, detail: string, until: number | null = null) => ({
  at: NOW,
  kind,
  detail,
  until,
});

describe('sentences of threads become codes', () => {
  test.each([
    ['The daily sending limit is reached.', { code: 'daily_sending_limit', params: {} }],
    ['Trying again after a passing fault.', { code: 'retry', params: { cause: 'internal' } }],
    [
      'Something that nobody knows any more.',
      { code: 'legacy', params: { text: 'Something that nobody knows any more.' } },
    ],
  ])('%s', (sentence, expected) => {
    const data = up(old({ waitingFor: sentence }));
    expect(emailThreadSchema.parse(data).waitingFor).toEqual(expected);
  });

  test.each([
    [
      'sender_unknown',
      'eve@evil.net has joined this conversation. The assistant answers jane@example.com alone, unless you allow others.',
      {
        code: 'sender_unknown',
        params: { cause: 'newcomer', from: 'eve@evil.net', recipient: 'jane@example.com' },
      },
    ],
    [
      'text_rejected',
      "The assistant's text was held back: it greets twice; it contains HTML tags.",
      {
        code: 'text_rejected',
        params: {
          objections: [
            { code: 'legacy', params: { text: 'it greets twice' } },
            { code: 'legacy', params: { text: 'it contains HTML tags' } },
          ],
        },
      },
    ],
    [
      'model_failed',
      'In older words.',
      { code: 'legacy', params: { text: 'In older words.', code: 'model_failed' } },
    ],
  ])('attention %s', (code, message, expected) => {
    const attention = { code, message, since: NOW };
    const data = up(old({ attention, events: [event('flagged', message)] }));
    const thread = emailThreadSchema.parse(data);
    expect(thread.attention).toEqual({ ...expected, since: NOW });
    expect({ ...data, ...threads.down(data) }).toMatchObject({
      attention,
      events: [event('flagged', message)],
    });
  });

  test('a timeline of every kind, there and back', () => {
    const events = [
      event('created', 'Conversation started.'),
      event('decided', 'wait: They will come back: on Friday.'),
      event('waiting', 'The recipient is out of office.', NOW + 1000),
      event('superseded', 'A newer mail came first.'),
      event('rewrite_requested', 'Shorter, please.'),
      event('approved', 'You approved the draft.'),
      event('reconciled', 'You sent the draft from Gmail.'),
      event('resumed', 'You let the assistant go on.'),
      event('stopped', 'The mail could not be delivered (5.1.1).'),
      event('stopped', 'They want to meet on Monday.'),
    ];
    const data = up(old({ events, status: 'stopped', stopReason: 'goal_reached' }));
    const thread = emailThreadSchema.parse(data);
    expect(thread.events.map(({ code }) => code)).toEqual([
      'created',
      'decided',
      'out_of_office',
      'overtaken',
      'rewrite_requested',
      'approved',
      'sent_by_owner',
      'resumed',
      'undeliverable',
      'decided',
    ]);
    expect(thread.stopDetail).toEqual({
      code: 'decided',
      params: { reason: 'They want to meet on Monday.' },
    });
    expect({ ...data, ...threads.down(data) }).toMatchObject({ events });
  });

  test('what is in codes already, and rubbish, is left alone', () => {
    expect(threads.up(asData(threadWith()))).toBeNull();
    expect(threads.up({})).toBeNull();
    expect(threads.up({ events: 'none', attention: 7, waitingFor: null })).toBeNull();
    expect(threads.down({ events: [3], attention: [], waitingFor: 1 })).toBeNull();
  });
});

describe('sentences of messages become codes', () => {
  test('there and back', () => {
    const data = { ...asData(inboundWith('i1')), resolution: 'A newer mail came first.' };
    const after = { ...data, ...messages.up(data) };
    expect(after.resolution).toEqual({ code: 'overtaken', params: {} });
    expect({ ...after, ...messages.down(after as DocumentData) }).toEqual(data);
  });

  test('a deleted text is empty', () => {
    const gone = { resolution: null, bodyKept: false, text: '(deleted after the time you set)' };
    expect(messages.up(gone)).toEqual({ text: '' });
    expect(messages.down({ ...gone, text: '' })).toEqual({ text: gone.text });
  });
});
