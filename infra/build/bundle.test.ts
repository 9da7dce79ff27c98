import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { functions } from '../../functions/manifest.ts';
import { docxOf, pdfOf } from '../../test/support/files/files.ts';
import { bundleFunctions, EXTERNAL } from './bundle.ts';
import { installFramework, runBundle } from './testing/run-bundle.ts';

const env = {
  PUBLIC_URL: 'https://email-ai.example',
  GOOGLE_CLOUD_PROJECT: 'a-project',
  INVOKER_SERVICE_ACCOUNT: 'invoker@a-project.iam.gserviceaccount.com',
  GOOGLE_CLIENT_ID: 'client',
  GOOGLE_CLIENT_SECRET: 'secret',
  NODE_ENV: 'production',
};

describe('the built functions', () => {
  let dist: string;
  beforeAll(async () => {
    dist = await mkdtemp(join(tmpdir(), 'email-ai-dist-'));
    await bundleFunctions(dist);
  }, 300_000);
  afterAll(() => rm(dist, { recursive: true, force: true }));

  test('the manifest lies beside them', async () => {
    const manifest = JSON.parse(await readFile(join(dist, 'manifest.json'), 'utf8'));
    expect(manifest).toEqual({ functions });
    expect((await readdir(dist)).toSorted()).toEqual(
      [...functions.map(({ name }) => name), 'manifest.json'].toSorted(),
    );
  });

  test.each(functions)('$name answers by itself in an empty folder', async ({ name, trigger, secrets }) => {
    const folder = join(dist, name);
    const description = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
    expect(Object.keys(description.dependencies)).toEqual([EXTERNAL]);
    expect(description.dependencies[EXTERNAL]).toMatch(/^\d+\.\d+\.\d+$/);
    expect(description.scripts).toBeUndefined();
    await installFramework(folder);

    const given = secrets.includes('OPENAI_API_KEY' as never) ? { ...env, OPENAI_API_KEY: 'key' } : env;
    const running = await runBundle(name, folder, given);
    try {
      if (name === 'review') {
        // Its callers have no session, and every link costs a look into the store, which is not here.
        const page = await fetch(`${running.origin}/api/review`);
        expect(await page.json()).toMatchObject({ status: 404, code: 'route_not_found' });
        return;
      }
      const path = trigger.kind === 'http' ? trigger.paths[0] : '';
      const call =
        trigger.kind === 'http'
          ? fetch(`${running.origin}/api${path}${name === 'auth' ? '/session' : ''}`)
          : post(running.origin);
      const answer = await call;
      expect(answer.headers.get('content-type')).toContain('application/problem+json');
      expect(await answer.json()).toMatchObject({ status: 401, code: 'unauthenticated' });
      if (trigger.kind !== 'http') {
        // Its line in the log, as Cloud Logging reads it, beside the other lines of the same request.
        const line =
          running
            .output()
            .split('\n')
            .find((text) => text.includes('caller_refused')) ?? '{}';
        expect(JSON.parse(line)).toMatchObject({
          severity: 'WARNING',
          message: 'caller_refused',
          function: name,
          'logging.googleapis.com/trace': `projects/a-project/traces/${TRACE}`,
        });
      }
      if (name === 'auth') {
        const description = await (await fetch(`${running.origin}/api/openapi.json`)).json();
        expect(description).toMatchObject({ openapi: '3.1.0' });
      }
    } finally {
      await running.stop();
    }
  });

  test('a function without its configuration says all that is missing and does nothing', async () => {
    const running = await runBundle('sweep', join(dist, 'sweep'), {});
    try {
      const answer = await post(running.origin);
      expect(answer.status).toBe(500);
      expect(running.output()).toMatch(/GOOGLE_CLIENT_ID|configuration/);
    } finally {
      await running.stop();
    }
  });

  test.each(['gmail-notification', 'thread-turn'])('%s reads files in a thread of its own', async (name) => {
    const start = await readFile(join(dist, name, 'index.js'), 'utf8');
    expect(start).toContain('read-file.js');
    for (const [kind, content] of [
      ['pdf', pdfOf(['Price list'])],
      ['docx', docxOf(['Price list'])],
      ['text', Buffer.from('Price list')],
    ] as const) {
      const worker = new Worker(join(dist, name, 'read-file.js'), {
        workerData: { kind, content, maxChars: 100 },
        env: {},
        execArgv: [],
      });
      const [answer] = await once(worker, 'message');
      expect(answer).toEqual({ kind: 'read', text: 'Price list', cut: false });
      await worker.terminate();
    }
  });

  test.each(['gmail-notification', 'thread-turn'])('%s judges large mails in another', async (name) => {
    expect(await readFile(join(dist, name, 'index.js'), 'utf8')).toContain('judge-mail.js');
    const worker = new Worker(join(dist, name, 'judge-mail.js'), {
      workerData: { raw: Buffer.from('From: jane@example.com\r\n\r\nYes.'), own: [] },
      env: {},
      execArgv: [],
    });
    const [answer] = await once(worker, 'message');
    expect(answer).toMatchObject({ text: 'Yes.', class: { kind: 'human' } });
    await worker.terminate();
  });

  test('what is loaded at the start holds none of the heavy clients', async () => {
    for (const { name } of functions) {
      const start = await readFile(join(dist, name, 'index.js'), 'utf8');
      for (const heavy of [
        'google.firestore.v1',
        'google.cloud.secretmanager.v1',
        'google.pubsub.v1',
        'X-Stainless-Lang',
        'PasswordException',
        'w:footnote',
      ]) {
        expect(start.includes(heavy), `${name} starts with ${heavy}`).toBe(false);
      }
    }
  });
});

const TRACE = '0af7651916cd43dd8448eb211c80319c';

const post = (origin: string): Promise<Response> =>
  fetch(origin, {
    method: 'POST',
    headers: { 'content-type': 'application/json', traceparent: `00-${TRACE}-b7ad6b7169203331-01` },
    body: '{}',
  });
