import { BusError, type EventBus } from '../../application/ports/event-bus.ts';
import type { Logger } from '../../application/ports/logger.ts';
import { CLOCK_TOLERANCE_MS } from '../../domain/clock-bounds.ts';
import { type Backoff, backoffMs } from './backoff.ts';
import { isAlive, newOwner, retire } from './owner.ts';
import { type Claimed, type DeadLetter, openQueue } from './queue.ts';

export interface Delivery {
  readonly topic: string;
  readonly messageId: string;
  /** The published JSON value. */
  readonly data: unknown;
  /** RFC 3339. */
  readonly publishTime: string;
  /** 1 for the first. */
  readonly deliveryAttempt: number;
}

/**
 * true: acknowledged. false or an exception: delivered again later. Must end by itself, before the visibility time-out.
 */
export type Deliver = (delivery: Delivery) => Promise<boolean>;

export interface LocalBusOptions {
  readonly databasePath: string;
  /** Epoch ms. */
  readonly now: () => number;
  /** In [0, 1). */
  readonly random: () => number;
  /** After this many failures a message becomes a dead letter. Default 12. */
  readonly maxAttempts?: number;
  /** Default 1 s to 60 s. */
  readonly backoff?: Backoff;
  /**
   * Visibility time-out: a delivery without a result is repeated after it. Default 10 minutes, the maximum of Pub/Sub.
   */
  readonly visibilityMs?: number;
  /** How often to look for messages of other processes. Default 250 ms. */
  readonly pollMs?: number;
  readonly logger?: Logger;
}

export interface LocalBus extends EventBus {
  /**
   * Publishes any JSON value to any topic: for stand-ins of outside publishers, and for malformed messages in tests.
   */
  publishRaw(topic: string, payload: unknown): Promise<void>;
  /**
   * Starts delivering, `concurrency` (default 8) at a time. Messages that a dead process had claimed are due at once.
   */
  start(consumer: { readonly deliver: Deliver; readonly concurrency?: number }): void;
  /**
   * Stops delivering when running deliveries have ended. Publishing is still possible, and `start` may be called again.
   */
  stop(): Promise<void>;
  /** Messages that wait or are being delivered, without dead letters. */
  pending(): number;
  /** Resolves as soon as nothing is pending. */
  idle(): Promise<void>;
  deadLetters(): readonly DeadLetter[];
  /** Delivers one dead letter, or all of them, again. Returns how many. */
  replay(messageId?: string): number;
  /** Deletes one dead letter, or all of them. Returns how many. */
  purge(messageId?: string): number;
  /** Stops and closes the file. */
  close(): Promise<void>;
}

/** How often it is looked for what a clock that was ahead has put off; at once where this clock jumps. */
const HEAL_EVERY_MS = 60_000;

/** Bulk messages use at most half of the workers, so that others need not wait for them. */
const bulkPlaces = (concurrency: number): number => Math.max(1, Math.floor(concurrency / 2));

/**
 * The guarantees of Pub/Sub on one machine: durable once published, at least once, no order, exponential backoff, dead
 * letters. A table in a SQLite file, to which several processes may publish.
 */
