import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { functions } from '../../functions/manifest.ts';
import { topicNames } from '../../functions/topics.ts';
import { localDatabasePath } from '../../shared/app.ts';
import { createSqliteStore } from '../../shared/infrastructure/sqlite/document-store.ts';
import { indexes } from '../../shared/persistence/indexes.ts';
import { asData } from '../../shared/persistence/thread-view.ts';
import { mailboxWith } from '../../test/support/documents.ts';
import { type LocalWriter, startLocalWriter } from '../local/writer/server.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'email-ai-doctor-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const doctor = (
  env: Readonly<Record<string, string>>,
  ...args: string[]
): Promise<{ code: number; output: string }> =>
  new Promise((resolve) => {
    const { NODE_COMPILE_CACHE = '' } = process.env;
    const options = {
      cwd: folder,
      env: {
        PATH: `${join(folder, 'bin')}:/usr/bin:/bin`,
        NODE_NO_WARNINGS: '1',
        NODE_COMPILE_CACHE,
        ...env,
      },
    };
    execFile(
      process.execPath,
      [join(import.meta.dirname, 'doctor.ts'), ...args],
      options,
      (error, stdout, stderr) => resolve({ code: error ? Number(error.code) : 0, output: stdout + stderr }),
    );
  });

describe('on one machine', () => {
  const data = () => join(folder, 'data');

  test('finds nothing wrong where nothing is', async () => {
    const { code, output } = await doctor({ DATA_DIR: data() });
    expect(output).not.toContain('BAD');
    expect(code).toBe(0);
  });

  test('reads what the mailboxes say of themselves, and a key that others can read', async () => {
    await mkdir(data());
    const store = createSqliteStore({ path: localDatabasePath(data()) });
    await store.set('mailboxes/a', asData(mailboxWith({ watchExpiresAt: 1 })));
    await store.set('mailboxes/b', asData(mailboxWith({ status: 'disconnected' })));
    await store.close();
    await writeFile(join(data(), 'vault.key'), 'x', { mode: 0o644 });
    const { code, output } = await doctor({ DATA_DIR: data(), GOOGLE_CLIENT_ID: 'only' });
    expect(code).toBe(1);
    expect(output).toContain('ok   the database is sound');
    expect(output).toContain('BAD  1 watches have lapsed');
    expect(output).toContain('hm   1 mailboxes are disconnected');
    expect(output).toContain('BAD  vault.key can be read by others');
    expect(output).toContain('BAD  GOOGLE_CLIENT_SECRET: is missing; set both, or neither');
    await rm(join(data(), 'vault.key'));
    expect((await doctor({ DATA_DIR: data() })).output).toContain('BAD  vault.key is missing');
  });

  describe('with a real model', () => {
    let writer: LocalWriter;
    beforeEach(async () => {
      writer = await startLocalWriter({ port: 0 });
    });
    afterEach(() => writer.close());
    const env = () => ({ DATA_DIR: data(), OPENAI_BASE_URL: `${writer.origin}/v1`, OPENAI_MODEL: 'm-1' });
    const control = (path: string, body: object) =>
      fetch(`${writer.origin}/control/${path}`, { method: 'POST', body: JSON.stringify(body) });

    test('makes one real request, and says what the model can do', async () => {
      await control('script', { responses: [{ kind: 'text', text: 'I do not know of any word.' }] });
      const { code, output } = await doctor(env());
      expect(output).toMatch(/ok {3}m-1 answers \(\d+\.\d s\)/);
      expect(output).toContain('hm   the server ignores the form of answers');
      expect(output).toMatch(/BAD {2}it forgets the beginning of a prompt of \d+ tokens/);
      expect(output).toContain('ok   the server counts tokens');
      expect(output).toContain('OLLAMA_CONTEXT_LENGTH');
      expect(code).toBe(1);
    });

    test('says when it ends, and what to do', async () => {
      const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
      await control('model', { shutdownDate: inDays(20) });
      const soon = await doctor(env());
      expect(soon.output).toMatch(new RegExp(`hm {3}m-1 ends on ${inDays(20)}, in (19|20) days`));
      expect(soon.output).toContain('Set OPENAI_MODEL');
      await control('model', { shutdownDate: inDays(-3) });
      expect((await doctor(env())).output).toContain('BAD  m-1 ended on');
    });

    test('says whose fault it is when it does not answer', async () => {
      await control('script', { responses: [{ kind: 'error', status: 401 }] });
      const { code, output } = await doctor(env());
      expect(output).toContain('BAD  m-1 does not answer: The model provider refuses the key (401).');
      expect(code).toBe(1);
    });
  });

  test('says of a damaged file that it is damaged', async () => {
    await mkdir(data());
    await writeFile(
      localDatabasePath(data()),
      'this is no database, but long enough to be looked at '.repeat(50),
    );
    const { code, output } = await doctor({ DATA_DIR: data() });
    expect(code).toBe(1);
    expect(output).toMatch(/BAD {2}database: could not be checked/);
  });
});

