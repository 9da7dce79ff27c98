import { z } from 'zod';
import type { TokenUsage, WriterError } from '../../application/ports/reply-writer.ts';
import { err, ok, type Result } from '../../domain/result.ts';
import { modelGone, unknownEndpoint } from './errors.ts';

export interface ModelText {
  readonly text: string;
  /** null: the server does not report it. */
  readonly usage: TokenUsage | null;
  /** As the server names it; empty if it does not. */
  readonly model: string;
}

const part = z.object({
  type: z.string().nullish(),
  text: z.string().nullish(),
  refusal: z.string().nullish(),
});
/** Any other value is not a number of tokens, and would spoil the sums. */
const MAX_TOKENS = 100_000_000;
const count = z.int().min(0).max(MAX_TOKENS).catch(0);

const codeOf = z.object({
  code: z.string().nullish().catch(null),
  message: z.string().nullish().catch(null),
});

/** The part of a Response that matters (https://platform.openai.com/docs/api-reference/responses/object). */
const responseSchema = z.object({
  status: z.string().nullish(),
  model: z.string().nullish().catch(null),
  incomplete_details: z.object({ reason: z.string().nullish() }).nullish().catch(null),
  error: z
    .union([codeOf, z.string().transform((message) => ({ code: null, message }))])
    .nullish()
    .catch(null),
  output: z
    .array(
      z.object({
        type: z.string().nullish(),
        status: z.string().nullish().catch(null),
        // Items of other types (for example reasoning) have other contents.
        content: z
          .union([
            z.array(part),
            z.string().transform((text) => [{ type: 'output_text', text, refusal: null }]),
          ])
          .nullish()
          .catch(null),
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

/** LM Studio answers 200 for unknown endpoints. */
const NO_SUCH_PAGE = /unexpected endpoint|not found|unknown (?:endpoint|request url)/i;

const errorOf = (error: {
  code?: string | null | undefined;
  message?: string | null | undefined;
}): Pick<WriterError, 'code' | 'message'> => {
  if (error.code === 'rate_limit_exceeded') return { code: 'rate_limited', message: 'The model is busy.' };
  if (error.code === 'server_error') return { code: 'unavailable', message: 'The model server failed.' };
  if (error.code === 'invalid_prompt') {
    return { code: 'refused', message: "The provider's content filter stopped the request." };
  }
  if (
    error.code === 'model_not_found' ||
    /no models? loaded|model .{0,100}not found/i.test(error.message ?? '')
  ) {
    return modelGone;
  }
  return error.code === null && NO_SUCH_PAGE.test(error.message ?? '')
    ? unknownEndpoint
    : { code: 'failed', message: 'The model could not answer.' };
};

/** HTTP 200 can carry a failure, a refusal or half an answer. */
export const readResponse = (response: unknown): Result<ModelText, WriterError> => {
  const parsed = responseSchema.safeParse(response);
  if (!parsed.success) {
    return err({ code: 'invalid_answer', message: 'The model server gave no usable response.' });
  }
  const { status, output, usage: used, model, incomplete_details, error } = parsed.data;
  const usage: TokenUsage | null =
    used && used.input_tokens + used.output_tokens > 0
      ? {
          inputTokens: used.input_tokens,
          outputTokens: used.output_tokens,
          cachedInputTokens: used.input_tokens_details?.cached_tokens ?? 0,
        }
      : null;
  const failed = (given: Pick<WriterError, 'code' | 'message'>): Result<ModelText, WriterError> =>
    err({ ...given, ...(usage ? { usage } : {}) });
  const messages = (output ?? []).filter(
    (item) => item.type === 'message' || (item.type == null && item.content != null),
  );
  const parts = messages.flatMap((message) => message.content ?? []);
  if (parts.some((content) => content.type === 'refusal')) {
    return failed({ code: 'refused', message: 'The model refused to answer this mail.' });
  }
  if (status === 'incomplete' || messages.some((message) => message.status === 'incomplete')) {
    return incomplete_details?.reason === 'content_filter'
      ? failed({ code: 'refused', message: "The provider's content filter stopped the answer." })
      : failed({ code: 'incomplete', message: "The model's answer was cut off." });
  }
  // Some compatible servers leave the status out. `queued` and `in_progress` are not an answer either.
  if ((typeof status === 'string' && status !== 'completed') || (messages.length === 0 && error)) {
    return failed(errorOf(error ?? {}));
  }
  const text = parts.map((content) => content.text ?? '').join('');
  return text.trim() === ''
    ? failed({ code: 'invalid_answer', message: "The model's answer was empty." })
    : ok({ text, usage, model: model ?? '' });
};
