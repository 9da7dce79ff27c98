import { afterAll, beforeAll, expect, test } from 'vitest';
import { ApiClient } from '../../infra/local/client.ts';
import { currentApp } from '../../shared/app.ts';
import { takeTurn } from '../../shared/application/conversation/take-turn.ts';
import { type RouteContract, routes } from '../../shared/contract/routes.ts';
import { combinations, fill, type Operation, readOperations } from './support/operations.ts';
import { expectProblem } from './support/problem.ts';
import { recipeOf, recipes } from './support/recipes.ts';
import { type SecurityWorld, startSecurityWorld } from './support/security-world.ts';
import { createTenant, everythingOf, type Tenant } from './support/tenant.ts';

/*
 * P8: a user reaches only their own data. Every operation that the running system describes is called by one tenant with
 * everything that belongs to another, in every mixture with what is their own.
 */

let world: SecurityWorld;
let alice: Tenant;
let bob: Tenant;
let operations: readonly Operation[];

beforeAll(async () => {
  world = await startSecurityWorld();
  alice = await createTenant(world, 'alice');
  bob = await createTenant(world, 'bob');
  operations = await readOperations(world.origin);
});
afterAll(() => world.close());

const operationOf = (id: string): Operation => {
  const found = operations.find((operation) => operation.id === id);
  if (!found) throw new Error(`${id} is not described`);
  return found;
};

const idsOf = (tenant: Tenant, name: string): readonly string[] => {
  const ids = tenant.ids[name];
  if (!ids) throw new Error(`a tenant of this test has no {${name}}: give it some`);
  return ids;
};

/** What is Alice's and not Bob's as well: the same address makes the same id of a suppression. */
const foreignIds = (name: string): readonly string[] =>
  idsOf(alice, name).filter((id) => !idsOf(bob, name).includes(id));

const NOBODYS = 'an-id-that-nobody-has';

const call = (
  api: ApiClient,
  operation: Operation,
  path: string,
  body: unknown = undefined,
  headers: Readonly<Record<string, string>> = {},
): Promise<Response> =>
  api.fetch(path, {
    method: operation.method,
    ...(body === undefined
      ? { headers }
      : { body: JSON.stringify(body), headers: { 'content-type': 'application/json', ...headers } }),
  });

/** The text of an answer, in which nothing of Alice's may occur. */
const textWithoutAlice = async (response: Response): Promise<string> => {
  const text = await response.text();
  const headers = JSON.stringify([...response.headers]);
  for (const mark of alice.marks) {
    expect(text.includes(mark) || headers.includes(mark), `${mark} in an answer to somebody else`).toBe(
      false,
    );
  }
  return text;
};

/** Does something as somebody else, after which all that is Alice's must be as it was, to the byte. */
const leavingAliceAlone = async (work: () => Promise<void>): Promise<void> => {
  const quiet = () => expect.poll(world.isQuiet, { timeout: 20_000 }).toBe(true);
  await quiet();
  const before = await everythingOf(world, alice);
  await work();
  await quiet();
  expect(await everythingOf(world, alice)).toEqual(before);
};

const ownBody = (operation: Operation): unknown =>
  recipeOf(operation.id)?.body?.({ assistantId: idsOf(bob, 'assistantId')[0] ?? '' });

/** The body with each id in it replaced by one of Alice's. */
const foreignBodies = (operation: Operation): readonly unknown[] => {
  const body = ownBody(operation);
  if (typeof body !== 'object' || body === null) return [];
  return Object.keys(body)
    .filter((name) => /Ids?$/.test(name))
    .flatMap((name) => foreignIds(name).map((id) => ({ ...body, [name]: id })));
};

test('every operation that is described has a recipe here, and every recipe an operation', () => {
  expect(Object.keys(recipes).toSorted()).toEqual(operations.map(({ id }) => id).toSorted());
});

test('the two have something of everything, and it differs', () => {
  for (const name of Object.keys(alice.ids)) expect(foreignIds(name), name).not.toEqual([]);
  expect(alice.cursors).toHaveLength(5);
});

test('each reads what is their own: a path that leads nowhere hides nobody’s data', async () => {
  const reading = operations.filter(({ id, method }) => method === 'GET' && recipeOf(id)?.public !== true);
  for (const { path, pathParams } of reading) {
    const own = Object.fromEntries(pathParams.map((name) => [name, idsOf(alice, name)[0] ?? '']));
    expect((await alice.api.fetch(fill(path, own))).status, path).toBe(200);
  }
});

