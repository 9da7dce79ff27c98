import type { Topic as PubSubTopic } from '@google-cloud/pubsub';
import { BusError, type EventBus } from '../../application/ports/event-bus.ts';

export interface PubSubBusOptions {
  readonly projectId: string;
  /** `host:port` of the emulator, which is called without TLS and credentials. Default: Google's service. */
  readonly apiEndpoint?: string;
  /** Prefix of each topic's name, if several environments share a project. */
  readonly topicPrefix?: string;
  /** Default 10 s: the function's caller is waiting. */
  readonly timeoutMs?: number;
}

const DEFAULT_TIMEOUT_MS = 10_000;

/**
 * Publishes to Pub/Sub topics, which must exist. The client is loaded on first use. An event whose `publish` failed or
 * timed out may still have been published.
 */
export const createPubSubBus = (options: PubSubBusOptions): EventBus & { close(): Promise<void> } => {
  const { projectId, apiEndpoint, topicPrefix = '', timeoutMs = DEFAULT_TIMEOUT_MS } = options;
  const topics = new Map<string, PubSubTopic>();

  const connect = async () => {
    const { PubSub } = await import('@google-cloud/pubsub');
    return new PubSub({ projectId, ...(apiEndpoint ? { apiEndpoint, emulatorMode: true } : {}) });
  };
  let client: ReturnType<typeof connect> | undefined;
  const connected = (): ReturnType<typeof connect> => {
    client ??= connect();
    return client;
  };

  const topicNamed = async (name: string): Promise<PubSubTopic> => {
    const known = topics.get(name);
    if (known) return known;
    const topic = (await connected()).topic(name, {
      // Each event is sent alone and at once, because a function may be frozen as soon as it has answered.
      batching: { maxMessages: 1, maxMilliseconds: 0 },
      gaxOpts: { timeout: timeoutMs, retry: { backoffSettings: backoff(timeoutMs) } },
    });
    topics.set(name, topic);
    return topic;
  };

  return {
    async publish(event) {
      const name = `${topicPrefix}${event.topic}`;
      try {
        const topic = await topicNamed(name);
        await within(timeoutMs, topic.publishMessage({ json: event.data }));
      } catch (error) {
        throw new BusError(`Pub/Sub did not take an event for ${name}.`, { cause: error });
      }
    },
    async close() {
      await (await client)?.close();
    },
  };
};

/** The client's own retries of UNAVAILABLE and similar errors, all within the time-out. */
const backoff = (totalTimeoutMillis: number) => ({
  initialRetryDelayMillis: 100,
  retryDelayMultiplier: 2,
  maxRetryDelayMillis: 2000,
  initialRpcTimeoutMillis: totalTimeoutMillis,
  rpcTimeoutMultiplier: 1,
  maxRpcTimeoutMillis: totalTimeoutMillis,
  totalTimeoutMillis,
});

const within = async <T>(timeoutMs: number, promise: Promise<T>): Promise<T> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error('timed out')), timeoutMs);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
};
