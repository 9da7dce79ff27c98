import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ApiClient } from '../../infra/local/client.ts';
import { type RouteContract, routes } from '../../shared/contract/routes.ts';
import { fill, type Operation, readOperations } from './support/operations.ts';
import { expectProblem } from './support/problem.ts';
import { recipeOf, recipes } from './support/recipes.ts';
import { type SecurityWorld, startSecurityWorld } from './support/security-world.ts';
import { createTenant, type Tenant } from './support/tenant.ts';

/*
 * Session (401), then Origin (403), then ownership (404), then validation (400, 415, 422) and size (413), for every
 * operation: each request here is wrong in all the later respects as well.
 */

let world: SecurityWorld;
let owner: Tenant;
let operations: readonly Operation[];
/** Of a session that was signed out of. */
let endedCookie: string;

beforeAll(async () => {
  world = await startSecurityWorld();
  owner = await createTenant(world, 'owner');
  operations = await readOperations(world.origin);
  const gone = new ApiClient(world.origin);
  await gone.signIn('gone@example.com');
  endedCookie = gone.cookie;
  await gone.json('POST', '/api/auth/logout');
});
afterAll(() => world.close());

const PUBLIC = ['callback', 'getInstallation', 'login'];
const table: Readonly<Record<string, RouteContract>> = routes;
const ids = Object.keys(table);
const guarded = ids.filter((id) => table[id]?.session);
const unsafe = guarded.filter((id) => table[id]?.method !== 'get');

const operationOf = (id: string): Operation => {
  const found = operations.find((operation) => operation.id === id);
  if (!found) throw new Error(`${id} is not described`);
  return found;
};

/** The operation's path with an id that nobody has, or that nobody could have. */
const strangePath = (operation: Operation, id = 'nobodys'): string =>
  fill(operation.path, Object.fromEntries(operation.pathParams.map((name) => [name, id])));

const ownPath = (operation: Operation): string =>
  fill(
    operation.path,
    Object.fromEntries(operation.pathParams.map((name) => [name, owner.ids[name]?.[0] ?? ''])),
  );

const JSON_TYPE = { 'content-type': 'application/json' };
const HUGE = JSON.stringify({ text: 'x'.repeat(1_100_000) });

const withBody = (operation: Operation, body: BodyInit, headers: Record<string, string> = JSON_TYPE) =>
  operation.method === 'GET' ? { method: 'GET', headers: {} } : { method: operation.method, headers, body };

/** The same body in pieces, so that its length is not announced. */
const inPieces = (text: string): { readonly body: BodyInit; readonly duplex: 'half' } => ({
  body: new Blob([text]).stream(),
  duplex: 'half',
});

test('what needs no session is this list, and nothing else', () => {
  const open = operations.filter(({ needsSession }) => !needsSession).map(({ id }) => id);
  expect(open.toSorted()).toEqual(PUBLIC);
  expect(
    Object.keys(recipes)
      .filter((id) => recipeOf(id)?.public)
      .toSorted(),
  ).toEqual(PUBLIC);
});

describe.each(guarded)('%s', (id) => {
  test('without a session: 401, whatever else is wrong', async () => {
    const operation = operationOf(id);
    const cookies = [
      null,
      endedCookie,
      '__session=',
      `__session=${'A'.repeat(43)}`,
      '__session=../../users',
      `x=${owner.api.cookie}`,
    ];
    for (const each of cookies) {
      for (const body of ['{', HUGE]) {
        const { headers, ...init } = withBody(operation, body);
        const response = await fetch(`${world.origin}${strangePath(operation, '..')}?cursor=rubbish`, {
          ...init,
          redirect: 'manual',
          headers: { ...headers, origin: 'https://evil.example', ...(each === null ? {} : { cookie: each }) },
        });
        // `..` alone makes another path of it, which may lead nowhere.
        if (operation.pathParams.length > 0 && response.status === 404) continue;
        await expectProblem(response, 401);
      }
    }
  });
});

describe.each(unsafe)('%s', (id) => {
  test('from another origin: 403, whatever else is wrong', async () => {
    const operation = operationOf(id);
    const { port } = new URL(world.origin);
    const origins = [
      'null',
      'https://evil.example',
      `${world.origin}.evil.example`,
      `https://localhost:${port}`,
      `http://127.0.0.1:${port}`,
      'http://localhost',
      '',
    ];
    for (const origin of origins) {
      const { headers, ...init } = withBody(operation, '{');
      const path = `${strangePath(operation)}?cursor=rubbish`;
      const response = await owner.api.fetch(path, { ...init, headers: { ...headers, origin } });
      await expectProblem(response, 403);
    }
    const { headers, ...init } = withBody(operation, HUGE);
    const response = await fetch(`${world.origin}${strangePath(operation)}`, {
      ...init,
      headers: { ...headers, cookie: owner.api.cookie, 'sec-fetch-site': 'cross-site' },
    });
    await expectProblem(response, 403);
  });

  test('with an id that is not theirs: 404, whatever else is wrong', async () => {
    const operation = operationOf(id);
    if (operation.pathParams.length === 0) return;
    for (const strange of [
      'nobodys',
      '..',
      '.',
      'a b',
      "'",
      '%',
      '\u0000',
      '__proto__',
      'constructor',
      'x'.repeat(500),
    ]) {
      for (const body of ['{', '[]', HUGE]) {
        const init = withBody(operation, body, { 'content-type': 'text/html' });
        await expectProblem(await owner.api.fetch(strangePath(operation, strange), init), 404);
      }
    }
  });

  test('with a body that does not fit: 400, 415, 422 or 413', async () => {
    const operation = operationOf(id);
    const send = (body: BodyInit, headers?: Record<string, string>) =>
      owner.api.fetch(ownPath(operation), withBody(operation, body, headers));
    await expectProblem(await send('{'), 400);
    await expectProblem(await send('{"a":1}', {}), 415);
    await expectProblem(await send('{"a":1}', { 'content-type': 'text/plain' }), 415);
    await expectProblem(await send('{"a":1}', { ...JSON_TYPE, 'content-encoding': 'gzip' }), 415);
    await expectProblem(await send(HUGE), 413);
    const pieces = await owner.api.fetch(ownPath(operation), {
      ...withBody(operation, ''),
      ...inPieces(HUGE),
    });
    await expectProblem(pieces, 413);
    for (const body of ['null', '[]', '1', '"text"', '[{}]']) await expectProblem(await send(body), 422);
    const valid = recipeOf(id)?.body?.({ assistantId: owner.ids.assistantId?.[0] ?? '' }) ?? {};
    const extended = JSON.stringify({ ...valid, unexpected: 1 });
    const problem = await expectProblem(await send(extended), 422);
    expect(problem.errors?.[0]?.message).toContain('unexpected');
  });
});

test('nothing of all this has changed anything: the draft still waits', async () => {
  const thread = await owner.api.json<{ waitingMessageId: string | null }>(
    'GET',
    `/api/threads/${owner.ids.threadId?.[0]}`,
  );
  expect(thread.waitingMessageId).toBe(owner.ids.messageId?.[0]);
});
