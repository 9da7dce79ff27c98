import { describe, expect, test } from 'vitest';
import {
  begun,
  inboundWith,
  mailboxWith,
  NOW,
  outboundWith,
  RECIPIENT,
} from '../../../test/support/documents.ts';
import { applyEvents } from '../conversation/consequences.ts';
import type { ConversationEvent, EventType, ThreadView } from '../conversation/events.ts';
import type { Message } from '../conversation/message.ts';
import { plain, type Resolution } from '../conversation/notices.ts';
import type { EmailThread } from '../conversation/thread.ts';
import { messageIdSchema } from '../ids.ts';
import type { Mailbox } from '../mailbox/mailbox.ts';
import { outageAfter } from '../mailbox/outage.ts';
import { pauseAfter } from '../mailbox/sending-pause.ts';
import { troubleAfter } from '../mailbox/trouble.ts';
import { mailboxWorthTelling, worthTelling } from './worth-telling.ts';

const person = { email: RECIPIENT, name: 'Jane' };
const id = (text: string) => messageIdSchema.parse(text);
const at = NOW + 1000;

const view = (fields: Partial<EmailThread> = {}, messages: readonly Message[] = []): ThreadView => ({
  thread: begun(fields),
  messages: [outboundWith(1), ...messages],
});
const flag = { ...plain('marked_as_spam'), since: NOW };
const flagged = view({ attention: flag, needsAttention: true });
const stopped = view({ status: 'stopped', stopReason: 'goal_reached', stopDetail: null });
const takenOver = view({ status: 'stopped', stopReason: 'owner_replied' });
const drafted = view({}, [outboundWith(2, { state: 'drafted', draftId: 'd2' })]);
const waiting = view({ waitingDraft: { messageId: id('t1-2'), gmailMessageId: 'g9', leavesAt: null } }, [
  outboundWith(2, { state: 'awaiting_approval', draftId: 'd2' }),
]);
const held = view({ held: [id('i1')] }, [inboundWith('i1')]);
const ending = view({}, [outboundWith(2, { state: 'drafted', draftId: 'd2', thenStop: 'goal_reached' })]);
const declining = view({}, [outboundWith(2, { state: 'drafted', draftId: 'd2', thenStop: 'declined' })]);
const decision = { action: 'wait', reason: 'later', goalProgress: '' } as const;
const mail = inboundWith('i2');
const facts = { gmailMessageId: 'g2', gmailThreadId: 'g1', resolution: null };
const dropped = (code: Resolution['code']): ConversationEvent => ({
  at,
  type: 'withdrawn',
  messageId: id('t1-2'),
  state: 'discarded',
  resolution: { code, params: {} } as Resolution,
});

type Case = readonly [name: string, before: ThreadView, event: ConversationEvent, told: readonly string[]];

