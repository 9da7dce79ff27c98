import { expect, test } from 'vitest';
import type { Step } from '../../shared/domain/conversation/next-step.ts';
import { happenings } from './plan.ts';
import { planFor } from './plan-for.ts';
import { runPlan } from './run.ts';
import { shrink } from './shrink.ts';

/** All that `nextStep` can say, but for a flag: nobody here writes like a program. */
const steps: readonly Step['kind'][] = [
  'compose',
  'take_slot',
  'offer_undo',
  'create_draft',
  'update_draft',
  'await_approval',
  'inspect_draft',
  'send_draft',
  'reconcile',
  'withdraw',
  'wait',
  'stop',
];

const faults = [
  'crash_before in store',
  'crash_after in store',
  'crash_before in gmail.sendDraft',
  'crash_after in gmail.sendDraft',
  'crash_after in gmail.createDraft',
  'crash_after in bus',
  'mail_error in gmail.sendDraft',
  'mail_error in gmail.createDraft',
  'mail_error in gmail.listHistory',
  'mail_error in gmail.getMessage',
  'store_error in store',
  'bus_error in bus',
  'writer_error in writer',
  'crash_before in identity',
  'crash_after in identity',
  'crash_after in vault',
  'mail_error in identity',
  'store_error in vault',
  'slow in writer',
  'slow in gmail.sendDraft',
  'event lost',
  'event twice',
  'event late',
  'untidy gmail',
  'heartbeat',
  'frozen',
  'clock a year ahead',
  'clock behind',
];

/** Every seed of a range must hold; one that does not is shrunk and told how to replay. */
export const seedsHold = (from: number, count: number): void => {
  // Against a life that never ends; a busy machine may take long over so many.
  test(`seeds ${from} to ${from + count - 1} hold`, { timeout: 900_000 }, async () => {
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
    for (const what of happenings) expect(visited).toContain(`happening ${what}`);
    for (const step of steps) expect(visited).toContain(`step ${step}`);
    for (const fault of faults) expect([...visited].some((state) => state.startsWith(fault))).toBe(true);
  });
};
