import { expect, test } from 'vitest';
import { planFor } from './plan.ts';
import { runPlan } from './run.ts';
import { shrink } from './shrink.ts';

/** Every seed of a range must hold; one that does not is shrunk and told how to replay. */
export const seedsHold = (from: number, count: number): void => {
  test(`seeds ${from} to ${from + count - 1} hold`, { timeout: 300_000 }, async () => {
    const visited = new Set<string>();
    let sent = 0;
    for (let seed = from; seed < from + count; seed++) {
      const result = await runPlan(planFor(seed));
      for (const state of result.visited) visited.add(state);
      sent += result.sent;
      if (result.violations.length === 0) continue;
      const { events } = await shrink(planFor(seed));
      expect.fail(
        `seed ${seed}: ${result.violations.join('; ')}\nevents: ${JSON.stringify(events)}\nreplay: npm run simulate -- --seed ${seed}`,
      );
    }
    console.log(`${count} seeds: ${sent} mails sent, ${visited.size} distinct states and faults visited`);
    // A simulation in which nothing happens would hold as well.
    expect(sent).toBeGreaterThan(count);
    expect(visited.size).toBeGreaterThan(100);
  });
};
