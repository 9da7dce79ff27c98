import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AssistantResource } from '../../shared/contract/assistants.ts';
import type { MessageResource, ThreadResource } from '../../shared/contract/threads.ts';
import { ApiClient } from './client.ts';
import { INHABITANTS } from './google/inhabitants/people.ts';
import { startStack } from './stack/stack.ts';

/** `npm run demo`: shows whole conversations in the terminal. Uses only the public API. */
const DEADLINE_MS = 90_000;
const POLL_MS = 400;

const bold = (text: string): string => `\u001b[1m${text}\u001b[0m`;
const dim = (text: string): string => `\u001b[2m${text}\u001b[0m`;
const indent = (text: string): string => text.replaceAll(/^/gm, '    ');

const describe = (message: MessageResource): string => {
  const who =
    message.author === 'assistant' ? 'the assistant' : (message.from?.name ?? message.from?.email ?? '?');
  const kind =
    message.classification && message.author === 'machine' ? ` (${message.classification.kind})` : '';
  const lines = [`${bold(`${who}${kind}`)} ${dim(message.subject)}`, indent(message.text)];
  if (message.decision) {
    lines.push(dim(`    decided: ${message.decision.action}; ${message.decision.reason}`));
  }
  return lines.join('\n');
};

/** Nothing more will happen soon: the thread is stopped, waits for a person, or is due on a later day. */
const isSettled = (thread: ThreadResource, now: number): boolean =>
  thread.status === 'stopped' ||
  thread.attention !== null ||
  (!thread.working &&
    thread.counters.sent > 0 &&
    (thread.nextActionAt === null || thread.nextActionAt > now + 60_000) &&
    now - Math.max(thread.lastSentAt ?? 0, thread.lastReceivedAt ?? 0) > 6_000);

const main = async (): Promise<void> => {
  process.env.METADATA_SERVER_DETECTION ??= 'none';
  const dataDir = await mkdtemp(join(tmpdir(), 'email-ai-demo-'));
  const stack = await startStack({
    port: 0,
    googlePort: 0,
    openaiPort: 0,
    dataDir,
    env: { LOG_LEVEL: 'error' },
    inhabitantDelayMs: 800,
  });
  try {
    const api = new ApiClient(stack.origin);
    await api.signIn('owner@example.com');
    console.log(`Signed in as owner@example.com at ${stack.origin}\n`);
    const assistant = await api.json<AssistantResource>('POST', '/api/assistants', {
      name: 'Alex',
      instructions:
        'You are friendly and brief. Offer a 20 minute call on Tuesday at 10:00 or Thursday at 15:00. ' +
        'The product costs 20 euros a month. There is a free trial of 14 days.',
      signature: 'Alex\nfor Olivia Owner',
    });
    const threads = await Promise.all(
      INHABITANTS.map(({ email, name }) =>
        api.json<ThreadResource>('POST', '/api/threads', {
          assistantId: assistant.id,
          recipient: { email, name },
          instructions:
            'Ask whether they would try our tool for keeping customer conversations in one place.',
          goal: 'A call is agreed.',
        }),
      ),
    );
    const shown = new Set<string>();
    const settled = new Set<string>();
    const deadline = Date.now() + DEADLINE_MS;
    while (settled.size < threads.length && Date.now() < deadline) {
      for (const { id } of threads) {
        const { items } = await api.json<{ items: MessageResource[] }>('GET', `/api/threads/${id}/messages`);
        const thread = await api.json<ThreadResource>('GET', `/api/threads/${id}`);
        for (const message of items) {
          const mark = `${message.id} ${message.decision?.action ?? ''}`;
          const finished = message.direction === 'inbound' || message.state === 'sent';
          if (!finished || shown.has(mark)) continue;
          const known = shown.has(`${message.id} `);
          shown.add(mark);
          if (known && message.decision) {
            console.log(
              dim(`  → ${thread.recipient.email}: ${message.decision.action}; ${message.decision.reason}\n`),
            );
          } else {
            console.log(`${dim(`[${thread.recipient.email}]`)} ${describe(message)}\n`);
          }
        }
        if (isSettled(thread, Date.now()) && !settled.has(id)) {
          settled.add(id);
          const end =
            thread.stopMessage ??
            thread.attention?.message ??
            thread.waitingFor?.message ??
            'Waiting for an answer.';
          console.log(`${bold(`[${thread.recipient.email}]`)} ${bold(end)}\n`);
        }
      }
      await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    }
    if (settled.size < threads.length) throw new Error('some conversations did not settle in time');
    console.log(bold('All conversations have settled.'));
  } finally {
    await stack.close();
    await rm(dataDir, { recursive: true, force: true });
  }
};

main().then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
