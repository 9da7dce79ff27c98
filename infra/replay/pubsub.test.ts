import { randomUUID } from 'node:crypto';
import { PubSub } from '@google-cloud/pubsub';
import { describe, expect, onTestFinished, test } from 'vitest';
import { topicNames } from '../../functions/topics.ts';
import { pubsubEmulator } from '../../test/support/emulators/emulators.ts';
import { pubsubDeadLetters } from './pubsub.ts';

const host = await pubsubEmulator();

describe.skipIf(host === null)('dead letters on Pub/Sub', () => {
  const setUp = async () => {
    const apiEndpoint = host ?? '';
    const projectId = `demo-${randomUUID().slice(0, 8)}`;
    const pubsub = new PubSub({ projectId, apiEndpoint, emulatorMode: true });
    for (const { deadLetterTopic, deadLetterSubscription } of topicNames('p-')) {
      await pubsub.createTopic(deadLetterTopic);
      await pubsub.topic(deadLetterTopic).createSubscription(deadLetterSubscription);
    }
    const deadLetters = pubsubDeadLetters({ projectId, apiEndpoint, topicPrefix: 'p-', pullMs: 1_000 });
    onTestFinished(async () => {
      await deadLetters.close();
      await pubsub.close();
    });
    const die = (threadId: string) =>
      pubsub
        .topic('p-thread-turn-dead-letter')
        .publishMessage({ json: { threadId }, attributes: { CloudPubSubDeadLetterSourceSubscription: 's' } });
    return { pubsub, deadLetters, die };
  };

  test('can be listed again and again, and are delivered anew one by one or all', async () => {
    const { pubsub, deadLetters, die } = await setUp();
    const arrived: unknown[] = [];
    for (const { topic } of topicNames('p-')) {
      const [created] = await pubsub.createTopic(topic);
      const [subscription] = await created.createSubscription(topic);
      subscription.on('message', (message) => {
        arrived.push([topic, JSON.parse(message.data.toString()), message.attributes]);
        message.ack();
      });
      onTestFinished(() => subscription.close());
    }
    const id = await die('t1');
    await die('t2');
    const listed = await deadLetters.list();
    expect(listed.map(({ topic, data }) => [topic, data])).toEqual(
      expect.arrayContaining([
        ['p-thread-turn', { threadId: 't1' }],
        ['p-thread-turn', { threadId: 't2' }],
      ]),
    );
    expect(await deadLetters.replay([id])).toBe(1);
    await expect.poll(() => arrived).toEqual([['p-thread-turn', { threadId: 't1' }, {}]]);
    expect((await deadLetters.list()).map(({ data }) => data)).toEqual([{ threadId: 't2' }]);
    expect(await deadLetters.replay(null)).toBe(1);
    await expect.poll(() => arrived).toHaveLength(2);
    expect(await deadLetters.list()).toEqual([]);
  });

  test('stay where they are while the topic does not take them', async () => {
    const { deadLetters, die } = await setUp();
    await die('t1');
    await expect(deadLetters.replay(null)).rejects.toThrow();
    expect(await deadLetters.list()).toHaveLength(1);
  });
});
