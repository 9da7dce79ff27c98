import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { runChecks } from './check.ts';
import { localChecks } from './local.ts';

/** `npm run doctor`: what is wrong with the installation on this machine, or with `--project X` with that on Google Cloud. */
const { values } = parseArgs({
  options: {
    project: { type: 'string' },
    region: { type: 'string', default: 'europe-west1' },
    'public-url': { type: 'string' },
  },
});
if (existsSync('.env')) process.loadEnvFile('.env');

const { project } = values;
const checks = project
  ? // Only here: a container of one machine has no command-line tools of Google's.
    (await import('./cloud.ts')).cloudChecks(
      { project, region: values.region, publicUrl: values['public-url'] ?? `https://${project}.web.app` },
      Date.now,
    )
  : localChecks(process.env, Date.now);
const marks = { pass: 'ok  ', warn: 'hm  ', fail: 'BAD ' } as const;
const findings = await runChecks(checks);
for (const { level, what, advice } of findings)
  console.log(`${marks[level]} ${what}${advice ? `\n       ${advice}` : ''}`);
process.exitCode = findings.some(({ level }) => level === 'fail') ? 1 : 0;
