import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ApiClient } from '../../infra/local/client.ts';
import { type Stack, startStack } from '../../infra/local/stack/stack.ts';
import type { AssistantResource } from '../../shared/contract/assistants.ts';
import type { ThreadResource } from '../../shared/contract/threads.ts';
import { eventually } from './conversation.ts';

/** A recipient unsubscribes with what stands in their mail, on the whole system of one machine. */

const PERSON = 'quiet@example.com';

let stack: Stack;
let dataDir: string;
let api: ApiClient;

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'email-ai-unsubscribe-'));
  const env = { LOG_LEVEL: 'silent' };
  stack = await startStack({ port: 0, googlePort: 0, openaiPort: 0, dataDir, env, sweepMs: 300 });
  api = new ApiClient(stack.origin);
  await api.signIn('owner@example.com');
});
afterAll(async () => {
  await stack.close();
  await rm(dataDir, { recursive: true, force: true });
});

interface MailView {
  readonly headers: readonly { readonly name: string; readonly value: string }[];
}
const arrived = async (email: string): Promise<readonly MailView[]> => {
  const answer = await fetch(`${stack.google.origin}/control/mails?email=${email}`);
  return ((await answer.json()) as { mails: MailView[] }).mails;
};
const headerOf = (mail: MailView | undefined, name: string): string | undefined =>
  mail?.headers.find((one) => one.name.toLowerCase() === name.toLowerCase())?.value;

const assistant = (fields: object): Promise<AssistantResource> =>
  api.json('POST', '/api/assistants', { name: 'Alex', instructions: 'Offer a call.', ...fields });
const begin = async (assistantId: string, email: string): Promise<ThreadResource> =>
  api.json('POST', '/api/threads', {
    assistantId,
    recipient: { email },
    instructions: 'Ask whether they would try our tool.',
    allowParallel: true,
  });
const firstMail = async (email: string): Promise<MailView | undefined> =>
  (
    await eventually(
      () => arrived(email),
      ({ length }) => length > 0,
    )
  )[0];
const thread = (id: string) => api.json<ThreadResource>('GET', `/api/threads/${id}`);

test('the header of a mail leads to a page that asks, and to a POST that does it, twice as well as once', async () => {
  const cold = await assistant({ optOutLine: true });
  const { id } = await begin(cold.id, PERSON);
  const mail = await firstMail(PERSON);
  expect(headerOf(mail, 'List-Unsubscribe-Post')).toBe('List-Unsubscribe=One-Click');
  const link = /^<(http:\/\/localhost:\d+\/api\/unsubscribe\/[\w-]+)>$/.exec(
    headerOf(mail, 'List-Unsubscribe') ?? '',
  )?.[1];
  if (link === undefined) throw new Error(`no link: ${JSON.stringify(mail)}`);
  // A draft that waits beside it must not leave either.
  const careful = await assistant({ optOutLine: true, mode: 'review' });
  const beside = await begin(careful.id, PERSON);
  await eventually(
    () => thread(beside.id),
    ({ waitingMessageId }) => waitingMessageId !== null,
  );

  const page = await fetch(link, { headers: { 'accept-language': 'en' } });
  expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
  expect(await page.text()).toContain('no more emails from owner@example.com?');
  expect(await thread(id)).toMatchObject({ status: 'active' });

  const url = link.replace('http://localhost', 'http://127.0.0.1');
  const parts = new FormData();
  parts.set('List-Unsubscribe', 'One-Click');
  for (const body of [new URLSearchParams({ 'List-Unsubscribe': 'One-Click' }), parts]) {
    const done = await fetch(url, { method: 'POST', body, redirect: 'manual' });
    expect([done.status, done.headers.getSetCookie()]).toEqual([200, []]);
    expect(await done.text()).toContain('You are unsubscribed.');
  }
  for (const one of [id, beside.id]) {
    expect(await thread(one)).toMatchObject({
      status: 'stopped',
      stopReason: 'opted_out',
      waitingMessageId: null,
    });
  }
  const refused = await api.fetch('/api/threads', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ assistantId: cold.id, recipient: { email: PERSON }, instructions: 'Ask.' }),
  });
  expect(await refused.json()).toMatchObject({ code: 'suppressed_recipient' });
  expect(await arrived(PERSON)).toHaveLength(1);
});

test('rubbish is told so, by GET and by POST', async () => {
  const url = `${stack.origin}/api/unsubscribe/${'A'.repeat(90)}`;
  const body = new URLSearchParams({ 'List-Unsubscribe': 'One-Click' });
  for (const answer of [await fetch(url), await fetch(url, { method: 'POST', body })]) {
    expect([answer.status, await answer.text()]).toEqual([404, expect.stringContaining('not valid')]);
  }
});

test('mails of an assistant that does not say how to opt out carry no such header', async () => {
  const { id } = await assistant({});
  await begin(id, 'silent@example.com');
  const mail = await firstMail('silent@example.com');
  expect(headerOf(mail, 'X-Email-AI-Message')).toBeDefined();
  expect(headerOf(mail, 'List-Unsubscribe')).toBeUndefined();
});
