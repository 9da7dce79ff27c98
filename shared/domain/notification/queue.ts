import { nextClockMoment } from '../assistant/working-hours.ts';
import { isBeyond } from '../clock-bounds.ts';
import type { Channel, ChannelDelivery, Queued } from './channel.ts';
import type { Notification } from './notification.ts';

/** What becomes of a channel when there is something to tell, and when it was tried. Pure; times are epoch ms. */

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** What waits for one channel; of more, the newest. */
export const MAX_QUEUED = 200;
export const MAX_DELIVERIES = 20;
/** What could not be told for so long is given up: a receiver may be down over a weekend. */
export const GIVEN_UP_AFTER_MS = 3 * DAY;
/** In three days there are some twenty tries: with fewer, a clock has lied. */
export const GIVEN_UP_AFTER_TRIES = 10;
/** One delivery of a full queue, generously. */
export const DELIVERY_LEASE_MS = 3 * MINUTE;
/** Faults that hit many conversations at once are told of once in so long. */
const OUTAGE_MS = 6 * HOUR;
const OUTAGES: ReadonlySet<string> = new Set(['repeated_failure', 'model_failed']);

/** Programs keep count; people are to be left in peace. */
const isForProgram = ({ kind }: Channel): boolean => kind === 'webhook';

const nextDigest = ({ digest }: Channel, at: number, timeZone: string): number => {
  if (digest === 'hourly') return Math.floor(at / HOUR) * HOUR + HOUR;
  const clock = /^daily at (\d\d:\d\d)$/.exec(digest)?.[1];
  return clock === undefined ? at : nextClockMoment(at, clock, timeZone);
};

const readyAt = (channel: Channel, { told, at }: Notification, timeZone: string): number => {
  const grace = told.kind === 'thread.draft_waiting' ? channel.draftsAfterMinutes * MINUTE : 0;
  return nextDigest(channel, at + grace, timeZone);
};

/** When the channel is to be looked at next; null: nothing waits. */
const alarmOf = ({ queue, retryAt, goneAt }: Pick<Channel, 'queue' | 'retryAt' | 'goneAt'>): number | null =>
  queue.length === 0 || goneAt !== null
    ? null
    : Math.max(retryAt ?? 0, Math.min(...queue.map((item) => item.readyAt)));

/** The channel with one more thing to tell; the same channel where it is not told here, or waits already. */
export const queued = (channel: Channel, notification: Notification, timeZone: string): Channel => {
  const { id, told, at } = notification;
  if (channel.goneAt !== null || !channel.events.includes(told.kind)) return channel;
  if (channel.queue.some((item) => item.id === id)) return channel;
  const isOutage = told.code !== null && OUTAGES.has(told.code) && !isForProgram(channel);
  if (isOutage && channel.outageToldAt !== null && Math.abs(at - channel.outageToldAt) < OUTAGE_MS)
    return channel;
  const item = { id, told, at, readyAt: readyAt(channel, notification, timeZone), draftId: null };
  const all = [...channel.queue, item];
  const queue = all.slice(-MAX_QUEUED);
  const next = {
    ...channel,
    queue,
    dropped: channel.dropped + all.length - queue.length,
    outageToldAt: isOutage ? at : channel.outageToldAt,
    // What a clock that was ahead has set stays to be seen.
    touchedAt: Math.max(channel.touchedAt, at),
  };
  // Whoever is delivering looks again before they go.
  return { ...next, dueAt: channel.lease ? channel.dueAt : alarmOf(next) };
};

/** The channel with other settings: what waits keeps to them. */
export const resettled = (before: Channel, after: Channel, timeZone: string, now: number): Channel => {
  const isOther = before.digest !== after.digest || before.draftsAfterMinutes !== after.draftsAfterMinutes;
  const queue = after.queue
    .filter(({ told }) => after.events.includes(told.kind))
    .map((item) => (isOther ? { ...item, readyAt: nextDigest(after, now, timeZone) } : item));
  const next = { ...after, queue };
  return { ...next, dueAt: next.lease ? next.dueAt : alarmOf(next) };
};

/** What may be told now, oldest first. What has not happened yet was queued by a clock that was ahead. */
export const readyOf = ({ queue, goneAt }: Channel, now: number): readonly Queued[] =>
  goneAt === null ? queue.filter(({ readyAt, at }) => readyAt <= now || isBeyond(at, now, 0)) : [];

const isHeld = ({ lease }: Channel, now: number): boolean =>
  lease !== null && lease.expiresAt > now && !isBeyond(lease.expiresAt, now, DELIVERY_LEASE_MS);

/** What brings a channel back that a clock which was ahead has put off. */
export const afterLie = (now: number): Pick<Channel, 'touchedAt' | 'dueAt' | 'retryAt' | 'lease'> => ({
  touchedAt: now,
  dueAt: now,
  retryAt: null,
  lease: null,
});

