import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { bucketOwner } from './buckets.ts';
import type { Context } from './context.ts';
import { bucketsOf } from './environment.ts';
import { gcloud } from './gcloud.ts';
import { CONFIG, hostingConfig } from './hosting-config.ts';
import { indexesReady } from './indexes.ts';
import { addVersion, fillSecrets, secretNames } from './secrets.ts';
import { commands, type Step } from './step.ts';
import { adoptDatabase, check, everything, foundation, lockProviders, prepare } from './terraform.ts';

/** Services that Terraform, the Firebase CLI and the steps before them need; Terraform enables the rest. */
const SERVICES = [
  'cloudbilling',
  'cloudresourcemanager',
  'firebase',
  'firebasehosting',
  'firebaserules',
  'firestore',
  'gmail',
  'iam',
  'secretmanager',
  'serviceusage',
  'storage',
];

const stateBucket = (context: Context) => `gs://${bucketsOf(context.environment).state}`;

/** Terraform's state describes the installation; with versions, a broken state can be restored. */
const bucketForState = (projectNumber: string): Step => ({
  name: 'bucket for Terraform’s state',
  plan: (context) => [
    gcloud(
      'storage',
      'buckets',
      'create',
      stateBucket(context),
      `--project=${context.environment.project}`,
      `--location=${context.environment.region}`,
      '--uniform-bucket-level-access',
      '--public-access-prevention',
    ),
    gcloud('storage', 'buckets', 'update', stateBucket(context), '--versioning'),
  ],
  take: async (context) => {
    const [create, keepVersions] = bucketForState(projectNumber).plan(context);
    if (!create || !keepVersions) return null;
    const owner = await bucketOwner(context, bucketsOf(context.environment).state, projectNumber);
    if (owner === 'foreign')
      return { output: `${stateBucket(context)}: requested bucket name is not available`, advice: '' };
    for (const command of owner === 'ours' ? [keepVersions] : [create, keepVersions]) {
      const { ok, output } = await context.run(command, true);
      if (!ok) return { output, advice: 'Creating buckets needs the role Storage Admin, or Owner.' };
    }
    return null;
  },
});

const values: Step = {
  name: 'values of the secrets',
  plan: ({ environment: { project } }) => secretNames.map((secret) => addVersion(project, secret, '')),
  take: fillSecrets,
};

const firebaseDeploy = (project: string, what: string) => ({
  command: [
    'firebase',
    'deploy',
    `--config=${CONFIG}`,
    `--project=${project}`,
    `--only=${what}`,
    '--non-interactive',
  ] as const,
});

/** Writes firebase.json with this environment's site and region beside the original. */
const hostingFile: Step = {
  name: `${CONFIG}: this environment’s site and region`,
  plan: () => [],
  take: async ({ root, environment }) => {
    const source: unknown = JSON.parse(await readFile(join(root, 'firebase.json'), 'utf8'));
    const site = environment.hosting_site ?? environment.project;
    const config = hostingConfig(source, { site, region: environment.region });
    await writeFile(join(root, CONFIG), `${JSON.stringify(config, null, 2)}\n`);
    return null;
  },
};

/** Before the site is known. */
export const firstSteps: readonly Step[] = [
  commands(
    'build',
    () => [{ command: ['npm', 'run', 'build'] }],
    'The build output names the file with the error.',
  ),
  commands(
    'enable services',
    ({ environment: { project } }) => [
      gcloud(
        'services',
        'enable',
        ...SERVICES.map((service) => `${service}.googleapis.com`),
        `--project=${project}`,
      ),
    ],
    'Enabling services needs the role Owner, or Service Usage Admin.',
    { patient: true },
  ),
];

/**
 * Steps after the site and the OAuth client are known. Secrets have values and indexes are built before a function that
 * needs them starts; documents are migrated before the new code serves; the web app comes last.
 */
export const lastSteps = (projectNumber: string, isLocked: boolean): readonly Step[] => [
  bucketForState(projectNumber),
  prepare,
  lockProviders(!isLocked),
  check,
  adoptDatabase,
  foundation,
  values,
  hostingFile,
  commands(
    'rules and indexes',
    ({ environment: { project } }) => [firebaseDeploy(project, 'firestore')],
    'The Firebase CLI says above what it stumbled over; all of it is in firebase-debug.log.',
    { patient: true },
  ),
  indexesReady,
  commands(
    'migrations',
    ({ environment: { project } }) => [
      { command: ['npm', 'run', 'migrate', '--', 'up', '--project', project] },
    ],
    'The output names the documents that could not be changed. Run this again: it continues where it stopped.',
  ),
  everything,
  commands(
    'web app',
    ({ environment: { project } }) => [firebaseDeploy(project, 'hosting')],
    'The Firebase CLI says above what it stumbled over; all of it is in firebase-debug.log.',
    { patient: true },
  ),
];
