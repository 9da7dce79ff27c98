import type OpenAI from 'openai';
import { z } from 'zod';
import type { ReplyWriter, WriterError } from '../../application/ports/reply-writer.ts';
import { err, ok, type Result } from '../../domain/result.ts';
import { type Prompt, type WriterAnswer, writerAnswerSchema } from '../../domain/writing/answer.ts';
import { toWriterError } from './errors.ts';
import { type ModelText, readResponse } from './read-response.ts';

export interface OpenAIWriterOptions {
  readonly apiKey: string;
  /** Ending in `/v1`; any server that speaks the Responses API. Default: OpenAI's. */
  readonly baseUrl?: string;
  readonly model: string;
  /** For one answer, its body included: a function's budget, not the client's own ten minutes. Default 60 s. */
  readonly timeoutMs?: number;
  /** Epoch ms; tells how long a `Retry-After` date is away. Default: the system's clock. */
  readonly now?: () => number;
}

const { $schema: _dialect, ...answerSchema } = z.toJSONSchema(writerAnswerSchema, { target: 'draft-7' });

/** https://platform.openai.com/docs/guides/structured-outputs */
const answerFormat = { type: 'json_schema', name: 'decision', strict: true, schema: answerSchema } as const;

/**
 * The Responses API, used statelessly: nothing is stored at the provider and nothing is retried here
 * (https://platform.openai.com/docs/api-reference/responses). No temperature: reasoning models refuse it.
 */
export const createOpenAIWriter = (options: OpenAIWriterOptions): ReplyWriter => {
  const timeoutMs = options.timeoutMs ?? 60_000;
  const now = options.now ?? (() => Date.now());
  let loading: Promise<OpenAI> | undefined;
  const client = (): Promise<OpenAI> => {
    loading ??= import('openai').then(
      ({ default: Client }) =>
        // Everything that the client would otherwise read from the environment is given here.
        new Client({
          apiKey: options.apiKey,
          adminAPIKey: null,
          organization: null,
          project: null,
          webhookSecret: null,
          baseURL: options.baseUrl ?? 'https://api.openai.com/v1',
          maxRetries: 0,
          timeout: timeoutMs,
          // Its debug log prints whole requests.
          logLevel: 'off',
        }),
    );
    return loading;
  };

  const ask = async (prompt: Prompt, structured: boolean): Promise<Result<ModelText, WriterError>> => {
    const openai = await client();
    let body: string;
    try {
      const response = await openai.responses
        .create(
          {
            model: options.model,
            store: false,
            instructions: prompt.instructions,
            input: prompt.items.map((item) => ({ role: item.role, content: item.text })),
            max_output_tokens: prompt.maxOutputTokens,
            ...(structured ? { text: { format: answerFormat } } : {}),
          },
          // Unlike the client's own timeout, this one also ends a body that stalls.
          { signal: AbortSignal.timeout(timeoutMs) },
        )
        .asResponse();
      body = await response.text();
    } catch (thrown) {
      return err(toWriterError(thrown, now()));
    }
    const answer = readResponse(jsonOrNull(body));
    return answer.ok
      ? ok({ ...answer.value, model: clean(answer.value.model.slice(0, MAX_MODEL_CHARS)) || options.model })
      : answer;
  };

  return {
    async write(prompt) {
      const raw = await ask(prompt, true);
      if (!raw.ok) return raw;
      const { text, usage, model } = raw.value;
      const answer = writerAnswerSchema.safeParse(jsonOrNull(withoutFence(text)));
      return answer.success
        ? ok({ answer: storable(answer.data), usage, model })
        : err({ code: 'invalid_answer', message: 'The model did not answer in the agreed form.', usage });
    },
    async summarise(prompt) {
      const raw = await ask(prompt, false);
      return raw.ok ? ok({ ...raw.value, text: clean(raw.value.text) }) : raw;
    },
  };
};

const MAX_MODEL_CHARS = 100;

/** JSON can spell out half a character and NUL; not every store and mail can. */
const clean = (text: string): string => text.toWellFormed().replaceAll('\0', '');

const storable = (answer: WriterAnswer): WriterAnswer => ({
  action: answer.action,
  subject: answer.subject === null ? null : clean(answer.subject),
  body: answer.body === null ? null : clean(answer.body),
  reason: clean(answer.reason),
  goalProgress: clean(answer.goalProgress),
});

/** Servers that do not enforce the format often put the JSON into a Markdown fence. */
const withoutFence = (text: string): string => /^\s*```(?:json)?\n([\s\S]*)\n```\s*$/.exec(text)?.[1] ?? text;

const jsonOrNull = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
};
