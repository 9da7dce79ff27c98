import { type IncomingMessage, request } from 'node:http';
import { text } from 'node:stream/consumers';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { functions } from '../../functions/manifest.ts';
import { ApiClient } from '../../infra/local/client.ts';
import { fill, type Operation, readOperations } from './support/operations.ts';
import { recipeOf } from './support/recipes.ts';
import { type SecurityWorld, startSecurityWorld } from './support/security-world.ts';

/*
 * Rubbish with a structure, thrown at every edge of the running system: nothing crashes, nothing answers 5xx, and every
 * refusal is a problem that says so.
 */

let world: SecurityWorld;
let operations: readonly Operation[];
let cookie = '';
let ids: Readonly<Record<string, string>>;
let assistantId = '';

class Browser extends ApiClient {
  override async fetch(path: string, init: RequestInit = {}): Promise<Response> {
    const response = await super.fetch(path, init);
    for (const set of response.headers.getSetCookie()) cookie = set.split(';', 1)[0] ?? '';
    return response;
  }
}

beforeAll(async () => {
  world = await startSecurityWorld({
    env: { WRITES_PER_MINUTE: '1000000', PREVIEWS_PER_HOUR: '1000000', THREADS_PER_HOUR: '1000000' },
  });
  operations = await readOperations(world.origin);
  const api = new Browser(world.origin);
  await api.signIn('fuzz@example.com');
  const assistant = { name: 'Alex', instructions: 'Be brief.', mode: 'review' };
  ({ id: assistantId } = await api.json<{ id: string }>('POST', '/api/assistants', assistant));
  const thread = await api.json<{ id: string; personId: string }>('POST', '/api/threads', {
    assistantId,
    recipient: { email: 'quiet@example.com' },
    instructions: 'Say hello.',
  });
  ids = {
    assistantId,
    threadId: thread.id,
    messageId: `${thread.id}-1`,
    suppressionId: 'none',
    personId: thread.personId,
    trustedSenderId: 'none',
  };
});
afterAll(() => world.close());

const hostileText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.constantFrom(
    '',
    '\0',
    '\ud800',
    '%',
    '%00',
    '..',
    '../..',
    '__proto__',
    'constructor',
    "' OR 1=1 --",
    '#{7*7}',
    '<script>',
    '\r\nX-Injected: 1',
    '9'.repeat(400),
    '\u202e',
    '🙂'.repeat(50),
    'a'.repeat(20_000),
    '-1',
    '1e999',
    'NaN',
  ),
);
const hostileValue = fc.oneof(
  { depthSize: 'small' },
  hostileText,
  fc.constantFrom(null, true, -1, 0, 1e308, [], {}, [[[[]]]], { __proto__: null }),
  fc.jsonValue({ maxDepth: 4 }),
);

/** A body that would do, with something wrong in it. */
const spoiled = (body: Readonly<Record<string, unknown>>) =>
  fc
    .record({
      at: fc.constantFrom(...Object.keys(body), 'unknown', '__proto__', 'constructor', 'id', 'userId'),
      value: hostileValue,
      without: fc.boolean(),
    })
    .map(({ at, value, without }) => {
      const entries = Object.entries(body).filter(([name]) => !(without && name === at));
      // As text, so that a field named __proto__ is really one.
      const fields = [...entries, ...(without ? [] : [[at, value] as const])];
      return `{${fields.map(([name, field]) => `${JSON.stringify(name)}:${JSON.stringify(field ?? null)}`).join(',')}}`;
    });

const anyBody = (body: Readonly<Record<string, unknown>> | undefined) =>
  fc.oneof(
    ...(body ? [spoiled(body), spoiled(body)] : []),
    hostileValue.map((value) => JSON.stringify(value)),
    fc.constantFrom(
      '',
      '{',
      '[',
      'null',
      '"',
      '{"a":1',
      '{}{}',
      '\ufeff{}',
      '{"a":1,"a":2}',
      '['.repeat(20_000),
      'a=b',
    ),
    fc.constant(`{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}`),
  );

const anyHeaders = fc.record(
  {
    'content-type': fc.constantFrom(
      'application/json',
      'application/json; charset=utf-16',
      'text/plain',
      'multipart/form-data',
      '',
      'application/json,',
    ),
    'idempotency-key': hostileText,
    'if-none-match': hostileText,
    accept: fc.constantFrom('text/html', '*/*', ''),
    'content-encoding': fc.constantFrom('gzip', 'br', 'identity'),
  },
  { requiredKeys: [] },
);

interface Answer {
  readonly status: number;
  readonly type: string;
  readonly body: string;
}

/** Sends what `fetch` would put right. */
const send = (
  method: string,
  path: string,
  headers: Readonly<Record<string, string>>,
  body: string,
): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const { hostname, port } = new URL(world.origin);
    // Said, because a body without a length would be taken for the next request.
    const described = { ...headers, 'content-length': Buffer.byteLength(body) };
    const options = { hostname, port, method, path, headers: described, agent: false };
    const sent = request(options, (response: IncomingMessage) => {
      text(response).then(
        (answered) =>
          resolve({
            status: response.statusCode ?? 0,
            type: response.headers['content-type'] ?? '',
            body: answered,
          }),
        reject,
      );
    });
    sent.on('error', reject);
    sent.end(body);
  });

