import { beforeEach, describe, expect, test } from 'vitest';
import { applyRetention } from '../../shared/application/account/apply-retention.ts';
import type { AssistantResource } from '../../shared/contract/assistants.ts';
import type { ThreadResource } from '../../shared/contract/threads.ts';
import { paths } from '../../shared/persistence/paths.ts';
import { type Person, settle } from '../unreadable/people.ts';
import { AccessWorld } from './support/access-world.ts';

/* Follow-ups, notes and answers, as clients give them. */

const DAY = 24 * 60 * 60_000;

let world: AccessWorld;
let owner: Person;
let threadId: string;
let assistantId: string;

beforeEach(async () => {
  world = new AccessWorld();
  owner = await settle(world, 'owner@example.com');
  [threadId] = owner.threadIds;
  ({ assistantId } = await thread());
});

const thread = (id = threadId) => owner.browser.json<ThreadResource>('GET', `/threads/${id}`);
const assistant = () => owner.browser.json<AssistantResource>('GET', `/assistants/${assistantId}`);
const post = async (path: string, body: unknown) => {
  const response = await owner.browser.fetch('POST', path, body as object);
  return { status: response.status, body: (await response.json()) as ThreadResource & { code?: string } };
};
const start = (followUp: object) =>
  post('/threads', {
    assistantId,
    recipient: { email: 'somebody@example.net' },
    instructions: 'Say hello.',
    ...followUp,
  });

describe('follow-ups', () => {
  test.each([
    ['nothing said', {}, { afterDays: 3, max: 2, backoff: 2.34 }],
    ['none', { followUp: null }, null],
    ['without a back-off', { followUp: { afterDays: 0.5, max: 1 } }, { afterDays: 0.5, max: 1, backoff: 1 }],
  ])('%s', async (_name, given, followUp) => {
    const { status, body } = await start(given);
    expect([status, body.followUp]).toEqual([201, followUp]);
    expect((await thread(body.id)).followUp).toEqual(followUp);
  });

  test.each([
    { afterDays: 0, max: 1 },
    { afterDays: 91, max: 1 },
    { afterDays: 1, max: 0 },
    { afterDays: 1, max: 6 },
    { afterDays: 1, max: 1.5 },
    { afterDays: 1, max: 1, backoff: 0.5 },
    { afterDays: 1, max: 1, backoff: 11 },
    { afterDays: 'three', max: 1 },
    { max: 1 },
    [],
    'yes',
  ])('%j is refused', async (followUp) => {
    expect(await start({ followUp })).toMatchObject({ status: 422, body: { code: 'invalid_request' } });
  });

  test('an older conversation, with neither alarm nor reason, is said to wait for an answer', async () => {
    const idle = { nextActionAt: null, waitingFor: null, lease: null, handedOutUntil: null };
    await world.app.store.update(paths.thread(owner.userId, threadId), idle);
    expect((await thread()).waitingFor).toMatchObject({ code: 'answer' });
  });
});

describe('a note', () => {
  const note = (body: unknown) => post(`/threads/${threadId}/notes`, body);

  test('is kept, shown on the timeline and exported', async () => {
    const { status, body } = await note({ text: 'They have paid.' });
    expect([status, body.notes]).toEqual([200, [{ at: world.now, text: 'They have paid.', question: null }]]);
    expect(body.events.at(-1)).toMatchObject({
      kind: 'note_added',
      message: 'You told the assistant: They have paid.',
    });
    const exported = await owner.browser.json('GET', '/auth/export');
    expect(JSON.stringify(exported)).toContain('They have paid.');
  });

  test('wakes the conversation only where that is wanted', async () => {
    await world.app.store.update(paths.thread(owner.userId, threadId), { nextActionAt: null });
    expect((await note({ text: 'A fact.' })).body.nextActionAt).toBeNull();
    world.events.splice(0);
    expect((await note({ text: 'Another.', actNow: true })).body.nextActionAt).toBe(world.now);
    expect(world.events.map(({ topic }) => topic)).toEqual(['thread-turn']);
  });

  test.each([
    {},
    { text: '' },
    { text: ' ' },
    { text: 'x'.repeat(4001) },
    { text: 7 },
    { text: 'a\u0000b' },
    { text: 'x', actNow: 'yes' },
    { text: 'x', until: 1 },
    null,
    [],
  ])('%j is refused', async (body) => {
    expect((await note(body)).status).toBe(422);
    expect((await thread()).notes).toEqual([]);
  });

  test('goes with the mails when they are old', async () => {
    await note({ text: 'They have paid.' });
    await owner.browser.json('PATCH', '/auth/settings', { retentionDays: 30 });
    world.now += 31 * DAY;
    await applyRetention(world.app)();
    expect(world.document(paths.thread(owner.userId, threadId))?.notes).toEqual([]);
    expect(world.mentioning('They have paid.')).toEqual([]);
  });
});

describe('an answer', () => {
  const answer = (body: unknown) => post(`/threads/${threadId}/answer`, body);
  const asked = (status = 'active') =>
    world.app.store.update(paths.thread(owner.userId, threadId), {
      status,
      attention: { code: 'question', params: { question: 'What does it cost?' }, since: world.now },
      needsAttention: true,
    });

  test('is taken once, and remembered where that is wanted', async () => {
    await asked();
    expect(await thread()).toMatchObject({
      question: 'What does it cost?',
      attention: { message: 'The assistant asks: What does it cost?' },
    });
    const before = await assistant();
    const first = await answer({ text: 'Twenty euros.', remember: true });
    expect(first).toMatchObject({ status: 200, body: { question: null, attention: null } });
    expect(await answer({ text: 'Thirty.', remember: true })).toMatchObject({
      status: 409,
      body: { code: 'no_question' },
    });
    const { knowledge, version } = await assistant();
    expect(knowledge).toContain('What does it cost? Twenty euros.');
    expect(knowledge).not.toContain('Thirty');
    expect(version).toBe(before.version + 1);
  });

  test('to nothing, or in a conversation that has ended, is refused', async () => {
    expect(await answer({ text: 'Yes.' })).toMatchObject({ status: 409, body: { code: 'no_question' } });
    await asked('stopped');
    expect(await answer({ text: 'Yes.' })).toMatchObject({ status: 409, body: { code: 'no_question' } });
  });

  test.each([
    {},
    { text: '' },
    { text: 'x', remember: 1 },
    { text: 'x', forget: true },
    [],
  ])('%j is refused', async (body) => {
    await asked();
    expect((await answer(body)).status).toBe(422);
    expect((await thread()).question).toBe('What does it cost?');
  });
});

test('what an assistant may do is changed one by one', async () => {
  const patch = (capabilities: unknown) =>
    owner.browser.fetch('PATCH', `/assistants/${assistantId}`, { capabilities });
  expect((await assistant()).capabilities).toEqual({
    followUp: true,
    askOwner: true,
    holdingLine: false,
    learn: true,
    disclose: 'when_asked',
  });
  expect((await patch({ holdingLine: true })).status).toBe(200);
  expect((await patch({ askOwner: false })).status).toBe(200);
  expect((await assistant()).capabilities).toEqual({
    followUp: true,
    askOwner: false,
    holdingLine: true,
    learn: true,
    disclose: 'when_asked',
  });
  for (const rubbish of [{ askOwner: 'no' }, { everything: true }, null, [], 'all']) {
    expect((await patch(rubbish)).status).toBe(422);
  }
});
