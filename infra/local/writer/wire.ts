import { z } from 'zod';

// The parts of a request that are used here (https://platform.openai.com/docs/api-reference/responses/create).
const part = z.union([z.object({ text: z.string() }), z.object({ type: z.string() })]);
const content = z.union([
  z.string(),
  z.array(part).transform((parts) => parts.map((one) => ('text' in one ? one.text : '')).join('\n')),
]);
const item = z.object({ role: z.enum(['user', 'assistant', 'system', 'developer']), content });

export const requestSchema = z.object({
  model: z.string().min(1),
  instructions: z.string().nullish(),
  input: z.union([
    z.string().transform((text) => [{ role: 'user' as const, content: text }]),
    z.array(item).min(1),
  ]),
  max_output_tokens: z.int().min(16).nullish(),
  stream: z.literal(false, 'Streaming is not supported here.').nullish(),
  store: z.boolean().nullish(),
  text: z
    .object({
      format: z
        .discriminatedUnion('type', [
          z.object({ type: z.literal('text') }),
          z.object({
            type: z.literal('json_schema'),
            name: z.string(),
            schema: z.object({ properties: z.record(z.string(), z.unknown()) }),
          }),
        ])
        .optional(),
    })
    .nullish(),
});
export type ResponsesRequest = z.infer<typeof requestSchema>;

/** The content of a response, in each form that a model can answer with HTTP 200. */
export type Outcome =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'refusal'; readonly refusal: string }
  | {
      readonly kind: 'incomplete';
      readonly reason: 'max_output_tokens' | 'content_filter';
      readonly text: string;
    }
  | { readonly kind: 'failed'; readonly code: string; readonly message: string };

export interface Usage {
  readonly inputTokens: number;
  readonly cachedTokens: number;
}

/** Estimate: four characters per token. */
export const tokensOf = (text: string): number => Math.ceil(text.length / 4);

const contentOf = (outcome: Outcome): readonly unknown[] => {
  switch (outcome.kind) {
    case 'refusal':
      return [{ type: 'refusal', refusal: outcome.refusal }];
    case 'failed':
      return [];
    default:
      return outcome.text === ''
        ? []
        : [{ type: 'output_text', text: outcome.text, annotations: [], logprobs: [] }];
  }
};

const statusOf = (outcome: Outcome): 'completed' | 'incomplete' | 'failed' =>
  outcome.kind === 'incomplete' || outcome.kind === 'failed' ? outcome.kind : 'completed';

/** The Response object (https://platform.openai.com/docs/api-reference/responses/object). */
export const responseBody = (
  request: ResponsesRequest,
  outcome: Outcome,
  meta: { readonly id: string; readonly nowSeconds: number; readonly usage: Usage },
): Readonly<Record<string, unknown>> => {
  const parts = contentOf(outcome);
  const status = statusOf(outcome);
  const outputTokens = tokensOf(JSON.stringify(parts));
  return {
    id: `resp_${meta.id}`,
    object: 'response',
    created_at: meta.nowSeconds,
    completed_at: status === 'completed' ? meta.nowSeconds : null,
    status,
    background: false,
    error: outcome.kind === 'failed' ? { code: outcome.code, message: outcome.message } : null,
    incomplete_details: outcome.kind === 'incomplete' ? { reason: outcome.reason } : null,
    instructions: request.instructions ?? null,
    max_output_tokens: request.max_output_tokens ?? null,
    metadata: {},
    model: request.model,
    output:
      parts.length === 0
        ? []
        : [
            {
              type: 'message',
              id: `msg_${meta.id}`,
              status: status === 'completed' ? 'completed' : 'incomplete',
              role: 'assistant',
              content: parts,
            },
          ],
    parallel_tool_calls: true,
    previous_response_id: null,
    reasoning: { effort: null, summary: null },
    store: request.store ?? true,
    temperature: 1,
    text: request.text ?? { format: { type: 'text' } },
    tool_choice: 'auto',
    tools: [],
    top_p: 1,
    truncation: 'disabled',
    usage: {
      input_tokens: meta.usage.inputTokens,
      input_tokens_details: { cached_tokens: meta.usage.cachedTokens },
      output_tokens: outputTokens,
      output_tokens_details: { reasoning_tokens: 0 },
      total_tokens: meta.usage.inputTokens + outputTokens,
    },
  };
};

/** https://platform.openai.com/docs/guides/error-codes */
export const errorBody = (
  type: string,
  code: string | null,
  message: string,
  param: string | null = null,
) => ({
  error: { message, type, param, code },
});
