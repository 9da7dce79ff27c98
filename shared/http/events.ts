import { z } from 'zod';
import type { App } from '../app.ts';
import type { Invoked } from './invoked.ts';

/** A wrapped push request of Pub/Sub or Eventarc (https://cloud.google.com/pubsub/docs/push#receive_push). */
const envelope = z.object({
  message: z.object({
    data: z.string().optional(),
    messageId: z.string().max(200).optional().catch(undefined),
  }),
  /** Counted from 1; only set if the subscription has a dead-letter topic. */
  deliveryAttempt: z.int().optional().catch(undefined),
});

/** The JSON payload of a Pub/Sub message. null: malformed, and redelivery cannot help. */
export const eventPayload = <S extends z.ZodType>(
  body: unknown,
  schema: S,
): { readonly payload: z.infer<S> | null; readonly messageId: string; readonly attempt: number } => {
  const parsed = envelope.safeParse(body);
  const messageId = (parsed.success && parsed.data.message.messageId) || 'none';
  const attempt = (parsed.success && parsed.data.deliveryAttempt) || 1;
  try {
    const data = parsed.success ? (parsed.data.message.data ?? '') : '';
    const payload = schema.safeParse(JSON.parse(Buffer.from(data, 'base64').toString('utf8')));
    return { payload: payload.success ? payload.data : null, messageId, attempt };
  } catch {
    return { payload: null, messageId, attempt };
  }
};

/** Handles the payload of an event. A malformed event is acknowledged, because redelivery cannot help. */
export const onEvent =
  <S extends z.ZodType>(
    schema: S,
    work: (app: App, payload: z.infer<S>, attempt: number) => Promise<object>,
  ): Invoked =>
  async (app, body) => {
    const { payload, messageId, attempt } = eventPayload(body, schema);
    if (payload !== null) return work(app, payload, attempt);
    app.logger.warn('malformed_event', { messageId });
    return { outcome: 'malformed' };
  };