/** Every event there is, with what the owner is told of it. An event that is added has to say so here. */
const cases = {
  created: [['the owner made it', view(), { at, type: 'created' }, []]],
  settings_changed: [['by the owner', view(), { at, type: 'settings_changed', changes: { goal: 'x' } }, []]],
  woken: [['nothing is known yet', view({ nextActionAt: null }), { at, type: 'woken' }, []]],
  bodies_removed: [['as set', waiting, { at, type: 'bodies_removed', messageIds: [id('t1-1')] }, []]],
  handed_out: [['work', view(), { at, type: 'handed_out', until: at + 1 }, []]],
  turn_started: [['work', view(), { at, type: 'turn_started', token: 'a', leaseExpiresAt: at }, []]],
  turn_ended: [
    [
      'work',
      view({ lease: { token: 'a', expiresAt: at } }),
      { at, type: 'turn_ended', token: 'a', until: null, waitingFor: null, failures: 3, attempts: 0 },
      [],
    ],
  ],
  lease_abandoned: [
    ['work', view({ lease: { token: 'a', expiresAt: at } }), { at, type: 'lease_abandoned' }, []],
  ],
  lease_renewed: [
    [
      'work',
      view({ lease: { token: 'a', expiresAt: at } }),
      { at, type: 'lease_renewed', token: 'a', leaseExpiresAt: at + 1 },
      [],
    ],
  ],
  cause_gone: [
    [
      'goes on by itself',
      view({ waitingFor: { code: 'retry', params: { cause: 'model' } }, nextActionAt: at + 9 }),
      { at, type: 'cause_gone', dueAt: at + 1 },
      [],
    ],
  ],
  leaving_noticed: [
    [
      'the owner sees it where they asked',
      drafted,
      { at, type: 'leaving_noticed', messageId: id('t1-2') },
      [],
    ],
  ],
  approval_returned: [
    [
      'the flag beside it is told',
      view({}, [
        outboundWith(2, { state: 'awaiting_approval', draftId: 'd2', approval: { at, text: null } }),
      ]),
      { at, type: 'approval_returned', messageId: id('t1-2') },
      [],
    ],
  ],
  turns_given_up: [
    [
      'it waits',
      view({ attempts: 6 }),
      { at, type: 'turns_given_up', until: at + 1 },
      ['thread.needs_you repeated_failure'],
    ],
    [
      'it waits already',
      { ...flagged, thread: { ...flagged.thread, attempts: 6 } },
      { at, type: 'turns_given_up', until: at + 1 },
      [],
    ],
    [
      'it had ended',
      { ...stopped, thread: { ...stopped.thread, attempts: 6 } },
      { at, type: 'turns_given_up', until: at + 1 },
      [],
    ],
  ],
  tokens_spent: [
    ['work', view(), { at, type: 'tokens_spent', key: 'k', usage: { inputTokens: 1, outputTokens: 1 } }, []],
  ],
  waiting: [
    [
      'goes on by itself',
      view(),
      { at, type: 'waiting', reason: plain('daily_sending_limit'), until: at },
      [],
    ],
  ],
  composed: [
    [
      'work',
      view(),
      { at, type: 'composed', message: outboundWith(2, { state: 'composed', draftId: null }) },
      [],
    ],
  ],
  decided: [
    [
      'nothing to send',
      view({ unanswered: [id('i1')] }, [inboundWith('i1')]),
      { at, type: 'decided', purpose: 'reply', answers: [id('i1')], decision, usage: null },
      [],
    ],
  ],
  summarised: [
    ['work', view(), { at, type: 'summarised', summary: { text: 's', upTo: id('t1-1') }, from: [] }, []],
  ],
  drafted: [
    [
      'work',
      view({}, [outboundWith(2, { state: 'composed', draftId: null })]),
      { at, type: 'drafted', messageId: id('t1-2'), draftId: 'd', gmailThreadId: 'g1', gmailMessageId: 'g' },
      [],
    ],
  ],
  sending_reserved: [
    ['work', drafted, { at, type: 'sending_reserved', messageId: id('t1-2'), date: '2026-11-02' }, []],
  ],
  draft_uncertain: [['work', drafted, { at, type: 'draft_uncertain', messageId: id('t1-2') }, []]],
  message_id_read: [
    ['work', drafted, { at, type: 'message_id_read', messageId: id('t1-2'), rfcMessageId: '<x@y>' }, []],
  ],
  approval_awaited: [
    [
      'a draft waits',
      drafted,
      { at, type: 'approval_awaited', messageId: id('t1-2') },
      ['thread.draft_waiting null t1-2'],
    ],
    ['it waits already', waiting, { at, type: 'approval_awaited', messageId: id('t1-2') }, []],
  ],
  draft_touched: [['by the owner, in Gmail', waiting, { at, type: 'draft_touched' }, []]],
  draft_rewritten: [
    [
      'by the owner',
      waiting,
      { at, type: 'draft_rewritten', messageId: id('t1-2'), text: 'x', gmailMessageId: 'g' },
      [],
    ],
  ],
  draft_missing: [['looked for', waiting, { at, type: 'draft_missing', messageId: id('t1-2') }, []]],
  sent: [
    ['it goes on', drafted, { at, type: 'sent', messageId: id('t1-2'), facts }, []],
    [
      'the goal is reached',
      ending,
      { at, type: 'sent', messageId: id('t1-2'), facts },
      ['thread.goal_reached'],
    ],
    ['it ends', declining, { at, type: 'sent', messageId: id('t1-2'), facts }, ['thread.stopped declined']],
  ],
  withdrawn: [
    ['overtaken', waiting, dropped('overtaken'), []],
    ['gone from Gmail', waiting, dropped('draft_gone'), ['thread.needs_you draft_discarded']],
  ],
  answer_received: [
    [
      'they answered',
      view(),
      { at, type: 'answer_received', message: mail, from: person },
      ['thread.answered'],
    ],
    [
      'after the end: the flag says so',
      stopped,
      { at, type: 'answer_received', message: mail, from: person },
      ['thread.needs_you mail_after_end'],
    ],
    ['the owner has taken over', takenOver, { at, type: 'answer_received', message: mail, from: person }, []],
  ],
  mail_held: [
    [
      'it waits for a word',
      view(),
      { at, type: 'mail_held', message: mail, notice: plain('marked_as_spam') },
      ['thread.needs_you marked_as_spam'],
    ],
    [
      'one more while it waits',
      flagged,
      { at, type: 'mail_held', message: mail, notice: plain('marked_as_spam') },
      [],
    ],
  ],
  blocked_mail_received: [['ignored', view(), { at, type: 'blocked_mail_received', message: mail }, []]],
  mail_set_aside: [
    [
      'cannot be read',
      view(),
      { at, type: 'mail_set_aside', message: mail },
      ['thread.needs_you mail_unreadable'],
    ],
  ],
  owner_wrote: [['the owner did', view(), { at, type: 'owner_wrote', message: mail }, []]],
  send_refused: [
    [
      'the mailbox tells it',
      view(),
      { at, type: 'send_refused', message: mail, messageId: id('t1-1'), until: at },
      [],
    ],
  ],
  bounce_received: [
    [
      'undeliverable',
      view(),
      { at, type: 'bounce_received', message: mail, status: '5.1.1' },
      ['thread.stopped bounced'],
    ],
  ],
  report_received: [
    [
      'a machine says something',
      view(),
      { at, type: 'report_received', message: mail, notice: plain('recipient_left') },
      ['thread.needs_you recipient_left'],
    ],
    [
      'Gmail’s limit: the mailbox tells it',
      view(),
      { at, type: 'report_received', message: mail, notice: plain('sending_limit') },
      [],
    ],
  ],
  absence_received: [
    ['goes on by itself', view(), { at, type: 'absence_received', message: mail, until: at }, []],
  ],
  departure_received: [
    [
      'it ends',
      view(),
      { at, type: 'departure_received', message: mail, successor: null },
      ['thread.stopped left'],
    ],
    ['it had ended', stopped, { at, type: 'departure_received', message: mail, successor: null }, []],
  ],
  unsubscribed: [
    ['it ends', view(), { at, type: 'unsubscribed' }, ['thread.stopped opted_out']],
    ['it had ended', stopped, { at, type: 'unsubscribed' }, []],
  ],
  wish_received: [
    ['it ends', view(), { at, type: 'wish_received', message: mail }, ['thread.stopped opted_out']],
    ['it had ended', stopped, { at, type: 'wish_received', message: mail }, []],
  ],
  machine_mail_received: [['ignored', view(), { at, type: 'machine_mail_received', message: mail }, []]],
  approved: [['by the owner', waiting, { at, type: 'approved', messageId: id('t1-2'), text: null }, []]],
  draft_discarded: [['by the owner', waiting, { at, type: 'draft_discarded', messageId: id('t1-2') }, []]],
  rewrite_requested: [
    ['by the owner', waiting, { at, type: 'rewrite_requested', messageId: id('t1-2'), feedback: 'x' }, []],
  ],
  mail_accepted: [
    ['by the owner', held, { at, type: 'mail_accepted', messageId: id('i1'), joins: false }, []],
  ],
  mail_rejected: [['by the owner', held, { at, type: 'mail_rejected', messageId: id('i1') }, []]],
  sender_blocked: [['by the owner', held, { at, type: 'sender_blocked', messageId: id('i1') }, []]],
  flagged: [
    [
      'it waits',
      view(),
      { at, type: 'flagged', notice: { code: 'model_escalated', params: { reason: 'x' } } },
      ['thread.needs_you model_escalated'],
    ],
    [
      'a question',
      view(),
      { at, type: 'flagged', notice: { code: 'question', params: { question: 'What does it cost?' } } },
      ['thread.question question'],
    ],
    ['it waits already', flagged, { at, type: 'flagged', notice: plain('machine_mail') }, []],
  ],
  stopped: [
    ['by the owner', view(), { at, type: 'stopped', reason: 'owner_stopped', detail: plain('by_owner') }, []],
    [
      'the mailbox tells it',
      view(),
      { at, type: 'stopped', reason: 'mailbox_disconnected', detail: plain('mailbox_disconnected') },
      [],
    ],
    [
      'the flag says why',
      view(),
      { at, type: 'stopped', reason: 'reply_limit', detail: plain('reply_limit') },
      ['thread.needs_you reply_limit'],
    ],
    [
      'the goal is reached',
      view(),
      { at, type: 'stopped', reason: 'goal_reached', detail: { code: 'decided', params: { reason: '' } } },
      ['thread.goal_reached'],
    ],
    ['twice', stopped, { at, type: 'stopped', reason: 'declined', detail: plain('by_owner') }, []],
  ],
  held_back: [
    ['by the owner', view({ lease: { token: 'a', expiresAt: at } }), { at, type: 'held_back' }, []],
  ],
  released: [
    [
      'goes on',
      view({ waitingFor: plain('paused'), nextActionAt: null }),
      { at, type: 'released', due: at },
      [],
    ],
  ],
  slot_given: [['its turn', view(), { at, type: 'slot_given', messageId: id('t1-2'), slotAt: at }, []]],
  undo_offered: [
    ['leaves by itself', drafted, { at, type: 'undo_offered', messageId: id('t1-2'), leavesAt: at }, []],
  ],
  draft_taken_back: [['by the owner', drafted, { at, type: 'draft_taken_back', messageId: id('t1-2') }, []]],
  looked_ahead: [
    [
      'goes on by itself',
      view(),
      { at, type: 'looked_ahead', purpose: 'reply', revision: 0, until: at + 1, commitments: [] },
      [],
    ],
  ],
  remembered: [
    [
      'nothing that waits',
      view(),
      {
        at,
        type: 'remembered',
        facts: [{ text: 'They use Linear.', quote: 'we use Linear', messageId: id('m1'), at }],
      },
      [],
    ],
  ],
  note_added: [['by the owner', view(), { at, type: 'note_added', text: 'Paid.', actNow: false }, []]],
  question_answered: [
    [
      'by the owner',
      view({ attention: { code: 'question', params: { question: 'What?' }, since: at } }),
      { at, type: 'question_answered', text: '20 euros' },
      [],
    ],
  ],
  resumed: [['by the owner', flagged, { at, type: 'resumed' }, []]],
} satisfies Record<EventType, readonly Case[]>;

