import { describe, expect, test } from 'vitest';
import { begun, NOW } from '../../../test/support/documents.ts';
import { afterSilence, followUpsInRow, LEAST_AFTER_ANSWER_MS, LONGEST_WAIT_MS } from './follow-ups.ts';
import { NEW_FOLLOW_UP } from './settings.ts';

const DAY = 24 * 60 * 60_000;
const plan = (afterDays: number, max: number, backoff = 1) => ({ afterDays, max, backoff });
const having = (inRow: number | null, fields: Parameters<typeof begun>[0] = {}) => {
  const thread = begun(fields);
  return { ...thread, counters: { ...thread.counters, followUpsInRow: inRow } };
};

describe('afterSilence', () => {
  test.each([
    ['none are wanted', null, 0, null],
    ['the first', plan(3, 2), 0, ['follow_up', 3]],
    ['the second, at the same distance', plan(3, 2), 1, ['follow_up', 3]],
    ['after the last: the end', plan(3, 2), 2, ['no_answer', 3]],
    ['more than there may be, for the limit was lowered', plan(3, 1), 4, ['no_answer', 3]],
    ['a fraction of a day', plan(0.25, 1), 0, ['follow_up', 0.25]],
    ['growing distances: the first', plan(2, 3, 3), 0, ['follow_up', 2]],
    ['the second', plan(2, 3, 3), 1, ['follow_up', 6]],
    ['the third', plan(2, 3, 3), 2, ['follow_up', 18]],
    ['the end, as long after the last as the last was after its own', plan(2, 3, 3), 3, ['no_answer', 18]],
    ['a new conversation: three days', NEW_FOLLOW_UP, 0, ['follow_up', 3]],
    ['a new conversation: seven more', NEW_FOLLOW_UP, 1, ['follow_up', 7.02]],
    ['a new conversation: the end', NEW_FOLLOW_UP, 2, ['no_answer', 7.02]],
  ] as const)('%s', (_name, followUp, inRow, expected) => {
    const found = afterSilence(having(inRow, { followUp }), NOW);
    expect(found).toEqual(expected && { kind: expected[0], at: NOW + Math.round(expected[1] * DAY) });
  });

  test.each([
    ['nobody has written: what the owner set', 0, null, 0.0004, 0.0004 * DAY],
    ['they have: no sooner than a minute after our answer', 0, NOW - 5000, 0.0004, LEAST_AFTER_ANSWER_MS],
    ['they have: what the owner set, where it is longer', 0, NOW - 5000, 0.001, 0.001 * DAY],
    ['they have: twice the seconds of a try', 0, NOW - 5000, 0.0001, 0.0002 * DAY],
    ['the follow-ups after that, as the owner set it', 1, NOW - DAY, 0.0004, 0.0004 * DAY],
  ])('leaves who has written in peace: %s', (_name, inRow, lastReceivedAt, afterDays, distance) => {
    const thread = having(inRow, { followUp: plan(afterDays, 2), lastReceivedAt });
    expect(afterSilence(thread, NOW)).toEqual({ kind: 'follow_up', at: NOW + Math.round(distance) });
  });

  test('never lies beyond the longest wait', () => {
    expect(afterSilence(having(4, { followUp: plan(90, 5, 10) }), NOW)?.at).toBe(NOW + LONGEST_WAIT_MS);
  });

  test('goes on from what an older document counted, and begins nothing anew in one that was answered', () => {
    const counters = { ...begun().counters, followUps: 1, followUpsInRow: null };
    const followUp = plan(3, 2);
    expect(afterSilence(begun({ counters, followUp }), NOW)).toMatchObject({ kind: 'follow_up' });
    const used = { ...counters, followUps: 2 };
    expect(afterSilence(begun({ counters: used, followUp }), NOW)).toMatchObject({ kind: 'no_answer' });
    const answered = begun({ counters, followUp, lastReceivedAt: NOW });
    expect([followUpsInRow(answered), afterSilence(answered, NOW)]).toEqual([null, null]);
  });
});
