import { z } from 'zod';
import type { ModelDirectory, ModelFacts } from '../../application/ports/model-directory.ts';
import type { WriterError } from '../../application/ports/reply-writer.ts';
import { err, ok, type Result } from '../../domain/result.ts';
import { type ClientOptions, openClient } from './client.ts';
import { toWriterError } from './errors.ts';
import { failureIn } from './failure.ts';

export interface ModelDirectoryOptions extends ClientOptions {
  readonly model: string;
  /** Default 10 s. */
  readonly timeoutMs?: number;
}

const tokens = z.int().min(1).max(100_000_000).nullish().catch(null);

/**
 * Model objects of several servers: `shutdown_date` is OpenAI's
 * (https://developers.openai.com/api/reference/resources/models/methods/retrieve), `max_model_len` vLLM's, `meta`
 * llama.cpp's; the others are used by LM Studio and by proxies.
 */
const modelSchema = z.object({
  id: z.string(),
  shutdown_date: z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}$/)
    .nullish()
    .catch(null),
  max_model_len: tokens,
  loaded_context_length: tokens,
  context_length: tokens,
  context_window: tokens,
  max_context_length: tokens,
  meta: z.object({ n_ctx: tokens, n_ctx_train: tokens }).nullish().catch(null),
});
const listSchema = z.object({ data: z.array(z.unknown()) });

const factsOf = (model: string, found: z.infer<typeof modelSchema> | null): ModelFacts => ({
  model,
  shutdownDate: found?.shutdown_date ?? null,
  contextTokens:
    found?.max_model_len ??
    found?.meta?.n_ctx ??
    found?.loaded_context_length ??
    found?.context_length ??
    found?.context_window ??
    found?.max_context_length ??
    found?.meta?.n_ctx_train ??
    null,
});

/** Reads `GET /v1/models/{model}`; on servers without it, `GET /v1/models`. */
export const createModelDirectory = (options: ModelDirectoryOptions): ModelDirectory => {
  const timeoutMs = options.timeoutMs ?? 10_000;
  const client = openClient(options, timeoutMs);
  const { model } = options;

  const page = async (path: string): Promise<Result<unknown, WriterError>> => {
    try {
      const openai = await client();
      return ok(await openai.get(path, { signal: AbortSignal.timeout(timeoutMs) }));
    } catch (thrown) {
      return err(toWriterError(failureIn(thrown), 0));
    }
  };

  return {
    async describe() {
      const own = await page(`/models/${encodeURIComponent(model)}`);
      const facts = modelSchema.safeParse(own.ok ? own.value : null);
      if (facts.success) return ok(factsOf(model, facts.data));
      if (!own.ok && !saysNothing(own.error)) return own;
      const list = await page('/models');
      if (!list.ok && !saysNothing(list.error)) return list;
      const listed = listSchema.safeParse(list.ok ? list.value : null).data?.data ?? [];
      const found = listed
        .map((entry) => modelSchema.safeParse(entry).data)
        .find((entry) => entry?.id === model);
      // Some servers accept names that their list does not contain, so absence from the list is no error.
      return !found && !own.ok && own.error.code === 'model_gone' ? own : ok(factsOf(model, found ?? null));
    },
  };
};

/** The endpoint does not exist, or does not know the model. */
const saysNothing = ({ code }: WriterError): boolean => code === 'rejected' || code === 'model_gone';
