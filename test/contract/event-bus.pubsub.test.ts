import { randomUUID } from 'node:crypto';
import { PubSub } from '@google-cloud/pubsub';
import { describe, expect, test } from 'vitest';
import { BusError, type Topic } from '../../shared/application/ports/event-bus.ts';
import { createPubSubBus } from '../../shared/infrastructure/pubsub/event-bus.ts';
import { pubsubEmulator } from '../support/emulators/emulators.ts';
import { eventBusContract } from './event-bus.ts';

const host = await pubsubEmulator();
const TOPICS: readonly Topic[] = ['thread-turn', 'gmail-notification'];

describe.skipIf(host === null)('on the emulator', () => {
  const apiEndpoint = host ?? '';

  eventBusContract('Pub/Sub', async () => {
    const projectId = `demo-${randomUUID()}`;
    const admin = new PubSub({ projectId, apiEndpoint, emulatorMode: true });
    const subscriptions = await Promise.all(
      TOPICS.map(async (topic) => {
        const [created] = await admin.createTopic(`test-${topic}`);
        const [subscription] = await created.createSubscription(`test-${topic}`, {
          retryPolicy: { minimumBackoff: { seconds: 0 }, maximumBackoff: { seconds: 1 } },
        });
        return { topic, subscription };
      }),
    );
    const bus = createPubSubBus({ projectId, apiEndpoint, topicPrefix: 'test-' });
    return {
      bus,
      subscribe: async (subscriber) => {
        for (const { topic, subscription } of subscriptions) {
          subscription.on('message', async (message) => {
            const done = await subscriber({ topic, data: JSON.parse(message.data.toString()) });
            if (done) message.ack();
            else message.nack();
          });
        }
      },
      close: async () => {
        await Promise.all(subscriptions.map(({ subscription }) => subscription.close()));
        await bus.close();
        await admin.close();
      },
    };
  });

  test('a topic that does not exist is a BusError', async () => {
    const bus = createPubSubBus({ projectId: `demo-${randomUUID()}`, apiEndpoint });
    const lost = bus.publish({ topic: 'gmail-notification', data: { mailboxId: 'm' } });
    await expect(lost).rejects.toBeInstanceOf(BusError);
    await bus.close();
  });
});

test('a server that is not there is a BusError, within the time-out', async () => {
  const bus = createPubSubBus({ projectId: 'demo', apiEndpoint: '127.0.0.1:1', timeoutMs: 200 });
  const lost = bus.publish({ topic: 'gmail-notification', data: { mailboxId: 'm' } });
  await expect(lost).rejects.toBeInstanceOf(BusError);
  await bus.close();
});
