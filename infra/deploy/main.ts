import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { terminalAsk } from './ask.ts';
import type { Context } from './context.ts';
import { checkOnly, deploy, planOnly } from './deploy.ts';
import { optionsOf, USAGE } from './options.ts';
import { run } from './run.ts';
import { settle } from './settle.ts';

/**
 * `npm run deploy -- --env NAME`: lists what is missing; otherwise builds, creates everything in Google Cloud, deploys
 * rules, indexes and the web app, and tests the result. `--check` only lists what is missing, `--dry-run` what it would
 * do.
 */
const root = join(import.meta.dirname, '../..');
const print = (line: string): void => console.log(line);

const refuse = (...lines: readonly string[]): 2 => {
  for (const line of lines) console.error(line);
  return 2;
};

const main = async (): Promise<number> => {
  const options = optionsOf(process.argv.slice(2));
  if (!options.ok) return refuse(options.error, USAGE);
  const environment = await settle(options.value, root, terminalAsk());
  if (!environment.ok) return refuse(environment.error, USAGE);
  const { project } = environment.value;
  const context: Context = {
    name: options.value.env,
    root,
    environment: environment.value,
    run: (command, show) => {
      if (show) print(`$ ${command.command.join(' ')}`);
      return run(command, {
        show,
        cwd: root,
        env: {
          CLOUDSDK_CORE_DISABLE_PROMPTS: '1',
          TF_IN_AUTOMATION: '1',
          // The project that pays for API calls: this one, not the one that another installation has configured
          // (https://cloud.google.com/docs/authentication/troubleshoot-adc#user-creds-client-based).
          GOOGLE_CLOUD_QUOTA_PROJECT: project,
        },
      });
    },
    ask: terminalAsk(),
    fetch,
    print,
    sleep: (ms) => sleep(ms),
    now: Date.now,
    variables: process.env,
  };
  if (options.value.only === 'plan') return planOnly(context);
  return options.value.only === 'check' ? checkOnly(context) : deploy(context);
};

process.exitCode = await main();
