import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { BusError } from '../../application/ports/event-bus.ts';
import type { LogFields } from '../../application/ports/logger.ts';
import { createLocalBus, type Delivery, type LocalBus, type LocalBusOptions } from './local-bus.ts';

let folder: string;
let time: number;
const buses: LocalBus[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'bus-'));
  time = 1_700_000_000_000;
});
afterEach(async () => {
  await Promise.all(buses.splice(0).map((bus) => bus.close()));
  rmSync(folder, { recursive: true });
});

const open = (options: Partial<LocalBusOptions> = {}): LocalBus => {
  const databasePath = join(folder, 'db');
  const bus = createLocalBus({ databasePath, now: () => time, random: () => 1, pollMs: 5, ...options });
  buses.push(bus);
  return bus;
};

const until = (condition: () => boolean): Promise<void> =>
  vi.waitFor(() => expect(condition()).toBe(true), { timeout: 5000, interval: 2 });

/** A subscriber that answers as told, one answer per delivery and then true, and remembers what came. */
const subscriber = (answers: readonly boolean[] = []) => {
  const deliveries: Delivery[] = [];
  const deliver = async (delivery: Delivery): Promise<boolean> => {
    deliveries.push(delivery);
    return answers[deliveries.length - 1] ?? true;
  };
  return { deliveries, deliver };
};

const recorder = () => {
  const lines: [string, LogFields | undefined][] = [];
  const add = (event: string, fields?: LogFields): void => void lines.push([event, fields]);
  return { lines, logger: { info: add, warn: add, error: add } };
};

test('an event is delivered once it is published, and forgotten once it is acknowledged', async () => {
  const bus = open();
  const { deliveries, deliver } = subscriber();
  bus.start({ deliver });
  await bus.publish({ topic: 'thread-turn', data: { userId: 'u', threadId: 't' } });
  await bus.idle();
  expect(deliveries).toEqual([
    {
      topic: 'thread-turn',
      messageId: '1',
      data: { userId: 'u', threadId: 't' },
      publishTime: '2023-11-14T22:13:20.000Z',
      deliveryAttempt: 1,
    },
  ]);
  expect(bus.pending()).toBe(0);
});

test('what was published before a restart is delivered after it', async () => {
  const first = open();
  await first.publishRaw('gmail-notification', { historyId: '1' });
  await first.close();
  const second = open();
  const { deliveries, deliver } = subscriber();
  second.start({ deliver });
  await second.idle();
  expect(deliveries.map(({ data }) => data)).toEqual([{ historyId: '1' }]);
});

test('what another instance publishes is noticed', async () => {
  const consumer = open();
  const { deliveries, deliver } = subscriber();
  consumer.start({ deliver });
  await open().publishRaw('t', 1);
  await until(() => deliveries.length === 1);
});

test('a refused event comes again, later each time', async () => {
  const { logger, lines } = recorder();
  const bus = open({ logger });
  const { deliveries, deliver } = subscriber([false, false, true]);
  const probes: Delivery[] = [];
  bus.start({
    deliver: async (delivery) => (delivery.topic === 'probe' ? probes.push(delivery) > 0 : deliver(delivery)),
  });
  /** What is due earlier is delivered earlier, so once the probe is there, so is everything that was due. */
  const lookedAgain = async (): Promise<number> => {
    const before = probes.length;
    await bus.publishRaw('probe', null);
    await until(() => probes.length > before);
    return deliveries.length;
  };
  await bus.publishRaw('t', 'x');
  await until(() => lines.length === 1);
  time += 999;
  expect(await lookedAgain()).toBe(1);
  time += 1;
  await until(() => lines.length === 2);
  time += 1999;
  expect(await lookedAgain()).toBe(2);
  time += 1;
  await bus.idle();
  expect(deliveries.map(({ deliveryAttempt }) => deliveryAttempt)).toEqual([1, 2, 3]);
  expect(new Set(deliveries.map(({ messageId }) => messageId)).size).toBe(1);
  expect(lines).toEqual([
    ['event_delivery_failed', { topic: 't', messageId: '1', attempt: 1, delayMs: 1000 }],
    ['event_delivery_failed', { topic: 't', messageId: '1', attempt: 2, delayMs: 2000 }],
  ]);
});

test('a subscriber that throws has refused', async () => {
  const bus = open({ maxAttempts: 1 });
  bus.start({
    deliver: () => {
      throw new Error('no');
    },
  });
  await bus.publishRaw('t', 'x');
  await bus.idle();
  expect(bus.deadLetters()).toHaveLength(1);
});

test('after its last attempt an event is a dead letter, which can be replayed with fresh attempts', async () => {
  const { logger, lines } = recorder();
  const bus = open({ maxAttempts: 2, logger });
  const { deliveries, deliver } = subscriber([false, false, false, true]);
  bus.start({ deliver });
  await bus.publishRaw('t', { n: 1 });
  await until(() => lines.length === 1);
  time += 1000;
  await bus.idle();
  expect(bus.deadLetters()).toEqual([
    { messageId: '1', topic: 't', data: { n: 1 }, publishedAt: 1_700_000_000_000, deadAt: time, attempts: 2 },
  ]);
  expect(bus.replay('77')).toBe(0);
  expect(bus.replay('1')).toBe(1);
  expect(bus.deadLetters()).toEqual([]);
  await until(() => lines.length === 3);
  time += 1000;
  await bus.idle();
  expect(deliveries.map(({ deliveryAttempt }) => deliveryAttempt)).toEqual([1, 2, 1, 2]);
  expect(lines.map(([event]) => event)).toEqual([
    'event_delivery_failed',
    'event_dead_lettered',
    'event_delivery_failed',
  ]);
  expect(bus.deadLetters()).toEqual([]);
});

