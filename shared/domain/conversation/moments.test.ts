import { describe, expect, test } from 'vitest';
import { begun, inboundWith, NOW } from '../../../test/support/documents.ts';
import type { Message } from './message.ts';
import { MAX_LOOKS, nextMoment, silentSince } from './moments.ts';
import type { EmailThread } from './thread.ts';

const DAY = 24 * 60 * 60_000;
const followUp = { afterDays: 3, max: 2, backoff: 1 };
const promise = (days: number | null, who: 'owner' | 'correspondent' = 'correspondent', what = 'to pay') => ({
  who,
  what,
  due: days === null ? null : NOW + days * DAY,
});

interface Case {
  readonly name: string;
  readonly thread?: Partial<EmailThread>;
  readonly messages?: readonly Message[];
  readonly followsUp?: boolean;
  readonly moment: { readonly kind: string; readonly at: number; readonly code: string } | null;
}

const cases: readonly Case[] = [
  { name: 'nothing is wanted', moment: null },
  {
    name: 'a follow-up',
    thread: { followUp },
    moment: { kind: 'follow_up', at: NOW + 3 * DAY, code: 'follow_up' },
  },
  { name: 'none by this assistant', thread: { followUp }, followsUp: false, moment: null },
  { name: 'none while a mail is held', thread: { followUp, held: [inboundWith('i1').id] }, moment: null },
  {
    name: 'the end',
    thread: { followUp, counters: { ...begun().counters, followUpsInRow: 2 } },
    moment: { kind: 'no_answer', at: NOW + 3 * DAY, code: 'no_answer' },
  },
  {
    name: 'a time that was named comes before a follow-up, however far it is',
    thread: { followUp, revisitAt: NOW + 30 * DAY },
    moment: { kind: 'revisit', at: NOW + 30 * DAY, code: 'agreed_moment' },
  },
  {
    name: 'and needs none',
    thread: { revisitAt: NOW + DAY },
    followsUp: false,
    moment: { kind: 'revisit', at: NOW + DAY, code: 'agreed_moment' },
  },
  {
    name: 'the earliest promise',
    thread: { commitments: [promise(null), promise(9), promise(2, 'owner'), promise(5)] },
    moment: { kind: 'revisit', at: NOW + 2 * DAY, code: 'promise' },
  },
  {
    name: 'a promise before the time that was named',
    thread: { commitments: [promise(2)], revisitAt: NOW + 3 * DAY },
    moment: { kind: 'revisit', at: NOW + 2 * DAY, code: 'promise' },
  },
  {
    name: 'a promise without a time wakes nobody',
    thread: { followUp, commitments: [promise(null)] },
    moment: { kind: 'follow_up', at: NOW + 3 * DAY, code: 'follow_up' },
  },
  {
    name: 'a promise that was looked at wakes nobody again',
    thread: { followUp, commitments: [promise(1)], lookedAt: NOW + DAY, silentSince: NOW + DAY },
    moment: { kind: 'follow_up', at: NOW + 4 * DAY, code: 'follow_up' },
  },
  {
    name: 'one that was moved does',
    thread: { commitments: [promise(2)], lookedAt: NOW + DAY },
    moment: { kind: 'revisit', at: NOW + 2 * DAY, code: 'promise' },
  },
  {
    name: 'what the owner says, at once',
    thread: { followUp, reconsider: true, revisitAt: NOW + DAY },
    moment: { kind: 'revisit', at: NOW, code: 'agreed_moment' },
  },
  {
    name: 'a promise once they are back',
    thread: { commitments: [promise(2)], pausedUntil: NOW + 5 * DAY },
    moment: { kind: 'revisit', at: NOW + 5 * DAY, code: 'promise' },
  },
  {
    name: 'no end of looks without a word of theirs',
    thread: {
      followUp,
      revisitAt: NOW + DAY,
      commitments: [promise(2)],
      counters: { ...begun().counters, looks: MAX_LOOKS },
    },
    moment: { kind: 'follow_up', at: NOW + 3 * DAY, code: 'follow_up' },
  },
];

describe('nextMoment', () => {
  test.each(cases)('$name', ({ thread = {}, messages = [], followsUp = true, moment }) => {
    const found = nextMoment(begun(thread), messages, followsUp, NOW);
    expect(found && { kind: found.kind, at: found.at, code: found.waitingFor.code }).toEqual(moment);
  });

  test('names the promise and whose it is', () => {
    const found = nextMoment(begun({ commitments: [promise(2, 'owner', 'to send it')] }), [], true, NOW);
    expect(found?.waitingFor).toEqual({ code: 'promise', params: { cause: 'owner', what: 'to send it' } });
  });
});

test.each([
  ['our last mail', {}, [], NOW],
  ['their return', { pausedUntil: NOW + DAY }, [], NOW + DAY],
  ['the last decision to say nothing', { silentSince: NOW + 2 * DAY }, [], NOW + 2 * DAY],
  [
    'what the owner wrote by hand',
    {},
    [inboundWith('o1', { author: 'owner', at: NOW + 4 * DAY }), inboundWith('i1', { at: NOW + 9 * DAY })],
    NOW + 4 * DAY,
  ],
] as const)('silence begins with %s', (_name, thread, messages, since) => {
  expect(silentSince(begun(thread), messages)).toBe(since);
});
