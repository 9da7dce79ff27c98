import { createHash } from 'node:crypto';
import { functions } from '../../functions/manifest.ts';
import { inParallel } from '../../shared/application/in-parallel.ts';
import { createInstance, INSTANT, type Latencies } from './instance.ts';

export const timedNames = [
  'stale notification',
  'unrelated notification',
  'first mail',
  'answered reply',
] as const;
export type TimedName = (typeof timedNames)[number];

const ROUNDS = 150;

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;

const rounded = (value: number): number => Math.round(value * 1000) / 1000;

/** CPU time of this process: unlike the clock, it does not advance while other processes use the processor. */
const computedMs = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

const computing = async (act: () => Promise<unknown>): Promise<number> => {
  const from = computedMs();
  await act();
  return computedMs() - from;
};

const timed = async (act: () => Promise<unknown>): Promise<number> => {
  const from = performance.now();
  await act();
  return performance.now() - from;
};

/** A fixed computation that measures the current speed of the machine. */
const referenceMs = (): number => {
  const times: number[] = [];
  const block = Buffer.alloc(4096, 'x');
  for (let round = 0; round < 20; round++) {
    const from = computedMs();
    const hash = createHash('sha256');
    for (let n = 0; n < 500; n++) hash.update(block);
    hash.digest();
    times.push(computedMs() - from);
  }
  return median(times);
};

export interface Overhead {
  readonly ms: number;
  /** In units of the reference, so that runs on different machines can be compared. */
  readonly ratio: number;
}

/** Medians of our own code's time for each event, with back ends that answer at once. */
export const measureOverhead = async (): Promise<Record<TimedName, Overhead>> => {
  const conversations = await createInstance(ROUNDS, INSTANT);
  const times: Record<TimedName, number[]> = {
    'stale notification': [],
    'unrelated notification': [],
    'first mail': [],
    'answered reply': [],
  };
  const references = [referenceMs()];
  for (const one of conversations) {
    times['first mail'].push(await computing(() => one.begin()));
    await one.notify();
    one.unrelated();
    times['unrelated notification'].push(await computing(() => one.notify()));
    times['stale notification'].push(await computing(() => one.notify()));
    one.answer();
    times['answered reply'].push(await computing(() => one.notify()));
  }
  references.push(referenceMs());
  const reference = median(references);
  const overhead = (name: TimedName): Overhead => {
    const ms = median(times[name]);
    return { ms: rounded(ms), ratio: rounded(ms / reference) };
  };
  return {
    'stale notification': overhead('stale notification'),
    'unrelated notification': overhead('unrelated notification'),
    'first mail': overhead('first mail'),
    'answered reply': overhead('answered reply'),
  };
};

/** Answered replies per second of one instance, with the concurrency of the manifest. */
export const measureThroughput = async (count: number, latencies: Latencies): Promise<number> => {
  const conversations = await createInstance(count, latencies);
  const concurrency = functions.find(({ name }) => name === 'thread-turn')?.concurrency ?? 1;
  await inParallel(count, conversations, async (one) => void (await one.begin()));
  await inParallel(count, conversations, (one) => one.notify());
  for (const one of conversations) one.answer();
  const ms = await timed(() => inParallel(concurrency, conversations, (one) => one.notify()));
  const unanswered = conversations.filter(({ sent }) => sent !== 2).length;
  if (unanswered > 0) throw new Error(`${unanswered} of ${count} were not answered`);
  return (count * 1000) / ms;
};
