import type OpenAI from 'openai';
import { z } from 'zod';
import type { ReplyWriter, TokenUsage, WriterError } from '../../application/ports/reply-writer.ts';
import { err, ok, type Result } from '../../domain/result.ts';
import { type Prompt, writerAnswerSchema } from '../../domain/writing.ts';

export interface OpenAIWriterOptions {
  readonly apiKey: string;
  /** Ending in `/v1`; any server that speaks the Responses API. */
  readonly baseUrl?: string;
  readonly model: string;
  /** A function's budget, not the client's own ten minutes. */
  readonly timeoutMs: number;
}

type Raw = { readonly text: string; readonly usage: TokenUsage; readonly model: string };

const answerFormat = {
  type: 'json_schema',
  name: 'decision',
  strict: true,
  schema: z.toJSONSchema(writerAnswerSchema, { target: 'draft-7' }),
} as const;

const responseSchema = z.object({
  status: z.string().nullish(),
  model: z.string().nullish(),
  incomplete_details: z.object({ reason: z.string().nullish() }).nullish(),
  error: z.object({ code: z.string().nullish() }).nullish(),
  output: z
    .array(
      z.object({
        type: z.string(),
        content: z
          .array(z.object({ type: z.string(), text: z.string().optional(), refusal: z.string().optional() }))
          .optional()
          .catch(undefined),
      }),
    )
    .nullish(),
  usage: z
    .object({
      input_tokens: z.number(),
      output_tokens: z.number(),
      input_tokens_details: z.object({ cached_tokens: z.number().nullish() }).nullish(),
    })
    .nullish(),
});

const failureSchema = z.object({
  status: z.number().optional(),
  code: z.string().nullish(),
  headers: z.unknown().optional(),
});

/** The Responses API, statelessly (https://platform.openai.com/docs/api-reference/responses). */
export const createOpenAIWriter = (options: OpenAIWriterOptions): ReplyWriter => {
  let loading: Promise<OpenAI> | undefined;
  const client = (): Promise<OpenAI> => {
    loading ??= import('openai').then(
      ({ default: Client }) =>
        new Client({
          apiKey: options.apiKey,
          maxRetries: 0,
          timeout: options.timeoutMs,
          ...(options.baseUrl ? { baseURL: options.baseUrl } : {}),
        }),
    );
    return loading;
  };

  const ask = async (prompt: Prompt, structured: boolean): Promise<Result<Raw, WriterError>> => {
    try {
      const openai = await client();
      const response = await openai.responses.create(
        {
          model: options.model,
          store: false,
          instructions: prompt.instructions,
          input: prompt.items.map((item) => ({ role: item.role, content: item.text })),
          max_output_tokens: prompt.maxOutputTokens,
          ...(structured ? { text: { format: answerFormat } } : {}),
        },
        { signal: AbortSignal.timeout(options.timeoutMs) },
      );
      return read(response);
    } catch (thrown) {
      return err(toWriterError(thrown));
    }
  };

  return {
    async write(prompt) {
      const raw = await ask(prompt, true);
      if (!raw.ok) return raw;
      const { text, usage, model } = raw.value;
      const answer = writerAnswerSchema.safeParse(jsonOrNull(text));
      return answer.success
        ? ok({ answer: answer.data, usage, model })
        : err({ code: 'invalid_answer', message: 'The model did not answer in the agreed form.', usage });
    },
    summarise: (prompt) => ask(prompt, false),
  };
};

const jsonOrNull = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
};

/** HTTP 200 can carry a failure, a refusal or half an answer. */
const read = (response: unknown): Result<Raw, WriterError> => {
  const parsed = responseSchema.safeParse(response);
  if (!parsed.success)
    return err({ code: 'invalid_answer', message: 'The model server gave no usable response.' });
  const { status, output, usage: used, model, incomplete_details, error } = parsed.data;
  const usage: TokenUsage = {
    inputTokens: used?.input_tokens ?? 0,
    outputTokens: used?.output_tokens ?? 0,
    cachedInputTokens: used?.input_tokens_details?.cached_tokens ?? 0,
  };
  const parts = (output ?? []).flatMap((item) => (item.type === 'message' ? (item.content ?? []) : []));
  if (parts.some((part) => part.type === 'refusal')) {
    return err({ code: 'refused', message: 'The model refused.', usage });
  }
  if (status === 'incomplete') {
    return incomplete_details?.reason === 'content_filter'
      ? err({ code: 'refused', message: "The provider's content filter stopped the answer.", usage })
      : err({ code: 'incomplete', message: 'The answer was cut off.', usage });
  }
  if (status === 'failed' || status === 'cancelled') {
    return error?.code === 'rate_limit_exceeded'
      ? err({ code: 'rate_limited', message: 'The model is busy.', usage })
      : err({ code: 'failed', message: 'The model could not answer.', usage });
  }
  const text = parts.map((part) => part.text ?? '').join('');
  if (text.trim() === '') return err({ code: 'invalid_answer', message: 'The answer was empty.', usage });
  return ok({ text, usage, model: model ?? '' });
};

const headerOf = (headers: unknown, name: string): string | null =>
  headers instanceof Headers ? headers.get(name) : null;

const toWriterError = (thrown: unknown): WriterError => {
  const name = thrown instanceof Error ? thrown.name : '';
  if (name === 'TimeoutError' || name === 'APIUserAbortError' || name === 'APIConnectionTimeoutError') {
    return { code: 'timeout', message: 'The model took too long.' };
  }
  const failure = failureSchema.safeParse(thrown);
  const status = failure.success ? failure.data.status : undefined;
  if (status === undefined) return { code: 'unavailable', message: 'The model server did not answer.' };
  if (status === 429) {
    if (failure.data?.code === 'insufficient_quota') {
      return { code: 'quota', message: "The model provider's quota is used up." };
    }
    const seconds = Number(headerOf(failure.data?.headers, 'retry-after'));
    const wait =
      Number.isFinite(seconds) && seconds > 0 ? { retryAfterMs: Math.min(seconds, 3600) * 1000 } : {};
    return { code: 'rate_limited', message: 'The model is busy.', ...wait };
  }
  if (status >= 500 || status === 408 || status === 409) {
    return { code: 'unavailable', message: `The model server answered ${status}.` };
  }
  return { code: 'rejected', message: `The model server refused the request (${status}).` };
};
