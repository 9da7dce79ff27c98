import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { doubtAfter, nextLookAt, TRAIL_MS, type Trail, trailAfter, trailStart } from './trail.ts';

const NOW = 1_700_000_000_000;

describe('trail', () => {
  const follow = (moves: readonly { readonly at: number; readonly historyId: number }[]): Trail | null => {
    let trail: Trail | null = null;
    for (const { at, historyId } of moves) {
      const cursor = trail ? String(historyId) : '1';
      const readFrom: string = trailStart({ historyId: cursor, trail });
      const move = { readFrom, historyId: String(historyId), at, seen: [], afterSilence: false };
      trail = trailAfter(trail, move);
    }
    return trail;
  };

  test('without one, history is read from the cursor on', () => {
    expect(trailStart({ historyId: '7', trail: null })).toBe('7');
  });

  test('whatever the pace, it begins where the cursor stood at least TRAIL_MS ago', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 3 * TRAIL_MS }), { minLength: 2, maxLength: 30 }),
        (gaps) => {
          let at = NOW;
          const moves = gaps.map((gap, index) => {
            at += gap;
            return { at, historyId: 10 * (index + 1) };
          });
          const trail = follow(moves);
          const begins = BigInt(trail?.before.historyId ?? 0);
          const last = moves.at(-1)?.at ?? 0;
          // Every cursor of the last TRAIL_MS lies behind its beginning.
          for (const move of moves.slice(0, -1)) {
            if (last - move.at < TRAIL_MS) expect(begins <= BigInt(move.historyId)).toBe(true);
          }
        },
      ),
    );
  });

  test('begins anew where Gmail has forgotten its beginning', () => {
    const trail = follow([
      { at: NOW, historyId: 10 },
      { at: NOW + 1, historyId: 20 },
    ]);
    const moved = trailAfter(trail, {
      readFrom: '30',
      historyId: '40',
      at: NOW + 2,
      seen: [],
      afterSilence: false,
    });
    expect(moved).toMatchObject({ before: { historyId: '30' }, recent: { historyId: '30' }, silence: '30' });
  });

  test('remembers what was seen, each once, and not without end', () => {
    let trail: Trail | null = null;
    for (let n = 0; n < 400; n++) {
      const seen = [`m${n}`, `m${n}`];
      trail = trailAfter(trail, { readFrom: '1', historyId: '1', at: NOW, seen, afterSilence: false });
    }
    expect(trail?.seen).toHaveLength(150);
    expect(trail?.seen.at(-1)).toBe('m399');
  });
});

describe('doubt', () => {
  const reading = { now: NOW, isDoubtful: false, foundNews: false, isLook: false };

  test('arises with a reason, and only then', () => {
    expect(doubtAfter(null, reading)).toBeNull();
    expect(doubtAfter(null, { ...reading, isDoubtful: true })).toEqual({ since: NOW, looks: 0 });
  });

  test('ends when something is found', () => {
    expect(doubtAfter({ since: 1, looks: 2 }, { ...reading, foundNews: true, isLook: true })).toBeNull();
  });

  test('is looked into at growing intervals, and ends', () => {
    let doubt = doubtAfter(null, { ...reading, isDoubtful: true });
    const waits: number[] = [];
    for (; doubt; doubt = doubtAfter(doubt, { ...reading, isDoubtful: true, isLook: true })) {
      waits.push(Number(nextLookAt(doubt, NOW)) - NOW);
    }
    expect(waits).toEqual([...waits].sort((a, b) => a - b));
    expect(waits.length).toBeLessThan(6);
    expect(nextLookAt(null, NOW)).toBeNull();
  });

  test('a notification that comes meanwhile does not shorten it', () => {
    const doubt = { since: 1, looks: 2 };
    expect(doubtAfter(doubt, { ...reading, isDoubtful: true })).toBe(doubt);
  });
});
