import { beforeAll, describe, expect, test } from 'vitest';
import { MemoryStore } from '../../test/support/memory-store/memory-store.ts';
import { createRig } from '../../test/support/rig/rig.ts';
import baseline from '../baseline.json' with { type: 'json' };
import { type Cost, measureCosts, type ScenarioName } from './scenarios.ts';

describe('what one event costs', () => {
  let costs: Record<ScenarioName, Cost>;
  beforeAll(async () => {
    costs = await measureCosts(() => createRig(new MemoryStore().connect()));
  });

  test('is what bench/baseline.json says, call by call', () => {
    expect(costs).toEqual(baseline.costs);
  });

  test('a stale notification: one store read and nothing else', () => {
    const { storeReads, ...others } = costs['stale notification'];
    expect(storeReads).toBe(1);
    expect(Object.values(others).every((count) => count === 0)).toBe(true);
  });

  test('an unrelated one: two store reads, one history.list, one store write', () => {
    expect(costs['unrelated notification']).toMatchObject({
      storeReads: 2,
      storeWrites: 1,
      transactions: 0,
      gmailCalls: 1,
      quotaUnits: 2,
      published: 0,
      vaultCalls: 0,
    });
  });

  test('an answered reply: 154 quota units, one model call, six store operations', () => {
    const cost = costs['answered reply, autonomous'];
    expect(cost).toMatchObject({ quotaUnits: 154, modelCalls: 1, vaultCalls: 0 });
    expect(cost.storeReads + cost.storeWrites + cost.transactions).toBe(6);
  });
});
