import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ApiClient } from '../../infra/local/client.ts';
import { type LocalWriter, startLocalWriter } from '../../infra/local/writer/server.ts';
import type { ThreadResource } from '../../shared/contract/threads.ts';
import { type StackProcess, startStackProcess } from '../support/stack-process/stack-process.ts';
import { eventually } from '../whole-loop/conversation.ts';
import { type EchoProxy, startEchoProxy } from './support/echo-proxy.ts';

/*
 * P7: tokens live only in the vault and in memory. A system runs through all that can happen to it, while Google and the
 * model fail with the request's own secrets in their answers; then everything it stored, logged and answered is searched.
 */

const API_KEY = 'sk-canary-of-the-model-provider-0123456789';
/** No status: the connection is fine, but the answer is none that can be read. */
const STATUSES = [200, 302, 400, 401, 403, 404, 429, 500, 503];

let proxy: EchoProxy;
let writer: LocalWriter;
let stack: StackProcess;
let dataDir: string;
let origin: string;
let googleOrigin: string;
let output = '';
/** All that was answered, and where first. */
const answers = new Map<string, { readonly request: string; readonly place: string }>();
const answered = (request: string, place: string, text: string): void => {
  // Most headers say the same each time.
  if (!answers.has(text)) answers.set(text, { request, place });
};
const ownSecrets = new Map<string, Set<string>>();

const keep = (kind: string, value: string): void => {
  if (value.length >= 16) ownSecrets.set(kind, (ownSecrets.get(kind) ?? new Set()).add(value));
};

/** A browser that notes its secrets and everything it is answered. */
class Recorder extends ApiClient {
  override async fetch(path: string, init: RequestInit = {}): Promise<Response> {
    const request = `${init.method ?? 'GET'} ${path.split('?', 1)[0]}`;
    const response = await super.fetch(path, init);
    for (const [name, value] of response.headers) {
      if (name === 'set-cookie') {
        for (const part of (value.split(';', 1)[0] ?? '').replace('__session=', '').split('~'))
          keep('session cookie', part);
      } else if (name === 'location' && value.startsWith(proxy.origin)) {
        keep('state', new URL(value).searchParams.get('state') ?? '');
      } else answered(request, name, value);
    }
    answered(request, 'body', await response.clone().text());
    return response;
  }
}

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'email-ai-canary-'));
  proxy = await startEchoProxy();
  writer = await startLocalWriter({ port: 0 });
  stack = await startStackProcess(
    {
      port: 0,
      googlePort: 0,
      openaiPort: 0,
      dataDir,
      inhabitantDelayMs: 10,
      sweepMs: 200,
      // What the operator has to mend is tried again a minute later.
      clockSpeed: 10,
      env: {
        LOG_LEVEL: 'info',
        GOOGLE_OAUTH_BASE_URL: proxy.origin,
        GMAIL_BASE_URL: proxy.origin,
        OPENAI_API_KEY: API_KEY,
        OPENAI_BASE_URL: `${proxy.origin}/v1`,
        OPENAI_TIMEOUT_SECONDS: '10',
      },
    },
    { stdio: ['ignore', 'pipe', 'pipe', 'ipc'], env: { ...process.env, NODE_ENV: 'development' } },
  );
  const { stdout, stderr } = stack.process;
  for (const stream of [stdout, stderr]) stream?.on('data', (chunk) => (output += String(chunk)));
  ({ origin, googleOrigin } = stack);
  proxy.targets.google = googleOrigin;
  proxy.targets.writer = writer.origin;
});
afterAll(async () => {
  await stack?.stop();
  await proxy.close();
  await writer.close();
  await rm(dataDir, { recursive: true, force: true });
});

const spoil = (call: RegExp, statuses = STATUSES): { readonly left: number[] } => {
  const left = [...statuses];
  proxy.spoiled.push({ call, statuses: left });
  return { left };
};

const control = async (path: string, body: object): Promise<void> => {
  const answer = await fetch(`${googleOrigin}/control/${path}`, {
    method: 'POST',
    body: JSON.stringify(body),
  });
  expect(answer.status).toBe(200);
};

