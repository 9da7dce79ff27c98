import { ApiClient } from '../../../infra/local/client.ts';
import type { AssistantResource, CreateAssistantInput } from '../../../shared/contract/assistants.ts';
import type { CreateThreadBody, ThreadResource } from '../../../shared/contract/threads.ts';
import { eventually, replyByHand } from './people.ts';
import type { LocalWorld } from './world.ts';

const press: CreateAssistantInput = {
  name: 'Press outreach',
  instructions:
    'You write for Anna, founder of Paperboat, an app that turns meeting notes into tasks.\n\nYou write to journalists, newsletter authors and podcast hosts. Be brief, concrete and warm; no superlatives. You may offer a free press account and a 20-minute call on weekday afternoons.',
  knowledge: 'Paperboat costs 6 euros per person and month. 4,000 people have used it since March.',
  signature: 'Anna',
};
const interviews: CreateAssistantInput = {
  name: 'User interviews',
  instructions:
    'You write for Ben, product manager at Paperboat. You invite people who use the product to a 25-minute call about how they run meetings. It is research, not sales.',
  signature: 'Anna Berg',
  mode: 'review',
};

export interface Populated {
  readonly press: AssistantResource;
  readonly running: ThreadResource;
  readonly draft: ThreadResource;
  readonly flagged: ThreadResource;
  readonly paused: ThreadResource;
}

/** An account in which something has happened: every state that a conversation can be seen in. */
export const populate = async (world: LocalWorld, owner: string): Promise<Populated> => {
  const api = new ApiClient(world.origin);
  await api.signIn(owner);
  const [pressOne, interviewOne] = [
    await api.json<AssistantResource>('POST', '/api/assistants', press),
    await api.json<AssistantResource>('POST', '/api/assistants', interviews),
  ];
  let count = 0;
  const start = (body: Omit<CreateThreadBody, 'assistantId'>, assistant = pressOne) =>
    api.json<ThreadResource>(
      'POST',
      '/api/threads',
      { assistantId: assistant.id, ...body },
      { 'Idempotency-Key': `populate-${owner}-${count++}` },
    );
  const until = (id: string, what: string, holds: (thread: ThreadResource) => boolean) =>
    eventually(what, async () => {
      const thread = await api.json<ThreadResource>('GET', `/api/threads/${id}`);
      return holds(thread) ? thread : null;
    });
  const about = 'Ask whether Paperboat would suit an issue in spring.';

  const stefan = await start({
    recipient: { email: 'stefan@example.com', name: 'Stefan Novak' },
    instructions: about,
  });
  const dana = await start({
    recipient: { email: 'dana@example.com', name: 'Dana Whitfield' },
    instructions: about,
  });
  const oliver = await start({
    recipient: { email: 'oliver@example.com', name: 'Oliver Brandt' },
    instructions: 'Invite Oliver to write about small tools.',
    followUp: { afterDays: 3, max: 2, backoff: 1 },
  });
  const maria = await start({
    recipient: { email: 'maria@example.com', name: 'Maria Lopez' },
    instructions:
      'Maria writes the "Small Tools" newsletter. Ask whether she would like to try Paperboat for an issue in spring.',
    goal: 'She has named a day for a call',
  });
  const priya = await start({
    recipient: { email: 'priya@example.com', name: 'Priya Nair' },
    instructions: about,
    subject: 'Paperboat and Makers Weekly',
  });
  const tomas = await start({
    recipient: { email: 'tomas@example.com', name: 'Tomás Ruiz' },
    instructions: about,
    subject: 'An idea for your directory',
  });
  const petra = await start(
    {
      recipient: { email: 'petra@example.com', name: 'Petra Lang' },
      instructions: 'Petra has used Paperboat since April. Invite her to an interview.',
      goal: 'A time for the interview is fixed',
      subject: 'How do you run your meetings?',
      mode: 'autonomous',
      followUp: { afterDays: 4, max: 1, backoff: 1 },
    },
    interviewOne,
  );

  await replyByHand(
    world,
    'priya@example.com',
    'Paperboat and Makers Weekly',
    'Can I talk to a human about this, please?',
  );
  await replyByHand(
    world,
    'tomas@example.com',
    'An idea for your directory',
    'Interesting. Who else is listed?',
  );
  await until(petra.id, 'the first mail to Petra', (thread) => thread.counters.sent === 1);
  await api.json('PATCH', `/api/threads/${petra.id}`, { mode: 'review' });
  await replyByHand(
    world,
    'petra@example.com',
    'How do you run your meetings?',
    'Hello,\n\ngladly, as long as it stays at 25 minutes. When would suit you, and is there anything I should prepare?\n\nPetra',
  );
  await until(tomas.id, 'an answer to Tomás', (thread) => thread.counters.sent === 2);
  await replyByHand(
    world,
    owner,
    'An idea for your directory',
    'Tomás, I take this over myself. More tomorrow. Anna',
  );

  await until(stefan.id, 'Stefan opts out', (thread) => thread.stopReason === 'opted_out');
  await until(dana.id, 'Dana declines', (thread) => thread.stopReason === 'declined');
  await until(oliver.id, 'Oliver is away', (thread) => thread.counters.received > 0);
  return {
    press: pressOne,
    running: await until(maria.id, 'Maria answers', (thread) => thread.counters.sent > 1),
    draft: await until(petra.id, 'a draft for Petra', (thread) => thread.waitingMessageId !== null),
    flagged: await until(priya.id, 'Priya asks for a person', (thread) => thread.attention !== null),
    paused: await until(tomas.id, 'the owner replied', (thread) => thread.stopReason === 'owner_replied'),
  };
};
