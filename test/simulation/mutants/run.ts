import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Mutant } from './mutant.ts';
import { copyTree, plant } from './patched-tree.ts';
import { mutants } from './table.ts';

/**
 * `npm run simulate:mutants`: plants one bug at a time in a copy of the source and requires the simulation to find it.
 * `-- --only TEXT` takes those whose name contains it; `--seeds N` is the budget of each.
 */
const { values } = parseArgs({
  options: { seeds: { type: 'string', default: '2000' }, only: { type: 'string', default: '' } },
});

const AT_ONCE = 2;

interface Verdict {
  readonly mutant: Mutant;
  /** What the simulation printed when it found the bug; null when it did not. */
  readonly found: string | null;
}

const simulate = (folder: string): Promise<{ code: number | null; output: string }> =>
  new Promise((resolve, reject) => {
    const args = ['test/simulation/simulate.ts', '--seeds', values.seeds, '--briefly'];
    const child = spawn(process.execPath, args, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    child.stdout.on('data', (chunk) => {
      output += chunk;
    });
    child.stderr.on('data', (chunk) => {
      output += chunk;
    });
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, output }));
  });

const judge = async (mutant: Mutant): Promise<Verdict> => {
  const folder = await mkdtemp(join(tmpdir(), 'email-ai-mutant-'));
  try {
    await copyTree(folder);
    await plant(folder, mutant);
    const { code, output } = await simulate(folder);
    // Only a broken promise counts: a mutant that does not even run proves nothing.
    const found = output.match(/^Seed \d+ breaks a promise: .*$/m)?.[0] ?? null;
    if (code !== 0 && found === null) throw new Error(`"${mutant.name}" does not run:\n${output}`);
    return { mutant, found };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

const waiting = mutants.filter(({ name }) => name.includes(values.only));
const verdicts: Verdict[] = [];
const work = async (): Promise<void> => {
  for (let mutant = waiting.shift(); mutant; mutant = waiting.shift()) {
    const verdict = await judge(mutant);
    verdicts.push(verdict);
    console.log(`${verdict.found ? 'found   ' : 'SURVIVED'}  ${mutant.name}`);
    if (verdict.found) console.log(`          ${verdict.found}`);
  }
};
await Promise.all(Array.from({ length: AT_ONCE }, work));
const survivors = verdicts.filter(({ found }) => found === null);
console.log(`\n${verdicts.length - survivors.length} of ${verdicts.length} mutants found.`);
process.exitCode = survivors.length > 0 ? 1 : 0;
