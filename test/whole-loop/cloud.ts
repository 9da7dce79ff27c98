import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { PubSub } from '@google-cloud/pubsub';
import { topicNames } from '../../functions/topics.ts';
import { type LocalGoogle, startLocalGoogle } from '../../infra/local/google/server.ts';
import { createFront } from '../../infra/local/stack/front.ts';
import { close, listen } from '../../infra/local/stack/listen.ts';
import { startLocalWriter } from '../../infra/local/writer/server.ts';
import type { Emulators } from '../support/emulators/emulators.ts';
import { startSecretManagerServer } from '../support/secret-manager-server/server.ts';

const INVOKER = 'invoker@test.iam.gserviceaccount.com';

export interface Cloud {
  /** Where the API answers, in front of whatever functions are running. */
  readonly origin: string;
  readonly google: LocalGoogle;
  readonly pubsub: PubSub;
  /** What the functions have to know. */
  readonly env: Readonly<Record<string, string>>;
  /** Where each function answers now; empty: nowhere, and events come again. */
  readonly origins: Map<string, string>;
  /** Calls a function as Cloud Scheduler does. false: nobody answered, or with an error. */
  invoke(name: string): Promise<boolean>;
  close(): Promise<void>;
}

/**
 * What surrounds the functions on Google Cloud: emulators, a Secret Manager server and the local Google. Not to be
 * called where there are no emulators.
 */
export const startCloud = async (
  emulators: Emulators | null,
  options: { readonly inhabitants: boolean },
): Promise<Cloud> => {
  const projectId = `demo-${randomUUID().slice(0, 8)}`;
  if (!emulators) throw new Error('no emulators');
  const { firestoreHost, pubsubHost } = emulators;
  const pubsub = new PubSub({ projectId, apiEndpoint: pubsubHost, emulatorMode: true });
  for (const { topic } of topicNames()) await pubsub.createTopic(topic);
  const google = await startLocalGoogle({
    port: 0,
    databasePath: ':memory:',
    project: projectId,
    inhabitants: options.inhabitants,
    inhabitantDelayMs: 50,
    // Gmail publishes to the topic that the watch names.
    publish: async (_topic, payload) => {
      await pubsub.topic('gmail-notification').publishMessage({ data: Buffer.from(JSON.stringify(payload)) });
    },
  });
  const writer = await startLocalWriter({ port: 0 });
  const secrets = await startSecretManagerServer();
  const origins = new Map<string, string>();
  const front = createFront(origins, (_request, response) => response.writeHead(404).end());
  const origin = `http://localhost:${await listen(front, 0)}`;

  /** The emulator pushes, but does not sign; this adds the token as Google's push service does. */
  const deliver = async (path: string, body: string): Promise<number> => {
    const name = path.split('/').at(-1) ?? '';
    const token = await google.mintServiceIdToken({ audience: origin, serviceAccountEmail: INVOKER });
    const answer = await fetch(`${origins.get(name)}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body,
    });
    await answer.body?.cancel();
    return answer.status;
  };
  const push = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    response.writeHead(await deliver(request.url ?? '', Buffer.concat(chunks).toString('utf8'))).end();
  };
  const signing = createServer((request, response) => {
    // Not acknowledged: the emulator pushes again.
    push(request, response).catch(() => response.destroy());
  });
  const signingPort = await listen(signing, 0);
  for (const { topic } of topicNames()) {
    await pubsub.topic(topic).createSubscription(`${topic}-push`, {
      pushEndpoint: `http://127.0.0.1:${signingPort}/projects/${projectId}/topics/${topic}`,
      ackDeadlineSeconds: 60,
      retryPolicy: { minimumBackoff: { seconds: 0 }, maximumBackoff: { seconds: 1 } },
    });
  }
  return {
    origin,
    google,
    pubsub,
    origins,
    env: {
      PUBLIC_URL: origin,
      GOOGLE_CLOUD_PROJECT: projectId,
      FIRESTORE_EMULATOR_HOST: firestoreHost,
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
    },
    invoke: (name) =>
      deliver(`/${name}`, '{}').then(
        (status) => status < 300,
        () => false,
      ),
    close: async () => {
      await Promise.all(topicNames().map(({ topic }) => pubsub.subscription(`${topic}-push`).delete()));
      await close(signing);
      await close(front);
      await google.close();
      await writer.close();
      await secrets.close();
      await pubsub.close();
    },
  };
};