const table: Readonly<Record<string, RouteContract>> = routes;
const operationsWhere = (condition: (route: RouteContract) => boolean): readonly string[] =>
  Object.keys(table).filter((id) => condition(table[id] as RouteContract));

test.each(
  operationsWhere(({ path }) => path.includes('{')),
)('%s: an id of somebody else in the path is not there', async (id) => {
  const operation = operationOf(id);
  const both = (name: string) => [...foreignIds(name), ...idsOf(bob, name)];
  const ways = combinations(
    Object.fromEntries(operation.pathParams.map((name) => [name, both(name)])),
  ).filter((way) => Object.entries(way).some(([name, value]) => foreignIds(name).includes(value)));
  const strange = Object.fromEntries(operation.pathParams.map((name) => [name, NOBODYS]));
  // Whether something exists is asked before the body is looked at.
  const bodies = operation.takesBody ? [ownBody(operation), { rubbish: 1 }] : [undefined];
  await leavingAliceAlone(async () => {
    for (const [way, body] of ways.flatMap((each) => bodies.map((one) => [each, one] as const))) {
      const response = await call(bob.api, operation, fill(operation.path, way), body);
      await textWithoutAlice(response.clone());
      const foreign = await expectProblem(response, 404);
      // Word for word the answer for what does not exist at all.
      const missing = await call(bob.api, operation, fill(operation.path, strange), body);
      const unknown = await expectProblem(missing, 404);
      expect({ ...foreign, requestId: '' }).toEqual({ ...unknown, requestId: '' });
    }
  });
});

test.each(
  operationsWhere(({ body }) => body !== undefined),
)('%s: an id of somebody else in the body is not there', async (id) => {
  const operation = operationOf(id);
  const bodies = foreignBodies(operation);
  if (operation.pathParams.length > 0)
    expect(bodies, 'a body and a path with ids: give it a case').toEqual([]);
  await leavingAliceAlone(async () => {
    for (const body of bodies) {
      const response = await call(bob.api, operation, operation.path, body);
      await textWithoutAlice(response.clone());
      await expectProblem(response, 404);
    }
  });
});

test.each(
  operationsWhere(({ query, session }) => session && query !== undefined),
)('%s: ids and cursors of somebody else in the query lead to nothing of theirs', async (id) => {
  const operation = operationOf(id);
  const values = (name: string): readonly string[] => {
    if (name === 'cursor') return alice.cursors;
    return /Id$/.test(name) ? foreignIds(name) : [];
  };
  const own = Object.fromEntries(operation.pathParams.map((name) => [name, idsOf(bob, name)]));
  await leavingAliceAlone(async () => {
    for (const way of combinations(own)) {
      for (const name of operation.queryParams) {
        for (const value of values(name)) {
          const query = new URLSearchParams({ [name]: value });
          const response = await call(bob.api, operation, `${fill(operation.path, way)}?${query}`);
          const text = await textWithoutAlice(response.clone());
          if (!response.ok) await expectProblem(response, 400);
          else if (name !== 'cursor') expect(JSON.parse(text)).toMatchObject({ items: [] });
        }
      }
    }
  });
});

test.each(
  operationsWhere(({ path, session }) => session && !path.includes('{')),
)('%s: called rightly by somebody else, it shows and changes nothing of theirs', async (id) => {
  const operation = operationOf(id);
  let api = bob.api;
  if (recipeOf(id)?.ends) {
    api = new ApiClient(world.origin);
    await api.signIn('carol@example.com');
  }
  await leavingAliceAlone(async () => {
    const response = await call(api, operation, operation.path, ownBody(operation));
    expect(response.status).toBeLessThan(300);
    await textWithoutAlice(response);
  });
});

test('the same idempotency key of two people is two keys', async () => {
  const key = { 'Idempotency-Key': 'the-key-of-both' };
  const begin = (tenant: Tenant) =>
    tenant.api.json<{ id: string }>(
      'POST',
      '/api/threads',
      {
        assistantId: idsOf(tenant, 'assistantId').at(-1),
        recipient: { email: 'of-both@example.com' },
        instructions: 'Say hello.',
        mode: 'review',
      },
      key,
    );
  const first = await begin(alice);
  const second = await begin(bob);
  expect(second.id).not.toBe(first.id);
  expect((await begin(alice)).id).toBe(first.id);
});

test('a turn that names a thread of somebody else finds nothing', async () => {
  await leavingAliceAlone(async () => {
    for (const threadId of foreignIds('threadId')) {
      await takeTurn(currentApp())({ userId: bob.userId, threadId });
    }
  });
});
