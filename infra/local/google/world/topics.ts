import { GoogleError, invalidArgument } from './google-error.ts';
import type { Kernel } from './kernel.ts';

/** The publisher of Gmail's notifications, which must have permission on the topic. */
export const GMAIL_PUBLISHER = 'gmail-api-push@system.gserviceaccount.com';

/** The Google Cloud project that the one client belongs to. */
export const LOCAL_PROJECT = 'local';

export const TOPIC_STATES = ['granted', 'not_granted', 'missing'] as const;
/** `not_granted`: it exists, but `GMAIL_PUBLISHER` may not publish to it. */
export type TopicState = (typeof TOPIC_STATES)[number];

export function setProject(kernel: Kernel, project: string): void {
  kernel.run("INSERT OR REPLACE INTO setting (name, value) VALUES ('project', ?)", project);
}

const projectOf = (kernel: Kernel): string =>
  kernel.get<{ value: string }>("SELECT value FROM setting WHERE name = 'project'")?.value ?? LOCAL_PROJECT;

/** By default every topic of the project exists and grants permission. */
export function setTopic(kernel: Kernel, name: string, state: TopicState): void {
  kernel.run('INSERT OR REPLACE INTO topic (name, state) VALUES (?, ?)', name, state);
}

/**
 * The topic of `watch`, if Gmail can publish to it: it belongs to the client's project, exists, and has Gmail as a
 * publisher (https://developers.google.com/workspace/gmail/api/guides/push). Throws Google's error otherwise.
 */
export function usableTopic(kernel: Kernel, topic: unknown): string {
  if (topic === undefined || topic === '') throw invalidArgument('topicName required');
  const project = projectOf(kernel);
  const name = typeof topic === 'string' ? /^projects\/([^/\s]+)\/topics\/([^/\s]+)$/.exec(topic) : null;
  if (typeof topic !== 'string' || name === null || name[1] !== project) {
    throw invalidArgument(`Invalid topicName does not match projects/${project}/topics/*`);
  }
  const state = kernel.get<{ state: TopicState }>('SELECT state FROM topic WHERE name = ?', topic)?.state;
  const failed = `Error sending test message to Cloud PubSub ${topic} :`;
  if (state === 'missing') {
    throw new GoogleError({
      code: 404,
      reason: 'notFound',
      status: 'NOT_FOUND',
      message: `${failed} Resource not found (resource=${name[2]}).`,
    });
  }
  if (state === 'not_granted') {
    throw new GoogleError({
      code: 403,
      reason: 'forbidden',
      status: 'PERMISSION_DENIED',
      message: `${failed} User not authorized to perform this action.`,
    });
  }
  return topic;
}
