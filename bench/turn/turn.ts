import { readFile, writeFile } from 'node:fs/promises';
import { z } from 'zod';
import { MemoryStore } from '../../test/support/memory-store/memory-store.ts';
import { createRig } from '../../test/support/rig/rig.ts';
import { INSTANT, REALISTIC } from './instance.ts';
import { measureCosts, scenarioNames } from './scenarios.ts';
import { measureOverhead, measureThroughput, timedNames } from './timing.ts';

/**
 * `npm run bench:turn`: what each event costs, in calls and in time. Compares with bench/baseline.json: counts exactly,
 * times as multiples of a fixed computation with a margin for a busy machine. `-- --write` stores the new figures.
 */
const baselineFile = new URL('../baseline.json', import.meta.url);
const baselineSchema = z.object({
  costs: z.record(z.string(), z.record(z.string(), z.number())),
  ratios: z.record(z.string(), z.number()),
});
const SLACK = 4;

const main = async (): Promise<void> => {
  const costs = await measureCosts(() => createRig(new MemoryStore().connect()));
  console.table(costs);
  const overhead = await measureOverhead();
  console.log('Our own code, all back ends answering at once (ratio: to a fixed computation)');
  console.table(overhead);
  const atOnce = await measureThroughput(400, INSTANT);
  const realistic = await measureThroughput(100, REALISTIC);
  console.log(`Answered replies a second, one instance: ${atOnce.toFixed(0)} when all answer at once,`);
  console.log(
    `  ${realistic.toFixed(1)} at ${REALISTIC.store} ms a store call, ${REALISTIC.gmail} ms Gmail, ${REALISTIC.model} ms the model`,
  );
  if (process.argv.includes('--write')) {
    const ratios = Object.fromEntries(timedNames.map((name) => [name, overhead[name].ratio]));
    await writeFile(baselineFile, `${JSON.stringify({ costs, ratios }, null, 2)}\n`);
    return;
  }
  const baseline = baselineSchema.parse(JSON.parse(await readFile(baselineFile, 'utf8')));
  const worse = [
    ...scenarioNames.flatMap((name) =>
      Object.entries(costs[name]).flatMap(([what, now]) => {
        const before = baseline.costs[name]?.[what];
        return before === now ? [] : [`${name}: ${what} ${before} -> ${now}`];
      }),
    ),
    ...timedNames.flatMap((name) => {
      const before = baseline.ratios[name] ?? 0;
      const now = overhead[name].ratio;
      return now <= before * SLACK ? [] : [`${name}: takes ${(now / before).toFixed(1)} times as long`];
    }),
  ];
  if (worse.length === 0) return console.log('As in bench/baseline.json.');
  console.error(`Not as in bench/baseline.json:\n  ${worse.join('\n  ')}`);
  process.exitCode = 1;
};

await main();