export type Claim =
  | {
      readonly kind: 'claimed';
      readonly channel: Channel;
      readonly ready: readonly Queued[];
      /** An earlier try broke off, or failed. */
      readonly isRepeated: boolean;
    }
  /** Somebody else is delivering, or it is too early; the channel's alarm is set. */
  | { readonly kind: 'later'; readonly channel: Channel };

/** Tries soon after a failure, for which whoever announced the channel comes back; later ones are the sweep's. */
export const QUICK_TRIES = 5;

export const claimed = (found: Channel, token: string, now: number): Claim => {
  const channel = isBeyond(found.touchedAt, now, 0) ? { ...found, ...afterLie(now) } : found;
  if (isHeld(channel, now)) return { kind: 'later', channel };
  const free = { ...channel, lease: null };
  const ready = readyOf(free, now);
  const isEarly = channel.failures > QUICK_TRIES && (channel.retryAt ?? 0) > now;
  if (ready.length === 0 || isEarly) return { kind: 'later', channel: { ...free, dueAt: alarmOf(free) } };
  const expiresAt = now + DELIVERY_LEASE_MS;
  // The sweep finds what a crash leaves.
  const isRepeated = channel.lease !== null || channel.failures > 0;
  return {
    kind: 'claimed',
    ready,
    isRepeated,
    channel: { ...free, lease: { token, expiresAt }, touchedAt: now, dueAt: expiresAt },
  };
};

/** After the quick tries, as https://www.standardwebhooks.com recommends: hours, so that a receiver may be down for a day. */
const WAITS_MS = [5 * MINUTE, 15 * MINUTE, 30 * MINUTE, HOUR, 2 * HOUR, 4 * HOUR] as const;
const MAX_WAIT_MS = 6 * HOUR;

export const retryAfterMs = (failures: number): number =>
  failures <= QUICK_TRIES ? 2 * MINUTE : (WAITS_MS[failures - QUICK_TRIES - 1] ?? MAX_WAIT_MS);

/** What became of one thing that was to be told. */
export interface Tried {
  readonly item: Queued;
  readonly result:
    | { readonly state: 'delivered' | 'outdated' }
    | ({ readonly state: 'failed' } & Pick<ChannelDelivery, 'code' | 'status'> & {
          readonly retryAfterMs?: number;
        });
}

const deliveryOf = ({ item, result }: Tried, failures: number, now: number): ChannelDelivery => {
  const failed = result.state === 'failed';
  const isOver = failed && now - item.at >= GIVEN_UP_AFTER_MS && failures >= GIVEN_UP_AFTER_TRIES;
  return {
    id: item.id,
    type: item.told.kind,
    at: now,
    state: isOver ? 'given_up' : result.state,
    code: failed ? result.code : null,
    status: failed ? result.status : null,
  };
};

export const withDeliveries = (
  before: readonly ChannelDelivery[],
  ...latest: readonly ChannelDelivery[]
): ChannelDelivery[] => {
  // A repeated failure of the same thing is one line.
  const kept = before.filter(({ id, state }) => state !== 'failed' || !latest.some((one) => one.id === id));
  return [...kept, ...latest].slice(-MAX_DELIVERIES);
};

/** The channel after its deliverer is done. What arrived meanwhile stays. */
export const delivered = (channel: Channel, tried: readonly Tried[], now: number): Channel => {
  const latest = tried.map((one) => deliveryOf(one, channel.failures + 1, now));
  const failed = tried.find(({ result }) => result.state === 'failed');
  const isGone = failed?.result.state === 'failed' && failed.result.code === 'gone';
  const isSettled = (id: string): boolean =>
    latest.some((delivery) => delivery.id === id && delivery.state !== 'failed');
  const failures = failed ? channel.failures + 1 : 0;
  const wait = failed?.result.state === 'failed' ? failed.result.retryAfterMs : undefined;
  const next = {
    ...channel,
    lease: null,
    touchedAt: now,
    queue: isGone ? [] : channel.queue.filter(({ id }) => !isSettled(id)),
    dropped: failed ? channel.dropped : 0,
    goneAt: isGone ? now : channel.goneAt,
    failures,
    failingSince: failed ? (channel.failingSince ?? now) : null,
    retryAt: failed ? now + Math.max(wait ?? 0, retryAfterMs(failures)) : null,
    deliveries: withDeliveries(channel.deliveries, ...latest),
  };
  return { ...next, dueAt: alarmOf(next) };
};

/** Whether it is told as one message with everything else that waits; a program gets each by itself. */
export const isTogether = (channel: Channel): boolean => !isForProgram(channel);

/** Whether it is told although it is not true any more. */
export const isHistory = (channel: Channel): boolean => isForProgram(channel);