describe('on Google Cloud', () => {
  /** A `gcloud` that answers as it is told, by the beginning of what it is asked. */
  const gcloud = async (answers: Readonly<Record<string, unknown>>): Promise<void> => {
    const bin = join(folder, 'bin');
    await mkdir(bin, { recursive: true });
    const cases = Object.entries(answers).map(
      ([asked, answer]) => `"${asked}"*) cat <<'JSON'\n${JSON.stringify(answer)}\nJSON\n;;`,
    );
    await writeFile(
      join(bin, 'gcloud'),
      `#!/bin/sh\ncase "$*" in\n${cases.join('\n')}\n*) echo "no permission" >&2; exit 1;;\nesac\n`,
    );
    await chmod(join(bin, 'gcloud'), 0o755);
  };

  const good = {
    'functions list': functions.map(({ name }) => ({
      name: `projects/p/locations/r/functions/${name}`,
      state: 'ACTIVE',
    })),
    'pubsub topics get-iam-policy gmail-notification': {
      bindings: [
        {
          role: 'roles/pubsub.publisher',
          members: ['serviceAccount:gmail-api-push@system.gserviceaccount.com'],
        },
      ],
    },
    'pubsub subscriptions list': topicNames().flatMap(({ topic, deadLetterSubscription }) => [
      { name: `projects/p/subscriptions/${topic}`, pushConfig: { pushEndpoint: 'https://run.example' } },
      { name: `projects/p/subscriptions/${deadLetterSubscription}` },
    ]),
    'logging read': [],
    'secrets versions list': [{ name: 'projects/p/secrets/s/versions/1' }],
    'firestore indexes composite list': indexes
      .filter(({ fields }) => fields.length > 1)
      .map(({ collection, fields }, n) => ({
        name: `projects/p/databases/d/collectionGroups/${collection}/indexes/${n}`,
        state: 'READY',
        fields: [...fields.map(({ field }) => ({ fieldPath: field })), { fieldPath: '__name__' }],
      })),
  };

  const site = async (redirect: (url: string) => string) => {
    let url = '';
    const server = createServer((request, response) => {
      const path = request.url ?? '';
      if (path === '/') response.end('<!doctype html><html></html>');
      else if (path === '/api/openapi.json') response.end('{"openapi":"3.1.0"}');
      else if (path.startsWith('/api/auth/login')) {
        const query = new URLSearchParams({ redirect_uri: redirect(url) });
        response.writeHead(302, { location: `https://accounts.example/auth?${query}` }).end();
      } else response.writeHead(401).end('{"code":"unauthenticated"}');
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    return { url, close: () => new Promise((resolve) => server.close(resolve)) };
  };
  const healthy = () => site((url) => `${url}/api/auth/callback`);

  test('finds nothing wrong with what is whole', async () => {
    await gcloud(good);
    const { url, close } = await healthy();
    const { code, output } = await doctor({}, '--project', 'my-project', '--public-url', url);
    await close();
    expect(output).not.toContain('BAD');
    expect(output).toContain('Gmail may publish to its topic');
    expect(code).toBe(0);
  });

  test.each<readonly [string, Readonly<Record<string, unknown>>, string]>([
    [
      'a function that is missing',
      { 'functions list': good['functions list'].slice(1) },
      'function auth is missing',
    ],
    [
      'a function that does not start',
      { 'functions list': good['functions list'].map((one) => ({ ...one, state: 'FAILED' })) },
      'is FAILED',
    ],
    [
      'Gmail without its role',
      { 'pubsub topics get-iam-policy gmail-notification': {} },
      'Gmail may not publish',
    ],
    ['a subscription that is missing', { 'pubsub subscriptions list': [] }, 'thread-turn is pushed nowhere'],
    ['a secret without a value', { 'secrets versions list': [] }, 'has no value'],
    [
      'an index that is being built',
      { 'firestore indexes composite list': good['firestore indexes composite list'].slice(2) },
      'threads:status,createdAt',
    ],
    ['watches that fail', { 'logging read jsonPayload.message': [{}, {}] }, '2 watches have failed'],
    ['an answer that is none', { 'functions list': 'what?' }, 'functions: could not be checked'],
  ])('finds %s', async (_name, changed, expected) => {
    await gcloud({ ...changed, ...good, ...changed });
    const { url, close } = await healthy();
    const { code, output } = await doctor({}, '--project', 'my-project', '--public-url', url);
    await close();
    expect(output).toContain(expected);
    expect(output.match(/^BAD/gm)?.length).toBeGreaterThan(0);
    expect(code).toBe(1);
  });

  test('finds a redirect URI that leads elsewhere, and rights that are missing', async () => {
    await gcloud({});
    const { url, close } = await site(() => 'https://other.example/api/auth/callback');
    const { code, output } = await doctor({}, '--project', 'my-project', '--public-url', url);
    await close();
    expect(output).toContain('sign-in comes back to https://other.example/api/auth/callback');
    expect(output).toContain('no permission');
    expect(code).toBe(1);
  });
});
