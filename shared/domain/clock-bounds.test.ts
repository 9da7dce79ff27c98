import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { begun, inboundWith, mailboxWith, NOW, outboundWith } from '../../test/support/documents.ts';
import { admit } from './account/rate.ts';
import { boundedAlarm, boundedPast, CLOCK_TOLERANCE_MS, spans } from './clock-bounds.ts';
import { boundedNextAction, isHeld, withBoundedTimes, withoutLies } from './conversation/bounded-times.ts';
import { LONGEST_ASIDE_MS, LONGEST_BACK_OFF_MS } from './conversation/faults.ts';
import type { EmailThread } from './conversation/thread.ts';
import { isWaiting, withBoundedTimes as mailboxOf, pausedUntil } from './mailbox/bounded-times.ts';
import { pauseAfter } from './mailbox/sending-pause.ts';
import { isSpent } from './mailbox/tries.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const YEAR = 365 * DAY;
const retry = { code: 'retry', params: { cause: 'model' } } as const;

describe('a bounded time', () => {
  test.each([
    ['past', -DAY, 0, -DAY],
    ['soon', HOUR, DAY, HOUR],
    ['at the longest span', DAY, DAY, DAY],
    ['of an instance that is five minutes ahead', DAY + CLOCK_TOLERANCE_MS, DAY, DAY + CLOCK_TOLERANCE_MS],
    ['further ahead than that', DAY + CLOCK_TOLERANCE_MS + 1, DAY, 0],
    ['a year ahead', YEAR, DAY, 0],
  ])('%s', (_name, ahead, span, expected) => {
    expect(boundedAlarm(NOW + ahead, NOW, span)).toBe(NOW + expected);
  });

  test('nothing has happened later than now', () => {
    expect([NOW - 1, NOW + MINUTE, NOW + YEAR].map((at) => boundedPast(at, NOW))).toEqual([
      NOW - 1,
      NOW + MINUTE,
      NOW,
    ]);
  });
});

describe('when a thread is due', () => {
  test.each<readonly [string, Partial<EmailThread>, number]>([
    ['a back-off', { waitingFor: retry, nextActionAt: NOW + LONGEST_BACK_OFF_MS }, LONGEST_BACK_OFF_MS],
    ['a back-off of a year', { waitingFor: retry, nextActionAt: NOW + YEAR }, 0],
    ['a lease of a year', { lease: { token: 'x', expiresAt: NOW + YEAR }, nextActionAt: NOW + YEAR }, 0],
    [
      'set aside',
      { setAsideUntil: NOW + LONGEST_ASIDE_MS, nextActionAt: NOW + LONGEST_ASIDE_MS },
      LONGEST_ASIDE_MS,
    ],
    ['set aside for a year', { setAsideUntil: NOW + YEAR, nextActionAt: NOW + YEAR }, 0],
    [
      'a follow-up',
      { waitingFor: { code: 'follow_up', params: {} }, nextActionAt: NOW + 90 * DAY },
      90 * DAY,
    ],
    [
      'a follow-up that a clock set which was a year ahead',
      { waitingFor: { code: 'follow_up', params: {} }, nextActionAt: NOW + YEAR, updatedAt: NOW + YEAR },
      0,
    ],
    ['overdue', { nextActionAt: NOW - DAY }, -DAY],
  ])('%s', (_name, fields, expected) => {
    expect(boundedNextAction(begun(fields), NOW)).toBe(NOW + expected);
  });

  test('without an alarm it stays so', () => {
    expect(boundedNextAction(begun({ nextActionAt: null, updatedAt: NOW + YEAR }), NOW)).toBeNull();
  });

  test.each([
    [30_000, true],
    [CLOCK_TOLERANCE_MS + 30_000, true],
    [0, false],
    [-1, false],
    [6 * HOUR, false],
    [YEAR, false],
  ])('a lease that runs for %d ms holds it: %s', (ms, held) => {
    expect(isHeld(begun({ lease: { token: 'x', expiresAt: NOW + ms } }), NOW)).toBe(held);
  });
});

test('a conversation in order stays the same object; one from the future is brought to now', () => {
  const sane = { thread: begun(), messages: [outboundWith(1), inboundWith('in1')] };
  expect(withBoundedTimes(sane, NOW)).toBe(sane);
  const lying = {
    thread: begun({
      lastSentAt: NOW + YEAR,
      lastReceivedAt: NOW + YEAR,
      lookedAt: NOW + YEAR,
      pausedUntil: NOW + YEAR,
    }),
    messages: [outboundWith(1, { missingSince: NOW + YEAR, createdAt: NOW + YEAR, at: NOW + YEAR })],
  };
  expect(withBoundedTimes(lying, NOW)).toMatchObject({
    thread: { lastSentAt: NOW, lastReceivedAt: NOW, lookedAt: NOW, pausedUntil: NOW },
    messages: [{ missingSince: NOW, createdAt: NOW, at: NOW }],
  });
});

