import { expect } from 'vitest';
import { ApiClient } from '../../../infra/local/client.ts';
import type { AssistantResource } from '../../../shared/contract/assistants.ts';
import type { ThreadResource } from '../../../shared/contract/threads.ts';
import { eventually, messagesOf } from '../conversation.ts';
import { type Correspondent, createCorrespondent, mailsOf } from './correspondents.ts';

/** One owner's conversations, with the people on the other side. */
export interface Conversations {
  readonly api: ApiClient;
  readonly owner: string;
  readonly threads: readonly { readonly id: string; readonly with: Correspondent }[];
}

export const beginConversations = async (options: {
  readonly origin: string;
  readonly googleOrigin: string;
  readonly owner: string;
  readonly people: number;
  readonly questions: number;
}): Promise<Conversations> => {
  const { origin, googleOrigin, owner, people, questions } = options;
  const api = new ApiClient(origin);
  await api.signIn(owner);
  const assistant = await api.json<AssistantResource>('POST', '/api/assistants', {
    name: 'Alex',
    instructions: 'The product costs 20 euros a month.',
  });
  const begin = async (index: number) => {
    const email = `${owner.split('@')[0]}-asks-${index}@example.com`;
    const person = await createCorrespondent({ googleOrigin, email, owner, questions });
    const { id } = await api.json<ThreadResource>(
      'POST',
      '/api/threads',
      {
        assistantId: assistant.id,
        recipient: { email },
        instructions: 'Ask whether they would try our tool.',
        // So that nothing more is to come once all is answered.
        followUp: null,
      },
      { 'Idempotency-Key': email },
    );
    return { id, with: person };
  };
  return {
    api,
    owner,
    threads: await Promise.all(Array.from({ length: people }, (_, index) => begin(index))),
  };
};

/** Lets everybody ask until all is asked and answered. */
export const converse = async (all: readonly Conversations[]): Promise<void> => {
  const people = all.flatMap(({ threads }) => threads.map((thread) => thread.with));
  await eventually(
    () => Promise.all(people.map((person) => person.step())),
    (done) => done.every(Boolean),
    // Processes are being killed and started all the while.
    200_000,
  );
};

/**
 * Every question was answered by one mail, and by one only; our own record says the same, and no draft is left over.
 * Waits until nothing is under way any more, so that a second answer would have had its chance.
 */
export const expectOneAnswerEach = async (
  all: readonly Conversations[],
  googleOrigin: string,
  questions: number,
): Promise<void> => {
  for (const { api, owner, threads } of all) {
    for (const { id, with: person } of threads) {
      const thread = await eventually(
        () => api.json<ThreadResource>('GET', `/api/threads/${id}`),
        ({ working, nextActionAt }) => !working && nextActionAt === null,
      );
      expect(thread, person.email).toMatchObject({ status: 'active', attention: null });
      const answers = await person.answers();
      expect(
        answers.map((ids) => ids.length),
        `${person.email}: ${JSON.stringify(answers)}`,
      ).toEqual(Array.from({ length: questions + 1 }, () => 1));
      const ours = (await messagesOf(api, id)).filter(({ state }) => state === 'sent');
      expect(ours.map((message) => message.id).toSorted()).toEqual(answers.flat().toSorted());
    }
    const drafts = (await mailsOf(googleOrigin, owner))?.filter(({ labelIds }) => labelIds.includes('DRAFT'));
    expect(drafts).toEqual([]);
  }
};