/** The files of the store as they lie there, its log ahead included. */
const storeBytes = async (): Promise<string> => {
  const names = (await readdir(dataDir)).filter((name) => name.startsWith('email-ai.sqlite'));
  const files = await Promise.all(names.map((name) => readFile(join(dataDir, name))));
  return Buffer.concat(files).toString('latin1');
};

/** A secret as it is and as it might be written down. */
const forms = (secret: string): readonly string[] => {
  const bytes = Buffer.from(secret);
  return [
    secret,
    encodeURIComponent(secret),
    bytes.toString('hex'),
    bytes.toString('base64').replace(/=+$/, ''),
    bytes.toString('base64url'),
  ];
};

test('no secret is in the store, in a log line, in an answer or in the export', {
  timeout: 300_000,
}, async () => {
  // Sign-in, with Google failing at every step of it.
  const stranger = new Recorder(origin);
  for (const step of [/^GET \/oauth2\/v1\/certs/, /^POST \/token/, /^GET \/gmail\/v1\/users\/me\/profile/]) {
    const { left } = spoil(step, [302, 400, 401, 403, 429, 500, 503]);
    while (left.length > 0) await stranger.signIn('owner@example.com').catch(() => undefined);
  }
  const watch = spoil(/^POST .*\/watch/);
  while (watch.left.length > 0) {
    const again = new Recorder(origin);
    await again.signIn('owner@example.com').catch(() => undefined);
  }
  const api = new Recorder(origin);
  await api.signIn('owner@example.com');

  // Callbacks that carry secrets to where they do not belong.
  for (const query of [
    'state=s&code=c',
    'error=access_denied&state=s',
    'error=server_error&error_description=d',
  ]) {
    await api.fetch(`/api/auth/callback?${query}`);
  }

  // The model, failing: the owner sees it in a preview, a turn stores why it waits.
  const assistant = await api.json<{ id: string }>('POST', '/api/assistants', {
    name: 'Alex',
    instructions: 'Offer a 20 minute call on Tuesday at 10:00.',
  });
  const model = spoil(/^POST \/v1\/responses/, [...STATUSES, ...STATUSES]);
  const preview = { recipient: { email: 'maria@example.com' }, instructions: 'Say hello.' };
  const ask = () =>
    api.fetch(`/api/assistants/${assistant.id}/preview`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(preview),
    });
  while (model.left.length > STATUSES.length) await ask();
  const begin = async (fields: object): Promise<string> => {
    const start = () =>
      api.json<ThreadResource>('POST', '/api/threads', {
        assistantId: assistant.id,
        recipient: { email: 'maria@example.com' },
        instructions: 'Ask whether they would try our tool.',
        allowParallel: true,
        ...fields,
      });
    // Some failures mean that the access is gone, and then the owner has to sign in again.
    const thread = await start().catch(async () => {
      await api.signIn('owner@example.com');
      return start();
    });
    return thread.id;
  };
  const until = (id: string, good: (thread: ThreadResource) => boolean) =>
    eventually(
      async () => {
        const thread = await api.json<ThreadResource>('GET', `/api/threads/${id}`);
        if (thread.waitingFor?.code === 'mailbox_disconnected') await api.signIn('owner@example.com');
        return thread;
      },
      good,
      150_000,
    );
  const threads: string[] = [];
  /** Begins conversations until the faults are used up: with somebody who never answers, so that they do not go on for long. */
  const untilUsedUp = async (
    faults: readonly { readonly left: number[] }[],
    email = 'quiet@example.com',
  ): Promise<void> => {
    const used = () => faults.reduce((sum, { left }) => sum + left.length, 0);
    while (used() > 0 && threads.length < 150) {
      const before = used();
      threads.push(await begin({ recipient: { email } }));
      await expect.poll(() => used() < before, { timeout: 120_000, interval: 20 }).toBe(true);
    }
  };
  await untilUsedUp([model]);

  // Gmail, failing at every step of a conversation, and the access token's renewal.
  const failures = [200, 302, 400, 403, 404, 500];
  for (const call of [/^POST .*\/drafts(\?|$)/, /^POST .*\/drafts\/send/]) {
    await untilUsedUp([spoil(call, failures)]);
  }
  for (const call of [/^GET .*\/history/, /^GET .*\/messages\//]) {
    await untilUsedUp([spoil(call, failures)], 'maria@example.com');
  }
  const renewal = spoil(/^POST \/token/, [200, 302, 401, 403, 429, 500, 503]);
  await control('expire-access-tokens', { email: 'owner@example.com' });
  await untilUsedUp([renewal]);

  // A whole conversation, after all that.
  const whole = await begin({});
  await until(whole, (thread) => thread.stopReason === 'goal_reached');

  // Stopping while Gmail fails; reading everything; the export.
  const review = await api.json<{ id: string }>('POST', '/api/assistants', {
    name: 'Careful',
    instructions: 'Be brief.',
    mode: 'review',
  });
  const deletion = spoil(/^DELETE .*\/drafts\//, [302, 403, 500]);
  while (deletion.left.length > 0) {
    const waiting = await begin({ assistantId: review.id, recipient: { email: 'quiet@example.com' } });
    await until(waiting, (thread) => thread.waitingMessageId !== null);
    await api.fetch(`/api/threads/${waiting}/stop`, { method: 'POST' });
  }
  for (const id of threads) {
    await api.fetch(`/api/threads/${id}`);
    await api.fetch(`/api/threads/${id}/messages`);
  }
  for (const path of ['/api/auth/session', '/api/auth/audit', '/api/threads', '/api/auth/export'])
    await api.fetch(path);
  const stores = [await storeBytes()];

  // Leaving, while Google fails.
  for (const [method, path] of [
    ['POST', '/api/auth/disconnect'],
    ['DELETE', '/api/auth/account'],
  ] as const) {
    const leaving = [spoil(/^POST \/revoke/, [302, 401, 500]), spoil(/^POST .*\/stop/, [302, 403, 500])];
    for (let attempt = 0; attempt < 8; attempt += 1) await api.fetch(path, { method });
    for (const { left } of leaving) left.splice(0);
    stores.push(await storeBytes());
    const back = new Recorder(origin);
    await back.signIn('owner@example.com');
    await back.fetch(path, { method });
  }
  stores.push(await storeBytes());

  const secrets = new Map<string, ReadonlySet<string>>([...proxy.secrets, ...ownSecrets]);
  const key = await readFile(join(dataDir, 'vault.key'));
  secrets.set(
    'vault key',
    new Set([key.toString('latin1').trim(), key.toString('utf8').trim(), key.toString('hex')]),
  );
  secrets.set('model key', new Set([API_KEY]));
  expect([...secrets.keys()].toSorted()).toEqual([
    'access_token',
    'authorization',
    'client_secret',
    'code',
    'code_verifier',
    'id_token',
    'model key',
    'refresh_token',
    'session cookie',
    'state',
    'token',
    'vault key',
  ]);
  expect(output.split('\n').length).toBeGreaterThan(100);
  const allAnswers = [...answers.keys()].join('\n');
  expect(allAnswers).toContain('email-ai-export');

  const found: string[] = [];
  for (const [kind, values] of secrets) {
    for (const form of [...values].flatMap(forms)) {
      if (output.includes(form)) found.push(`${kind} in the log: …${lineAround(output, form)}…`);
      if (stores.some((store) => store.includes(form))) found.push(`${kind} in the store`);
      if (!allAnswers.includes(form)) continue;
      for (const [text, { request, place }] of answers) {
        if (text.includes(form)) found.push(`${kind} in the ${place} of ${request}`);
      }
    }
  }
  expect([...new Set(found)]).toEqual([]);
});

const lineAround = (text: string, part: string): string => {
  const at = text.indexOf(part);
  return text.slice(Math.max(0, at - 200), at);
};
