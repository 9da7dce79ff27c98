import { describe, expect, test } from 'vitest';
import { isSpent, type Tried, type TryOutcome, withoutTry, withTry } from './tries.ts';

const MINUTE = 60_000;
const triedWith = (outcomes: readonly TryOutcome[], everyMs = MINUTE): readonly Tried[] =>
  outcomes.reduce<readonly Tried[]>((tried, outcome, n) => withTry(tried, 'a', outcome, n * everyMs), []);

describe('tries of a mail', () => {
  test.each<[string, readonly TryOutcome[], number]>([
    ['each failure counts', ['failed', 'unavailable', 'failed'], 3],
    ['a try that was noted when it began counts once', ['begun', 'failed', 'begun', 'failed'], 2],
    ['one that came to no end counts', ['begun', 'begun', 'begun'], 3],
  ])('%s', (_name, outcomes, attempts) => {
    expect(triedWith(outcomes)).toEqual([
      { messageId: 'a', attempts, since: 0, outcome: outcomes[outcomes.length - 1] },
    ]);
  });

  test('five are enough, and where time may mend it, two minutes', () => {
    const five = (outcome: TryOutcome) => triedWith(Array.from({ length: 5 }, () => outcome))[0] as Tried;
    expect(isSpent(five('invalid'), 0)).toBe(true);
    for (const outcome of ['begun', 'unavailable', 'failed'] as const) {
      expect(isSpent(five(outcome), 2 * MINUTE - 1)).toBe(false);
      expect(isSpent(five(outcome), 2 * MINUTE)).toBe(true);
    }
    expect(isSpent({ ...five('failed'), attempts: 4 }, Number.MAX_SAFE_INTEGER)).toBe(false);
  });

  test('one that was broken off through no fault of the mail is taken back; what has failed stays', () => {
    expect(withoutTry(triedWith(['begun']), 'a')).toEqual([]);
    const again = withoutTry(triedWith(['unavailable', 'begun']), 'a');
    expect(again).toEqual([{ messageId: 'a', attempts: 1, since: 0, outcome: 'failed' }]);
    expect(withTry(again, 'a', 'unavailable', 5)).toMatchObject([{ attempts: 2, since: 0 }]);
    expect(withoutTry(triedWith(['failed']), 'a')).toEqual(triedWith(['failed']));
    expect(withoutTry(triedWith(['begun']), 'b')).toEqual(triedWith(['begun']));
  });

  test('the list is bounded: the oldest fall off', () => {
    const many = Array.from({ length: 100 }, (_, n) => `m${n}`).reduce<readonly Tried[]>(
      (tried, id) => withTry(tried, id, 'failed', 0),
      [],
    );
    expect(many).toHaveLength(30);
    expect(many.at(-1)?.messageId).toBe('m99');
  });
});
