import { functions } from './manifest.ts';

/** What exists in Pub/Sub for one topic; Terraform creates it, the replay command empties it. */
export interface TopicNames {
  readonly topic: string;
  /** Where its push subscription forwards what failed again and again. */
  readonly deadLetterTopic: string;
  /** The pull subscription that keeps those until somebody replays or purges them. */
  readonly deadLetterSubscription: string;
}

/** Every topic that a function listens to. `prefix` as in `PUBSUB_TOPIC_PREFIX`. */
export const topicNames = (prefix = ''): readonly TopicNames[] =>
  functions.flatMap(({ trigger }) => {
    if (trigger.kind !== 'pubsub') return [];
    const topic = `${prefix}${trigger.topic}`;
    const dead = `${topic}-dead-letter`;
    return [{ topic, deadLetterTopic: dead, deadLetterSubscription: dead }];
  });
