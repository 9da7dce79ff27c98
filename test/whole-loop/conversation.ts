import { expect } from 'vitest';
import { ApiClient } from '../../infra/local/client.ts';
import type { AssistantResource } from '../../shared/contract/assistants.ts';
import type { MessageResource, ThreadResource } from '../../shared/contract/threads.ts';

const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 100));

/** Asks until the answer is good; fails with the last one when it never is. */
export const eventually = async <T>(
  ask: () => Promise<T>,
  good: (answer: T) => boolean,
  withinMs = 60_000,
): Promise<T> => {
  const deadline = Date.now() + withinMs;
  for (;;) {
    const answer = await ask();
    if (good(answer)) return answer;
    if (Date.now() > deadline) throw new Error(`never came about: ${JSON.stringify(answer).slice(0, 2000)}`);
    await pause();
  }
};

/** Signs in, describes an assistant and starts a conversation with Maria, who answers by herself. */
export const startConversation = async (
  origin: string,
  mode: 'autonomous' | 'review' = 'autonomous',
): Promise<{ readonly api: ApiClient; readonly thread: ThreadResource }> => {
  const api = new ApiClient(origin);
  await api.signIn('owner@example.com');
  const assistant = await api.json<AssistantResource>('POST', '/api/assistants', {
    name: 'Alex',
    instructions: 'Offer a 20 minute call on Tuesday at 10:00. The product costs 20 euros a month.',
    mode,
  });
  const request = {
    assistantId: assistant.id,
    recipient: { email: 'maria@example.com', name: 'Maria Lopez' },
    instructions: 'Ask whether they would try our tool.',
  };
  const key = { 'Idempotency-Key': 'once' };
  const thread = await api.json<ThreadResource>('POST', '/api/threads', request, key);
  const again = await api.json<ThreadResource>('POST', '/api/threads', request, key);
  expect(again.id).toBe(thread.id);
  return { api, thread };
};

export const messagesOf = async (api: ApiClient, threadId: string): Promise<MessageResource[]> =>
  (await api.json<{ items: MessageResource[] }>('GET', `/api/threads/${threadId}/messages`)).items;

/** The whole of it: first mail, answer, reply, agreement; and each mail arrived once at the recipient. */
export const expectGoalReached = async (
  api: ApiClient,
  threadId: string,
  googleOrigin: string,
): Promise<void> => {
  const ended = await eventually(
    () => api.json<ThreadResource>('GET', `/api/threads/${threadId}`),
    (thread) => thread.status === 'stopped' || thread.attention !== null,
  );
  expect(ended).toMatchObject({ stopReason: 'goal_reached', attention: null });
  const messages = await messagesOf(api, threadId);
  expect(messages.map((message) => message.author)).toEqual([
    'assistant',
    'correspondent',
    'assistant',
    'correspondent',
    'assistant',
  ]);
  const { mails } = (await (await fetch(`${googleOrigin}/control/mails?email=maria@example.com`)).json()) as {
    mails: { labelIds: string[]; headers: { name: string; value: string }[] }[];
  };
  const ours = mails.flatMap(({ headers }) =>
    headers.filter(({ name }) => name.toLowerCase() === 'x-email-ai-message').map(({ value }) => value),
  );
  expect(ours.toSorted()).toEqual([1, 2, 3].map((n) => `${threadId}-${n}`));
};
