import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { functions } from '../../../functions/manifest.ts';
import { secretNames } from '../secrets.ts';
import { type Call, type End, ok, refused } from './call.ts';

const DATABASE = 'google_firestore_database.this';
const FUNCTIONS = 'google_cloudfunctions2_function.this';

/** The Terraform commands that a deployment uses; what it creates is added to the account. */
export const fakeTerraform = (call: Call): End => {
  const { account, args, cwd } = call;
  if (args[0] === 'version') return ok({ terraform_version: account.terraform });
  const [chdir = '', command, ...rest] = args;
  const folder = join(cwd, chdir.replace('-chdir=', ''));
  switch (command) {
    case 'init':
      return init(call, folder, rest);
    case 'providers':
    case 'validate':
      return account.backend === null
        ? refused('Error: terraform init has not been run\n')
        : ok('Success!\n');
    case 'state':
      return ok((account.states[account.backend ?? ''] ?? []).join('\n'));
    case 'import': {
      const state = stateOf(call);
      const its = call.projectOf(rest.at(-1)?.split('/')[0]);
      if (!state || !its?.database) return refused('Error: Cannot import non-existent remote object\n');
      state.push(DATABASE);
      return ok('Import successful!\n');
    }
    case 'apply':
      return apply(call, folder, rest);
    default:
      return refused(`terraform: not known here: ${args.join(' ')}\n`);
  }
};

const valueAfter = (rest: readonly string[], beginning: string): string =>
  rest.find((arg) => arg.startsWith(beginning))?.slice(beginning.length) ?? '';

const init = ({ account }: Call, folder: string, rest: readonly string[]): End => {
  const bucket = valueAfter(rest, '-backend-config=bucket=');
  const backend = `${bucket}/${valueAfter(rest, '-backend-config=prefix=')}`;
  if (!account.buckets[bucket]?.open)
    return refused(
      `Error: Failed to get existing workspaces: querying Cloud Storage failed: storage: bucket doesn't exist\n`,
    );
  if (account.backend !== null && account.backend !== backend && !rest.includes('-reconfigure'))
    return refused('Error: Backend configuration changed\n');
  account.backend = backend;
  account.states[backend] ??= [];
  const lock = join(folder, '.terraform.lock.hcl');
  if (!existsSync(lock)) writeFileSync(lock, '# made by terraform init\n');
  return ok('Terraform has been successfully initialized!\n');
};

const stateOf = ({ account }: Call): string[] | null => account.states[account.backend ?? ''] ?? null;

const apply = (call: Call, folder: string, rest: readonly string[]): End => {
  const state = stateOf(call);
  const path = join(folder, valueAfter(rest, '-var-file='));
  if (!state || !existsSync(path)) return refused('Error: Failed to read variables file\n');
  const variables = JSON.parse(readFileSync(path, 'utf8'));
  const its = call.projectOf(variables.project);
  for (const name of ['project', 'public_url', 'hosting_site', 'google_client_id'])
    if (!variables[name]) return refused(`Error: No value for required variable "${name}"\n`);
  if (!its) return refused('Error: Error 403: The caller does not have permission\n');
  if (its.admitted.length > 0)
    return refused(
      'Error: Error 400: One or more users named in the policy do not belong to a permitted customer.\n',
    );
  const targets = rest.flatMap((arg) => (arg.startsWith('-target=') ? [arg.slice('-target='.length)] : []));
  const wanted = (address: string): boolean => targets.length === 0 || targets.includes(address);
  const know = (address: string): void => {
    if (!state.includes(address)) state.push(address);
  };

  if (wanted(DATABASE)) {
    if (its.database && !state.includes(DATABASE))
      return refused('Error: Error 409: Database already exists. Please use another database_id\n');
    its.database ??= { type: 'FIRESTORE_NATIVE', locationId: variables.firestore_location };
    know(DATABASE);
  }
  if (wanted('google_secret_manager_secret.this'))
    for (const name of secretNames) {
      its.secrets[name] ??= [];
      know(`google_secret_manager_secret.this["${name}"]`);
    }
  for (const target of targets) know(target);
  if (targets.length > 0) return ok('Apply complete!\n');

  const empty = secretNames.find((name) => (its.secrets[name]?.length ?? 0) === 0);
  if (empty)
    return refused(
      `Error: Could not create Cloud Run service. Secret projects/1/secrets/${empty}/versions/latest was not found\n`,
    );
  const asked: Record<string, number> = variables.max_instances ?? {};
  const instances = Math.max(...functions.map(({ name, maxInstances }) => asked[name] ?? maxInstances));
  if (instances > its.cpus)
    return refused(
      `Error: spec.template.metadata.annotations[autoscaling.knative.dev/maxScale]: Max instances must be set to ${its.cpus} or fewer in order to set the requested total CPU.\nQuota violated:\nCpuAllocPerProjectRegion requested: ${instances * 1000} allowed: ${its.cpus * 1000}\n`,
    );
  know(FUNCTIONS);
  its.functions = { region: variables.region, publicUrl: variables.public_url, instances };
  return ok('Apply complete!\n');
};

/** `npm run build` and `npm run migrate`. */
export const fakeNpm = ({ args, option, projectOf }: Call): End => {
  if (args[1] === 'build') return ok('Built into dist/\n');
  const its = projectOf(option('project'));
  if (args[1] !== 'migrate' || !its?.database)
    return refused('5 NOT_FOUND: The database (default) does not exist\n');
  its.migrated = true;
  return ok('0001-mailbox-health: up, 0 changed.\n');
};