export const createLocalBus = (options: LocalBusOptions): LocalBus => {
  const { now, random, logger } = options;
  const maxAttempts = options.maxAttempts ?? 12;
  const backoff = options.backoff ?? { minMs: 1000, maxMs: 60_000 };
  const visibilityMs = options.visibilityMs ?? 600_000;
  const pollMs = options.pollMs ?? 250;
  const queue = openQueue(options.databasePath);
  const underWay = new Set<Promise<void>>();
  let bulkUnderWay = 0;
  let consumer: { deliver: Deliver; concurrency: number; owner: string } | null = null;
  let timer: NodeJS.Timeout | undefined;
  const waiters: (() => void)[] = [];

  const settleWaiters = (): void => {
    if (waiters.length === 0 || !queue.isEmpty()) return;
    for (const resolve of waiters.splice(0)) resolve();
  };

  const reportDead = (topic: string, messageId: string, attempts: number): void =>
    logger?.error('event_dead_lettered', { topic, messageId, attempts });

  const deliverOne = async (message: Claimed, deliver: Deliver, owner: string): Promise<void> => {
    const { id, topic, attempt } = message;
    const acknowledged = await Promise.resolve()
      .then(() =>
        deliver({
          topic,
          messageId: String(id),
          data: message.data,
          publishTime: new Date(message.publishedAt).toISOString(),
          deliveryAttempt: attempt,
        }),
      )
      .catch(() => false);
    if (acknowledged) return queue.acknowledge(id);
    if (attempt >= maxAttempts) {
      queue.bury(id, owner, attempt, now());
      return reportDead(topic, String(id), attempt);
    }
    const delayMs = backoffMs(attempt, backoff, random());
    queue.giveBack(id, owner, attempt, now() + delayMs);
    logger?.warn('event_delivery_failed', { topic, messageId: String(id), attempt, delayMs });
  };

  const run = (message: Claimed, deliver: Deliver, owner: string): void => {
    if (message.bulk) bulkUnderWay++;
    const delivery = deliverOne(message, deliver, owner)
      // The file could not be written: the message stays claimed and is delivered again after the visibility time-out.
      .catch(() =>
        logger?.error('event_settle_failed', { topic: message.topic, messageId: String(message.id) }),
      )
      .finally(() => {
        underWay.delete(delivery);
        if (message.bulk) bulkUnderWay--;
        wake();
      });
    underWay.add(delivery);
  };

  const schedule = (): void => {
    clearTimeout(timer);
    if (!consumer) return;
    const due = queue.nextDueAt(bulkUnderWay < bulkPlaces(consumer.concurrency));
    const full = underWay.size >= consumer.concurrency;
    timer = setTimeout(wake, due === null || full ? pollMs : Math.min(pollMs, Math.max(1, due - now())));
  };

  /** A message waits no longer than its visibility time-out, or one back-off. */
  const longestMs = Math.max(visibilityMs, backoff.maxMs);
  let healedAt = Number.NEGATIVE_INFINITY;
  const heal = (at: number): void => {
    if (Math.abs(at - healedAt) < HEAL_EVERY_MS) return;
    healedAt = at;
    queue.heal(at + longestMs + CLOCK_TOLERANCE_MS, at);
  };

  const claim = (): void => {
    const free = consumer ? consumer.concurrency - underWay.size : 0;
    if (!consumer || free <= 0) return;
    const { owner, deliver } = consumer;
    const at = now();
    heal(at);
    const bulkLimit = bulkPlaces(consumer.concurrency) - bulkUnderWay;
    const visibleAt = at + visibilityMs;
    const taken = queue.claim({ owner, now: at, visibleAt, limit: free, bulkLimit, maxAttempts });
    for (const dead of taken.buried) reportDead(dead.topic, dead.messageId, dead.attempts);
    for (const message of taken.claimed) run(message, deliver, owner);
  };

  const wake = (): void => {
    try {
      claim();
      settleWaiters();
      schedule();
    } catch {
      logger?.error('event_bus_unreadable'); // busy or full: look again soon
      clearTimeout(timer);
      if (consumer) timer = setTimeout(wake, pollMs);
    }
  };

  const publishRaw = async (topic: string, payload: unknown, bulk = false): Promise<void> => {
    const data = JSON.stringify(payload);
    if (data === undefined) throw new TypeError('not a JSON value');
    try {
      queue.add({ topic, data, now: now(), bulk });
    } catch (error) {
      throw new BusError('The local bus could not store the event.', { cause: error });
    }
    wake();
  };

  const stop = async (): Promise<void> => {
    clearTimeout(timer);
    const owner = consumer?.owner;
    consumer = null;
    await Promise.all(underWay);
    if (owner) retire(owner);
  };

  return {
    publish: (event) => publishRaw(event.topic, event.data, 'bulk' in event && event.bulk === true),
    publishRaw: (topic, payload) => publishRaw(topic, payload),
    start({ deliver, concurrency = 8 }) {
      if (consumer) throw new Error('The local bus has been started already.');
      for (const owner of queue.owners()) if (!isAlive(owner)) queue.release(owner, now());
      consumer = { deliver, concurrency, owner: newOwner() };
      wake();
    },
    stop,
    pending: queue.pending,
    idle: () =>
      new Promise((resolve) => {
        waiters.push(resolve);
        settleWaiters();
      }),
    deadLetters: queue.deadLetters,
    replay(messageId) {
      const count = queue.replay(messageId ?? null, now());
      wake();
      return count;
    },
    purge: (messageId) => queue.purge(messageId ?? null),
    async close() {
      await stop();
      queue.close();
    },
  };
};
