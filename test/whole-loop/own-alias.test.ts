import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { ApiClient } from '../../infra/local/client.ts';
import { startStack } from '../../infra/local/stack/stack.ts';
import type { ThreadResource } from '../../shared/contract/threads.ts';
import { eventually, messagesOf } from './conversation.ts';

test('what the owner writes from another of their addresses, in another program, pauses the conversation', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'email-ai-alias-'));
  const stack = await startStack({
    port: 0,
    googlePort: 0,
    openaiPort: 0,
    dataDir,
    env: { LOG_LEVEL: 'silent' },
  });
  onTestFinished(async () => {
    await stack.close();
    await rm(dataDir, { recursive: true, force: true });
  });
  const control = (path: string, body: object) =>
    fetch(`${stack.google.origin}/control/${path}`, { method: 'POST', body: JSON.stringify(body) });
  const api = new ApiClient(stack.origin);
  // Google knows the address, and tells of it at the sign-in.
  await control('aliases', { email: 'owner@example.com', alias: 'me@alias.example' });
  await api.signIn('owner@example.com');
  const assistant = await api.json<{ id: string }>('POST', '/api/assistants', {
    name: 'Alex',
    instructions: 'Be brief.',
  });
  const thread = await api.json<ThreadResource>('POST', '/api/threads', {
    assistantId: assistant.id,
    recipient: { email: 'quiet@example.com' },
    instructions: 'Say hello.',
  });
  const read = () => api.json<ThreadResource>('GET', `/api/threads/${thread.id}`);
  await eventually(read, ({ counters }) => counters.sent === 1);
  const { mails } = (await (
    await fetch(`${stack.google.origin}/control/mails?email=quiet@example.com`)
  ).json()) as {
    mails: { subject: string; headers: { name: string; value: string }[] }[];
  };
  const inReplyTo = mails[0]?.headers.find(({ name }) => name.toLowerCase() === 'message-id')?.value ?? '';
  const raw = `From: me@alias.example\r\nTo: quiet@example.com\r\nCc: owner@example.com\r\nSubject: Re: ${mails[0]?.subject ?? ''}\r\nIn-Reply-To: ${inReplyTo}\r\nReferences: ${inReplyTo}\r\n\r\nI take this over.`;
  await control('deliver', { to: 'owner@example.com', raw });
  const paused = await eventually(
    read,
    ({ status, attention }) => status === 'stopped' || attention !== null,
  );
  expect(paused).toMatchObject({ stopReason: 'owner_replied', attention: null });
  const messages = await messagesOf(api, thread.id);
  expect(messages.map(({ author, direction, state }) => ({ author, direction, state }))).toEqual([
    { author: 'assistant', direction: 'outbound', state: 'sent' },
    { author: 'owner', direction: 'outbound', state: 'sent' },
  ]);
  expect(paused.counters).toMatchObject({ sent: 1, received: 0 });
});
