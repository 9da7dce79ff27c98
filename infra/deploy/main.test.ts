import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { optionsOf } from './options.ts';
import { run } from './run.ts';

const deploy = (...args: string[]): Promise<{ code: number; output: string }> =>
  new Promise((resolve) => {
    const command = join(import.meta.dirname, 'main.ts');
    // No program at all is to be found.
    const env = { PATH: '/nowhere', NODE_NO_WARNINGS: '1' };
    execFile(process.execPath, [command, ...args], { env }, (error, stdout, stderr) =>
      resolve({ code: error ? Number(error.code) : 0, output: stdout + stderr }),
    );
  });

test('only says what it would do, when asked to', async () => {
  const { code, output } = await deploy('--env', 'nowhere-yet', '--project', 'my-project', '--dry-run');
  expect(code).toBe(0);
  const steps = output.trim().split('\n');
  expect(steps[0]).toBe('build: npm run build');
  expect(steps.some((line) => line.includes('-var-file=environments/nowhere-yet.tfvars.json'))).toBe(true);
  expect(steps.at(-1)).toContain('--only=hosting');
});

test('says what is missing where there is nothing, when asked for that alone', async () => {
  const { code, output } = await deploy('--env', 'nowhere-yet', '--project', 'my-project', '--check');
  expect(code).toBe(2);
  expect(output).toContain('1. Google Cloud CLI');
});

test.each([
  [['--project', 'Not A Project'], 'project is no id of a project'],
  [['--project', 'a;rm -rf'], 'project is no id'],
  [['--project', 'my-project', '--region', 'Mars'], 'region is no region'],
  [['--project', 'my-project', '--public-url', 'http://x.example'], 'public_url is no https origin'],
])('refuses %o', async (args, why) => {
  const { code, output } = await deploy('--env', 'nowhere-yet', ...args);
  expect(code).toBe(2);
  expect(output).toContain(why);
  expect(output).toContain('npm run deploy --');
});

test('needs a project once', async () => {
  const { code, output } = await deploy('--env', 'nowhere-yet');
  expect([code, output]).toEqual([2, expect.stringContaining('--project PROJECT')]);
});

test.each([
  [['--env', '../../etc']],
  [['--env', 'Staging']],
  [['--unheard-of']],
  [['staging']],
])('takes no command line such as %o', (args) => {
  expect(optionsOf(args).ok).toBe(false);
});

test('takes what is said for the environment', () => {
  expect(optionsOf(['--env', 'staging', '--client-id', 'c', '--public-url', 'https://x.example/'])).toEqual({
    ok: true,
    value: {
      env: 'staging',
      said: { google_client_id: 'c', public_url: 'https://x.example' },
      only: null,
    },
  });
  expect(optionsOf([])).toMatchObject({ value: { env: 'production', said: {} } });
});

test('a command is a program and its arguments, never a line for a shell', async () => {
  const odd = ['two words', '$HOME', '"', '; exit 3', '%PATH%'];
  const print = 'process.stdout.write(JSON.stringify(process.argv.slice(1)))';
  const { ok, stdout } = await run({ command: [process.execPath, '-e', print, ...odd] }, false);
  expect([ok, JSON.parse(stdout)]).toEqual([true, odd]);
});

test('a command reads what it is given, and what it prints for programs is kept apart', async () => {
  const echo = 'process.stdin.pipe(process.stdout); process.stderr.write("a warning")';
  const { stdout, output } = await run(
    { command: [process.execPath, '-e', echo], input: 'the value' },
    false,
  );
  expect(stdout).toBe('the value');
  expect(output).toContain('a warning');
  expect((await run({ command: ['no-such-program-anywhere'] }, false)).ok).toBe(false);
});
