import { z } from 'zod';
import { type Answered, type Asked, bare, type Manner, modelText, tokensOf } from './server.ts';

export interface LmStudioOptions {
  readonly contextTokens?: number;
  readonly manner?: Manner;
  /** Nothing is loaded, and loading on demand is off. */
  readonly empty?: boolean;
}

const MODEL = 'qwen/qwen3-8b';

const item = z.union([
  z.looseObject({
    type: z.literal('message').optional(),
    role: z.enum(['user', 'system', 'developer']),
    content: z.union([z.string(), z.array(z.object({ type: z.literal('input_text'), text: z.string() }))]),
  }),
  z.looseObject({
    type: z.literal('message'),
    role: z.literal('assistant'),
    content: z.array(z.object({ type: z.literal('output_text'), text: z.string() })),
  }),
]);
const requestSchema = z.looseObject({
  model: z.string(),
  instructions: z.string().nullish(),
  input: z.union([z.string().transform((content) => [{ role: 'user', content }]), z.array(item)]),
  max_output_tokens: z.number().optional(),
});

const textOf = (content: string | readonly { readonly text: string }[]): string =>
  typeof content === 'string' ? content : content.map(({ text }) => text).join('');

/**
 * LM Studio, whose source is closed, by its documentation and reports: `text.format` ignored (lmstudio-bug-tracker#1396),
 * `invalid_union` for items that it does not know (#1064, #1106), errors as bare strings, 200 for pages that it has not, and
 * here neither `status` nor `usage`.
 */
export const lmStudio = (options: LmStudioOptions = {}) => {
  const contextTokens = options.contextTokens ?? 32_768;
  return ({ method, path, body }: Asked): Answered => {
    if (method === 'GET' && path === '/v1/models') {
      return {
        status: 200,
        body: { object: 'list', data: [{ id: MODEL, object: 'model', owned_by: 'organization_owner' }] },
      };
    }
    if (path !== '/v1/responses') {
      return { status: 200, body: { error: `Unexpected endpoint or method. (${method} ${path})` } };
    }
    if (options.empty) {
      const message =
        "No models loaded. Please load a model in the developer page or use the 'lms load' command.";
      return {
        status: 400,
        body: { error: { message, type: 'invalid_request_error', param: 'model', code: 'model_not_found' } },
      };
    }
    const parsed = requestSchema.safeParse(body);
    if (!parsed.success) {
      const message = "Invalid type for 'input'.";
      return {
        status: 400,
        body: { error: { message, type: 'invalid_request_error', param: 'input', code: 'invalid_union' } },
      };
    }
    const { model, instructions, input, max_output_tokens: max } = parsed.data;
    const messages = [
      ...(instructions ? [{ role: 'system', content: instructions }] : []),
      ...input.map(({ role, content }) => ({ role, content: textOf(content) })),
    ];
    const promptTokens = messages.reduce((total, { content }) => total + tokensOf(content), 0);
    if (promptTokens >= contextTokens) {
      return {
        status: 400,
        body: {
          error: `The number of tokens to keep from the initial prompt is greater than the context length (n_keep: ${promptTokens}>= n_ctx: ${contextTokens}). Try to load the model with a larger context length, or provide a shorter input.`,
        },
      };
    }
    const said = modelText({ messages, schema: null }, options.manner ?? bare);
    return {
      status: 200,
      body: {
        id: 'resp_1',
        object: 'response',
        created_at: 1_760_000_000,
        model,
        output: [
          {
            id: 'msg_1',
            type: 'message',
            role: 'assistant',
            content: [{ type: 'output_text', text: max === undefined ? said : said.slice(0, max * 4) }],
          },
        ],
      },
    };
  };
};
export const LM_STUDIO_MODEL = MODEL;
