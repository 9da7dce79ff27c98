import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { begun, inboundWith, NOW, outboundWith, RECIPIENT } from '../../../test/support/documents.ts';
import { messageIdSchema } from '../ids.ts';
import { applyEvents } from './consequences.ts';
import type { ConversationEvent, ThreadView } from './events.ts';
import { evolve } from './evolve.ts';
import { messageSchema } from './message.ts';
import { plain } from './notices.ts';
import { emailThreadSchema } from './thread.ts';

const person = { email: RECIPIENT, name: 'Jane' };
const sentFacts = { gmailMessageId: 'g2', gmailThreadId: 'g1', resolution: null };

const commitments = [{ who: 'correspondent', what: 'to pay', due: NOW + 5000 }] as const;
const decision = { action: 'wait', reason: 'they will come back', goalProgress: '' } as const;
const messageIds = ['t1-1', 't1-2', 't1-3', 'i1', 'i2', 'unknown'].map((id) => messageIdSchema.parse(id));
const messageId = fc.constantFrom(...messageIds);
const at = fc.integer({ min: NOW, max: NOW + 10_000 });
const inbound = fc.constantFrom('i1', 'i2', 'i3').map((id) => inboundWith(id));

/** Every kind of event, with parameters that do and do not fit the conversation. */
const event: fc.Arbitrary<ConversationEvent> = fc
  .tuple(at, messageId, inbound, fc.constantFrom('a', 'b'))
  .chain(([when, id, message, word]) =>
    fc.constantFrom<ConversationEvent>(
      { at: when, type: 'created' },
      { at: when, type: 'settings_changed', changes: { goal: word, mode: 'review' } },
      { at: when, type: 'woken' },
      { at: when, type: 'bodies_removed', messageIds: [id], until: when },
      { at: when, type: 'turn_started', token: word, leaseExpiresAt: when + 1000 },
      { at: when, type: 'turn_ended', token: word, until: null, waitingFor: null, failures: 0, attempts: 0 },
      { at: when, type: 'lease_abandoned' },
      { at: when, type: 'turns_given_up', until: when + 1000 },
      { at: when, type: 'lease_renewed', token: word, leaseExpiresAt: when + 2000 },
      { at: when, type: 'cause_gone', dueAt: when },
      { at: when, type: 'draft_taken_back', messageId: id },
      { at: when, type: 'leaving_noticed', messageId: id },
      { at: when, type: 'approval_returned', messageId: id },
      { at: when, type: 'tokens_spent', key: word, usage: { inputTokens: 3, outputTokens: 1 } },
      { at: when, type: 'waiting', reason: plain('daily_sending_limit'), until: when },
      { at: when, type: 'composed', message: outboundWith(3, { state: 'composed', draftId: null }) },
      { at: when, type: 'decided', purpose: 'reply', answers: [id], decision, usage: null },
      { at: when, type: 'decided', purpose: 'follow_up', answers: [], decision, usage: null },
      { at: when, type: 'decided', purpose: 'revisit', answers: [], decision, usage: null },
      { at: when, type: 'looked_ahead', purpose: 'reply', revision: 0, until: null, commitments: null },
      { at: when, type: 'looked_ahead', purpose: 'revisit', revision: 1, until: when, commitments },
      { at: when, type: 'remembered', facts: [{ text: word, quote: word, messageId: id, at: when }] },
      { at: when, type: 'note_added', text: word, actNow: word === 'a' },
      { at: when, type: 'question_answered', text: word },
      { at: when, type: 'unsubscribed' },
      { at: when, type: 'flagged', notice: { code: 'question', params: { question: word } } },
      { at: when, type: 'summarised', summary: { text: word, upTo: id }, from: [id] },
      { at: when, type: 'drafted', messageId: id, draftId: word, gmailThreadId: 'g1', gmailMessageId: word },
      { at: when, type: 'draft_uncertain', messageId: id },
      { at: when, type: 'message_id_read', messageId: id, rfcMessageId: word },
      { at: when, type: 'approval_awaited', messageId: id },
      { at: when, type: 'draft_touched' },
      { at: when, type: 'draft_rewritten', messageId: id, text: word, gmailMessageId: word, subject: word },
      { at: when, type: 'draft_missing', messageId: id },
      { at: when, type: 'sent', messageId: id, facts: sentFacts },
      { at: when, type: 'withdrawn', messageId: id, state: 'discarded', resolution: plain('draft_gone') },
      { at: when, type: 'answer_received', message, from: person },
      { at: when, type: 'mail_held', message, notice: plain('marked_as_spam') },
      { at: when, type: 'mail_accepted', messageId: id, joins: true },
      { at: when, type: 'mail_rejected', messageId: id },
      { at: when, type: 'sender_blocked', messageId: id },
      { at: when, type: 'blocked_mail_received', message: { ...message, ruling: 'blocked' } },
      { at: when, type: 'mail_set_aside', message },
      { at: when, type: 'owner_wrote', message: { ...message, author: 'owner' } },
      { at: when, type: 'bounce_received', message: { ...message, author: 'machine' }, status: '5.1.1' },
      { at: when, type: 'report_received', message, notice: plain('gmail_refused') },
      { at: when, type: 'absence_received', message, until: when + 5000 },
      { at: when, type: 'machine_mail_received', message },
      { at: when, type: 'approved', messageId: id, text: word },
      { at: when, type: 'draft_discarded', messageId: id },
      { at: when, type: 'rewrite_requested', messageId: id, feedback: word },
      { at: when, type: 'flagged', notice: plain('marked_as_spam') },
      { at: when, type: 'stopped', reason: 'goal_reached', detail: plain('by_owner') },
      { at: when, type: 'resumed' },
    ),
  );

