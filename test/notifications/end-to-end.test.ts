import { createECDH, randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decrypt } from 'http_ece';
import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ApiClient } from '../../infra/local/client.ts';
import { type Stack, startStack } from '../../infra/local/stack/stack.ts';
import type { ChannelPage, ChannelResource } from '../../shared/contract/channels.ts';
import type { ThreadResource } from '../../shared/contract/threads.ts';
import { type Received, startReceiver, type TestReceiver } from '../support/receivers/receiver.ts';
import { eventually, messagesOf } from '../whole-loop/conversation.ts';

/*
 * The whole system on one machine tells its owner through every kind of channel: a webhook, Slack, Telegram, a push service and a
 * mailbox, all of which run here.
 */

const OWNER = 'owner@example.com';

let stack: Stack;
let receiver: TestReceiver;
let dataDir: string;
const api = () => new ApiClient(stack.origin);

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'email-ai-notifications-'));
  receiver = await startReceiver();
  stack = await startStack({
    port: 0,
    googlePort: 0,
    openaiPort: 0,
    dataDir,
    env: { LOG_LEVEL: 'silent', TELEGRAM_BASE_URL: receiver.origin },
    sweepMs: 300,
    inhabitantDelayMs: 50,
  });
});
afterAll(async () => {
  await stack.close();
  await receiver.close();
  await rm(dataDir, { recursive: true, force: true });
});

const arrivedAt = (path: string): readonly Received[] =>
  receiver.received.filter((one) => one.path.startsWith(path));

interface MailView {
  readonly subject: string;
  readonly text?: string;
  readonly labelIds: readonly string[];
  readonly headers: readonly { readonly name: string; readonly value: string }[];
}
const mailsOf = async (email: string): Promise<readonly MailView[]> => {
  const answer = await fetch(`${stack.google.origin}/control/mails?email=${email}`);
  return ((await answer.json()) as { mails: MailView[] }).mails;
};
const headerOf = ({ headers }: MailView, name: string): string =>
  headers.find((one) => one.name.toLowerCase() === name)?.value ?? '';
const toThemselves = async (email: string): Promise<readonly MailView[]> =>
  (await mailsOf(email)).filter(
    (mail) => headerOf(mail, 'from').includes(email) && headerOf(mail, 'to').includes(email),
  );

