import { spawn } from 'node:child_process';
import type { Step } from './plan.ts';

export interface Ran {
  readonly ok: boolean;
  readonly output: string;
}

/** Runs a command to its end; `show` passes on what it prints as it comes. A program that is not there is a failure too. */
export const run = (step: Step, show: boolean): Promise<Ran> =>
  new Promise((resolve) => {
    const [program, ...args] = step.command;
    let output = '';
    const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk) => {
        output += chunk;
        if (show) process.stdout.write(chunk);
      });
    }
    child.on('error', (error) => resolve({ ok: false, output: error.message }));
    child.on('close', (code) => resolve({ ok: code === 0, output }));
  });

const alreadyThere = (step: Step, output: string): boolean =>
  step.name === 'bucket for the state' && /409|already (?:own|exists)/i.test(output);

/** Everything that is missing, at once. */
export const findMissing = async (steps: readonly Step[]): Promise<readonly Step[]> => {
  const results = await Promise.all(steps.map(async (step) => ({ step, ran: await run(step, false) })));
  return results
    .filter(({ step, ran }) => !ran.ok || (step.name === 'billing' && ran.output.trim() === ''))
    .map(({ step }) => step);
};

/** One after the other; the first that fails, or null. */
export const runAll = async (steps: readonly Step[]): Promise<Step | null> => {
  for (const step of steps) {
    console.log(`\n— ${step.name}: ${step.command.join(' ')}`);
    const { ok, output } = await run(step, true);
    if (!ok && !alreadyThere(step, output)) return step;
  }
  return null;
};
