import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  assistantWith,
  begun,
  circumstancesWith,
  inboundWith,
  NOW,
  outboundWith,
  threadWith,
} from '../../../test/support/documents.ts';
import type { Assistant } from '../assistant/assistant.ts';
import { messageIdSchema } from '../ids.ts';
import { nothingElsewhere } from './elsewhere.ts';
import type { Message } from './message.ts';
import { type Circumstances, MISSING_GRACE_MS, nextStep, type Step } from './next-step.ts';
import type { EmailThread } from './thread.ts';
import { stopReasons } from './vocabulary.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const id = (value: string) => messageIdSchema.parse(value);
const hours = { days: [1, 2, 3, 4, 5], from: '09:00', to: '17:00' };
const attention = { code: 'marked_as_spam', params: {}, since: NOW } as const;
const evening = NOW + 9 * HOUR; // 19:00 in Berlin
const nextMorning = NOW + 23 * HOUR; // Tuesday, 09:00
const midnight = NOW + 14 * HOUR;

interface Case {
  readonly name: string;
  readonly thread?: EmailThread;
  readonly messages?: readonly Message[];
  readonly assistant?: Assistant | null;
  readonly now?: number;
  readonly circumstances?: Partial<Circumstances>;
  readonly step: object;
}

const answered = begun({ unanswered: [id('in1')], lastReceivedAt: NOW });
const mail = inboundWith('in1');
const reply = outboundWith(2, { answers: [id('in1')] });
const waiting = outboundWith(2, { answers: [id('in1')], state: 'awaiting_approval' });
const approved = (text: string | null) => ({ ...waiting, approval: { at: NOW, text } });
const review = assistantWith({ mode: 'review' });
const question = { code: 'question', params: { question: 'What does it cost?' }, since: NOW } as const;
const holding = outboundWith(2, { answers: [id('in1')], purpose: 'holding' });
const offered = { messageId: id('t1-1'), gmailMessageId: 'g1', leavesAt: NOW };

