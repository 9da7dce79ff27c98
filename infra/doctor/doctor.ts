import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { type Check, runChecks } from './check.ts';
import { localChecks } from './local.ts';

/**
 * `npm run doctor`: checks the installation on this machine, or on Google Cloud with `--env NAME` (as for `npm run
 * deploy`) or `--project X`.
 */
const { values } = parseArgs({
  options: {
    env: { type: 'string' },
    project: { type: 'string' },
    region: { type: 'string' },
    'public-url': { type: 'string' },
  },
});
if (existsSync('.env')) process.loadEnvFile('.env');

/** Loaded only here, because a container of one machine has neither these files nor Google's command-line tools. */
const cloudChecks = async (): Promise<readonly Check[]> => {
  const { readEnvironment } = await import('../deploy/environment.ts');
  const written = await readEnvironment('.', values.env ?? 'production');
  const known = written.ok ? written.value : undefined;
  const project = values.project ?? known?.project;
  const same = known?.project === project ? known : undefined;
  if (!project) throw new Error(`There is no file for the environment ${values.env}. Pass --project.`);
  const installation = {
    project,
    region: values.region ?? same?.region ?? 'europe-west1',
    publicUrl: values['public-url'] ?? same?.public_url ?? `https://${project}.web.app`,
  };
  return (await import('./cloud.ts')).cloudChecks(installation, Date.now);
};

const checks = values.project || values.env ? await cloudChecks() : localChecks(process.env, Date.now);
const marks = { pass: 'ok  ', warn: 'hm  ', fail: 'BAD ' } as const;
const findings = await runChecks(checks);
for (const { level, what, advice } of findings)
  console.log(`${marks[level]} ${what}${advice ? `\n       ${advice}` : ''}`);
process.exitCode = findings.some(({ level }) => level === 'fail') ? 1 : 0;
