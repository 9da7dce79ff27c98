import type { Context } from './context.ts';
import type { Command } from './run.ts';

/** Why a step could not be done. */
export interface Trouble {
  /** What the program said. */
  readonly output: string;
  /** What to do when nothing better is known from that. */
  readonly advice: string;
}

/** One step of a deployment. May be repeated at any time: what is as it should be stays as it is. */
export interface Step {
  readonly name: string;
  /** What it will run, as far as that is known beforehand. */
  readonly plan: (context: Context) => readonly Command[];
  readonly take: (context: Context) => Promise<Trouble | null>;
  /** Whether it is tried again when the failure is known to pass. */
  readonly patient?: true;
}

/** A step that is these commands, one after the other. */
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