const tellingOf = (before: ThreadView, ...events: readonly ConversationEvent[]): readonly string[] =>
  worthTelling(applyEvents(before, events).happened).map(({ kind, code, messageId }) =>
    [
      kind,
      ...(code === null && messageId === null ? [] : [code ?? 'null']),
      ...(messageId ? [messageId] : []),
    ].join(' '),
  );

describe.each(Object.entries<readonly Case[]>(cases))('%s', (type, those) => {
  test.each(those)('%s', (name, before, event, told) => {
    expect(event.type).toBe(type);
    const { happened } = applyEvents(before, [event]);
    // A case in which nothing happens proves nothing, unless that is its point.
    if (!/already|twice|had ended/.test(name)) expect(happened.length).toBeGreaterThan(0);
    expect(tellingOf(before, event)).toEqual(told);
  });
});

describe('of one commit', () => {
  test('two answers are one piece of news', () => {
    const answer = (message: Message): ConversationEvent => ({
      at,
      type: 'answer_received',
      message,
      from: person,
    });
    expect(tellingOf(view(), answer(mail), answer(inboundWith('i3')))).toEqual(['thread.answered']);
  });

  test('two causes are two', () => {
    const answer: ConversationEvent = { at, type: 'answer_received', message: mail, from: person };
    const strange: ConversationEvent = {
      at,
      type: 'mail_held',
      message: inboundWith('i3'),
      notice: plain('marked_as_spam'),
    };
    expect(tellingOf(view(), answer, strange)).toEqual([
      'thread.answered',
      'thread.needs_you marked_as_spam',
    ]);
  });

  test('the same event told again is no news', () => {
    const { view: after } = applyEvents(view(), [
      { at, type: 'mail_held', message: mail, notice: plain('marked_as_spam') },
    ]);
    expect(
      tellingOf(after, { at, type: 'mail_held', message: mail, notice: plain('marked_as_spam') }),
    ).toEqual([]);
  });
});