const cases: readonly Case[] = [
  // The first mail
  {
    name: 'writes the first mail',
    step: { kind: 'compose', purpose: 'first', messageId: 't1-1', answers: [] },
  },
  {
    name: 'gives a first mail that is written anew another id',
    thread: threadWith({
      counters: {
        outbound: 2,
        sent: 0,
        received: 0,
        replies: 0,
        followUps: 0,
        followUpsInRow: 0,
        looks: 0,
        decisions: 0,
      },
    }),
    step: { kind: 'compose', purpose: 'first', messageId: 't1-3' },
  },
  {
    name: 'writes the first mail in working hours only',
    assistant: assistantWith({ workingHours: hours }),
    now: evening,
    step: { kind: 'wait', until: nextMorning, reason: { code: 'working_hours', params: {} } },
  },
  {
    name: 'does not write beyond the day’s budget for the model',
    circumstances: { tokensToday: 1_000_000 },
    step: { kind: 'wait', until: midnight, reason: { code: 'daily_token_budget', params: {} } },
  },
  {
    name: 'does not write what could not be sent today, and asks for a moment on a later day',
    circumstances: { sentToday: 100 },
    step: { kind: 'take_slot', messageId: 't1-1', from: midnight },
  },
  // From text to sent mail
  {
    name: 'makes a draft of a text',
    messages: [outboundWith(1, { state: 'composed', draftId: null })],
    step: { kind: 'create_draft' },
  },
  { name: 'sends a draft', messages: [outboundWith(1)], step: { kind: 'send_draft' } },
  {
    name: 'keeps a draft back outside working hours',
    messages: [outboundWith(1)],
    assistant: assistantWith({ workingHours: hours }),
    now: evening,
    step: { kind: 'wait', until: nextMorning },
  },
  {
    name: 'keeps a draft back when the daily limit is reached',
    messages: [outboundWith(1)],
    circumstances: { sentToday: 100 },
    step: { kind: 'take_slot', messageId: 't1-1', from: midnight },
  },
  {
    name: 'keeps an answer back until the next day when the daily limit is reached',
    thread: answered,
    messages: [mail, reply],
    circumstances: { sentToday: 100 },
    step: { kind: 'wait', until: midnight, reason: { code: 'daily_sending_limit', params: {} } },
  },
  // Pace
  {
    name: 'asks for its moment before the first mail is written',
    circumstances: { paceSeconds: 20 },
    step: { kind: 'take_slot', messageId: 't1-1', from: NOW },
  },
  {
    name: 'waits for its moment before the first mail is written',
    thread: threadWith({ slot: { messageId: id('t1-1'), at: NOW + MINUTE } }),
    circumstances: { paceSeconds: 20 },
    step: { kind: 'wait', until: NOW + MINUTE, reason: { code: 'pace', params: {} } },
  },
  {
    name: 'takes the moment of another mail for none',
    thread: threadWith({ slot: { messageId: id('t1-0'), at: NOW } }),
    circumstances: { paceSeconds: 20 },
    step: { kind: 'take_slot' },
  },
  {
    name: 'writes the first mail at its moment',
    thread: threadWith({ slot: { messageId: id('t1-1'), at: NOW } }),
    circumstances: { paceSeconds: 20 },
    step: { kind: 'compose', purpose: 'first' },
  },
  {
    name: 'does not pace answers',
    thread: answered,
    messages: [mail],
    circumstances: { paceSeconds: 20, rampPerDay: 1, sentToday: 99 },
    step: { kind: 'compose', purpose: 'reply' },
  },
  {
    name: 'does not pace what the owner approved',
    thread: threadWith({ waitingDraft: null }),
    messages: [{ ...outboundWith(1, { state: 'awaiting_approval' }), approval: { at: NOW, text: null } }],
    assistant: review,
    circumstances: { paceSeconds: 20, sentToday: 99 },
    step: { kind: 'send_draft' },
  },
  // Pause
  ...[
    { name: 'a first mail', thread: threadWith() },
    { name: 'an answer', thread: answered, messages: [mail] },
    { name: 'a text', messages: [outboundWith(1, { state: 'composed', draftId: null })] },
    { name: 'a draft', messages: [outboundWith(1)] },
    { name: 'an approved draft', thread: answered, messages: [mail, approved(null)], assistant: review },
    { name: 'an approved text', thread: answered, messages: [mail, approved('Mine.')], assistant: review },
  ].map((held) => ({
    ...held,
    name: `holds ${held.name} back while sending is paused`,
    circumstances: { paused: true, paceSeconds: 20, undoSeconds: 60 },
    step: { kind: 'wait', until: null, reason: { code: 'paused', params: {} } },
  })),
  {
    name: 'waits for approval while sending is paused',
    messages: [outboundWith(1)],
    assistant: review,
    circumstances: { paused: true },
    step: { kind: 'await_approval' },
  },
  {
    name: 'takes back what is overtaken while sending is paused',
    thread: begun({ unanswered: [id('in1'), id('in2')], lastReceivedAt: NOW }),
    messages: [mail, reply, inboundWith('in2')],
    circumstances: { paused: true },
    step: { kind: 'withdraw', state: 'superseded' },
  },
  {
    name: 'looks at a touched draft while sending is paused',
    thread: { ...answered, draftTouched: true },
    messages: [mail, waiting],
    circumstances: { paused: true },
    step: { kind: 'inspect_draft' },
  },
  // Undo
  {
    name: 'offers undo for an automatic mail',
    messages: [outboundWith(1)],
    circumstances: { undoSeconds: 60 },
    step: { kind: 'offer_undo', leavesAt: NOW + MINUTE },
  },
  {
    name: 'waits as long as it can be stopped',
    thread: threadWith({ waitingDraft: { ...offered, leavesAt: NOW + 1 } }),
    messages: [outboundWith(1)],
    circumstances: { undoSeconds: 60 },
    step: { kind: 'wait', until: NOW + 1, reason: { code: 'undo', params: {} } },
  },
  {
    name: 'sends it when the time is over',
    thread: threadWith({ waitingDraft: offered }),
    messages: [outboundWith(1)],
    circumstances: { undoSeconds: 60 },
    step: { kind: 'send_draft' },
  },
  {
    name: 'needs no undo for what the owner approved',
    thread: answered,
    messages: [mail, approved(null)],
    assistant: review,
    circumstances: { undoSeconds: 60 },
    step: { kind: 'send_draft' },
  },
  {
    name: 'asks for approval when the mode is changed while it can be stopped',
    thread: threadWith({ waitingDraft: { ...offered, leavesAt: NOW + 1 }, mode: 'review' }),
    messages: [outboundWith(1)],
    circumstances: { undoSeconds: 60 },
    step: { kind: 'await_approval' },
  },
  {
    name: 'sends a draft although the budget for writing is used up',
    messages: [outboundWith(1)],
    circumstances: { tokensToday: 1_000_000 },
    step: { kind: 'send_draft' },
  },
  {
    name: 'looks for a while for a mail whose draft is gone',
    messages: [outboundWith(1, { missingSince: NOW })],
    step: { kind: 'wait', until: NOW + MISSING_GRACE_MS },
  },
  {
    name: 'then finds out what became of it',
    messages: [outboundWith(1, { missingSince: NOW })],
    now: NOW + MISSING_GRACE_MS,
    step: { kind: 'reconcile' },
  },
  {
    name: 'finds out what became of it also after a stop',
    thread: threadWith({ status: 'stopped', stopReason: 'owner_stopped' }),
    messages: [outboundWith(1, { missingSince: NOW })],
    now: NOW + MISSING_GRACE_MS,
    step: { kind: 'reconcile' },
  },
  // Review
  {
    name: 'lets the owner approve',
    messages: [outboundWith(1)],
    assistant: review,
    step: { kind: 'await_approval' },
  },
  {
    name: 'lets the owner of this one thread approve',
    thread: threadWith({ mode: 'review' }),
    messages: [outboundWith(1)],
    step: { kind: 'await_approval' },
  },
  {
    name: 'sends by itself where the thread outranks the assistant',
    thread: threadWith({ mode: 'autonomous' }),
    messages: [outboundWith(1)],
    assistant: review,
    step: { kind: 'send_draft' },
  },
  {
    name: 'waits for approval without an alarm',
    thread: answered,
    messages: [mail, waiting],
    assistant: review,
    step: { kind: 'wait', until: null, reason: { code: 'approval', params: {} } },
  },
  {
    name: 'sends what was approved',
    thread: answered,
    messages: [mail, approved(null)],
    assistant: review,
    step: { kind: 'send_draft' },
  },
  {
    name: 'sends what was approved outside working hours too',
    thread: answered,
    messages: [mail, approved(null)],
    assistant: assistantWith({ mode: 'review', workingHours: hours }),
    now: evening,
    step: { kind: 'send_draft' },
  },
  {
    name: 'does not send what was approved beyond the daily limit',
    thread: answered,
    messages: [mail, approved(null)],
    assistant: review,
    circumstances: { sentToday: 100 },
    step: { kind: 'wait', until: midnight },
  },
  {
    name: 'puts the owner’s text into the draft first',
    thread: answered,
    messages: [mail, approved('My own words.')],
    assistant: review,
    step: { kind: 'update_draft', text: 'My own words.' },
  },
  {
    name: 'sends what was approved although something is flagged',
    thread: { ...answered, attention },
    messages: [mail, approved(null)],
    assistant: review,
    step: { kind: 'send_draft' },
  },
  {
    name: 'looks at a waiting draft that the owner touched in Gmail',
    thread: { ...answered, draftTouched: true },
    messages: [mail, waiting],
    assistant: review,
    step: { kind: 'inspect_draft' },
  },
  {
    name: 'sends a waiting draft once the owner leaves it to the assistant',
    thread: { ...answered, mode: 'autonomous' },
    messages: [mail, waiting],
    assistant: review,
    step: { kind: 'send_draft' },
  },
  // Answers
  {
    name: 'answers a mail',
    thread: answered,
    messages: [mail],
    step: { kind: 'compose', purpose: 'reply', messageId: 't1-2', answers: ['in1'] },
  },
  {
    name: 'takes a moment before answering',
    thread: answered,
    messages: [mail],
    assistant: assistantWith({ replyDelayMinutes: 5 }),
    now: NOW + MINUTE,
    step: { kind: 'wait', until: NOW + 5 * MINUTE, reason: { code: 'reply_delay', params: {} } },
  },
  {
    name: 'gives several mails in a row one answer, counting from the newest',
    thread: begun({ unanswered: [id('in1'), id('in2')] }),
    messages: [mail, inboundWith('in2', { createdAt: NOW + 2 * MINUTE })],
    assistant: assistantWith({ replyDelayMinutes: 5 }),
    now: NOW + 6 * MINUTE,
    step: { kind: 'wait', until: NOW + 7 * MINUTE },
  },
  {
    name: 'answers them together',
    thread: begun({ unanswered: [id('in1'), id('in2')] }),
    messages: [mail, inboundWith('in2')],
    step: { kind: 'compose', purpose: 'reply', answers: ['in1', 'in2'] },
  },
  {
    name: 'answers in working hours only',
    thread: answered,
    messages: [mail],
    assistant: assistantWith({ workingHours: hours }),
    now: evening,
    step: { kind: 'wait', until: nextMorning },
  },
  {
    name: 'takes a draft back that a newer mail has overtaken',
    thread: begun({ unanswered: [id('in1'), id('in2')] }),
    messages: [mail, reply, inboundWith('in2')],
    step: { kind: 'withdraw', state: 'superseded' },
  },
  {
    name: 'takes a waiting draft back that a newer mail has overtaken',
    thread: begun({ unanswered: [id('in1'), id('in2')] }),
    messages: [mail, waiting, inboundWith('in2')],
    assistant: review,
    step: { kind: 'withdraw', state: 'superseded' },
  },
  {
    name: 'takes a follow-up back when they have answered after all',
    thread: begun({ lastReceivedAt: NOW + 1 }),
    messages: [outboundWith(2, { purpose: 'follow_up' })],
    step: { kind: 'withdraw', state: 'superseded' },
  },
  {
    name: 'takes a reply back whose mail the owner has answered or rejected',
    thread: begun(),
    messages: [mail, reply],
    step: { kind: 'withdraw', state: 'superseded' },
  },
  {
    name: 'takes an approved reply back, of whose mails one was settled since',
    thread: answered,
    messages: [mail, { ...approved(null), answers: [id('in1'), id('in2')] }],
    assistant: review,
    step: { kind: 'withdraw', state: 'superseded' },
  },
  {
    name: 'takes a first mail back after which the owner wrote by hand',
    messages: [outboundWith(1), inboundWith('in9', { author: 'owner', createdAt: NOW + 1 })],
    step: { kind: 'withdraw', state: 'superseded' },
  },
  {
    name: 'sends what the owner approved after writing by hand',
    thread: answered,
    messages: [
      mail,
      { ...approved(null), approval: { at: NOW + 2, text: null } },
      inboundWith('in9', { author: 'owner', createdAt: NOW + 1 }),
    ],
    assistant: review,
    step: { kind: 'send_draft' },
  },
  {
    name: 'ends at the limit of replies, for the owner to answer',
    thread: {
      ...answered,
      counters: {
        outbound: 4,
        sent: 4,
        received: 4,
        replies: 3,
        followUps: 0,
        followUpsInRow: 0,
        looks: 0,
        decisions: 0,
      },
    },
    messages: [mail],
    assistant: assistantWith({ limits: { repliesPerThread: 3 } }),
    step: { kind: 'stop', reason: 'reply_limit' },
  },
  {
    name: 'may still answer one below the limit',
    thread: {
      ...answered,
      counters: {
        outbound: 3,
        sent: 3,
        received: 3,
        replies: 2,
        followUps: 0,
        followUpsInRow: 0,
        looks: 0,
        decisions: 0,
      },
    },
    messages: [mail],
    assistant: assistantWith({ limits: { repliesPerThread: 3 } }),
    step: { kind: 'compose', purpose: 'reply' },
  },
  // Follow-ups
  {
    name: 'waits for an answer without an alarm, and says so',
    thread: begun(),
    step: { kind: 'wait', until: null, reason: { code: 'answer', params: {} } },
  },
  {
    name: 'sets the alarm for a follow-up',
    thread: begun({ followUp: { afterDays: 3, max: 2, backoff: 1 } }),
    now: NOW + DAY,
    step: { kind: 'wait', until: NOW + 3 * DAY, reason: { code: 'follow_up', params: {} } },
  },
  {
    name: 'follows up when nobody has answered',
    thread: begun({ followUp: { afterDays: 3, max: 2, backoff: 1 } }),
    now: NOW + 3 * DAY,
    step: { kind: 'compose', purpose: 'follow_up', messageId: 't1-2', answers: [] },
  },
  {
    name: 'does not follow up where they have answered in another conversation',
    thread: begun({ followUp: { afterDays: 3, max: 2, backoff: 1 } }),
    now: NOW + 3 * DAY,
    circumstances: { elsewhere: { ...nothingElsewhere, answeredAt: NOW + 1, answeredIn: 't2' } },
    step: { kind: 'flag', notice: { code: 'answered_elsewhere', params: { threadId: 't2' } } },
  },
  {
    name: 'waits as ever until that follow-up would be due',
    thread: begun({ followUp: { afterDays: 3, max: 2, backoff: 1 } }),
    now: NOW + DAY,
    circumstances: { elsewhere: { ...nothingElsewhere, answeredAt: NOW + 1, answeredIn: 't2' } },
    step: { kind: 'wait', until: NOW + 3 * DAY },
  },
  {
    name: 'does not end for want of an answer that they have given elsewhere',
    thread: begun({
      followUp: { afterDays: 3, max: 2, backoff: 1 },
      counters: { ...begun().counters, followUps: 2 },
    }),
    now: NOW + 30 * DAY,
    circumstances: { elsewhere: { ...nothingElsewhere, answeredAt: NOW + 1, answeredIn: 't2' } },
    step: { kind: 'flag', notice: { code: 'answered_elsewhere' } },
  },
  {
    name: 'follows up after their absence, of which they told elsewhere',
    thread: begun({ followUp: { afterDays: 3, max: 2, backoff: 1 } }),
    now: NOW + 3 * DAY,
    circumstances: { elsewhere: { ...nothingElsewhere, awayUntil: NOW + 9 * DAY } },
    step: { kind: 'wait', until: NOW + 12 * DAY },
  },
  {
    name: 'ends where they have left, as they told elsewhere',
    thread: begun({ followUp: { afterDays: 3, max: 2, backoff: 1 } }),
    now: NOW + DAY,
    circumstances: { elsewhere: { ...nothingElsewhere, leftAt: NOW + 1 } },
    step: { kind: 'stop', reason: 'left', detail: { code: 'left', params: { cause: 'nobody_named' } } },
  },
  ...(['answeredAt', 'leftAt', 'awayUntil'] as const).map(
    (what): Case => ({
      name: `takes a follow-up back for what was said elsewhere: ${what}`,
      thread: begun({ followUp: { afterDays: 3, max: 2, backoff: 1 } }),
      messages: [outboundWith(2, { purpose: 'follow_up' })],
      circumstances: { elsewhere: { ...nothingElsewhere, answeredIn: 't2', [what]: NOW + DAY } },
      step: { kind: 'withdraw', state: 'superseded' },
    }),
  ),
  {
    name: 'answers whatever was said elsewhere',
    thread: answered,
    messages: [mail],
    circumstances: {
      elsewhere: { ...nothingElsewhere, leftAt: NOW + 1, awayUntil: NOW + DAY, answeredAt: NOW + 1 },
    },
    step: { kind: 'compose', purpose: 'reply' },
  },
  {
    name: 'follows up on a working day',
    thread: begun({ followUp: { afterDays: 5, max: 2, backoff: 1 } }),
    assistant: assistantWith({ workingHours: hours }),
    now: NOW + 5 * DAY, // Saturday
    step: { kind: 'wait', until: NOW + 7 * DAY - HOUR },
  },
  {
    name: 'ends after the last follow-up and as long a silence',
    thread: begun({
      followUp: { afterDays: 3, max: 2, backoff: 1 },
      counters: {
        outbound: 3,
        sent: 3,
        received: 0,
        replies: 0,
        followUps: 2,
        followUpsInRow: 2,
        looks: 0,
        decisions: 0,
      },
    }),
    now: NOW + 30 * DAY,
    step: { kind: 'stop', reason: 'no_answer', detail: { code: 'no_answer', params: {} } },
  },
  {
    name: 'follows up on silence after an answer of ours as well',
    thread: begun({ followUp: { afterDays: 3, max: 2, backoff: 1 }, lastReceivedAt: NOW }),
    now: NOW + 3 * DAY,
    step: { kind: 'compose', purpose: 'follow_up', answers: [] },
  },
  {
    name: 'does not follow up where its assistant may not',
    thread: begun({ followUp: { afterDays: 3, max: 2, backoff: 1 } }),
    assistant: assistantWith({
      capabilities: {
        followUp: false,
        askOwner: true,
        holdingLine: false,
        learn: true,
        disclose: 'when_asked',
      },
    }),
    now: NOW + 30 * DAY,
    step: { kind: 'wait', until: null, reason: { code: 'answer', params: {} } },
  },
  {
    name: 'does not follow up while a mail is held, which may be their answer',
    thread: begun({ followUp: { afterDays: 3, max: 2, backoff: 1 }, held: [id('in1')] }),
    now: NOW + 30 * DAY,
    step: { kind: 'wait', until: null, reason: { code: 'held_mail', params: {} } },
  },
  // What was agreed, and what the owner says
  {
    name: 'waits until the time that they named',
    thread: begun({ followUp: { afterDays: 3, max: 2, backoff: 1 }, revisitAt: NOW + 9 * DAY }),
    now: NOW + 5 * DAY,
    step: { kind: 'wait', until: NOW + 9 * DAY, reason: { code: 'agreed_moment', params: {} } },
  },
  {
    name: 'looks again at the time that they named',
    thread: begun({ revisitAt: NOW + 9 * DAY }),
    now: NOW + 9 * DAY,
    step: { kind: 'compose', purpose: 'revisit', messageId: 't1-2', answers: [] },
  },
  {
    name: 'looks again in working hours',
    thread: begun({ revisitAt: NOW + 5 * DAY }), // Saturday
    assistant: assistantWith({ workingHours: hours }),
    now: NOW + 4 * DAY,
    step: { kind: 'wait', until: NOW + 7 * DAY - HOUR },
  },
  {
    name: 'decides at once with what the owner has said',
    thread: begun({ reconsider: true, lookedAt: NOW }),
    step: { kind: 'compose', purpose: 'revisit' },
  },
  {
    name: 'answers first what is unanswered',
    thread: { ...answered, reconsider: true, revisitAt: NOW },
    messages: [mail],
    step: { kind: 'compose', purpose: 'reply', answers: ['in1'] },
  },
  {
    name: 'takes back a draft that was written without the owner’s word',
    thread: { ...answered, reconsider: true },
    messages: [mail, waiting],
    step: { kind: 'withdraw', state: 'superseded' },
  },
  {
    name: 'sends what the owner has approved, whatever they have said since',
    thread: { ...answered, reconsider: true },
    messages: [mail, approved(null)],
    step: { kind: 'send_draft' },
  },
  {
    name: 'keeps a draft for the owner to decide on while something is flagged',
    thread: { ...answered, attention, reconsider: true },
    messages: [mail, waiting],
    step: { kind: 'wait', until: null, reason: null },
  },
  {
    name: 'says that an answer will come while the owner is asked',
    thread: { ...answered, attention: question },
    messages: [mail, holding],
    step: { kind: 'send_draft' },
  },
  {
    name: 'writes nothing else while the owner is asked',
    thread: { ...answered, attention: question },
    messages: [mail, reply],
    step: { kind: 'wait', until: null, reason: null },
  },
  {
    name: 'does not say that an answer will come once there is one',
    thread: { ...answered, reconsider: true },
    messages: [mail, holding],
    step: { kind: 'withdraw', state: 'superseded' },
  },
  {
    name: 'does not say so once the owner has let it go on without an answer',
    thread: answered,
    messages: [mail, holding],
    step: { kind: 'withdraw', state: 'superseded' },
  },
  {
    name: 'counts the silence from the day on which they are back',
    thread: begun({ followUp: { afterDays: 3, max: 2, backoff: 1 }, pausedUntil: NOW + 10 * DAY }),
    now: NOW + 5 * DAY,
    step: { kind: 'wait', until: NOW + 13 * DAY },
  },
  // Ends
  {
    name: 'does nothing while the mailbox is disconnected',
    thread: answered,
    messages: [mail],
    circumstances: { mailboxConnected: false },
    step: { kind: 'wait', until: null, reason: { code: 'mailbox_disconnected', params: {} } },
  },
  {
    name: 'ends when its assistant is gone',
    thread: answered,
    messages: [mail],
    assistant: null,
    step: { kind: 'stop', reason: 'owner_stopped' },
  },
  {
    name: 'ends when they asked elsewhere not to be written to',
    thread: answered,
    messages: [mail],
    circumstances: { suppressed: true },
    step: { kind: 'stop', reason: 'opted_out' },
  },
  {
    name: 'waits for the owner when something is flagged',
    thread: { ...answered, attention },
    messages: [mail],
    step: { kind: 'wait', until: null, reason: null },
  },
  {
    name: 'goes on however often something failed',
    thread: { ...answered, failures: 100 },
    messages: [mail],
    step: { kind: 'compose', purpose: 'reply' },
  },
  {
    name: 'goes on by itself where the flag only says that it did not get on',
    thread: {
      ...answered,
      attention: { code: 'repeated_failure', params: { cause: 'crashed' }, since: NOW },
    },
    messages: [mail],
    step: { kind: 'compose', purpose: 'reply' },
  },
  ...stopReasons.flatMap((stopReason): Case[] => [
    {
      name: `does nothing after the end: ${stopReason}`,
      thread: { ...answered, status: 'stopped', stopReason },
      messages: [mail],
      step: { kind: 'wait', until: null, reason: null },
    },
    {
      name: `takes a draft back after the end: ${stopReason}`,
      thread: { ...answered, status: 'stopped', stopReason },
      messages: [mail, approved(null)],
      step: { kind: 'withdraw', state: 'discarded' },
    },
  ]),
];

