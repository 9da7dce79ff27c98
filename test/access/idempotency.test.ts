import { beforeEach, expect, test } from 'vitest';
import { expectProblem } from '../security/support/problem.ts';
import { AccessWorld } from './support/access-world.ts';
import type { Browser } from './support/browser.ts';

let world: AccessWorld;
let owner: Browser;
let body: { assistantId: string; recipient: { email: string }; instructions: string };

beforeEach(async () => {
  world = new AccessWorld();
  owner = await world.signedIn('owner@example.com');
  const assistant = { name: 'Ada', instructions: 'Be kind.' };
  const { id } = await owner.json<{ id: string }>('POST', '/assistants', assistant);
  body = { assistantId: id, recipient: { email: 'maria@example.com' }, instructions: 'Ask.' };
});

const create = (browser: Browser, request: object = body, key = 'key-1') =>
  browser.fetch('POST', '/threads', request, { 'idempotency-key': key });
const idOf = async (response: Response): Promise<string> => ((await response.json()) as { id: string }).id;
const threads = (): number =>
  [...world.store.documents.keys()].filter((path) => /\/threads\/[^/]+$/.test(path)).length;

test('a repetition answers with the same conversation and starts nothing', async () => {
  const [first, second] = [await create(owner), await create(owner)];
  expect([first.status, second.status]).toEqual([201, 200]);
  expect(await idOf(second)).toBe(await idOf(first));
  expect([threads(), world.events.length]).toEqual([1, 1]);
});

test('another request under the same key is refused', async () => {
  await create(owner);
  const problem = await expectProblem(await create(owner, { ...body, instructions: 'Ask twice.' }), 422);
  expect(problem.code).toBe('idempotency_key_reused');
  expect(threads()).toBe(1);
});

test('many at once make one', async () => {
  const answers = await Promise.all(Array.from({ length: 8 }, () => create(owner)));
  const ids = await Promise.all(answers.map(idOf));
  expect(new Set(ids).size).toBe(1);
  expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
  expect([threads(), world.events.length]).toEqual([1, 1]);
});

test('a key is its user’s own', async () => {
  const other = await world.signedIn('other@example.com');
  const { id } = await other.json<{ id: string }>('POST', '/assistants', {
    name: 'Bo',
    instructions: 'Be brief.',
  });
  const [mine, theirs] = [await create(owner), await create(other, { ...body, assistantId: id })];
  expect([mine.status, theirs.status]).toEqual([201, 201]);
  expect(await idOf(mine)).not.toBe(await idOf(theirs));
});

test('after a day a key is new again, whether or not the store has cleaned up', async () => {
  const first = await idOf(await create(owner));
  world.now += 24 * 60 * 60_000 - 1;
  expect(await idOf(await create(owner))).toBe(first);
  world.now += 1;
  expect(await idOf(await create(owner))).not.toBe(first);
});

test('the key itself is not stored', async () => {
  await create(owner, body, 'very-own-key');
  expect(world.mentioning('very-own-key')).toEqual([]);
});
