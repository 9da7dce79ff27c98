import { parseArgs } from 'node:util';
import { err, ok, type Result } from '../../shared/domain/result.ts';
import { type Environment, environmentName, type Written } from './environment.ts';

export const USAGE =
  'npm run deploy -- [--env NAME] [--project PROJECT] [--client-id ID] [--region REGION] [--site SITE] [--public-url https://…] [--check | --dry-run]';

export interface Options {
  readonly env: string;
  /** Given on the command line, and stored in the environment's file. */
  readonly said: Written;
  /** Only list what is missing, or only what would be done. */
  readonly only: 'check' | 'plan' | null;
}

const VARIABLES = {
  project: 'project',
  'client-id': 'google_client_id',
  region: 'region',
  site: 'hosting_site',
  'public-url': 'public_url',
} as const satisfies Record<string, keyof Environment>;

/** Parses the command line; an error is a sentence for the user. */
export const optionsOf = (args: readonly string[]): Result<Options, string> => {
  let values: Readonly<Record<string, string | boolean | undefined>>;
  try {
    ({ values } = parseArgs({
      args: [...args],
      options: {
        env: { type: 'string', default: 'production' },
        project: { type: 'string' },
        'client-id': { type: 'string' },
        region: { type: 'string' },
        site: { type: 'string' },
        'public-url': { type: 'string' },
        check: { type: 'boolean', default: false },
        'dry-run': { type: 'boolean', default: false },
      },
    }));
  } catch (error) {
    return err(error instanceof Error ? error.message : String(error));
  }
  const env = environmentName.safeParse(values.env);
  if (!env.success) return err(`--env ${env.error.issues[0]?.message}.`);
  const said = Object.entries(VARIABLES).flatMap(([option, variable]) => {
    const value = values[option];
    return typeof value === 'string' ? [[variable, value.replace(/\/$/, '')] as const] : [];
  });
  return ok({
    env: env.data,
    said: Object.fromEntries(said),
    only: values.check ? 'check' : values['dry-run'] ? 'plan' : null,
  });
};
