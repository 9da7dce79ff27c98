import { parseArgs } from 'node:util';
import { deployment, prerequisites, remaining, type Target } from './plan.ts';
import { findMissing, runAll } from './run.ts';
import { smokeTest } from './smoke.ts';

/**
 * `npm run deploy -- --project X --client-id Y`: checks what is needed, builds, applies Terraform, deploys rules, indexes and the
 * web app, and tries the result. `--dry-run` prints what it would do.
 */
const { values } = parseArgs({
  options: {
    project: { type: 'string' },
    'client-id': { type: 'string', default: process.env.GOOGLE_CLIENT_ID ?? '' },
    region: { type: 'string', default: 'europe-west1' },
    'public-url': { type: 'string' },
    'dry-run': { type: 'boolean', default: false },
  },
});

const USAGE =
  'npm run deploy -- --project PROJECT --client-id OAUTH_CLIENT_ID [--region REGION] [--public-url https://…] [--dry-run]';

const deploy = async (target: Target): Promise<number> => {
  const missing = await findMissing(prerequisites(target));
  if (missing.length > 0) {
    console.error('Before anything is changed, this is missing:');
    for (const { name, advice } of missing) console.error(`  - ${name}. ${advice}`);
    return 2;
  }
  const failed = await runAll(deployment(target));
  if (failed) {
    console.error(`\n"${failed.name}" failed. ${failed.advice}`);
    return 1;
  }
  const problems = await smokeTest(target.publicUrl);
  for (const problem of problems) console.error(`  - ${problem}`);
  console.log(
    problems.length === 0
      ? `\nIt answers at ${target.publicUrl}.`
      : '\nIt is deployed, but does not answer as it should.',
  );
  console.log('What only a person can do:');
  for (const line of remaining(target)) console.log(`  - ${line}`);
  return problems.length === 0 ? 0 : 1;
};

const { project } = values;
if (!project || !/^[a-z][a-z0-9-]{4,28}[a-z0-9]$/.test(project) || !values['client-id']) {
  console.error(`A project and the id of its OAuth client are needed.\n${USAGE}`);
  process.exitCode = 2;
} else {
  const target: Target = {
    project,
    region: values.region,
    publicUrl: (values['public-url'] ?? `https://${project}.web.app`).replace(/\/$/, ''),
    clientId: values['client-id'],
  };
  if (values['dry-run']) {
    for (const { name, command } of [...prerequisites(target), ...deployment(target)]) {
      console.log(`${name}: ${command.join(' ')}`);
    }
  } else process.exitCode = await deploy(target);
}
