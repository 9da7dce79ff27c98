import { describe, expect, it } from 'vitest';
import type { ThreadResource } from '../../../shared/contract/threads.ts';
import type { ThreadEvent } from '../activity/event-text.ts';
import { needsOwner, stateOf } from './thread-state.ts';
import { timelineOf } from './timeline.ts';

const thread: ThreadResource = {
  id: 't1',
  assistantId: 'a1',
  recipient: { email: 'maria@example.com', name: null },
  personId: 'p1',
  allowParallel: false,
  subject: null,
  instructions: 'x',
  goal: null,
  mode: null,
  followUp: null,
  allowOthers: false,
  participants: [],
  commitments: [],
  notes: [],
  question: null,
  revision: 1,
  status: 'active',
  stopReason: null,
  stopMessage: null,
  stopDetail: null,
  attention: null,
  nextActionAt: null,
  sendingZone: null,
  waitingFor: null,
  working: false,
  leaving: null,
  waitingMessageId: null,
  undo: null,
  counters: { sent: 0, received: 0, replies: 0, followUps: 0 },
  usage: { inputTokens: 0, outputTokens: 0 },
  events: [],
  lastSentAt: null,
  lastReceivedAt: null,
  createdAt: 0,
  updatedAt: 0,
};
const limit = { code: 'daily_sending_limit', params: {}, message: '' } as const;
const attention = { code: 'mail_after_end', params: {}, message: '', since: 0 } as const;

describe('stateOf', () => {
  it.each<readonly [string, Partial<ThreadResource>, string, boolean]>([
    ['just created', {}, 'state.starting', false],
    ['at work', { working: true }, 'state.writing', false],
    ['sent', { lastSentAt: 1 }, 'state.running', false],
    ['before its first mail, over the limit', { waitingFor: limit }, 'state.waiting', false],
    ['with an answer that waits for tomorrow', { lastSentAt: 1, waitingFor: limit }, 'state.waiting', false],
    [
      'that will be followed up',
      { lastSentAt: 1, waitingFor: { code: 'follow_up', params: {}, message: '' } },
      'state.running',
      false,
    ],
    ['flagged', { attention, lastSentAt: 1 }, 'state.attention', true],
    ['with a draft', { waitingMessageId: 'm1', attention }, 'state.draft', true],
    [
      'flagged after its end',
      { status: 'stopped', stopReason: 'goal_reached', attention },
      'state.attention',
      true,
    ],
    [
      'stopped with a draft left',
      { status: 'stopped', stopReason: 'owner_stopped', waitingMessageId: 'm1' },
      'stop.ownerStopped',
      false,
    ],
    ['paused by the owner', { status: 'stopped', stopReason: 'owner_replied' }, 'stop.ownerReplied', false],
  ])('of a thread %s', (_, change, key, waits) => {
    expect(stateOf({ ...thread, ...change }).key).toBe(key);
    expect(needsOwner({ ...thread, ...change })).toBe(waits);
  });
});

describe('timelineOf', () => {
  it('puts events between mails, leaves out the waiting draft and decisions that became mails', () => {
    const beside = { until: null, message: '' };
    const decided = (at: number, action: 'reply' | 'wait'): ThreadEvent => ({
      ...beside,
      at,
      kind: 'decided',
      code: 'decided',
      params: { action, reason: '' },
    });
    const created: ThreadEvent = { ...beside, at: 1, kind: 'created', code: 'created', params: {} };
    const message = (id: string, at: number) => ({ id, at }) as Parameters<typeof timelineOf>[1][number];
    const entries = timelineOf(
      {
        ...thread,
        waitingMessageId: 'm3',
        events: [created, decided(4, 'reply'), decided(5, 'wait')],
      },
      [message('m1', 2), message('m2', 5), message('m3', 6)],
    );
    expect(entries.map((entry) => (entry.type === 'message' ? entry.message.id : entry.event.kind))).toEqual([
      'created',
      'm1',
      'm2',
      'decided',
    ]);
  });
});
