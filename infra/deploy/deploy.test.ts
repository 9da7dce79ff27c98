import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { deployment } from './plan.ts';
import { smokeTest } from './smoke.ts';

/*
 * The command as a process of its own, with small programs in the place of Google's: each writes down how it was called and ends
 * as it was told. That they would do the right thing cannot be tried here.
 */

let folder: string;
let log: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'email-ai-deploy-'));
  log = join(folder, 'calls');
  await writeFile(log, '');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** A program that writes down its name and arguments; `failsOn`: what it fails at; `prints`: what it says. */
const program = async (name: string, failsOn = 'nothing', prints = 'something'): Promise<void> => {
  const bin = join(folder, 'bin');
  await mkdir(bin, { recursive: true });
  const text = `#!/bin/sh\necho "${name} $*" >> "${log}"\ncase "${name} $*" in *"${failsOn}"*) exit 3;; esac\necho "${prints}"\n`;
  await writeFile(join(bin, name), text);
  await chmod(join(bin, name), 0o755);
};

const everything = async (failsOn?: string): Promise<void> => {
  for (const name of ['gcloud', 'terraform', 'firebase', 'npm']) await program(name, failsOn);
};

const deploy = (...args: string[]): Promise<{ code: number; output: string }> =>
  new Promise((resolve) => {
    const command = join(import.meta.dirname, 'deploy.ts');
    // Only what the test put there can be found, besides the shell.
    const env = { PATH: `${join(folder, 'bin')}:/usr/bin:/bin`, NODE_NO_WARNINGS: '1' };
    execFile(process.execPath, [command, ...args], { env }, (error, stdout, stderr) =>
      resolve({ code: error ? Number(error.code) : 0, output: stdout + stderr }),
    );
  });

const calls = async (): Promise<readonly string[]> =>
  (await readFile(log, 'utf8')).split('\n').filter((line) => line !== '');

const site = async (broken: string | null) => {
  const server = createServer((request, response) => {
    const path = request.url ?? '';
    if (path === broken) response.writeHead(404).end();
    else if (path === '/') response.end('<!doctype html><html></html>');
    else if (path === '/api/openapi.json') response.end('{"openapi":"3.1.0"}');
    else response.writeHead(401).end('{"code":"unauthenticated"}');
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => new Promise((resolve) => server.close(resolve)),
  };
};

const NAMED = ['--project', 'my-project', '--client-id', 'client'];

describe('deploying', () => {
  test('names everything that is missing at once, and changes nothing', async () => {
    await program('gcloud', 'auth application-default');
    const { code, output } = await deploy(...NAMED);
    expect(code).toBe(2);
    for (const name of ['Terraform', 'Firebase CLI', 'credentials for Terraform'])
      expect(output).toContain(name);
    expect(output).not.toContain('signed in to Google Cloud');
    expect(output).toContain('gcloud auth application-default login');
    expect((await calls()).filter((call) => /create|apply|deploy/.test(call))).toEqual([]);
  });

  test('takes a project without billing for what it is', async () => {
    await everything();
    await program('gcloud', 'nothing', '');
    const { code, output } = await deploy(...NAMED);
    expect(code).toBe(2);
    expect(output).toContain('Link a billing account');
  });

  test('goes through its steps in order, tries the result, and says what is left to do', async () => {
    await everything();
    const { url, close } = await site(null);
    const { code, output } = await deploy(...NAMED, '--public-url', url);
    await close();
    expect(output).toContain(`It answers at ${url}`);
    expect(code).toBe(0);
    expect(output).toContain(`${url}/api/auth/callback`);
    const target = { project: 'my-project', region: 'europe-west1', publicUrl: url, clientId: 'client' };
    const wanted = deployment(target).map(({ command }) => command.join(' '));
    const made = (await calls()).filter((call) => wanted.includes(call));
    expect(made).toEqual(wanted);
  });

  test('stops at a step that fails, with advice', async () => {
    await everything('apply');
    const { code, output } = await deploy(...NAMED);
    expect(code).toBe(1);
    expect(output).toContain('"Terraform: apply" failed.');
    expect(output).toContain('secrets');
    expect((await calls()).some((call) => call.startsWith('firebase deploy'))).toBe(false);
  });

  test('goes on where the bucket for the state is there already', async () => {
    await everything('firebase deploy');
    await program('gcloud', 'nothing', 'ok');
    const bin = join(folder, 'bin', 'gcloud');
    await writeFile(
      bin,
      `#!/bin/sh\ncase "$*" in *"buckets create"*) echo "HTTPError 409: already own it"; exit 1;; esac\necho ok\n`,
    );
    await chmod(bin, 0o755);
    const { code, output } = await deploy(...NAMED);
    expect(code).toBe(1);
    expect(output).toContain('"rules, indexes and hosting" failed.');
  });

  test('only says what it would do, when asked to', async () => {
    const { code, output } = await deploy(...NAMED, '--dry-run');
    expect(code).toBe(0);
    expect(output).toContain('terraform -chdir=infra/terraform apply');
    expect(output).toContain('-var=public_url=https://my-project.web.app');
    expect(await calls()).toEqual([]);
  });

  test.each([
    [[]],
    [['--project', 'my-project']],
    [['--project', 'Not A Project', '--client-id', 'x']],
    [['--project', 'a;rm -rf', '--client-id', 'x']],
  ])('refuses %o', async (args) => {
    const { code, output } = await deploy(...args);
    expect(code).toBe(2);
    expect(output).toContain('npm run deploy --');
  });

  test('notices a part that does not answer', async () => {
    const { url, close } = await site('/api/threads');
    expect(await smokeTest(url)).toEqual(['/api/threads answers 404 instead of 401.']);
    await close();
    expect(await smokeTest(url)).toHaveLength(5);
  });
});
