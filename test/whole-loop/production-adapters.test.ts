import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { PubSub } from '@google-cloud/pubsub';
import { afterAll, beforeAll, describe, test } from 'vitest';
import { type LocalGoogle, startLocalGoogle } from '../../infra/local/google/server.ts';
import { createFront } from '../../infra/local/stack/front.ts';
import { startFunctions } from '../../infra/local/stack/functions.ts';
import { close, listen } from '../../infra/local/stack/listen.ts';
import { startLocalWriter } from '../../infra/local/writer/server.ts';
import { createApp, useApp } from '../../shared/app.ts';
import { loadConfig } from '../../shared/config.ts';
import { emulators } from '../support/emulators/emulators.ts';
import { startSecretManagerServer } from '../support/secret-manager-server/server.ts';
import { expectGoalReached, startConversation } from './conversation.ts';

const INVOKER = 'invoker@test.iam.gserviceaccount.com';
const running = await emulators();

/** Firestore and Pub/Sub emulators, a Secret Manager server and the local Google; nothing of the one-machine stack. */
describe.skipIf(running === null)('on the production adapters', () => {
  const projectId = `demo-${randomUUID().slice(0, 8)}`;
  const cleanUp: (() => Promise<unknown>)[] = [];
  let origin = '';
  let google: LocalGoogle;

  beforeAll(async () => {
    const pubsubHost = running?.pubsubHost ?? '';
    const pubsub = new PubSub({ projectId, apiEndpoint: pubsubHost, emulatorMode: true });
    for (const topic of ['gmail-notification', 'thread-turn']) await pubsub.createTopic(topic);
    google = await startLocalGoogle({
      port: 0,
      databasePath: ':memory:',
      inhabitantDelayMs: 50,
      // Gmail publishes to the topic that the watch names.
      publish: async (_topic, payload) => {
        await pubsub
          .topic('gmail-notification')
          .publishMessage({ data: Buffer.from(JSON.stringify(payload)) });
      },
    });
    const writer = await startLocalWriter({ port: 0 });
    const secrets = await startSecretManagerServer();
    const origins = new Map<string, string>();
    const front = createFront(origins, (_request, response) => response.writeHead(404).end());
    origin = `http://localhost:${await listen(front, 0)}`;
    const app = createApp(
      loadConfig({
        PUBLIC_URL: origin,
        GOOGLE_CLOUD_PROJECT: projectId,
        FIRESTORE_EMULATOR_HOST: running?.firestoreHost,
        PUBSUB_EMULATOR_HOST: pubsubHost,
        SECRET_MANAGER_ENDPOINT: secrets.endpoint,
        GOOGLE_CLIENT_ID: 'local',
        GOOGLE_CLIENT_SECRET: 'local-secret',
        GOOGLE_OAUTH_BASE_URL: google.origin,
        GMAIL_BASE_URL: google.origin,
        GMAIL_WATCH_TOPIC: `projects/${projectId}/topics/gmail-notification`,
        OPENAI_BASE_URL: `${writer.origin}/v1`,
        INVOKER_SERVICE_ACCOUNT: INVOKER,
        LOG_LEVEL: 'silent',
      }),
    );
    useApp(app);
    const functions = await startFunctions();
    for (const [name, at] of functions.origins) origins.set(name, at);
    // The emulator pushes, but does not sign; this adds the token as Google's push service does.
    const push = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      const name = request.url?.split('/').at(-1) ?? '';
      const token = await google.mintServiceIdToken({ audience: origin, serviceAccountEmail: INVOKER });
      const answer = await fetch(`${functions.origins.get(name)}${request.url}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
        body: Buffer.concat(chunks),
      });
      response.writeHead(answer.status).end();
    };
    const signing = createServer((request, response) => {
      // Not acknowledged: the emulator pushes again.
      push(request, response).catch(() => response.destroy());
    });
    const signingPort = await listen(signing, 0);
    for (const topic of ['gmail-notification', 'thread-turn']) {
      await pubsub.topic(topic).createSubscription(`${topic}-push`, {
        pushEndpoint: `http://127.0.0.1:${signingPort}/projects/${projectId}/topics/${topic}`,
        ackDeadlineSeconds: 60,
      });
    }
    cleanUp.push(
      () =>
        Promise.all(
          ['gmail-notification', 'thread-turn'].map((t) => pubsub.subscription(`${t}-push`).delete()),
        ),
      () => close(signing),
      () => close(front),
      () => functions.close(),
      () => google.close(),
      () => writer.close(),
      () => secrets.close(),
      () => app.store.close(),
      () => pubsub.close(),
    );
  }, 120_000);
  afterAll(async () => {
    for (const step of cleanUp) await step();
  });

  test('a conversation runs by itself to its goal', { timeout: 120_000 }, async () => {
    const { api, thread } = await startConversation(origin);
    await expectGoalReached(api, thread.id, google.origin);
  });
});