test('all dead letters survive a restart and are replayed together', async () => {
  const bus = open({ maxAttempts: 1 });
  bus.start({ deliver: async () => false });
  for (const n of [1, 2, 3]) await bus.publishRaw('t', n);
  await bus.idle();
  await bus.close();
  const next = open();
  expect(next.deadLetters().map(({ data }) => data)).toEqual([1, 2, 3]);
  const { deliveries, deliver } = subscriber();
  next.start({ deliver });
  expect(next.replay()).toBe(3);
  await next.idle();
  expect(deliveries.map(({ data }) => data)).toEqual([1, 2, 3]);
});

test('no more than `concurrency` deliveries are under way', async () => {
  const bus = open();
  let underWay = 0;
  let most = 0;
  const gates: (() => void)[] = [];
  for (let n = 0; n < 10; n++) await bus.publishRaw('t', n);
  bus.start({
    concurrency: 3,
    deliver: async () => {
      most = Math.max(most, ++underWay);
      await new Promise<void>((resolve) => gates.push(resolve));
      underWay--;
      return true;
    },
  });
  await until(() => underWay === 3);
  while (bus.pending() > 0) {
    await until(() => gates.length > 0 || bus.pending() === 0);
    gates.shift()?.();
  }
  expect(most).toBe(3);
});

test('a delivery that is never heard of again is made again after the visibility time-out', async () => {
  const bus = open({ visibilityMs: 60_000 });
  const deliveries: Delivery[] = [];
  let release: (acknowledged: boolean) => void = () => {};
  bus.start({
    deliver: (delivery) => {
      deliveries.push(delivery);
      return deliveries.length > 1 ? Promise.resolve(true) : new Promise((resolve) => (release = resolve));
    },
  });
  await bus.publishRaw('t', 'x');
  await until(() => deliveries.length === 1);
  time += 60_000;
  await bus.idle();
  expect(deliveries.map(({ deliveryAttempt }) => deliveryAttempt)).toEqual([1, 2]);
  release(false); // too late to bring it back
  await bus.stop();
  expect(bus.pending()).toBe(0);
});

test('stop waits for what is under way; publishing goes on and start takes it up', async () => {
  const bus = open();
  let release: () => void = () => {};
  const first: Delivery[] = [];
  bus.start({
    deliver: async (delivery) => {
      first.push(delivery);
      await new Promise<void>((resolve) => (release = resolve));
      return true;
    },
  });
  await bus.publishRaw('t', 1);
  await until(() => first.length === 1);
  const stopped = bus.stop();
  await bus.publishRaw('t', 2);
  release();
  await stopped;
  expect(bus.pending()).toBe(1);
  const { deliveries, deliver } = subscriber();
  bus.start({ deliver });
  await bus.idle();
  expect([first, deliveries].map((list) => list.map(({ data }) => data))).toEqual([[1], [2]]);
});

test('publishing to a closed bus fails as a BusError', async () => {
  const bus = open();
  await bus.close();
  await expect(bus.publishRaw('t', 1)).rejects.toBeInstanceOf(BusError);
});

test('a dead letter can be given up, and only a dead one', async () => {
  const bus = open({ maxAttempts: 1 });
  bus.start({ deliver: async () => false });
  for (const data of [1, 2, 3]) await bus.publishRaw('thread-turn', data);
  await until(() => bus.deadLetters().length === 3);
  await bus.stop();
  await bus.publishRaw('thread-turn', 4);
  expect(bus.purge('4')).toBe(0);
  expect(bus.purge('2')).toBe(1);
  expect(bus.deadLetters().map(({ data }) => data)).toEqual([1, 3]);
  expect(bus.purge()).toBe(2);
  expect(bus.deadLetters()).toEqual([]);
  expect(bus.pending()).toBe(1);
});

test('what somebody waits for overtakes what comes in bulk, which never takes all places', async () => {
  const bus = open();
  const started: unknown[] = [];
  const gates: (() => void)[] = [];
  for (let n = 0; n < 20; n++) {
    await bus.publish({ topic: 'thread-turn', data: { userId: 'u', threadId: `b${n}` }, bulk: true });
  }
  bus.start({
    concurrency: 4,
    deliver: async ({ data }) => {
      started.push(data);
      await new Promise<void>((resolve) => gates.push(resolve));
      return true;
    },
  });
  await until(() => started.length === 2);
  await bus.publish({ topic: 'thread-turn', data: { userId: 'u', threadId: 'answer' } });
  expect(started).toEqual([
    { userId: 'u', threadId: 'b0' },
    { userId: 'u', threadId: 'b1' },
    { userId: 'u', threadId: 'answer' },
  ]);
  while (bus.pending() > 0) {
    gates.shift()?.();
    await until(() => gates.length > 0 || bus.pending() === 0);
  }
  expect(started).toHaveLength(21);
});

test('a file of the release before is taken over with what waits in it', async () => {
  const old = new DatabaseSync(join(folder, 'db'));
  old.exec(`
    CREATE TABLE bus_messages (id INTEGER PRIMARY KEY AUTOINCREMENT, topic TEXT NOT NULL, data TEXT NOT NULL,
      published_at INTEGER NOT NULL, due_at INTEGER NOT NULL, attempts INTEGER NOT NULL DEFAULT 0, owner TEXT,
      dead_at INTEGER) STRICT;
    CREATE INDEX bus_due ON bus_messages (due_at, id) WHERE dead_at IS NULL;
    INSERT INTO bus_messages (topic, data, published_at, due_at) VALUES ('t', '"kept"', 1, 1);
  `);
  old.close();
  const bus = open();
  const { deliveries, deliver } = subscriber();
  bus.start({ deliver });
  await bus.idle();
  expect(deliveries.map(({ data }) => data)).toEqual(['kept']);
});
