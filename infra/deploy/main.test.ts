import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Ask } from './ask.ts';
import { environmentSchema, writeEnvironment } from './environment.ts';
import { optionsOf } from './options.ts';
import { run } from './run.ts';
import { settle } from './settle.ts';

test('the command only says what it would do, when asked to', async () => {
  const command = join(import.meta.dirname, 'main.ts');
  const args = [command, '--env', 'nowhere-yet', '--project', 'my-project', '--dry-run'];
  // No program at all is to be found.
  const env = { PATH: '/nowhere', NODE_NO_WARNINGS: '1' };
  const output = await new Promise<string>((resolve) => {
    execFile(process.execPath, args, { env }, (_error, stdout, stderr) => resolve(stdout + stderr));
  });
  const steps = output.trim().split('\n');
  expect(steps[0]).toBe('build: npm run build');
  expect(steps.some((line) => line.includes('-var-file=environments/nowhere-yet.tfvars.json'))).toBe(true);
  expect(steps.at(-1)).toContain('--only=hosting');
});

const settled = async (args: readonly string[], root: string, ask: Ask | null = null) => {
  const options = optionsOf(args);
  return options.ok ? settle(options.value, root, ask) : options;
};

describe('the environment that is meant', () => {
  let root: string;
  beforeAll(async () => {
    root = await mkdtemp(join(tmpdir(), 'email-ai-settle-'));
    const known = { ...environmentSchema.parse({ project: 'my-project' }), alert_email: 'me@example.org' };
    await writeEnvironment(root, 'production', known);
  });
  afterAll(() => rm(root, { recursive: true, force: true }));

  test.each([
    [['--project', 'Not A Project'], 'project is no id of a project'],
    [['--project', 'a;rm -rf'], 'project is no id'],
    [['--project', 'my-project', '--region', 'Mars'], 'region is no region'],
    [['--project', 'my-project', '--public-url', 'http://x.example'], 'public_url is no https origin'],
    [[], '--project PROJECT'],
  ])('is refused for %o', async (args, why) => {
    const refused = await settled(['--env', 'staging', ...args], root);
    expect(refused).toEqual({ ok: false, error: expect.stringContaining(why) });
  });

  test('is what its file says, and what is said beside it', async () => {
    expect(await settled(['--region', 'us-east1'], root)).toMatchObject({
      value: { project: 'my-project', region: 'us-east1', alert_email: 'me@example.org' },
    });
  });

  test('is asked for where neither says the project', async () => {
    const ask: Ask = async (question) => (question.includes('staging') ? 'my-staging' : '');
    expect(await settled(['--env', 'staging'], root, ask)).toMatchObject({
      value: { project: 'my-staging' },
    });
  });

  test('is not moved to another project by a slip', async () => {
    const moved = await settled(['--project', 'my-staging'], root);
    expect(moved).toEqual({ ok: false, error: expect.stringContaining('--env NAME') });
  });
});

test.each([
  [['--env', '../../etc']],
  [['--env', 'Staging']],
  [['--unheard-of']],
  [['staging']],
])('there is no command line such as %o', (args) => {
  expect(optionsOf(args).ok).toBe(false);
});

test('what is said for the environment is taken; production is meant where none is named', () => {
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
  const command = [process.execPath, '-e', echo] as const;
  const { stdout, output } = await run({ command, input: 'the value' }, false);
  expect(stdout).toBe('the value');
  expect(output).toContain('a warning');
  expect((await run({ command: ['no-such-program-anywhere'] }, false)).ok).toBe(false);
});
