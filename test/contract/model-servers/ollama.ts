import { z } from 'zod';
import { type Answered, type Asked, bare, type Manner, modelText, tokensOf } from './server.ts';

export interface OllamaOptions {
  /** `num_ctx`: Ollama's default where nothing is set. */
  readonly contextTokens?: number;
  /** Some models ignore `format`, when thinking is off say (ollama/ollama#14645, #15260). */
  readonly ignoresFormat?: boolean;
  readonly manner?: Manner;
}

const part = z.object({ type: z.enum(['input_text', 'output_text']), text: z.string() });
const item = z
  .looseObject({
    type: z.literal('message').optional(),
    role: z.enum(['user', 'assistant', 'system', 'developer']),
    content: z.union([z.string(), z.array(part)]),
  })
  .transform(({ role, content }) => ({
    role,
    content: typeof content === 'string' ? content : content.map(({ text }) => text).join(''),
  }));
const requestSchema = z.looseObject({
  model: z.string(),
  instructions: z.string().optional(),
  input: z.union([z.string().transform((content) => [{ role: 'user' as const, content }]), z.array(item)]),
  max_output_tokens: z.number().optional(),
  text: z.looseObject({ format: z.looseObject({ type: z.string(), schema: z.unknown() }) }).optional(),
});

const MODEL = 'qwen3:8b';

const error = (status: number, message: string, type: string): Answered => ({
  status,
  body: { error: { message, type, param: null, code: null } },
});

/**
 * Ollama (openai/responses.go, openai/openai.go, server/prompt.go): what does not fit into the context is dropped without a
 * word, the oldest first, all but the system message and the last; `status` is always "completed".
 */
export const ollama = (options: OllamaOptions = {}) => {
  const contextTokens = options.contextTokens ?? 32_768;
  return ({ method, path, body }: Asked): Answered => {
    if (method === 'GET' && path.startsWith('/v1/models/')) {
      const name = decodeURIComponent(path.slice('/v1/models/'.length));
      return name === MODEL
        ? { status: 200, body: { id: MODEL, object: 'model', created: 1_760_000_000, owned_by: 'library' } }
        : error(404, `model '${name}' not found`, 'not_found_error');
    }
    if (path !== '/v1/responses') return { status: 404, body: '404 page not found' };
    const parsed = requestSchema.safeParse(body);
    if (!parsed.success) return error(400, parsed.error.message, 'invalid_request_error');
    const { model, instructions, input, max_output_tokens: max, text: wanted } = parsed.data;
    if (model !== MODEL) return error(404, `model '${model}' not found`, 'not_found_error');

    const system = instructions ? [{ role: 'system', content: instructions }] : [];
    const turns: { role: string; content: string }[] = [...input];
    const promptTokens = () =>
      [...system, ...turns].reduce((total, { content }) => total + tokensOf(content), 0);
    while (promptTokens() > contextTokens && turns.length > 1) turns.shift();
    let messages = [...system, ...turns];
    let inputTokens = promptTokens();
    if (inputTokens > contextTokens) {
      // The runner keeps a few tokens of the beginning and half of the context from the end.
      const last = turns.at(-1)?.content ?? '';
      messages = [{ role: 'user', content: last.slice(-2 * contextTokens) }];
      inputTokens = Math.floor(contextTokens / 2) + 2;
    }
    const schema = options.ignoresFormat ? null : (wanted?.format.schema ?? null);
    const said = modelText({ messages, schema }, options.manner ?? bare);
    const text = max === undefined ? said : said.slice(0, max * 4);
    const outputTokens = tokensOf(text);
    return {
      status: 200,
      body: {
        id: 'resp_1',
        object: 'response',
        created_at: 1_760_000_000,
        completed_at: 1_760_000_001,
        status: 'completed',
        incomplete_details: null,
        model,
        error: null,
        output: [
          {
            id: 'rs_1',
            type: 'reasoning',
            summary: [{ type: 'summary_text', text: 'They ask.' }],
            encrypted_content: 'They ask.',
          },
          {
            id: 'msg_1',
            type: 'message',
            status: 'completed',
            role: 'assistant',
            content: [{ type: 'output_text', text, annotations: [], logprobs: [] }],
          },
        ],
        usage: {
          input_tokens: inputTokens,
          output_tokens: outputTokens,
          total_tokens: inputTokens + outputTokens,
          input_tokens_details: { cached_tokens: 0 },
          output_tokens_details: { reasoning_tokens: 0 },
        },
        store: false,
      },
    };
  };
};
export const OLLAMA_MODEL = MODEL;
