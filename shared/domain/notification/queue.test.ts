import { describe, expect, test } from 'vitest';
import { idSchema } from '../ids.ts';
import { blankChannel, type Channel, type ChannelKind, listenedFor } from './channel.ts';
import { newNotification, type Told } from './notification.ts';
import {
  afterLie,
  claimed,
  DELIVERY_LEASE_MS,
  delivered,
  GIVEN_UP_AFTER_MS,
  MAX_DELIVERIES,
  MAX_QUEUED,
  QUICK_TRIES,
  queued,
  resettled,
  retryAfterMs,
  type Tried,
} from './queue.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** 10:20 in Berlin. */
const NOW = Date.UTC(2026, 10, 2, 9, 20);
const ZONE = 'Europe/Berlin';

const channel = (fields: Partial<Channel> = {}, kind: ChannelKind = 'webhook'): Channel => ({
  ...blankChannel,
  id: idSchema.parse('c1'),
  userId: 'u1',
  kind,
  secretName: null,
  createdAt: 0,
  updatedAt: 0,
  ...fields,
});
const told = (fields: Partial<Told> = {}): Told => ({
  kind: 'thread.needs_you',
  code: null,
  threadId: 't1',
  mailboxId: null,
  campaignId: null,
  messageId: null,
  ...fields,
});
const about = (id: string, fields: Partial<Told> = {}, at = NOW) =>
  newNotification(id, 'u1', told(fields), at);
const failing = (one: Channel, now: number, result: Partial<Tried['result']> = {}): Channel => {
  const claim = claimed({ ...one, retryAt: null, lease: null }, 'x', now);
  if (claim.kind !== 'claimed') throw new Error('not claimed');
  const item = claim.ready[0];
  if (!item) throw new Error('nothing is ready');
  const failed = { state: 'failed', code: 'refused', status: 500, ...result } as Tried['result'];
  return delivered(claim.channel, [{ item, result: failed }], now);
};

describe('what is queued', () => {
  test.each<[string, Partial<Channel>, Partial<Told>, number | null]>([
    ['at once', {}, {}, NOW],
    ['at the next full hour', { digest: 'hourly' }, {}, Date.UTC(2026, 10, 2, 10)],
    ['today, where the hour is to come', { digest: 'daily at 10:30' }, {}, Date.UTC(2026, 10, 2, 9, 30)],
    ['tomorrow, where it is past', { digest: 'daily at 08:00' }, {}, Date.UTC(2026, 10, 3, 7)],
    [
      'a draft after its grace',
      { draftsAfterMinutes: 5 },
      { kind: 'thread.draft_waiting' },
      NOW + 5 * MINUTE,
    ],
    ['anything else without it', { draftsAfterMinutes: 5 }, {}, NOW],
    ['nothing that is switched off', { events: ['thread.answered'] }, {}, null],
    ['nothing where the receiver is gone', { goneAt: NOW }, {}, null],
    ['nothing of a kind that is not known', {}, { kind: 'thread.eaten' }, null],
  ])('%s', (_name, fields, what, due) => {
    expect(queued(channel(fields), about('n1', what), ZONE).dueAt).toBe(due);
  });

  test('the same is queued once', () => {
    const once = queued(channel(), about('n1'), ZONE);
    expect(queued(once, about('n1'), ZONE)).toBe(once);
  });

  test('of too much the newest is kept, and the rest is counted', () => {
    let full = channel();
    for (let n = 0; n < MAX_QUEUED + 3; n++) full = queued(full, about(`n${n}`), ZONE);
    expect(full.queue).toHaveLength(MAX_QUEUED);
    expect(full.queue[0]?.id).toBe('n3');
    expect(full.dropped).toBe(3);
  });

  test('an outage is told people once in six hours, and programs every time', () => {
    const outage = (id: string, at: number) => about(id, { code: 'repeated_failure' }, at);
    const play = (kind: ChannelKind) =>
      [outage('a', NOW), outage('b', NOW + MINUTE), about('c', {}, NOW), outage('d', NOW + 7 * HOUR)].reduce(
        (one, notification) => queued(one, notification, ZONE),
        channel({}, kind),
      );
    expect(play('slack').queue.map(({ id }) => id)).toEqual(['a', 'c', 'd']);
    expect(play('webhook').queue.map(({ id }) => id)).toEqual(['a', 'b', 'c', 'd']);
  });

  test('a change of the digest holds for what waits, and what is switched off is dropped', () => {
    const waiting = ['thread.needs_you', 'thread.answered'].reduce(
      (one, kind, n) => queued(one, about(`n${n}`, { kind }), ZONE),
      channel({ digest: 'daily at 08:00' }),
    );
    const changed = { ...waiting, digest: 'now', events: ['thread.answered'] };
    const next = resettled(waiting, changed, ZONE, NOW);
    expect(next.queue.map(({ id, readyAt }) => [id, readyAt])).toEqual([['n1', NOW]]);
    expect(next.dueAt).toBe(NOW);
  });
});

