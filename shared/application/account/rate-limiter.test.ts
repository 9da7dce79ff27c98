import { expect, test } from 'vitest';
import { AccountRig } from '../../../test/support/account-rig/account-rig.ts';
import { createRateLimiter, type LimitName, type Subject } from './rate-limiter.ts';

const rate = { events: 2, periodMs: 60_000, burst: 2 };
const rates = { sign_in: rate, thread: rate, preview: rate, export: rate, document: rate, write: rate };

/** Two instances over one store. */
const setUp = () => {
  const rig = new AccountRig();
  let reads = 0;
  const store = rig.memory.connect(async () => void reads++);
  const instance = () => createRateLimiter({ store, clock: rig.deps.clock, rates });
  return { rig, reads: () => reads, one: instance(), other: instance() };
};

const user: Subject = { userId: 'u1' };

test.each<[LimitName, Subject]>([
  ['sign_in', { address: '203.0.113.7' }],
  ['thread', user],
  ['preview', user],
  ['export', user],
])('%s is counted over all instances', async (name, subject) => {
  const { one, other, rig } = setUp();
  expect((await one(name, subject)).admitted).toBe(true);
  expect((await other(name, subject)).admitted).toBe(true);
  expect(await one(name, subject)).toMatchObject({ admitted: false, retryAfterMs: 30_000 });
  expect((await other(name, subject)).admitted).toBe(false);
  rig.now += 30_000;
  expect((await other(name, subject)).admitted).toBe(true);
});

test('other writes are counted by each instance, without the store', async () => {
  const { one, other, reads } = setUp();
  const admitted = [one, one, one, other, other, other].map((limiter) => limiter('write', user));
  expect((await Promise.all(admitted)).map((admission) => admission.admitted)).toEqual([
    true,
    true,
    false,
    true,
    true,
    false,
  ]);
  expect(reads()).toBe(0);
});

test('a flood does not reach the store', async () => {
  const { one, reads } = setUp();
  for (let n = 0; n < 3; n++) await one('thread', user);
  const before = reads();
  for (let n = 0; n < 100; n++) expect((await one('thread', user)).admitted).toBe(false);
  expect(reads()).toBe(before);
});

test('subjects and limits are counted apart', async () => {
  const { one } = setUp();
  for (let n = 0; n < 3; n++) await one('thread', user);
  expect((await one('thread', { userId: 'u2' })).admitted).toBe(true);
  expect((await one('preview', user)).admitted).toBe(true);
});

test('many at once are admitted no more often than the limit says', async () => {
  const { one, other } = setUp();
  const asked = Array.from({ length: 20 }, (_, n) => (n % 2 ? one : other)('thread', user));
  const admitted = (await Promise.all(asked)).filter((admission) => admission.admitted);
  expect(admitted).toHaveLength(2);
});

test('an address is stored as a hash that expires', async () => {
  const { one, rig } = setUp();
  await one('sign_in', { address: '203.0.113.7' });
  const [stored] = [...rig.memory.documents.values()];
  expect(JSON.stringify(stored)).not.toContain('203.0.113.7');
  expect(stored?.data.ttl).toBe(rig.now + 30_000);
});
