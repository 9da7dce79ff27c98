import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Stack, startStack } from '../../infra/local/stack/stack.ts';
import type { ThreadResource } from '../../shared/contract/threads.ts';
import { eventually, messagesOf } from './conversation.ts';
import { beginConversations, type Conversations } from './processes/conversations.ts';

let stack: Stack;
let dataDir: string;
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'email-ai-poison-'));
  stack = await startStack({
    port: 0,
    googlePort: 0,
    openaiPort: 0,
    dataDir,
    env: { LOG_LEVEL: 'silent' },
    inhabitants: false,
    sweepMs: 200,
  });
});
afterAll(async () => {
  await stack.close();
  await rm(dataDir, { recursive: true, force: true });
});

const begin = (owner: string, people: number): Promise<Conversations> =>
  beginConversations({
    origin: stack.origin,
    googleOrigin: stack.google.origin,
    owner,
    people,
    questions: 1,
  });

const threadAt = (all: Conversations, index: number) => {
  const thread = all.threads[index];
  if (!thread) throw new Error('no such thread');
  return {
    person: thread.with,
    read: () => all.api.json<ThreadResource>('GET', `/api/threads/${thread.id}`),
    messages: () => messagesOf(all.api, thread.id),
  };
};

test('one mail that Gmail does not hand out: set aside and said, while everybody else is answered', async () => {
  const { world } = stack.google;
  const owner = 'olivia@example.com';
  const all = await begin(owner, 2);
  const others = await begin('otto@example.com', 1);
  const [ill, healthy, elsewhere] = [threadAt(all, 0), threadAt(all, 1), threadAt(others, 0)];
  const sent = ({ counters }: ThreadResource) => counters.sent === 1;
  for (const one of [ill, healthy, elsewhere]) await eventually(one.read, sent);

  world.addFault({ method: 'gmail.users.messages.get', email: owner, kind: '400' });
  await ill.person.step();
  // Each notification is a try of its own, so that the test need not wait for the bus to come back.
  const flagged = eventually(ill.read, ({ attention }) => attention !== null);
  const friend = 'friend@example.com';
  for (let n = 0; n < 6; n++) {
    world.deliver(owner, Buffer.from(`From: ${friend}\r\nTo: ${owner}\r\nSubject: ${n}\r\n\r\nHello\r\n`));
  }
  await elsewhere.person.step();
  await eventually(() => elsewhere.person.step(), Boolean);
  expect((await flagged).attention).toMatchObject({
    code: 'mail_unreadable',
    message: 'Gmail did not return an email of this conversation. Read it in Gmail, then resume or stop.',
  });

  world.clearFaults();
  await eventually(() => healthy.person.step(), Boolean);
  expect(await ill.messages()).toContainEqual(
    expect.objectContaining({ classification: { kind: 'unreadable', reason: 'could not be fetched' } }),
  );
});

test('a confirmation that got lost: the API tells how it was resolved', async () => {
  const { world } = stack.google;
  world.addFault({ method: 'gmail.users.drafts.send', kind: 'drop_after', times: 1 });
  const thread = threadAt(await begin('oskar@example.com', 1), 0);
  const messages = await eventually(thread.messages, ([first]) => first?.state === 'sent');
  expect(messages).toMatchObject([{ resolution: { code: 'confirmation_lost' } }]);
  expect(world.mails(thread.person.email)).toHaveLength(1);
});
