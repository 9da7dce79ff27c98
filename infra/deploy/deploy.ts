import { adviceFor } from './advice.ts';
import type { Context } from './context.ts';
import { type Environment, environmentFile, writeEnvironment } from './environment.ts';
import { findOrCreateSite, sitePlan, withSite } from './hosting-site.ts';
import { preflight } from './preflight.ts';
import { smokeTestWithRetries } from './smoke.ts';
import type { Step, Trouble } from './step.ts';
import { firstSteps, lastSteps } from './steps.ts';
import { isLocked } from './terraform.ts';

/**
 * 0: deployed and answering. 1: a step failed, or the deployed system does not answer. 2: something is missing, and
 * nothing was changed.
 */
export type Outcome = 0 | 1 | 2;

/** Lists everything that is missing. Returns the project's number if nothing is, otherwise null. */
const lookFirst = async (context: Context): Promise<string | null> => {
  const { missing, unseen, projectNumber } = await preflight(context);
  if (missing.length === 0 && projectNumber !== null) return projectNumber;
  context.print('Nothing was changed. This is missing, in this order:');
  for (const [n, { what, fix }] of missing.entries()) context.print(`  ${n + 1}. ${what}\n     ${fix}`);
  if (unseen.length > 0) context.print(`Cannot be checked before that: ${unseen.join('; ')}.`);
  return null;
};

/** `npm run deploy -- --check`. */
export const checkOnly = async (context: Context): Promise<Outcome> => {
  if ((await lookFirst(context)) === null) return 2;
  context.print('Nothing is missing.');
  return 0;
};

/** `npm run deploy -- --dry-run`: prints the commands, as far as they are known in advance, and runs none. */
export const planOnly = (context: Context): Outcome => {
  const site: Pick<Step, 'name' | 'plan'> = { name: 'site of Hosting', plan: sitePlan };
  for (const { name, plan } of [...firstSteps, site, ...lastSteps('', isLocked(context.root))]) {
    for (const { command } of plan(context)) context.print(`${name}: ${command.join(' ')}`);
  }
  return 0;
};

/** Retries of a step, a minute apart, after a failure that is known to be temporary. */
const TRIES = 6;
const PAUSE_MS = 60_000;

const take = async (step: Step, context: Context): Promise<Trouble | null> => {
  context.print(`\n— ${step.name}`);
  for (let tries = 1; ; tries++) {
    const trouble = await step.take(context);
    if (!trouble) return null;
    const known = adviceFor(trouble.output, {
      environment: context.environment,
      file: environmentFile(context.name),
    });
    if (!known?.passing || !step.patient || tries === TRIES)
      return { ...trouble, advice: known?.text ?? trouble.advice };
    context.print(`This is usually temporary. Retrying in a minute (${tries} of ${TRIES - 1}).`);
    await context.sleep(PAUSE_MS);
  }
};

const failed = (context: Context, name: string, { output, advice }: Trouble): Outcome => {
  const said = output.trim().split('\n').slice(-12).join('\n');
  context.print(`\n"${name}" failed.${said === '' ? '' : `\n${said}`}\n\n${advice}`);
  return 1;
};

/** The OAuth client's id. Asked for if unknown, because the client can be created only when the address is known. */
const withClient = async (context: Context): Promise<Environment | null> => {
  const { environment, print } = context;
  print(`The OAuth client’s authorized redirect URI: ${environment.public_url}/api/auth/callback`);
  if (environment.google_client_id) return environment;
  print(`  1. Consent screen: https://console.cloud.google.com/auth/overview?project=${environment.project}`);
  print(
    `  2. Create a client, Web application, with that redirect URI: https://console.cloud.google.com/auth/clients?project=${environment.project}`,
  );
  const id = (await context.ask?.('Its client id (….apps.googleusercontent.com): ', 'open'))?.trim();
  return id ? { ...environment, google_client_id: id } : null;
};

/** The whole deployment. Idempotent. */
export const deploy = async (given: Context): Promise<Outcome> => {
  let context = given;
  const remember = async (environment: Environment): Promise<void> => {
    context = { ...context, environment };
    await writeEnvironment(context.root, context.name, environment);
  };
  const projectNumber = await lookFirst(context);
  if (projectNumber === null) return 2;
  await remember(context.environment);

  const takeAll = async (steps: readonly Step[]): Promise<Outcome | null> => {
    for (const step of steps) {
      const trouble = await take(step, context);
      if (trouble) return failed(context, step.name, trouble);
    }
    return null;
  };
  const first = await takeAll(firstSteps);
  if (first !== null) return first;

  const name = 'site of Hosting';
  let trouble: Trouble | null = null;
  const siteStep: Step = {
    name,
    plan: sitePlan,
    patient: true,
    take: async () => {
      const found = await findOrCreateSite(context);
      if ('trouble' in found) return found.trouble;
      await remember(withSite(context.environment, found.site));
      return null;
    },
  };
  trouble = await take(siteStep, context);
  if (trouble) return failed(context, name, trouble);

  const complete = await withClient(context);
  if (!complete)
    return failed(context, 'OAuth client', {
      output: '',
      advice: 'The client id is required: --client-id ID',
    });
  await remember(complete);

  const last = await takeAll(lastSteps(projectNumber, isLocked(context.root)));
  if (last !== null) return last;
  return tryIt(context);
};

const tryIt = async (context: Context): Promise<Outcome> => {
  const { environment, print } = context;
  const { project, public_url: publicUrl = '' } = environment;
  print('\n— smoke test');
  const problems = await smokeTestWithRetries(publicUrl, context);
  for (const problem of problems) print(`  - ${problem}`);
  print(
    problems.length === 0
      ? `\nIt answers at ${publicUrl}.`
      : `\nIt is deployed, but does not answer as it should. npm run doctor -- --project ${project} --region ${environment.region} --public-url ${publicUrl} looks closer.`,
  );
  print('Steps that only a person can do:');
  print(
    `  - OAuth client, authorized redirect URI: ${publicUrl}/api/auth/callback (https://console.cloud.google.com/auth/clients?project=${project})`,
  );
  print(
    `  - Consent screen: scopes gmail.readonly and gmail.compose, test users (https://console.cloud.google.com/auth/overview?project=${project})`,
  );
  print(
    `The settings are in ${environmentFile(context.name)}: it contains no secret, and belongs in version control.`,
  );
  return problems.length === 0 ? 0 : 1;
};
