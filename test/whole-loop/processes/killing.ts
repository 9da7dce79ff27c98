import { dice } from '../../simulation/random.ts';
import type { RunningProcess } from './running-process.ts';

/** `SEED=n` plays the same moments again. */
export const chosenSeed = (): number => Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31));

export interface Killing {
  readonly seed: number;
  readonly kills: number;
  /** The longest time that a process lives after it is ready. */
  readonly longestLifeMs: number;
  readonly first: RunningProcess;
  readonly start: () => Promise<RunningProcess>;
}

/**
 * Kills with SIGKILL after a random time and starts again, `kills` times; the last process stays. The moments
 * are printed, so that a failure can be told from its log.
 */
export const killAgainAndAgain = async (killing: Killing): Promise<RunningProcess> => {
  const random = dice(killing.seed);
  const lives: number[] = [];
  let running = killing.first;
  for (let count = 0; count < killing.kills; count++) {
    const lifeMs = random.below(killing.longestLifeMs);
    lives.push(lifeMs);
    // Not waiting for anything: the moment itself is what is tried.
    await new Promise((resolve) => setTimeout(resolve, lifeMs));
    await running.kill();
    running = await killing.start();
  }
  console.log(`SEED=${killing.seed}: killed after ${lives.join(', ')} ms`);
  return running;
};
