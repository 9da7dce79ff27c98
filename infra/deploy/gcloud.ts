import type { z } from 'zod';
import type { Context } from './context.ts';
import type { Command, Ran } from './run.ts';

/** A gcloud command that never prompts. */
export const gcloud = (...args: readonly string[]): Command => ({ command: ['gcloud', ...args, '--quiet'] });

/** The JSON output of a program, parsed. null: it failed or printed something else. */
export const read = <S extends z.ZodType>(schema: S, ran: Ran): z.infer<S> | null => {
  if (!ran.ok) return null;
  try {
    const parsed = schema.safeParse(JSON.parse(ran.stdout));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
};

/** Runs the command without showing its output, and parses it. */
export const ask = async <S extends z.ZodType>(
  { run }: Pick<Context, 'run'>,
  schema: S,
  command: Command,
): Promise<z.infer<S> | null> => read(schema, await run(command, false));