describe('a delivery', () => {
  const waiting = queued(channel(), about('n1'), ZONE);

  test('is made by one at a time, and its crash is found', () => {
    const first = claimed(waiting, 'a', NOW);
    expect(first.kind).toBe('claimed');
    expect(first.channel.dueAt).toBe(NOW + DELIVERY_LEASE_MS);
    expect(claimed(first.channel, 'b', NOW + MINUTE).kind).toBe('later');
    const second = claimed(first.channel, 'b', NOW + DELIVERY_LEASE_MS);
    expect(second).toMatchObject({ kind: 'claimed', isRepeated: true });
  });

  test('leaves what came meanwhile', () => {
    const claim = claimed(waiting, 'a', NOW);
    if (claim.kind !== 'claimed') throw new Error(claim.kind);
    const more = queued(claim.channel, about('n2'), ZONE);
    expect(more.dueAt).toBe(NOW + DELIVERY_LEASE_MS);
    const tried = claim.ready.map((item) => ({ item, result: { state: 'delivered' } as const }));
    const after = delivered(more, tried, NOW + 1);
    expect(after).toMatchObject({ lease: null, dueAt: NOW, failures: 0 });
    expect(after.queue.map(({ id }) => id)).toEqual(['n2']);
    expect(after.deliveries).toMatchObject([{ id: 'n1', state: 'delivered', type: 'thread.needs_you' }]);
  });

  test('that fails is tried again, less and less often, and given up after three days', () => {
    let now = NOW;
    let one = waiting;
    let tries = 0;
    while (one.queue.length > 0 && tries < 100) {
      one = failing(one, now);
      tries++;
      now = one.dueAt ?? now;
    }
    expect(one.deliveries.at(-1)).toMatchObject({ id: 'n1', state: 'given_up', status: 500 });
    expect(one.deliveries).toHaveLength(1);
    expect(now - NOW).toBeGreaterThanOrEqual(GIVEN_UP_AFTER_MS);
    expect(now - NOW).toBeLessThan(GIVEN_UP_AFTER_MS + DAY);
    expect(tries).toBeLessThan(30);
    expect(one.dueAt).toBeNull();
  });

  test('a clock that is a year ahead for a moment gives nothing up, and holds nothing for long', () => {
    const late = failing(waiting, NOW + 365 * DAY);
    expect(late.queue.map(({ id }) => id)).toEqual(['n1']);
    expect(late.touchedAt).toBeGreaterThan(NOW + 364 * DAY);
    expect(claimed({ ...late, ...afterLie(NOW) }, 'x', NOW)).toMatchObject({
      kind: 'claimed',
      ready: [{ id: 'n1' }],
    });
    const lease = { token: 'y', expiresAt: NOW + 365 * DAY };
    expect(claimed({ ...waiting, lease }, 'x', NOW).kind).toBe('claimed');
    const early = {
      ...waiting,
      queue: waiting.queue.map((item) => ({ ...item, at: NOW + DAY, readyAt: NOW + DAY })),
    };
    expect(claimed(early, 'x', NOW)).toMatchObject({ kind: 'claimed', ready: [{ id: 'n1' }] });
  });

  test('a receiver that was down for a day gets it', () => {
    let now = NOW;
    let one = waiting;
    while (now < NOW + DAY) {
      one = failing(one, now);
      now = one.dueAt ?? Number.NaN;
    }
    expect(now - NOW).toBeLessThan(2 * DAY);
    expect(claimed(one, 'x', now)).toMatchObject({ kind: 'claimed', ready: [{ id: 'n1' }] });
  });

  test('waits as long as the receiver asks', () => {
    const after = failing(waiting, NOW, { retryAfterMs: HOUR } as Partial<Tried['result']>);
    expect(after.dueAt).toBe(NOW + HOUR);
  });

  test('quick tries do not wait for the alarm, later ones do', () => {
    let one = waiting;
    for (let n = 0; n < QUICK_TRIES; n++) one = failing(one, NOW);
    expect(claimed(one, 'x', NOW).kind).toBe('claimed');
    one = failing(one, NOW);
    expect(claimed(one, 'x', NOW).kind).toBe('later');
    expect(claimed(one, 'x', NOW + retryAfterMs(QUICK_TRIES + 1)).kind).toBe('claimed');
  });

  test('a receiver that is gone is left alone', () => {
    const after = failing(waiting, NOW, { code: 'gone', status: 410 } as Partial<Tried['result']>);
    expect(after).toMatchObject({ goneAt: NOW, queue: [], dueAt: null });
    expect(listenedFor([after])).toEqual([]);
  });

  test('the last ones are remembered, and no more', () => {
    let one = channel();
    for (let n = 0; n < MAX_DELIVERIES + 5; n++) {
      one = queued(one, about(`n${n}`), ZONE);
      const claim = claimed(one, 'x', NOW);
      if (claim.kind !== 'claimed') throw new Error(claim.kind);
      const tried = claim.ready.map((item) => ({ item, result: { state: 'delivered' } as const }));
      one = delivered(claim.channel, tried, NOW);
    }
    expect(one.deliveries).toHaveLength(MAX_DELIVERIES);
    expect(one.deliveries.at(-1)?.id).toBe(`n${MAX_DELIVERIES + 4}`);
  });
});