test('a waiting draft is told everywhere, decided by its link, and what follows is told too', async () => {
  const owner = api();
  await owner.signIn(OWNER);
  const add = (body: object) => owner.json<ChannelResource>('POST', '/api/channels', body);
  const list = () => owner.json<ChannelPage>('GET', '/api/channels');
  // An account begins with one: a mail to oneself.
  const first = await list();
  expect(first.items.map(({ kind }) => kind)).toEqual(['email']);

  const pair = createECDH('prime256v1');
  const auth = randomBytes(16).toString('base64url');
  const keys = { p256dh: pair.generateKeys().toString('base64url'), auth };
  const hook = await add({ kind: 'webhook', config: { url: `${receiver.origin}/hook` } });
  await add({ kind: 'slack', config: { url: `${receiver.origin}/slack/secret` }, language: 'ru' });
  await add({ kind: 'telegram', config: { botToken: '123:abc', chatId: '42' } });
  await add({ kind: 'web_push', config: { subscription: { endpoint: `${receiver.origin}/push/1`, keys } } });
  await add({ kind: 'email', config: {} });
  const { items, webPushKey } = await list();
  expect(items.map(({ kind }) => kind).toSorted()).toEqual([
    'email',
    'slack',
    'telegram',
    'web_push',
    'webhook',
  ]);
  const secret = hook.config.secret ?? '';
  expect(secret).toMatch(/^whsec_/);
  const shown = JSON.stringify(items);
  for (const hidden of [secret, 'slack/secret', '123:abc', auth]) expect(shown).not.toContain(hidden);

  const assistant = await owner.json<{ id: string }>('POST', '/api/assistants', {
    name: 'Alex',
    instructions: 'Offer a call.',
    mode: 'review',
  });
  const thread = await owner.json<ThreadResource>('POST', '/api/threads', {
    assistantId: assistant.id,
    recipient: { email: 'maria@example.com', name: 'Maria Lopez' },
    instructions: 'Ask whether they would try our tool.',
  });
  const webhooks = () =>
    arrivedAt('/hook').map(
      ({ body, headers }) =>
        new Webhook(secret).verify(body.toString(), headers as Record<string, string>) as {
          type: string;
          at: string;
          data: Record<string, string>;
        },
    );
  const told = await eventually(
    async () => webhooks(),
    (all) => all.some(({ type }) => type === 'thread.draft_waiting'),
  );
  const [waiting] = told;
  expect(told).toHaveLength(1);
  expect(waiting).toMatchObject({
    type: 'thread.draft_waiting',
    data: { threadId: thread.id, recipient: { email: 'maria@example.com', name: 'Maria Lopez' } },
  });
  expect(Number.isNaN(Date.parse(waiting?.at ?? ''))).toBe(false);

  const [slack] = await eventually(
    async () => arrivedAt('/slack'),
    ({ length }) => length > 0,
  );
  expect(JSON.parse(slack?.body.toString() ?? '').text).toContain('Maria Lopez: черновик ждёт');
  const [telegram] = await eventually(
    async () => arrivedAt('/bot123:abc/sendMessage'),
    ({ length }) => length > 0,
  );
  expect(JSON.parse(telegram?.body.toString() ?? '')).toMatchObject({ chat_id: '42' });
  const [push] = await eventually(
    async () => arrivedAt('/push/1'),
    ({ length }) => length > 0,
  );
  expect(push?.headers.authorization).toContain(`k=${webPushKey}`);
  const read = decrypt(push?.body ?? Buffer.alloc(0), {
    version: 'aes128gcm',
    privateKey: pair,
    authSecret: auth,
  });
  expect(JSON.parse(read.toString())).toMatchObject({
    type: 'thread.draft_waiting',
    title: 'Maria Lopez: a draft waits for your approval',
  });
  const own = await eventually(
    () => toThemselves(OWNER),
    (mails) => mails.some(({ labelIds }) => labelIds.includes('SENT')),
  );
  expect(own).toHaveLength(1);
  expect(own[0]?.subject).toBe('Maria Lopez: a draft waits for your approval');

  // Each has a link of its own; the first that is used decides.
  const link = waiting?.data.reviewUrl ?? '';
  const page = await (await fetch(link)).text();
  const field = (pattern: RegExp) => pattern.exec(page)?.[1] ?? '';
  const form = new URLSearchParams({
    seal: field(/name="seal" value="([^"]+)"/),
    text: 'Dear Maria, would you try our tool?',
    decision: 'approve',
  });
  const decided = await fetch(link, { method: 'POST', body: form });
  expect([decided.status, await decided.text()]).toEqual([200, expect.stringContaining('with your text')]);
  const sent = await eventually(
    () => messagesOf(owner, thread.id),
    (messages) => messages.some(({ state }) => state === 'sent'),
  );
  expect(sent.find(({ state }) => state === 'sent')?.text).toBe('Dear Maria, would you try our tool?');
  const again = await fetch(link, { method: 'POST', body: form });
  expect([again.status, await again.text()]).toEqual([409, expect.stringContaining('used already')]);

  // She answers, and the next draft waits.
  const types = await eventually(
    async () => webhooks().map(({ type }) => type),
    (all) => all.filter((type) => type === 'thread.draft_waiting').length > 1,
  );
  expect(types.toSorted()).toEqual(['thread.answered', 'thread.draft_waiting', 'thread.draft_waiting']);
  expect(new Set(arrivedAt('/hook').map(({ headers }) => headers['webhook-id'])).size).toBe(3);

  // What the owner was told is no word of theirs: the conversation goes on, and holds none of it.
  await eventually(
    () => toThemselves(OWNER),
    (mails) => mails.length === 3,
  );
  const after = await owner.json<ThreadResource>('GET', `/api/threads/${thread.id}`);
  expect(after).toMatchObject({ status: 'active', attention: null, stopReason: null });
  const messages = await messagesOf(owner, thread.id);
  expect(messages.map(({ author }) => author)).toEqual(['assistant', 'correspondent', 'assistant']);

  const deliveries = (await list()).items.flatMap((channel) => channel.deliveries);
  expect(deliveries.every(({ state }) => state === 'delivered')).toBe(true);
});

