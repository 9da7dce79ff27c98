import { z } from 'zod';
import type { TokenUsage, WriterError } from '../../application/ports/reply-writer.ts';
import { err, ok, type Result } from '../../domain/result.ts';

export interface ModelText {
  readonly text: string;
  readonly usage: TokenUsage;
  /** As the server names it; empty where it does not. */
  readonly model: string;
}

const part = z.object({ type: z.string(), text: z.string().nullish(), refusal: z.string().nullish() });
/** Whatever else stands there is not a number of tokens, and would spoil every sum that it goes into. */
const MAX_TOKENS = 100_000_000;
const count = z.int().min(0).max(MAX_TOKENS).catch(0);

/** The part of a Response that matters (https://platform.openai.com/docs/api-reference/responses/object). */
const responseSchema = z.object({
  status: z.string().nullish(),
  model: z.string().nullish().catch(null),
  incomplete_details: z.object({ reason: z.string().nullish() }).nullish().catch(null),
  error: z.object({ code: z.string().nullish() }).nullish().catch(null),
  output: z
    .array(
      z.object({
        type: z.string(),
        status: z.string().nullish().catch(null),
        // Items that are no messages (reasoning, say) have contents of other shapes.
        content: z.array(part).nullish().catch(null),
      }),
    )
    .nullish(),
  usage: z
    .object({
      input_tokens: count,
      output_tokens: count,
      input_tokens_details: z.object({ cached_tokens: count }).nullish().catch(null),
    })
    .nullish()
    .catch(null),
});

/** HTTP 200 can carry a failure, a refusal or half an answer. */
export const readResponse = (response: unknown): Result<ModelText, WriterError> => {
  const parsed = responseSchema.safeParse(response);
  if (!parsed.success) {
    return err({ code: 'invalid_answer', message: 'The model server gave no usable response.' });
  }
  const { status, output, usage: used, model, incomplete_details, error } = parsed.data;
  const usage: TokenUsage = {
    inputTokens: used?.input_tokens ?? 0,
    outputTokens: used?.output_tokens ?? 0,
    cachedInputTokens: used?.input_tokens_details?.cached_tokens ?? 0,
  };
  const failed = (code: WriterError['code'], message: string) => err({ code, message, usage });
  const messages = (output ?? []).filter((item) => item.type === 'message');
  const parts = messages.flatMap((message) => message.content ?? []);
  if (parts.some((content) => content.type === 'refusal')) return failed('refused', 'The model refused.');
  if (status === 'incomplete' || messages.some((message) => message.status === 'incomplete')) {
    return incomplete_details?.reason === 'content_filter'
      ? failed('refused', "The provider's content filter stopped the answer.")
      : failed('incomplete', 'The answer was cut off.');
  }
  // Some compatible servers leave the status out. `queued` and `in_progress` are not an answer either.
  if (typeof status === 'string' && status !== 'completed') {
    return error?.code === 'rate_limit_exceeded'
      ? failed('rate_limited', 'The model is busy.')
      : failed('failed', 'The model could not answer.');
  }
  const text = parts.map((content) => content.text ?? '').join('');
  return text.trim() === ''
    ? failed('invalid_answer', 'The answer was empty.')
    : ok({ text, usage, model: model ?? '' });
};