const latin1 = (value: string): string =>
  Buffer.from(value)
    .toString('latin1')
    .replaceAll(/[^\x20-\x7e\x80-\xff]/g, '?');

const expectProblem = ({ status, type, body }: Answer): void => {
  expect(status, body).toBeLessThan(500);
  // 431: Node itself refuses headers over 16 KB.
  if (status < 400 || status === 431) return;
  expect(type).toContain('application/problem+json');
  expect(JSON.parse(body)).toMatchObject({ status, code: expect.any(String), requestId: expect.any(String) });
  expect(body).not.toMatch(/node_modules|at .*\.ts:\d/);
};

const RUNS = 40;
const leavesSessionAlone = (operation: Operation): boolean => {
  const recipe = recipeOf(operation.id);
  return recipe?.ends !== true && recipe?.public !== true;
};

describe('rubbish', () => {
  test('at every operation, in the path, the query, the headers and the body', async () => {
    const tried = operations.filter(leavesSessionAlone);
    expect(tried.length).toBeGreaterThan(20);
    for (const operation of tried) {
      const body = recipeOf(operation.id)?.body?.({ assistantId });
      const anyQuery = fc.array(
        fc.tuple(
          fc.oneof(fc.constantFrom('cursor', 'limit', ...operation.queryParams), hostileText),
          hostileText,
        ),
        { maxLength: 3 },
      );
      const anyParams = fc.record(
        Object.fromEntries(
          operation.pathParams.map((name) => [name, fc.oneof(fc.constant(ids[name] ?? 'x'), hostileText)]),
        ),
      );
      await fc.assert(
        fc.asyncProperty(
          anyQuery,
          anyParams,
          anyHeaders,
          operation.takesBody ? anyBody(body) : fc.constantFrom('', '{}', '[', 'x'),
          async (query, params, headers, content) => {
            const path = fill(
              operation.path,
              Object.fromEntries(Object.entries(params).map(([name, value]) => [name, value.toWellFormed()])),
            );
            const search = query
              .map(
                ([name, value]) =>
                  `${encodeURIComponent(name.toWellFormed())}=${encodeURIComponent(value.toWellFormed())}`,
              )
              .join('&');
            const answer = await send(
              operation.method,
              `${path}?${search}`,
              {
                cookie,
                origin: world.origin,
                'content-type': 'application/json',
                ...Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, latin1(value)])),
              },
              content,
            );
            expectProblem(answer);
          },
        ),
        { numRuns: RUNS },
      );
    }
    expect('polluted' in {}).toBe(false);
  });

  test('as paths that are none', async () => {
    for (const path of [
      '/api/%',
      '/api/threads/%zz',
      '/api/%2e%2e/auth',
      '/api//threads',
      '/api/threads/..%2f..',
      '/api/auth/../threads',
      `/api/${'x'.repeat(8000)}`,
    ]) {
      expectProblem(await send('GET', path, { cookie }, ''));
    }
  });

  test('as sign-ins and callbacks', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('login', 'callback'),
        fc.array(fc.tuple(fc.constantFrom('returnTo', 'state', 'code', 'error', 'scope', 'x'), hostileText), {
          maxLength: 4,
        }),
        async (where, query) => {
          const search = new URLSearchParams(query.map(([name, value]) => [name, value.toWellFormed()]));
          const answer = await send('GET', `/api/auth/${where}?${search}`, {}, '');
          expect(answer.status).toBeLessThan(500);
        },
      ),
      { numRuns: 60 },
    );
  });

  test('as cookies', async () => {
    await fc.assert(
      fc.asyncProperty(hostileText, async (value) => {
        const answer = await send('GET', '/api/auth/session', { cookie: `__session=${latin1(value)}` }, '');
        // Node itself refuses headers over 16 KB.
        expect([401, 431]).toContain(answer.status);
      }),
      { numRuns: 60 },
    );
  });

  test('as events, from a caller who may send them', async () => {
    const token = await world.stack.google.mintServiceIdToken({
      audience: world.origin,
      serviceAccountEmail: 'invoker@local.iam.gserviceaccount.com',
    });
    const data = fc.oneof(
      hostileValue.map((value) => JSON.stringify(value) ?? ''),
      hostileText,
    );
    const envelope = fc.oneof(
      hostileValue,
      fc.record({
        message: fc.oneof(
          hostileValue,
          fc.record({
            data: data.map((value) => Buffer.from(value).toString('base64')),
            messageId: hostileValue,
          }),
        ),
      }),
      fc.record({ message: fc.record({ data }) }),
    );
    let admitted = 0;
    for (const { name, trigger } of functions) {
      if (trigger.kind !== 'pubsub') continue;
      await fc.assert(
        fc.asyncProperty(envelope, async (value) => {
          const answer = await fetch(world.stack.functionOrigins.get(name) ?? '', {
            method: 'POST',
            headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
            body: JSON.stringify(value) ?? '',
          });
          await answer.arrayBuffer();
          expect(answer.status).toBeLessThan(500);
          if (answer.ok) admitted++;
        }),
        { numRuns: 80 },
      );
    }
    expect(admitted).toBeGreaterThan(50);
  });
});
