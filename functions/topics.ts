import { functions } from './manifest.ts';

/** The Pub/Sub names of one topic. Terraform creates them; the replay command empties the last one. */
export interface TopicNames {
  readonly topic: string;
  /** Receives events that failed every delivery. */
  readonly deadLetterTopic: string;
  /** Pull subscription that keeps dead letters until the operator replays or purges them. */
  readonly deadLetterSubscription: string;
}

/** Every topic with a function behind it. `prefix` as in `PUBSUB_TOPIC_PREFIX`. */
export const topicNames = (prefix = ''): readonly TopicNames[] =>
  functions.flatMap(({ trigger }) => {
    if (trigger.kind !== 'pubsub') return [];
    const topic = `${prefix}${trigger.topic}`;
    const dead = `${topic}-dead-letter`;
    return [{ topic, deadLetterTopic: dead, deadLetterSubscription: dead }];
  });
