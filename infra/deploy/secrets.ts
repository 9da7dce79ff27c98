import { z } from 'zod';
import { type FunctionSpec, functions } from '../../functions/manifest.ts';
import type { Context } from './context.ts';
import { ask, gcloud } from './gcloud.ts';
import type { Command } from './run.ts';
import type { Trouble } from './step.ts';

/** The secrets that functions need to start. Those of mailboxes are created by the functions. */
export const secretNames: readonly string[] = [
  ...new Set(functions.flatMap((spec: FunctionSpec) => spec.secrets)),
].toSorted();

const QUESTIONS: Readonly<Record<string, string>> = {
  GOOGLE_CLIENT_SECRET: 'The OAuth client’s secret (GOCSPX-…)',
  OPENAI_API_KEY: 'The key for the model (any word, if your server needs none)',
};

/** Whether a secret has an enabled version. A secret that does not exist or cannot be read has none. */
export const hasVersion = async (context: Context, secret: string): Promise<boolean> => {
  const versions = await ask(
    context,
    z.array(z.object({ state: z.string() })),
    gcloud(
      'secrets',
      'versions',
      'list',
      secret,
      `--project=${context.environment.project}`,
      '--format=json',
    ),
  );
  return versions?.some(({ state }) => state.toUpperCase() === 'ENABLED') ?? false;
};

export const addVersion = (project: string, secret: string, value: string): Command => ({
  ...gcloud('secrets', 'versions', 'add', secret, `--project=${project}`, '--data-file=-'),
  input: value,
});

/**
 * Sets each secret without a value: from the environment variable of its name, or from the person at the terminal. A
 * value is never passed on a command line, where other users of the machine could read it.
 */
export const fillSecrets = async (context: Context): Promise<Trouble | null> => {
  const { project } = context.environment;
  for (const secret of secretNames) {
    if (await hasVersion(context, secret)) {
      context.print(
        `${secret} has a value; another one: printf %s VALUE | gcloud secrets versions add ${secret} --project ${project} --data-file=-`,
      );
      continue;
    }
    const set = context.variables[secret]?.trim();
    if (set) context.print(`${secret}: taken from the environment variable of this name.`);
    const value = set || (await context.ask?.(`${QUESTIONS[secret] ?? secret}: `, 'secret'))?.trim();
    if (!value)
      return { output: '', advice: `${secret} has no value. Run this again, and paste it when asked.` };
    const ran = await context.run(addVersion(project, secret, value), true);
    if (!ran.ok)
      return { output: ran.output, advice: 'Adding versions needs the role Secret Manager Admin, or Owner.' };
  }
  return null;
};
