import { beforeEach, expect, test } from 'vitest';
import type { ThreadResource } from '../../shared/contract/threads.ts';
import { type Person, settle } from '../unreadable/people.ts';
import { AccessWorld } from './support/access-world.ts';

/* One active conversation with one person, as clients meet it. */

let owner: Person;
let thread: ThreadResource;

beforeEach(async () => {
  owner = await settle(new AccessWorld(), 'owner@example.com');
  thread = await owner.browser.json<ThreadResource>('GET', `/threads/${owner.threadIds[0]}`);
});

const begin = (more: object = {}) =>
  owner.browser.fetch('POST', '/threads', {
    assistantId: thread.assistantId,
    recipient: { email: thread.recipient.email.toUpperCase() },
    instructions: 'Say hello.',
    ...more,
  });

test('a second one is refused with the id of the other, unless it may run beside it', async () => {
  const refused = await begin();
  expect(refused.status).toBe(409);
  expect(await refused.json()).toMatchObject({
    code: 'already_in_conversation',
    threadId: thread.id,
    params: { threadId: thread.id },
  });
  expect((await begin({ allowParallel: 'yes' })).status).toBe(422);
  const begun = await begin({ allowParallel: true });
  expect(begun.status).toBe(201);
  expect(await begun.json()).toMatchObject({ allowParallel: true, personId: thread.personId });
});

test('a stopped one is resumed beside another only where its owner says so', async () => {
  await owner.browser.json('POST', `/threads/${thread.id}/stop`);
  const other = (await (await begin()).json()) as ThreadResource;
  const resume = (body?: object) => owner.browser.fetch('POST', `/threads/${thread.id}/resume`, body);
  const refused = await resume();
  expect(refused.status).toBe(409);
  expect(await refused.json()).toMatchObject({ threadId: other.id });
  expect((await resume({ beside: true })).status).toBe(422);
  expect((await resume({ allowParallel: true })).status).toBe(200);
});

test('the record of a person is read and deleted', async () => {
  await begin({ allowParallel: true });
  const path = `/people/${thread.personId}`;
  const person = await owner.browser.json<Record<string, unknown>>('GET', path);
  expect(person).toMatchObject({ id: thread.personId, email: thread.recipient.email });
  for (const ours of ['answered', 'threadIds', 'forgotten', 'schemaVersion'])
    expect(person).not.toHaveProperty(ours);
  expect((await owner.browser.fetch('DELETE', path)).status).toBe(204);
  for (const method of ['GET', 'DELETE'] as const) {
    expect((await owner.browser.fetch(method, path)).status).toBe(404);
  }
});
