import type { CloudEvent } from '@google-cloud/functions-framework';
import type { z } from 'zod';
import { z as zod } from 'zod';

const envelope = zod.object({
  message: zod.object({ data: zod.string().optional(), messageId: zod.string().optional() }),
});

/**
 * The JSON that a Pub/Sub message carries. null: the message is malformed and will never get better, so it is to be
 * acknowledged (https://cloud.google.com/pubsub/docs/push#receive_push).
 */
export const eventPayload = <S extends z.ZodType>(
  event: CloudEvent<unknown>,
  schema: S,
): z.infer<S> | null => {
  const parsed = envelope.safeParse(event.data);
  if (!parsed.success || parsed.data.message.data === undefined) return null;
  try {
    const json: unknown = JSON.parse(Buffer.from(parsed.data.message.data, 'base64').toString('utf8'));
    const payload = schema.safeParse(json);
    return payload.success ? payload.data : null;
  } catch {
    return null;
  }
};

/** Thrown so that the platform answers 500 and the event is delivered again; nothing was lost. */
export class NotDoneError extends Error {
  override readonly name = 'NotDoneError';
}
