import { describe, expect, it } from 'vitest';
import { each } from './each.ts';
import { ApiError } from './http.ts';

describe('each', () => {
  it('does all of them, no more than so many at once, and tells each outcome', async () => {
    let running = 0;
    let most = 0;
    const outcomes: (readonly [number, boolean])[] = [];
    await each(
      [1, 2, 3, 4, 5, 6],
      async (item) => {
        running += 1;
        most = Math.max(most, running);
        await Promise.resolve();
        running -= 1;
        if (item === 4) throw new ApiError(422, null);
      },
      (item, error) => outcomes.push([item, error === null]),
      { atOnce: 2 },
    );
    expect(most).toBe(2);
    expect(outcomes.toSorted(([a], [b]) => a - b)).toEqual([
      [1, true],
      [2, true],
      [3, true],
      [4, false],
      [5, true],
      [6, true],
    ]);
  });

  it('is patient where the server asks for it', async () => {
    let tries = 0;
    const outcomes: unknown[] = [];
    await each(
      ['one'],
      async () => {
        tries += 1;
        if (tries === 1) throw new ApiError(429, null, 0.001);
      },
      (_, error) => outcomes.push(error),
    );
    expect([tries, outcomes]).toEqual([2, [null]]);
  });

  it('begins nothing more once it is cancelled', async () => {
    const done: number[] = [];
    await each(
      [1, 2, 3],
      async (item) => done.push(item),
      () => {},
      { atOnce: 1, isCancelled: () => done.length > 0 },
    );
    expect(done).toEqual([1]);
  });
});
