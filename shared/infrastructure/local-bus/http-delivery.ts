import type { Deliver, Delivery } from './local-bus.ts';

export interface HttpDeliveryOptions {
  /** The URL of this topic's subscriber. */
  readonly urlFor: (topic: string) => string;
  /** An OIDC token for this audience (the URL), as push subscriptions send. */
  readonly idToken: (audience: string) => Promise<string>;
  /** Time-out, after which the delivery counts as failed. */
  readonly timeoutMs: number;
}

/**
 * Delivers as Eventarc does to a function with a Pub/Sub trigger: one CloudEvent in binary mode
 * (https://github.com/cloudevents/spec/blob/main/cloudevents/bindings/http-protocol-binding.md) whose data is a
 * `MessagePublishedData` (https://github.com/googleapis/google-cloudevents). 2xx acknowledges; any other status, a
 * redirect, a lost connection or a time-out does not.
 */
export const createHttpDelivery = (options: HttpDeliveryOptions): Deliver => {
  const { urlFor, idToken, timeoutMs } = options;
  return async (delivery) => {
    const url = urlFor(delivery.topic);
    const signal = AbortSignal.timeout(timeoutMs);
    const response = await fetch(url, {
      method: 'POST',
      headers: { authorization: `Bearer ${await idToken(url)}`, ...eventHeaders(delivery) },
      body: JSON.stringify(eventData(delivery)),
      redirect: 'manual',
      signal,
    });
    await response.body?.cancel();
    return response.ok;
  };
};

const eventHeaders = (delivery: Delivery): Readonly<Record<string, string>> => ({
  'content-type': 'application/json',
  'ce-specversion': '1.0',
  'ce-type': 'google.cloud.pubsub.topic.v1.messagePublished',
  'ce-source': `//pubsub.googleapis.com/projects/local/topics/${delivery.topic}`,
  'ce-id': delivery.messageId,
  'ce-time': delivery.publishTime,
});

const eventData = (delivery: Delivery): unknown => ({
  subscription: `projects/local/subscriptions/${delivery.topic}`,
  message: {
    data: Buffer.from(JSON.stringify(delivery.data)).toString('base64'),
    messageId: delivery.messageId,
    publishTime: delivery.publishTime,
    attributes: {},
  },
  deliveryAttempt: delivery.deliveryAttempt,
});
