import { expect, test } from 'vitest';
import { begun, inboundWith, NOW, outboundWith } from '../../../test/support/documents.ts';
import { emptyUsageDay } from '../account/user.ts';
import { sent, type ThreadView } from './changes.ts';
import { countDay } from './usage-day.ts';

const day = emptyUsageDay('2026-11-02');
const answer = inboundWith('i1');
const reply = outboundWith(2, { answers: [answer.id] });
const before: ThreadView = {
  thread: begun({ unanswered: [answer.id], lastReceivedAt: NOW - 60_000 }),
  messages: [outboundWith(1, { state: 'sent' }), answer, reply],
};
const facts = { gmailMessageId: 'g2', gmailThreadId: 'g1', at: NOW, resolution: null };

test('a mail that left counts once, whoever finds out first', () => {
  const after = sent(reply.id, facts)(before);
  const counted = countDay(day, before, after, NOW);
  expect(counted).toMatchObject({ sent: 1, conversationsStarted: 0, answerMs: [60_000], received: 0 });
  expect(countDay(counted, after, sent(reply.id, facts)(after), NOW)).toBe(counted);
});

test('an answer counts as received, the first as a conversation answered', () => {
  const silent: ThreadView = { thread: begun(), messages: [] };
  const after: ThreadView = {
    thread: begun({ unanswered: [answer.id], lastReceivedAt: NOW }),
    messages: [answer],
  };
  expect(countDay(day, silent, after, NOW)).toMatchObject({ received: 1, conversationsAnswered: 1, sent: 0 });
});

test('what does not count leaves the day as it is', () => {
  expect(countDay(day, before, { ...before, thread: { ...before.thread, failures: 3 } }, NOW)).toBe(day);
});
