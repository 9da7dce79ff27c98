import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Context } from './context.ts';
import { bucketsOf, environmentFile, statePrefix } from './environment.ts';
import { ask, gcloud } from './gcloud.ts';
import type { Command } from './run.ts';
import { commands, type Step } from './step.ts';

const FOLDER = 'infra/terraform';
const LOCK = `${FOLDER}/.terraform.lock.hcl`;
/** The platforms that people deploy from. */
const PLATFORMS = ['linux_amd64', 'linux_arm64', 'darwin_amd64', 'darwin_arm64', 'windows_amd64'];

export const terraform = (...args: readonly string[]): Command => ({
  command: ['terraform', `-chdir=${FOLDER}`, ...args],
});

/** Relative to Terraform's folder. */
const variables = ({ name }: Context): string =>
  `-var-file=${environmentFile(name).replace(`${FOLDER}/`, '')}`;

/** `-reconfigure`: the checkout may have served another environment before, whose state must not be migrated. */
export const prepare: Step = commands(
  'Terraform: prepare',
  ({ environment, name }) => [
    terraform(
      'init',
      '-input=false',
      '-reconfigure',
      `-backend-config=bucket=${bucketsOf(environment).state}`,
      `-backend-config=prefix=${statePrefix(name)}`,
    ),
  ],
  'Terraform downloads its providers, which needs a network connection.',
  { patient: true },
);

/**
 * The first `init` writes the providers' hashes for this platform only; with the hashes of all platforms, everybody who
 * deploys gets the same providers. They come from Terraform's registry, so they are created where it can be reached,
 * and are to be committed.
 */
export const lockProviders = (isNew: boolean): Step => ({
  name: 'Terraform: hashes of the providers',
  plan: () =>
    isNew ? [terraform('providers', 'lock', ...PLATFORMS.map((platform) => `-platform=${platform}`))] : [],
  take: async (context) => {
    if (!isNew) return null;
    const [lock] = lockProviders(true).plan(context);
    const ran = lock && (await context.run(lock, true));
    context.print(
      ran?.ok
        ? `Commit ${LOCK}: it pins these providers for everybody.`
        : `The hashes for other platforms could not be fetched. ${LOCK} has those of this platform; the deployment continues.`,
    );
    return null;
  },
});

export const isLocked = (root: string): boolean => existsSync(join(root, LOCK));

export const check: Step = commands(
  'Terraform: check',
  () => [terraform('validate')],
  'Please report this: the files do not match the provider.',
);

const DATABASE = 'google_firestore_database.this';

/**
 * Imports an existing database, created by hand or by the Firebase console, because a project has only one with this
 * name.
 */
export const adoptDatabase: Step = {
  name: 'Terraform: import an existing database',
  plan: (context) => [adoption(context)],
  take: async (context) => {
    const { project } = context.environment;
    const found = await ask(
      context,
      z.array(z.object({ name: z.string() })),
      gcloud('firestore', 'databases', 'list', `--project=${project}`, '--format=json'),
    );
    if (!found?.some(({ name }) => name.endsWith('/databases/(default)'))) return null;
    const known = await context.run(terraform('state', 'list', DATABASE), false);
    if (known.ok && known.stdout.includes(DATABASE)) return null;
    const { ok, output } = await context.run(adoption(context), true);
    return ok ? null : { output, advice: 'The database has to be imported before anything else is applied.' };
  },
};

const adoption = (context: Context): Command =>
  terraform(
    'import',
    '-input=false',
    variables(context),
    DATABASE,
    `${context.environment.project}/(default)`,
  );

/** Resources that must exist before a function starts, or that take Google minutes to make available. */
const FOUNDATION = [
  'google_project_service.this',
  'google_secret_manager_secret.this',
  'google_secret_manager_secret_iam_member.reader',
  DATABASE,
  'google_artifact_registry_repository.functions',
  'google_project_iam_member.build',
  'google_project_iam_member.documents',
  // An alert on a metric that was just created is refused.
  'google_logging_metric.this',
];

export const foundation: Step = commands(
  'Terraform: database, secrets and accounts',
  (context) => [
    terraform(
      'apply',
      '-input=false',
      '-auto-approve',
      variables(context),
      ...FOUNDATION.map((address) => `-target=${address}`),
    ),
  ],
  'The output above names the failed resource. Fix it and run this again: created resources stay.',
  { patient: true },
);

export const everything: Step = commands(
  'Terraform: functions and everything else',
  (context) => [terraform('apply', '-input=false', '-auto-approve', variables(context))],
  'The output above names the failed resource. Fix it and run this again: created resources stay.',
  { patient: true },
);
