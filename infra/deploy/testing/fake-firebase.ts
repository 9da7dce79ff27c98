import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Call, type End, ok, refused } from './call.ts';

/** With `--json` the CLI prints errors to standard output (lib/errorOut.js of firebase-tools). */
const error = (text: string): End => ({ code: 1, stdout: JSON.stringify({ status: 'error', error: text }) });
const success = (result: unknown): End => ok({ status: 'success', result });

/** The commands of the Firebase CLI that a deployment uses. */
export const fakeFirebase = (call: Call): End => {
  const { account, args, option, projectOf } = call;
  const [command] = args;
  if (command === '--version') return ok('15.34.2\n');
  if (!account.signedIn.firebase) return error('Failed to authenticate, have you run firebase login?');
  const project = option('project') ?? '';
  const its = projectOf(project);
  switch (command) {
    case 'projects:list':
      return success(
        Object.entries(account.projects).flatMap(([projectId, { firebase, number }]) =>
          firebase ? [{ projectId, projectNumber: number, state: 'ACTIVE', resources: {} }] : [],
        ),
      );
    case 'hosting:sites:list':
      if (!its?.firebase) return error('HTTP Error: 404, Requested entity was not found.');
      return success({
        sites: its.sites.map(({ name, type }) => ({
          name: `projects/${project}/sites/${name}`,
          defaultUrl: `https://${name}.web.app`,
          type,
        })),
      });
    case 'hosting:sites:create': {
      if (!its?.firebase) return error('HTTP Error: 404, Requested entity was not found.');
      const name = args[1] ?? '';
      const proposal = account.sitesTaken[name];
      if (proposal)
        return error(
          `HTTP Error: 400, Invalid name: \`${name}\` is reserved by another project; try something like \`${proposal}\` instead`,
        );
      if (its.sites.some((site) => site.name === name))
        return error('HTTP Error: 409, Requested entity already exists');
      its.sites.push({ name, type: its.sites.length === 0 ? 'DEFAULT_SITE' : 'USER_SITE' });
      return success({ name: `projects/${project}/sites/${name}`, defaultUrl: `https://${name}.web.app` });
    }
    case 'deploy':
      return deploy(call);
    default:
      return refused(`firebase: not known here: ${args.join(' ')}\n`);
  }
};

const deploy = ({ cwd, option, projectOf }: Call): End => {
  const its = projectOf(option('project'));
  const file = join(cwd, option('config') ?? 'firebase.json');
  if (!its || !existsSync(file)) return refused(`Error: Could not load config file ${file}.\n`);
  const config = JSON.parse(readFileSync(file, 'utf8'));
  if (option('only') === 'firestore') {
    // The real command would create another database, in another location.
    if (!its.database) return refused('a database was made in nam5\n');
    its.indexesBuiltIn ??= 2;
    return ok('✔  firestore: deployed indexes\n');
  }
  const { site, rewrites } = config.hosting;
  if (!its.sites.some(({ name }) => name === site))
    return refused('Error: HTTP Error: 404, Requested entity was not found.\n');
  const regions = new Set<string>(
    rewrites.flatMap(({ run }: { run?: { region: string } }) => (run ? [run.region] : [])),
  );
  its.hosting = { site, region: [...regions].join(' ') };
  return ok('✔  Deploy complete!\n');
};
