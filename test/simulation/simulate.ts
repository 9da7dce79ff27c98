import { parseArgs } from 'node:util';
import { planFor } from './plan-for.ts';
import { runPlan } from './run.ts';
import { shrink } from './shrink.ts';

/** `npm run simulate -- --seeds 100000`, or `--seed 7` to replay one with its log. */
const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '2000' },
    from: { type: 'string', default: '0' },
    seed: { type: 'string' },
    briefly: { type: 'boolean', default: false },
  },
});

const report = async (seed: number, violations: readonly string[]): Promise<void> => {
  console.log(`Seed ${seed} breaks a promise: ${violations[0]}`);
  if (values.briefly) return;
  const small = await shrink(planFor(seed));
  const result = await runPlan(small);
  console.log('In the shortest way:');
  for (const violation of result.violations) console.log(`  ${violation}`);
  console.log('It takes no more than this:');
  const { seed: _seed, events, ...rest } = small;
  console.log(`  ${JSON.stringify(rest)}`);
  for (const event of events) console.log(`  ${JSON.stringify(event)}`);
  console.log(`Replay: npm run simulate -- --seed ${seed}`);
};

if (values.seed !== undefined) {
  const seed = Number(values.seed);
  const result = await runPlan(await shrink(planFor(seed)));
  for (const line of result.log) console.log(line);
  if (result.violations.length > 0) await report(seed, result.violations);
  else console.log(`Seed ${seed} holds.`);
  process.exit(result.violations.length > 0 ? 1 : 0);
}

const visited = new Set<string>();
let sent = 0;
const from = Number(values.from);
const count = Number(values.seeds);
const started = performance.now();
for (let seed = from; seed < from + count; seed++) {
  const result = await runPlan(planFor(seed));
  for (const state of result.visited) visited.add(state);
  sent += result.sent;
  if (result.violations.length > 0) {
    await report(seed, result.violations);
    process.exit(1);
  }
}
const seconds = ((performance.now() - started) / 1000).toFixed(1);
console.log(
  `${count} seeds hold in ${seconds} s: ${sent} mails sent, ${visited.size} distinct states and faults visited.`,
);
