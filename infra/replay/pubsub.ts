import { PubSub, v1 } from '@google-cloud/pubsub';
import { credentials } from '@grpc/grpc-js';
import { z } from 'zod';
import { type TopicNames, topicNames } from '../../functions/topics.ts';
import type { DeadEvent, DeadLetters } from './dead-letters.ts';

export interface PubSubDeadLettersOptions {
  readonly projectId: string;
  readonly topicPrefix?: string;
  /** `host:port` of the emulator. */
  readonly apiEndpoint?: string;
  /** How long a pull waits for messages. */
  readonly pullMs?: number;
}

interface Pulled extends DeadEvent {
  readonly ackId: string;
  readonly bytes: Uint8Array;
  readonly names: TopicNames;
}

/** Long enough for existing messages to arrive. */
const PULL_MS = 4_000;
const DEADLINE_EXCEEDED = 4;
const MAX_MESSAGES = 500;

const endpointOf = (emulator: string | undefined) => {
  if (emulator === undefined) return {};
  const { hostname, port } = new URL(`http://${emulator}`);
  return { servicePath: hostname, port: Number(port), sslCreds: credentials.createInsecure() };
};

const grpcError = z.object({ code: z.number() });

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
};

/**
 * The dead-letter subscriptions of a project. Acknowledges only messages that were published again
 * (https://cloud.google.com/pubsub/docs/handling-failures); the others are released at once.
 */
export const pubsubDeadLetters = (options: PubSubDeadLettersOptions): DeadLetters => {
  const { projectId, topicPrefix = '', apiEndpoint, pullMs = PULL_MS } = options;
  const emulator = apiEndpoint === undefined ? {} : { apiEndpoint, emulatorMode: true };
  const pubsub = new PubSub({ projectId, ...emulator });
  const subscriber = new v1.SubscriberClient({ projectId, ...endpointOf(apiEndpoint) });
  const nameOf = ({ deadLetterSubscription }: TopicNames): string =>
    `projects/${projectId}/subscriptions/${deadLetterSubscription}`;

  const pull = async (names: TopicNames): Promise<readonly Pulled[]> => {
    const request = { subscription: nameOf(names), maxMessages: MAX_MESSAGES };
    const received = await subscriber.pull(request, { timeout: pullMs, retry: { retryCodes: [] } }).then(
      ([answer]) => answer.receivedMessages ?? [],
      (error: unknown) => {
        if (grpcError.safeParse(error).data?.code === DEADLINE_EXCEEDED) return [];
        throw error;
      },
    );
    return received.flatMap(({ ackId, message }) => {
      if (!ackId || !message?.messageId) return [];
      const bytes = Buffer.from(message.data ?? '');
      return [
        {
          id: message.messageId,
          topic: names.topic,
          data: parsed(bytes.toString('utf8')),
          publishedAt: Number(message.publishTime?.seconds ?? 0) * 1000,
          ackId,
          bytes,
          names,
        },
      ];
    });
  };

  /** All messages of a subscription. One pull may return only some of them, so it pulls until nothing comes. */
  const pullAll = async (): Promise<readonly Pulled[]> => {
    const ofTopic = async (names: TopicNames): Promise<readonly Pulled[]> => {
      const all: Pulled[] = [];
      for (let some = await pull(names); some.length > 0; some = await pull(names)) all.push(...some);
      return all;
    };
    return (await Promise.all(topicNames(topicPrefix).map(ofTopic))).flat();
  };

  const giveBack = async (events: readonly Pulled[]): Promise<void> => {
    for (const { names, ackId } of events) {
      const request = { subscription: nameOf(names), ackIds: [ackId], ackDeadlineSeconds: 0 };
      await subscriber.modifyAckDeadline(request);
    }
  };

  const publishAgain = async ({ names, bytes, ackId }: Pulled): Promise<void> => {
    await pubsub.topic(names.topic).publishMessage({ data: bytes });
    await subscriber.acknowledge({ subscription: nameOf(names), ackIds: [ackId] });
  };

  return {
    list: async () => {
      const events = await pullAll();
      await giveBack(events);
      return events.map(({ id, topic, data, publishedAt }) => ({ id, topic, data, publishedAt }));
    },
    replay: async (ids) => {
      const waiting = [...(await pullAll())];
      let count = 0;
      try {
        for (let event = waiting[0]; event; event = waiting[0]) {
          if (ids === null || ids.includes(event.id)) {
            await publishAgain(event);
            count++;
          } else {
            await giveBack([event]);
          }
          waiting.shift();
        }
      } finally {
        await giveBack(waiting);
      }
      return count;
    },
    close: async () => {
      await subscriber.close();
      await pubsub.close();
    },
  };
};
