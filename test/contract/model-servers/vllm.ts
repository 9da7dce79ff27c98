import { z } from 'zod';
import { type Answered, type Asked, bare, type Manner, modelText, tokensOf } from './server.ts';

export interface VllmOptions {
  /** `--max-model-len`. */
  readonly contextTokens?: number;
  /** Templates that want user and assistant by turns (Mistral's, Gemma's), or no system message (older Gemma's). */
  readonly template?: 'free' | 'alternating' | 'no system';
  /** Versions before vllm#36197 named what is left of the context as the whole. */
  readonly misreports?: boolean;
  /** `--enable-structured-outputs` off, or a model that it does not work for. */
  readonly ignoresFormat?: boolean;
  readonly manner?: Manner;
}

/** The unions of the OpenAI SDK's types, as pydantic checks them (entrypoints/openai/responses/protocol.py). */
const easyMessage = z.strictObject({
  type: z.literal('message').optional(),
  role: z.enum(['user', 'assistant', 'system', 'developer']),
  content: z.union([
    z.string(),
    z.array(z.strictObject({ type: z.literal('input_text'), text: z.string() })),
  ]),
});
const outputMessage = z.strictObject({
  type: z.literal('message'),
  role: z.literal('assistant'),
  id: z.string(),
  status: z.enum(['in_progress', 'completed', 'incomplete']),
  content: z.array(
    z.strictObject({ type: z.literal('output_text'), text: z.string(), annotations: z.array(z.unknown()) }),
  ),
});
const requestSchema = z.looseObject({
  model: z.string(),
  instructions: z.string().optional(),
  input: z.union([z.string(), z.array(z.union([outputMessage, easyMessage]))]),
  max_output_tokens: z.int().optional(),
  text: z
    .object({ format: z.looseObject({ type: z.string(), name: z.string(), schema: z.unknown() }) })
    .optional(),
});

const MODEL = 'mistralai/Ministral-8B-Instruct';
const MAX_DEFAULT = 32_768;

const badRequest = (message: string, param: string | null = null): Answered => ({
  status: 400,
  body: { error: { message, type: 'BadRequestError', param, code: 400 } },
});

const contentOf = (content: string | readonly { readonly text: string }[]): string =>
  typeof content === 'string' ? content : content.map(({ text }) => text).join('');

/** The error that a template raises; null: it takes these messages. */
const templateError = (roles: readonly string[], template: VllmOptions['template']): string | null => {
  if (template === 'no system' && roles.includes('system')) return 'System role not supported';
  if (template === 'free' || template === undefined) return null;
  const turns = roles.filter((role) => role !== 'system');
  return turns.every((role, n) => role === (n % 2 === 0 ? 'user' : 'assistant'))
    ? null
    : 'After the optional system message, conversation roles must alternate user/assistant/user/assistant/...';
};

/** vLLM (entrypoints/openai/responses): strict about items, exact about lengths, no page for one model. */
export const vllm = (options: VllmOptions = {}) => {
  const contextTokens = options.contextTokens ?? MAX_DEFAULT;
  return ({ method, path, body }: Asked): Answered => {
    if (method === 'GET' && path === '/v1/models') {
      const one = { id: MODEL, object: 'model', owned_by: 'vllm', root: MODEL, max_model_len: contextTokens };
      return { status: 200, body: { object: 'list', data: [one] } };
    }
    if (path !== '/v1/responses') return { status: 404, body: { detail: 'Not Found' } };
    const parsed = requestSchema.safeParse(body);
    if (!parsed.success)
      return badRequest(`${parsed.error.issues.length} validation errors: ${parsed.error.message}`);
    const { model, instructions, input, max_output_tokens: max, text: wanted } = parsed.data;
    if (model !== MODEL) {
      const message = `The model \`${model}\` does not exist.`;
      return { status: 404, body: { error: { message, type: 'NotFoundError', param: 'model', code: 404 } } };
    }
    const turns =
      typeof input === 'string'
        ? [{ role: 'user', content: input }]
        : input.map(({ role, content }) => ({ role, content: contentOf(content) }));
    const messages = [...(instructions ? [{ role: 'system', content: instructions }] : []), ...turns];
    const raised = templateError(
      messages.map(({ role }) => role),
      options.template,
    );
    if (raised) return badRequest(raised);
    const inputTokens = messages.reduce((total, { content }) => total + tokensOf(content), 0);
    if (inputTokens + (max ?? 1) > contextTokens) {
      return badRequest(
        options.misreports
          ? `This model's maximum context length is ${Math.max(1, contextTokens - (max ?? 0))} tokens. However, your request has ${inputTokens} input tokens. Please reduce the length of the input messages. (parameter=input_tokens, value=${inputTokens})`
          : `This model's maximum context length is ${contextTokens} tokens. However, you requested ${max} output tokens and your prompt contains at least ${inputTokens} input tokens, for a total of at least ${inputTokens + (max ?? 0)} tokens. Please reduce the length of the input prompt or the number of requested output tokens.`,
        'input_tokens',
      );
    }
    const schema = options.ignoresFormat ? null : (wanted?.format.schema ?? null);
    const said = modelText({ messages, schema }, options.manner ?? bare);
    const text = max === undefined ? said : said.slice(0, max * 4);
    const isCut = text.length < said.length;
    const outputTokens = tokensOf(text);
    return {
      status: 200,
      body: {
        id: 'resp_1',
        created_at: 1_760_000_000,
        object: 'response',
        status: isCut ? 'incomplete' : 'completed',
        incomplete_details: isCut ? { reason: 'max_output_tokens' } : null,
        model,
        output: [
          {
            id: 'msg_1',
            type: 'message',
            role: 'assistant',
            status: 'completed',
            content: [{ type: 'output_text', text, annotations: [], logprobs: null }],
          },
        ],
        usage: {
          input_tokens: inputTokens,
          input_tokens_details: { cached_tokens: 0 },
          output_tokens: outputTokens,
          output_tokens_details: { reasoning_tokens: 0 },
          total_tokens: inputTokens + outputTokens,
        },
      },
    };
  };
};
export const VLLM_MODEL = MODEL;
