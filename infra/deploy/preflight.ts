import { z } from 'zod';
import { functions } from '../../functions/manifest.ts';
import { organizationAdvice, TERMS } from './advice.ts';
import { type BucketOwner, bucketOwner } from './buckets.ts';
import type { Context } from './context.ts';
import { bucketsOf, environmentFile, othersIn } from './environment.ts';
import { ask, gcloud, read } from './gcloud.ts';
import { firebaseProjects } from './hosting-site.ts';
import { hasVersion, secretNames } from './secrets.ts';

/** A precondition that is not met, and the command or URL that fixes it. */
export interface Missing {
  readonly what: string;
  readonly fix: string;
}

export interface Preflight {
  /** In the order in which to fix them. */
  readonly missing: readonly Missing[];
  /** What could not be checked before these are fixed. */
  readonly unseen: readonly string[];
  /** The project's number; null while something is missing. */
  readonly projectNumber: string | null;
}

const TERRAFORM = [1, 9] as const;

const isThere = async ({ run }: Context, ...command: [string, ...string[]]): Promise<boolean> =>
  (await run({ command }, false)).ok;

const terraformVersion = async (context: Context): Promise<Missing | null> => {
  const fix = 'Install 1.9 or newer: https://developer.hashicorp.com/terraform/install';
  const ran = await context.run({ command: ['terraform', 'version', '-json'] }, false);
  if (!ran.ok) return { what: 'Terraform', fix };
  const said = read(z.object({ terraform_version: z.string() }), ran)?.terraform_version ?? '';
  const [major = 0, minor = 0] = said.split('.').map(Number);
  const enough = major > TERRAFORM[0] || (major === TERRAFORM[0] && minor >= TERRAFORM[1]);
  return enough ? null : { what: `Terraform ${TERRAFORM.join('.')} (found: ${said || 'unknown'})`, fix };
};

const described = z.object({
  projectNumber: z.string(),
  lifecycleState: z.string().default('ACTIVE'),
  parent: z.object({ type: z.string(), id: z.string() }).optional(),
});
const billing = z.object({ billingEnabled: z.boolean().default(false) });
const policy = z.object({
  listPolicy: z
    .object({ allowedValues: z.array(z.string()).default([]), allValues: z.string().optional() })
    .optional(),
});
const databases = z.array(z.object({ name: z.string(), type: z.string(), locationId: z.string() }));

/** Everything that is missing, in order. Read-only. */
export const preflight = async (context: Context): Promise<Preflight> => {
  const missing: Missing[] = [];
  const unseen: string[] = [];
  const { environment, name } = context;
  const { project } = environment;
  const file = environmentFile(name);
  const add = (what: string, fix: string): void => void missing.push({ what, fix });

  for (const other of await othersIn(context.root, name, project))
    add(
      `A project of its own: ${project} belongs to the environment ${other}`,
      `Set another project in ${file}; two environments in one project would overwrite each other.`,
    );
  const unknown = Object.keys(environment.max_instances ?? {}).filter(
    (key) => !functions.some((spec) => spec.name === key),
  );
  if (unknown.length > 0)
    add(
      `max_instances names what is no function: ${unknown.join(', ')}`,
      `Correct ${file}: ${functions.map((spec) => spec.name).join(', ')}.`,
    );

  const [cloudCli, terraform, firebaseCli] = await Promise.all([
    isThere(context, 'gcloud', 'version'),
    terraformVersion(context),
    isThere(context, 'firebase', '--version'),
  ]);
  if (!cloudCli) add('Google Cloud CLI', 'Install it: https://cloud.google.com/sdk/docs/install');
  if (terraform) missing.push(terraform);
  if (!firebaseCli) add('Firebase CLI', 'npm install --global firebase-tools');

  const [signedIn, credentials, ofFirebase] = await Promise.all([
    cloudCli && isThere(context, 'gcloud', 'auth', 'print-access-token', '--quiet'),
    cloudCli && isThere(context, 'gcloud', 'auth', 'application-default', 'print-access-token', '--quiet'),
    firebaseCli ? firebaseProjects(context) : null,
  ]);
  if (cloudCli && !signedIn) add('Sign-in of the Google Cloud CLI', 'gcloud auth login');
  if (cloudCli && !credentials)
    add('Credentials for Terraform and the migrations', 'gcloud auth application-default login');
  if (firebaseCli && ofFirebase === null) add('Sign-in of the Firebase CLI', 'firebase login');
  if (!cloudCli) unseen.push('whether you are signed in to Google Cloud');
  if (!firebaseCli) unseen.push('whether you are signed in to Firebase');

  const shown = signedIn
    ? await context.run(gcloud('projects', 'describe', project, '--format=json'), false)
    : null;
  const found = shown ? read(described, shown) : null;
  if (shown && !found) {
    if (/terms of service/i.test(shown.output)) add('Terms of Service', TERMS);
    add(
      `The project ${project}`,
      `gcloud projects create ${project} (or another id: the names are shared by everybody), or ask its owner for access. Whoever has never used Google Cloud accepts its terms first: https://console.cloud.google.com/`,
    );
  }
  if (found && found.lifecycleState !== 'ACTIVE')
    add(`The project ${project} is being deleted`, `gcloud projects undelete ${project}`);
  const usable = found !== null && found.lifecycleState === 'ACTIVE';
  if (usable) {
    for (const one of await inProject(context, found)) missing.push(one);
  } else unseen.push(`billing, the organization’s policy, buckets, database and secrets of ${project}`);

  if (ofFirebase !== null && usable && !ofFirebase.some(({ projectId }) => projectId === project))
    add(
      `Firebase in ${project}`,
      `firebase projects:addfirebase ${project}. Whoever has never used Firebase accepts its terms first: https://console.firebase.google.com/?forceCheckTos=true`,
    );
  if (ofFirebase === null || !usable) unseen.push(`Firebase in ${project}`);

  if (!environment.google_client_id && !context.ask) {
    const origin = environment.public_url ?? `https://${environment.hosting_site ?? project}.web.app`;
    add(
      'The OAuth client',
      `Create it (Web application, redirect URI ${origin}/api/auth/callback) at https://console.cloud.google.com/auth/clients?project=${project}, and pass its id: --client-id ID`,
    );
  }
  if (usable && !context.ask) {
    const without = await Promise.all(
      secretNames.map(async (secret) =>
        context.variables[secret] || (await hasVersion(context, secret)) ? [] : [secret],
      ),
    );
    for (const secret of without.flat())
      add(
        `A value for the secret ${secret}`,
        `Run this in a terminal, which asks for it, or set the variable ${secret} for this command.`,
      );
  }
  return { missing, unseen, projectNumber: missing.length === 0 && found ? found.projectNumber : null };
};

