import type { Context } from './context.ts';
import type { Command } from './run.ts';

/** Why a step failed. */
export interface Trouble {
  /** The program's output. */
  readonly output: string;
  /** What to do if the output matches no known failure. */
  readonly advice: string;
}

/** One step of a deployment. Idempotent: what is correct already is not changed. */
export interface Step {
  readonly name: string;
  /** The commands that it will run, as far as they are known in advance. */
  readonly plan: (context: Context) => readonly Command[];
  readonly take: (context: Context) => Promise<Trouble | null>;
  /** Whether to retry after a failure that is known to be temporary. */
  readonly patient?: true;
}

/** A step that runs these commands in order. */
export const commands = (
  name: string,
  plan: (context: Context) => readonly Command[],
  advice: string,
  more: Pick<Step, 'patient'> = {},
): Step => ({
  name,
  plan,
  ...more,
  take: async (context) => {
    for (const command of plan(context)) {
      const { ok, output } = await context.run(command, true);
      if (!ok) return { output, advice };
    }
    return null;
  },
});