const conversation: ThreadView = {
  thread: begun({
    unanswered: [messageIdSchema.parse('i1')],
    followUp: { afterDays: 3, max: 2, backoff: 1 },
  }),
  messages: [
    outboundWith(1, { state: 'sent', draftId: null }),
    inboundWith('i1'),
    outboundWith(2, { answers: [messageIdSchema.parse('i1')] }),
  ],
};

describe('evolve', () => {
  test('gives what the schemas of the documents take, whatever happens', () => {
    fc.assert(
      fc.property(fc.array(event, { maxLength: 25 }), (events) => {
        const { view } = applyEvents(conversation, events);
        emailThreadSchema.parse(view.thread);
        for (const message of view.messages) messageSchema.parse(message);
      }),
    );
  });

  test('changes nothing when the same event is applied once more', () => {
    // A thread is looked at, resumed or changed as often as somebody asks; that is no repetition of one event.
    fc.assert(
      fc.property(fc.array(event, { maxLength: 15 }), event, (events, last) => {
        const { view } = applyEvents(conversation, events);
        const once = evolve(view, last);
        expect(evolve(once, last)).toEqual(once);
      }),
    );
  });

  test('says what had an effect, in order, and nothing else', () => {
    fc.assert(
      fc.property(fc.array(event, { maxLength: 15 }), (events) => {
        const { view, happened } = applyEvents(conversation, events);
        const again = happened.reduce((current, { event }) => evolve(current, event), conversation);
        expect(again).toEqual(view);
        for (const { event, before } of happened) expect(evolve(before, event)).not.toBe(before);
      }),
    );
  });
});

describe('sent', () => {
  const waiting: ThreadView = {
    thread: begun(),
    messages: [outboundWith(2, { state: 'awaiting_approval' })],
  };
  const id = waiting.messages[0]?.id ?? messageIdSchema.parse('t1-2');
  const sent: ConversationEvent = { type: 'sent', at: NOW + 9_000, messageId: id, facts: sentFacts };

  test('takes back what the owner was told, should Gmail show the mail late', () => {
    const gone = applyEvents(waiting, [
      { type: 'withdrawn', at: NOW, messageId: id, state: 'discarded', resolution: plain('draft_gone') },
    ]).view;
    expect(gone.thread.attention?.code).toBe('draft_discarded');
    const { thread, messages } = applyEvents(gone, [sent]).view;
    expect(thread).toMatchObject({ attention: null, needsAttention: false });
    expect(messages[0]?.state).toBe('sent');
  });

  test('leaves every other flag as it is', () => {
    const flagged = applyEvents(waiting, [
      { type: 'flagged', at: NOW, notice: plain('marked_as_spam') },
    ]).view;
    expect(applyEvents(flagged, [sent]).view.thread.attention?.code).toBe('marked_as_spam');
  });

  test('ends the conversation where its decision says so, once', () => {
    const closing: ThreadView = { ...waiting, messages: [outboundWith(2, { thenStop: 'goal_reached' })] };
    const { view, happened } = applyEvents(closing, [sent]);
    expect(happened.map(({ event }) => event.type)).toEqual(['sent', 'stopped']);
    expect(view.thread).toMatchObject({ status: 'stopped', stopReason: 'goal_reached' });
    const resumed = applyEvents(view, [{ type: 'resumed', at: NOW + 10_000 }, sent]).view;
    expect(resumed.thread.status).toBe('active');
  });
});