test('a receiver that fails gets it again, with the same id; the settings say how it stands', async () => {
  const owner = api();
  await owner.signIn('second@example.com');
  let isDown = true;
  receiver.answer = ({ path }, response) =>
    response.writeHead(path.startsWith('/later') && isDown ? 500 : 204).end();
  const channel = await owner.json<ChannelResource>('POST', '/api/channels', {
    kind: 'webhook',
    events: ['thread.draft_waiting'],
    config: { url: `${receiver.origin}/later` },
  });
  const tested = await owner.json('POST', `/api/channels/${channel.id}/test`);
  expect(tested).toMatchObject({ type: 'test', state: 'failed', code: 'refused', status: 500 });
  const assistant = await owner.json<{ id: string }>('POST', '/api/assistants', {
    name: 'Alex',
    instructions: 'Be brief.',
    mode: 'review',
  });
  await owner.json('POST', '/api/threads', {
    assistantId: assistant.id,
    recipient: { email: 'quiet@example.com' },
    instructions: 'Say hello.',
  });
  const told = () => arrivedAt('/later').filter(({ body }) => !body.includes('"test"'));
  await eventually(
    async () => told(),
    ({ length }) => length >= 2,
  );
  const read = async () =>
    (await owner.json<ChannelPage>('GET', '/api/channels')).items.find(({ id }) => id === channel.id);
  expect(await read()).toMatchObject({ waiting: 1, failingSince: expect.any(Number) });
  isDown = false;
  const mended = await eventually(read, (now) => now?.waiting === 0);
  expect(mended).toMatchObject({ failingSince: null, nextTryAt: null });
  expect(mended?.deliveries.at(-1)).toMatchObject({ type: 'thread.draft_waiting', state: 'delivered' });
  expect(new Set(told().map(({ headers }) => headers['webhook-id'])).size).toBe(1);
});

test('in the beginning a flag is mailed to oneself, a draft is not mailed at once, and who wants nothing gets nothing', async () => {
  const owner = api();
  await owner.signIn('third@example.com');
  const assistant = await owner.json<{ id: string }>('POST', '/api/assistants', {
    name: 'Alex',
    instructions: 'Be brief.',
  });
  const begin = (email: string) =>
    owner.json<ThreadResource>('POST', '/api/threads', {
      assistantId: assistant.id,
      recipient: { email },
      instructions: 'Say hello.',
    });
  const flag = async (email: string): Promise<void> => {
    const { id } = await begin(email);
    const read = () => owner.json<ThreadResource>('GET', `/api/threads/${id}`);
    const sent = await eventually(read, ({ counters }) => counters.sent === 1);
    const [mail] = (await mailsOf(email)).filter((one) => one.subject === sent.subject);
    const reply = headerOf(mail as MailView, 'message-id');
    // Nothing vouches for it.
    const raw = `From: ${email}\r\nTo: third@example.com\r\nSubject: Re: ${sent.subject}\r\nMessage-ID: <${email}>\r\nIn-Reply-To: ${reply}\r\nReferences: ${reply}\r\nAuthentication-Results: mx.google.com; dmarc=fail header.from=example.com\r\n\r\nYes.`;
    await fetch(`${stack.google.origin}/control/deliver`, {
      method: 'POST',
      body: JSON.stringify({ to: 'third@example.com', raw }),
    });
    await eventually(read, ({ attention }) => attention !== null);
  };
  await flag('quiet-one@example.com');
  const mails = await eventually(
    () => toThemselves('third@example.com'),
    ({ length }) => length > 0,
  );
  expect(mails.map(({ subject }) => subject)).toEqual(['quiet-one@example.com: needs your decision']);
  const [channel] = (await owner.json<ChannelPage>('GET', '/api/channels')).items;
  expect((await owner.fetch(`/api/channels/${channel?.id}`, { method: 'DELETE' })).status).toBe(204);
  await flag('quiet-two@example.com');
  expect(await toThemselves('third@example.com')).toHaveLength(1);
});
