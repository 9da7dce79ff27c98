import { expect, test } from 'vitest';
import { begun, inboundWith, NOW, outboundWith, RECIPIENT } from '../../../../test/support/documents.ts';
import { emptyUsageDay, type UsageDay } from '../../account/user.ts';
import { applyEvents } from '../consequences.ts';
import type { ConversationEvent, ThreadView } from '../events.ts';
import { plain } from '../notices.ts';
import { countEvent } from './day-figures.ts';

const day = emptyUsageDay('2026-11-02');
const answer = inboundWith('i1');
const reply = outboundWith(2, { answers: [answer.id] });
const answered: ThreadView = {
  thread: begun({ unanswered: [answer.id], lastReceivedAt: NOW - 60_000 }),
  messages: [outboundWith(1, { state: 'sent' }), answer, reply],
};

const figuresOf = (view: ThreadView, ...events: ConversationEvent[]): UsageDay =>
  applyEvents(view, events).happened.reduce(
    (figures, { event, before }) => countEvent(figures, event, before),
    day,
  );

const sent: ConversationEvent = {
  type: 'sent',
  at: NOW,
  messageId: reply.id,
  facts: { gmailMessageId: 'g2', gmailThreadId: 'g1', resolution: null },
};

test('a mail that left counts once, whoever finds out first', () => {
  const found: ConversationEvent = {
    ...sent,
    facts: { ...sent.facts, resolution: plain('confirmation_lost') },
  };
  expect(figuresOf(answered, found, sent)).toMatchObject({
    sent: 1,
    conversationsStarted: 0,
    answerMs: [60_000],
    received: 0,
  });
});

test('an answer counts as received, the first as a conversation answered', () => {
  const silent: ThreadView = { thread: begun(), messages: [] };
  const from = { email: RECIPIENT, name: null };
  const first: ConversationEvent = { type: 'answer_received', at: NOW, message: answer, from };
  const second: ConversationEvent = { ...first, message: inboundWith('i2') };
  expect(figuresOf(silent, first, second, second)).toMatchObject({ received: 2, conversationsAnswered: 1 });
});

test('a payment counts once', () => {
  const paid: ConversationEvent = {
    type: 'tokens_spent',
    at: NOW,
    key: 'p1',
    usage: { inputTokens: 7, outputTokens: 2 },
  };
  expect(figuresOf(answered, paid, paid)).toMatchObject({ inputTokens: 7, outputTokens: 2 });
});

test('what does not count leaves the day as it is', () => {
  expect(figuresOf(answered, { type: 'woken', at: NOW + 1 }, { type: 'resumed', at: NOW })).toBe(day);
});

test('a mail counts for the limit from the decision on, once, and is given back when it will not leave', () => {
  const reserved: ConversationEvent = {
    type: 'sending_reserved',
    at: NOW,
    messageId: reply.id,
    date: day.date,
  };
  const withdrawn: ConversationEvent = {
    type: 'withdrawn',
    at: NOW,
    messageId: reply.id,
    state: 'superseded',
    resolution: plain('conversation_stopped'),
  };
  expect(figuresOf(answered, reserved, reserved)).toMatchObject({ reserved: 1, sent: 0 });
  expect(figuresOf(answered, reserved, sent)).toMatchObject({ reserved: 1, sent: 1 });
  expect(figuresOf(answered, sent)).toMatchObject({ reserved: 1, sent: 1 });
  expect(figuresOf(answered, reserved, withdrawn)).toMatchObject({ reserved: 0, sent: 0 });
  expect(figuresOf(answered, withdrawn)).toMatchObject({ reserved: 0 });
});