describe('a write over a thread from the future', () => {
  const before = begun({ updatedAt: NOW + YEAR, nextActionAt: NOW + YEAR, revisitAt: NOW + YEAR });

  test('brings its alarm and moments to now', () => {
    const after = { ...before, revision: 2 };
    expect(withoutLies(before, after, NOW)).toMatchObject({ nextActionAt: NOW, revisitAt: NOW, revision: 2 });
  });

  test('keeps what it has set itself, and everything where no clock has lied', () => {
    const after = { ...before, nextActionAt: NOW + DAY, revisitAt: NOW + 2 * DAY };
    expect(withoutLies(before, after, NOW)).toMatchObject({
      nextActionAt: NOW + DAY,
      revisitAt: NOW + 2 * DAY,
    });
    const sane = { ...before, updatedAt: NOW };
    expect(withoutLies(sane, sane, NOW)).toBe(sane);
  });
});

test('what is brought to now stays so', () => {
  const anyTime = fc.integer({ min: NOW - YEAR, max: NOW + YEAR });
  fc.assert(
    fc.property(anyTime, anyTime, anyTime, (lastSentAt, pausedUntil, createdAt) => {
      const view = { thread: begun({ lastSentAt, pausedUntil }), messages: [outboundWith(1, { createdAt })] };
      const once = withBoundedTimes(view, NOW);
      expect(withBoundedTimes(once, NOW)).toBe(once);
    }),
  );
});

describe('a mailbox', () => {
  test('is asked again although the trouble’s next try is a year ahead', () => {
    const trouble = { fault: 'api_disabled', since: NOW, failures: 3 } as const;
    expect(isWaiting({ ...trouble, retryAt: NOW + spans.trouble }, NOW)).toBe(true);
    expect(isWaiting({ ...trouble, retryAt: NOW + YEAR }, NOW)).toBe(false);
    expect(isWaiting({ ...trouble, retryAt: NOW }, NOW)).toBe(false);
  });

  test('sends again although the pause ends in a year, and pauses anew', () => {
    const pause = { until: NOW + YEAR, since: NOW + YEAR - HOUR, notices: 1 };
    expect(pausedUntil(pause, NOW)).toBeNull();
    expect(pausedUntil({ ...pause, until: NOW + HOUR }, NOW)).toBe(NOW + HOUR);
    expect(pauseAfter(pause, NOW, null).until).toBeLessThanOrEqual(NOW + DAY);
  });

  test('looks outside, and gives a mail up, though that was done last in a year', () => {
    const outside = {
      lookedAt: NOW + YEAR,
      pacedAt: NOW + YEAR,
      isDue: false,
      seen: [],
      absentSince: null,
      round: null,
    };
    expect(mailboxOf(mailboxWith({ outside }), NOW).outside).toMatchObject({ lookedAt: NOW, pacedAt: NOW });
    const sane = mailboxWith();
    expect(mailboxOf(sane, NOW)).toBe(sane);
    const tried = { messageId: 'm', attempts: 5, outcome: 'unavailable' } as const;
    expect(isSpent({ ...tried, since: NOW + YEAR }, NOW)).toBe(true);
    expect(isSpent({ ...tried, since: NOW }, NOW)).toBe(false);
  });
});

describe('a rate', () => {
  const rate = { events: 60, periodMs: HOUR, burst: 30 };
  test.each([6 * HOUR, YEAR])('counts from anew after a clock that was %d ms ahead', (ms) => {
    let usedUntil: number | null = NOW + ms;
    for (let n = 0; n < rate.burst; n++) {
      const admission = admit(usedUntil, rate, NOW);
      if (!admission.admitted) throw new Error(`refused the ${n + 1}th`);
      usedUntil = admission.usedUntil;
    }
    expect(admit(usedUntil, rate, NOW).admitted).toBe(false);
  });

  test('goes on counting beside an instance that is a minute ahead', () => {
    const full = NOW + MINUTE + rate.burst * MINUTE;
    const one = admit(full, rate, NOW);
    expect(one).toMatchObject({ admitted: true });
    if (one.admitted) expect(admit(one.usedUntil, rate, NOW).admitted).toBe(false);
  });
});