describe('nextStep', () => {
  test.each(cases)('$name', ({ thread, messages, assistant, now, circumstances, step }) => {
    const decided = nextStep(
      thread ?? threadWith(),
      messages ?? [],
      assistant === undefined ? assistantWith() : assistant,
      now ?? NOW,
      circumstancesWith(circumstances),
    );
    expect(decided).toMatchObject(step);
  });

  const anyMessage = fc.oneof(
    fc.record({ n: fc.integer({ min: 1, max: 4 }) }).map(({ n }) => inboundWith(`in${n}`)),
    fc
      .record({
        n: fc.integer({ min: 1, max: 4 }),
        state: fc.constantFrom('composed', 'drafted', 'awaiting_approval', 'sent', 'discarded', 'superseded'),
        draftId: fc.option(fc.constant('d1')),
        purpose: fc.constantFrom('first', 'reply', 'follow_up'),
        missingSince: fc.option(fc.integer({ min: NOW - DAY, max: NOW + DAY })),
        approval: fc.option(fc.record({ at: fc.constant(NOW), text: fc.option(fc.constant('x')) })),
      })
      .map(({ n, ...fields }) => outboundWith(n, fields as Partial<Message>)),
  );
  const anyThread = fc
    .record({
      status: fc.constantFrom('active', 'stopped'),
      flagged: fc.boolean(),
      mode: fc.constantFrom(null, 'review', 'autonomous'),
      unanswered: fc.subarray([id('in1'), id('in2'), id('in3')]),
      draftTouched: fc.boolean(),
      failures: fc.integer({ min: 0, max: 20 }),
      sent: fc.integer({ min: 0, max: 30 }),
      replies: fc.integer({ min: 0, max: 30 }),
      lastSentAt: fc.option(fc.integer({ min: NOW - 9 * DAY, max: NOW })),
      lastReceivedAt: fc.option(fc.integer({ min: NOW - 9 * DAY, max: NOW })),
      followUp: fc.option(
        fc.record({ afterDays: fc.integer({ min: 1, max: 5 }), max: fc.integer({ min: 1, max: 3 }) }),
      ),
    })
    .map(({ flagged: flag, sent, replies, ...fields }) => {
      const counters = {
        outbound: 4,
        sent,
        received: 3,
        replies,
        followUps: 0,
        followUpsInRow: 0,
        looks: 0,
        decisions: 0,
      };
      const thread = threadWith({ ...(fields as Partial<EmailThread>), counters });
      return flag ? { ...thread, attention } : thread;
    });
  const writes = new Set<Step['kind']>([
    'compose',
    'create_draft',
    'update_draft',
    'send_draft',
    'await_approval',
  ]);

  test('knows the way on from any state, and never writes where it may not', () => {
    const anyAssistant = fc.option(
      fc.record({ review: fc.boolean(), hours: fc.boolean(), delay: fc.nat(60) }).map((of) =>
        assistantWith({
          mode: of.review ? 'review' : 'autonomous',
          workingHours: of.hours ? hours : null,
          replyDelayMinutes: of.delay,
        }),
      ),
    );
    const anyCircumstances = fc.record({
      mailboxConnected: fc.boolean(),
      suppressed: fc.boolean(),
      sentToday: fc.integer({ min: 0, max: 200 }),
      tokensToday: fc.integer({ min: 0, max: 2_000_000 }),
    });
    const anyNow = fc.integer({ min: NOW - 9 * DAY, max: NOW + 9 * DAY });
    fc.assert(
      fc.property(
        anyThread,
        fc.array(anyMessage, { maxLength: 5 }),
        anyAssistant,
        anyNow,
        anyCircumstances,
        (thread, messages, assistant, now, changed) => {
          const circumstances = circumstancesWith(changed);
          const step = nextStep(thread, messages, assistant, now, circumstances);
          if (step.kind === 'wait' && step.until !== null) expect(step.until).toBeGreaterThan(now);
          const mayWrite =
            circumstances.mailboxConnected &&
            !circumstances.suppressed &&
            thread.status === 'active' &&
            assistant !== null;
          if (writes.has(step.kind)) expect(mayWrite).toBe(true);
          if (step.kind === 'send_draft') {
            expect(circumstances.sentToday).toBeLessThan(circumstances.dailySendingLimit);
            expect(step.message.draftId).not.toBeNull();
            const mode = thread.mode ?? assistant?.mode;
            if (mode === 'review') expect(step.message.approval).not.toBeNull();
          }
        },
      ),
      { numRuns: 3000 },
    );
  });
});