describe('a mailbox', () => {
  const connected = mailboxWith();
  const told = (before: Mailbox, changes: Partial<Mailbox>) =>
    mailboxWorthTelling(before, { ...before, ...changes }).map(({ kind, code }) => `${kind} ${code}`);

  test.each<[string, Mailbox, Partial<Mailbox>, readonly string[]]>([
    [
      'is lost',
      connected,
      { status: 'disconnected', disconnectedReason: 'revoked' },
      ['mailbox.disconnected revoked'],
    ],
    ['is lost already', mailboxWith({ status: 'disconnected' }), { disconnectedReason: 'revoked' }, []],
    ['is disconnected by its owner', connected, { status: 'disconnected', disconnectedReason: 'owner' }, []],
    ['is connected again', mailboxWith({ status: 'disconnected' }), { status: 'connected' }, []],
    ['is read', connected, { syncedAt: NOW }, []],
  ])('%s', (_name, before, changes, expected) => {
    expect(told(before, changes)).toEqual(expected);
  });

  test('an outage is told once, however long it lasts and whatever it becomes', () => {
    const all: string[] = [];
    let before = connected;
    for (let n = 0; n < 40; n++) {
      const fault = n % 2 === 0 ? 'api_disabled' : 'quota_spent';
      const trouble = troubleAfter(before.trouble, fault, NOW + n * 60_000);
      all.push(...told(before, { trouble }));
      before = { ...before, trouble };
    }
    expect(all).toEqual(['mailbox.disconnected api_disabled']);
  });

  test('an outage of a minute is not told', () => {
    const trouble = troubleAfter(null, 'unexplained', NOW);
    expect(told(connected, { trouble })).toEqual([]);
    expect(told({ ...connected, trouble }, { trouble: null })).toEqual([]);
  });

  test('an outage that conversations meet is told once when it lasts, and the next one anew', () => {
    const all: string[] = [];
    let before = connected;
    const MINUTE = 60_000;
    for (const minutes of [0, 1, 5, 11, 25, 40, 55, 300, 302, 311, 330]) {
      const outage = outageAfter(before.outage, 'model', 5, NOW + minutes * MINUTE) ?? before.outage;
      all.push(...told(before, { outage }));
      before = { ...before, outage };
    }
    expect(all).toEqual(['mailbox.sending_paused model', 'mailbox.sending_paused model']);
    expect(told(before, { outage: null })).toEqual([]);
  });

  test('a series of pauses is told once, and the next one anew', () => {
    const HOUR = 60 * 60_000;
    const all: string[] = [];
    let before = connected;
    for (const now of [NOW, NOW + HOUR / 2, NOW + 2 * HOUR, NOW + 8 * HOUR, NOW + 80 * HOUR]) {
      const sendingPause = pauseAfter(before.sendingPause, now, null);
      all.push(...told(before, { sendingPause }));
      before = { ...before, sendingPause };
    }
    expect(all).toEqual(['mailbox.sending_paused sending_limit', 'mailbox.sending_paused sending_limit']);
  });
});

test('a quiet week says nothing', () => {
  const week: ConversationEvent[] = Array.from({ length: 7 }, (_, day) => day).flatMap((day) => [
    { at: NOW + day, type: 'handed_out', until: NOW + day + 1 },
    { at: NOW + day, type: 'turn_started', token: `t${day}`, leaseExpiresAt: NOW + day },
    {
      at: NOW + day,
      type: 'turn_ended',
      token: `t${day}`,
      until: NOW + day + 1,
      waitingFor: plain('follow_up'),
      failures: 0,
      attempts: 0,
    },
  ]);
  expect(applyEvents(view(), week).happened).toHaveLength(21);
  expect(tellingOf(view(), ...week)).toEqual([]);
});
