import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ApiClient } from '../../infra/local/client.ts';
import { mail, signIn } from '../../infra/local/google/testing/google-client.ts';
import { type Stack, startStack } from '../../infra/local/stack/stack.ts';
import type { ThreadResource } from '../../shared/contract/threads.ts';
import { eventually, expectGoalReached, messagesOf, startConversation } from './conversation.ts';

describe('on one machine', () => {
  let stack: Stack;
  let dataDir: string;
  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'email-ai-test-'));
    stack = await startStack({
      port: 0,
      googlePort: 0,
      openaiPort: 0,
      dataDir,
      env: { LOG_LEVEL: 'silent' },
      inhabitantDelayMs: 50,
      sweepMs: 300,
    });
  });
  afterAll(async () => {
    await stack.close();
    await rm(dataDir, { recursive: true, force: true });
  });

  test('a conversation runs by itself to its goal', { timeout: 90_000 }, async () => {
    const { api, thread } = await startConversation(stack.origin);
    await expectGoalReached(api, thread.id, stack.google.origin);
  });

  test('in review nothing leaves before it is approved, and approved text leaves as given', {
    timeout: 90_000,
  }, async () => {
    const api = new ApiClient(stack.origin);
    await api.signIn('reviewer@example.com');
    const assistant = await api.json<{ id: string }>('POST', '/api/assistants', {
      name: 'Alex',
      instructions: 'Be brief.',
      mode: 'review',
    });
    const thread = await api.json<ThreadResource>('POST', '/api/threads', {
      assistantId: assistant.id,
      recipient: { email: 'quiet@example.com' },
      instructions: 'Say hello.',
    });
    const [waiting] = await eventually(
      () => messagesOf(api, thread.id),
      (messages) => messages[0]?.state === 'awaiting_approval',
    );
    const path = `/api/threads/${thread.id}/messages/${waiting?.id}/approve`;
    await api.json('POST', path, { text: 'Exactly this.' });
    await api.json('POST', path, { text: 'Exactly this.' });
    const [sent] = await eventually(
      () => messagesOf(api, thread.id),
      (messages) => messages[0]?.state === 'sent',
    );
    expect(sent?.text).toBe('Exactly this.');
    const stopped = await api.json<ThreadResource>('POST', `/api/threads/${thread.id}/stop`);
    expect(stopped).toMatchObject({ status: 'stopped', stopReason: 'owner_stopped' });
  });

  test('a first draft can be asked for anew, discarded, and deleted in Gmail: another one takes its place', {
    timeout: 90_000,
  }, async () => {
    const api = new ApiClient(stack.origin);
    await api.signIn('again@example.com');
    const assistant = await api.json<{ id: string }>('POST', '/api/assistants', {
      name: 'Alex',
      instructions: 'Be brief.',
      mode: 'review',
    });
    const { id } = await api.json<ThreadResource>('POST', '/api/threads', {
      assistantId: assistant.id,
      recipient: { email: 'quiet@example.com' },
      instructions: 'Say hello.',
    });
    const path = `/api/threads/${id}`;
    const waiting = async (nth: number): Promise<string> => {
      const messages = await eventually(
        () => messagesOf(api, id),
        (all) => all[nth]?.state === 'awaiting_approval',
      );
      expect(messages).toHaveLength(nth + 1);
      return `${path}/messages/${messages[nth]?.id}`;
    };
    await api.json('POST', `${await waiting(0)}/rewrite`, { feedback: 'Shorter.' });
    await api.json('POST', `${await waiting(1)}/discard`);
    await api.json('POST', `${path}/resume`);
    const third = await waiting(2);
    const { gmail } = await signIn(stack.google.origin, 'again@example.com');
    const { drafts = [] } = (await gmail.users.drafts.list({ userId: 'me' })).data;
    expect(drafts).toHaveLength(1);
    await gmail.users.drafts.delete({ userId: 'me', id: drafts[0]?.id ?? '' });
    await eventually(
      () => api.json<ThreadResource>('GET', path),
      ({ attention }) => attention?.code === 'draft_discarded',
    );
    expect((await api.fetch(`${third}/approve`, { method: 'POST' })).status).toBe(409);
    await api.json('POST', `${path}/resume`);
    await api.json('POST', `${await waiting(3)}/approve`);
    const sent = await eventually(
      () => messagesOf(api, id),
      (all) => all[3]?.state === 'sent',
    );
    expect(sent.map(({ state }) => state)).toEqual(['superseded', 'discarded', 'discarded', 'sent']);
  });

  test.each([
    'changed, and sent later',
    'changed in sending',
  ])('a draft that the owner sends from Gmail (%s) is sent, with the words that it was sent with', {
    timeout: 90_000,
  }, async (how) => {
    const email = `${how.length}@example.com`;
    const api = new ApiClient(stack.origin);
    await api.signIn(email);
    const assistant = await api.json<{ id: string }>('POST', '/api/assistants', {
      name: 'Alex',
      instructions: 'Be brief.',
      mode: 'review',
    });
    const { id } = await api.json<ThreadResource>('POST', '/api/threads', {
      assistantId: assistant.id,
      recipient: { email: 'quiet@example.com' },
      instructions: 'Say hello.',
    });
    await eventually(
      () => messagesOf(api, id),
      (messages) => messages[0]?.state === 'awaiting_approval',
    );
    const { gmail } = await signIn(stack.google.origin, email);
    const me = { userId: 'me' };
    const draftId = (await gmail.users.drafts.list(me)).data.drafts?.[0]?.id ?? '';
    // Gmail's own editor keeps none of our headers.
    const message = { raw: mail('quiet@example.com', 'My own subject', 'My own words.') };
    if (how === 'changed in sending') {
      await gmail.users.drafts.send({ ...me, requestBody: { id: draftId, message } });
    } else {
      await gmail.users.drafts.update({ ...me, id: draftId, requestBody: { message } });
      await eventually(
        () => messagesOf(api, id),
        (messages) => messages[0]?.text === 'My own words.',
      );
      await gmail.users.drafts.send({ ...me, requestBody: { id: draftId } });
    }
    const [sent] = await eventually(
      () => messagesOf(api, id),
      (messages) => messages[0]?.state !== 'awaiting_approval',
    );
    expect(sent).toMatchObject({ state: 'sent', text: 'My own words.', subject: 'My own subject' });
    expect(await api.json<ThreadResource>('GET', `/api/threads/${id}`)).toMatchObject({
      status: 'active',
      // What the answers go under, so that Gmail keeps them together.
      subject: 'My own subject',
      attention: null,
      counters: { sent: 1 },
    });
  });

  test('strangers, foreign pages, foreign ids and rubbish get a problem each', async () => {
    const api = new ApiClient(stack.origin);
    expect((await api.fetch('/api/assistants')).status).toBe(401);
    await api.signIn('first@example.com');
    const own = await api.json<{ id: string }>('POST', '/api/assistants', { name: 'A', instructions: 'B' });
    const other = new ApiClient(stack.origin);
    await other.signIn('second@example.com');
    const post = (path: string, body: string, headers: Record<string, string> = {}) =>
      other.fetch(path, {
        method: 'POST',
        body,
        headers: { 'content-type': 'application/json', ...headers },
      });
    expect((await other.fetch(`/api/assistants/${own.id}`)).status).toBe(404);
    expect((await post('/api/assistants', '{')).status).toBe(400);
    expect((await post('/api/assistants', '{"name":"A","instructions":"B","extra":1}')).status).toBe(422);
    expect((await post('/api/assistants', `"${'x'.repeat(1_100_000)}"`)).status).toBe(413);
    expect((await other.fetch('/api/threads?cursor=rubbish')).status).toBe(400);
    expect((await other.fetch('/api/threads/..%2F..')).status).toBe(404);
    const foreign = await fetch(`${stack.origin}/api/auth/logout`, {
      method: 'POST',
      headers: { origin: 'https://evil.example' },
    });
    expect(foreign.status).toBe(401);
    expect((await other.fetch('/api/assistants', { method: 'PUT' })).status).toBe(404);
    for (const query of ['status=active&status=stopped', 'limit=1&limit=2', 'unknown=1', 'attention=yes']) {
      expect([query, (await other.fetch(`/api/threads?${query}`)).status]).toEqual([query, 422]);
    }
    const problem = await other.fetch('/api/nothing');
    expect(problem.status).toBe(404);
    expect(problem.headers.get('content-type')).toBe('application/problem+json');
    expect(await problem.json()).toMatchObject({ status: 404, code: 'route_not_found' });
  });

  test('a body that was too large to be read does not get in the way of the next request', async () => {
    const api = new ApiClient(stack.origin);
    await api.signIn('large@example.com');
    const body = new Uint8Array(2_000_000).fill(32);
    const inPieces = () => new Blob([body]).stream();
    const headers = { 'content-type': 'application/json' };
    for (let n = 0; n < 20; n += 1) {
      const tooLarge = { method: 'POST', headers, body: inPieces(), duplex: 'half' } as const;
      const large = await api.fetch('/api/assistants', tooLarge);
      expect(large.status).toBe(413);
      await large.body?.cancel();
      const next = await api.fetch('/api/assistants', { method: 'POST', headers, body: '{}' });
      expect(next.status).toBe(422);
    }
  });

  test('the API describes itself', async () => {
    const document = (await (await fetch(`${stack.origin}/api/openapi.json`)).json()) as {
      paths: Record<string, object>;
    };
    expect(Object.keys(document.paths)).toEqual(
      expect.arrayContaining(['/api/auth/session', '/api/assistants', '/api/threads/{threadId}/stop']),
    );
  });

  test('leaving takes everything along', async () => {
    const api = new ApiClient(stack.origin);
    await api.signIn('leaver@example.com');
    await api.json('POST', '/api/assistants', { name: 'A', instructions: 'B' });
    const exported = await api.json<{ documents: { path: string }[] }>('GET', '/api/auth/export');
    expect(exported.documents.some(({ path }) => path.includes('/assistants/'))).toBe(true);
    await api.json('DELETE', '/api/auth/account');
    expect((await api.fetch('/api/auth/session')).status).toBe(401);
    await api.signIn('leaver@example.com');
    const { items } = await api.json<{ items: object[] }>('GET', '/api/assistants');
    expect(items).toEqual([]);
  });
});
