/** The deployed functions: what local start serves, the build bundles and Terraform creates. */
export interface FunctionSpec {
  readonly name: string;
  readonly trigger:
    | { readonly kind: 'http' /** Prefixes below `/api`. */; readonly paths: readonly string[] }
    | { readonly kind: 'pubsub'; readonly topic: string }
    | { readonly kind: 'schedule' /** Unix cron, UTC. */; readonly cron: string };
  readonly memoryMb: number;
  readonly timeoutSeconds: number;
  /** Concurrent requests per instance: as many as its memory holds if all have the longest mails (`test/mail/stored`). */
  readonly concurrency: number;
  /**
   * The maximum number of instances, with one CPU each. Small, because Cloud Run refuses a service that could exceed
   * the region's quota, and a new project has at most 20 CPUs there
   * (https://cloud.google.com/run/docs/configuring/max-instances-limits). Terraform's `max_instances` raises it for one
   * installation.
   */
  readonly maxInstances: number;
  /** Environment variables that are set from Secret Manager. */
  readonly secrets: readonly string[];
}

export const functions = [
  {
    name: 'auth',
    trigger: { kind: 'http', paths: ['/auth', '/openapi.json'] },
    memoryMb: 256,
    // Hosting's own limit (https://firebase.google.com/docs/hosting/cloud-run), also for the other two functions.
    timeoutSeconds: 60,
    concurrency: 40,
    maxInstances: 4,
    secrets: ['GOOGLE_CLIENT_SECRET'],
  },
  {
    name: 'assistants',
    trigger: { kind: 'http', paths: ['/assistants'] },
    // A few uploads of 10 MB at a time (`shared/http/upload.ts`).
    memoryMb: 512,
    timeoutSeconds: 60,
    concurrency: 40,
    maxInstances: 4,
    secrets: ['GOOGLE_CLIENT_SECRET', 'OPENAI_API_KEY'],
  },
  {
    name: 'threads',
    trigger: { kind: 'http', paths: ['/threads', '/people'] },
    // Each request may hold a page of long mails.
    memoryMb: 512,
    timeoutSeconds: 60,
    concurrency: 15,
    maxInstances: 4,
    secrets: ['GOOGLE_CLIENT_SECRET'],
  },
  {
    name: 'channels',
    trigger: { kind: 'http', paths: ['/channels'] },
    memoryMb: 256,
    timeoutSeconds: 60,
    concurrency: 40,
    maxInstances: 2,
    secrets: ['GOOGLE_CLIENT_SECRET'],
  },
  {
    // The pages without a session.
    name: 'review',
    trigger: { kind: 'http', paths: ['/review', '/unsubscribe'] },
    // Each request may hold a conversation of long mails.
    memoryMb: 512,
    timeoutSeconds: 60,
    concurrency: 15,
    maxInstances: 2,
    secrets: ['GOOGLE_CLIENT_SECRET'],
  },
  {
    name: 'gmail-notification',
    trigger: { kind: 'pubsub', topic: 'gmail-notification' },
    // Each may hold a mail of 8 MB of text, and a conversation of long mails.
    memoryMb: 1024,
    timeoutSeconds: 300,
    concurrency: 12,
    maxInstances: 5,
    secrets: ['GOOGLE_CLIENT_SECRET'],
  },
  {
    name: 'thread-turn',
    trigger: { kind: 'pubsub', topic: 'thread-turn' },
    memoryMb: 1024,
    // Up to three calls of the model, each with its own timeout, and calls to Gmail.
    timeoutSeconds: 300,
    concurrency: 12,
    maxInstances: 5,
    secrets: ['GOOGLE_CLIENT_SECRET', 'OPENAI_API_KEY'],
  },
  {
    name: 'notifications',
    trigger: { kind: 'pubsub', topic: 'notifications' },
    memoryMb: 512,
    // A queue of several messages, each to a receiver with its own time-out.
    timeoutSeconds: 180,
    concurrency: 10,
    maxInstances: 3,
    secrets: ['GOOGLE_CLIENT_SECRET'],
  },
  {
    name: 'read-document',
    trigger: { kind: 'pubsub', topic: 'read-document' },
    // One document at a time is unpacked, in a thread with limits of its own; the others wait with their 10 MB.
    memoryMb: 1024,
    timeoutSeconds: 300,
    concurrency: 4,
    maxInstances: 2,
    secrets: ['GOOGLE_CLIENT_SECRET'],
  },
  {
    name: 'rehearse',
    trigger: { kind: 'pubsub', topic: 'rehearse' },
    // One step: a text with its second attempt, or a mail of the correspondent.
    memoryMb: 512,
    timeoutSeconds: 300,
    concurrency: 10,
    maxInstances: 2,
    secrets: ['GOOGLE_CLIENT_SECRET', 'OPENAI_API_KEY'],
  },
  {
    name: 'learn',
    trigger: { kind: 'pubsub', topic: 'learn' },
    // A conversation of long mails each, and one call of the model.
    memoryMb: 512,
    timeoutSeconds: 300,
    concurrency: 6,
    maxInstances: 2,
    secrets: ['GOOGLE_CLIENT_SECRET', 'OPENAI_API_KEY'],
  },
  {
    name: 'renew-watches',
    trigger: { kind: 'schedule', cron: '7 * * * *' },
    memoryMb: 256,
    timeoutSeconds: 300,
    concurrency: 1,
    maxInstances: 1,
    // Needs the key to ask the provider when the model is shut down.
    secrets: ['GOOGLE_CLIENT_SECRET', 'OPENAI_API_KEY'],
  },
  {
    name: 'sweep',
    trigger: { kind: 'schedule', cron: '* * * * *' },
    memoryMb: 256,
    timeoutSeconds: 120,
    concurrency: 1,
    maxInstances: 1,
    secrets: ['GOOGLE_CLIENT_SECRET'],
  },
] as const satisfies readonly FunctionSpec[];