/** What is missing in an existing project. */
const inProject = async (context: Context, found: z.infer<typeof described>): Promise<readonly Missing[]> => {
  const { environment, name } = context;
  const { project } = environment;
  const file = environmentFile(name);
  const buckets = bucketsOf(environment);
  const [paid, admits, data, ...owners] = await Promise.all([
    ask(context, billing, gcloud('billing', 'projects', 'describe', project, '--format=json')),
    found.parent ? admittedMembers(context) : 'everybody',
    ask(
      context,
      databases,
      gcloud('firestore', 'databases', 'list', `--project=${project}`, '--format=json'),
    ),
    bucketOwner(context, buckets.state, found.projectNumber),
    bucketOwner(context, buckets.sources, found.projectNumber),
  ]);
  const missing: Missing[] = [];
  if (!paid?.billingEnabled)
    missing.push({
      what: `Billing in ${project}`,
      fix: `https://console.cloud.google.com/billing/linkedaccount?project=${project}`,
    });
  if (admits === 'some')
    missing.push({ what: 'An exception from the organization’s policy', fix: organizationAdvice(project) });
  const strange = [buckets.state, buckets.sources].filter(
    (_, n) => (owners[n] satisfies BucketOwner | undefined) === 'foreign',
  );
  if (strange.length > 0)
    missing.push({
      what: `Names for the buckets: ${strange.join(' and ')} belong${strange.length === 1 ? 's' : ''} to somebody else`,
      fix: `Set your own prefix in ${file}: "bucket_prefix": "${project}-${found.projectNumber.slice(-4)}"`,
    });
  const database = data?.find((one) => one.name.endsWith('/databases/(default)'));
  if (database && database.type !== 'FIRESTORE_NATIVE')
    missing.push({
      what: 'A database in native mode: the one of this project is in Datastore mode, as App Engine creates it',
      fix: `Create a new project: gcloud projects create …, and set it in ${file}.`,
    });
  else if (database && database.locationId !== environment.firestore_location)
    missing.push({
      what: `The database’s location: it is ${database.locationId}, which cannot be changed`,
      fix: `Set "firestore_location": "${database.locationId}" in ${file}.`,
    });
  return missing;
};

/**
 * Whether the organization admits accounts of others. Without permission to read the policy, Terraform reports it
 * later.
 */
const admittedMembers = async (context: Context): Promise<'everybody' | 'some'> => {
  const effective = await ask(
    context,
    policy,
    gcloud(
      'resource-manager',
      'org-policies',
      'describe',
      'iam.allowedPolicyMemberDomains',
      `--project=${context.environment.project}`,
      '--effective',
      '--format=json',
    ),
  );
  const list = effective?.listPolicy;
  return (list?.allowedValues.length ?? 0) > 0 || list?.allValues === 'DENY' ? 'some' : 'everybody';
};
