import { type Answered, type Asked, bare, type Manner, modelText, tokensOf } from './server.ts';

export interface LlamaCppOptions {
  /** `-c` */
  readonly contextTokens?: number;
  /** `--jinja` with a template that wants user and assistant by turns. */
  readonly alternates?: boolean;
  readonly manner?: Manner;
}

type Item = Readonly<Record<string, unknown>>;
interface Message {
  readonly role: string;
  readonly content: string;
}

const MODEL = 'ministral-8b.gguf';

class Refused extends Error {}

const textsOf = (content: unknown, types: readonly string[]): string => {
  if (typeof content === 'string') return content;
  if (!Array.isArray(content)) throw new Refused("Cannot determine type of 'item'");
  return content
    .map((part: Item) => {
      if (!types.includes(String(part.type)))
        throw new Refused(`'type' must be one of '${types.join("', '")}'`);
      return String(part.text);
    })
    .join('');
};

/** server_chat_convert_responses_to_chatcmpl: a message of the assistant is known by its type and content alone. */
const messageOf = (item: Item): Message => {
  const { role, type, content } = item;
  if (role === 'user' || role === 'system' || role === 'developer') {
    return { role, content: textsOf(content, ['input_text']) };
  }
  if (role === 'assistant' && type === 'message') {
    if (typeof content === 'string') throw new Refused("'type' must be one of 'output_text' or 'refusal'");
    return { role, content: textsOf(content, ['output_text', 'refusal']) };
  }
  throw new Refused("Cannot determine type of 'item'");
};

const merged = (messages: readonly Message[]): readonly Message[] => {
  const done: Message[] = [];
  for (const message of messages) {
    const last = done.at(-1);
    if (last?.role === 'assistant' && message.role === 'assistant') {
      done[done.length - 1] = { ...last, content: last.content + message.content };
    } else done.push(message);
  }
  return done;
};

/**
 * llama-server (tools/server/server-chat.cpp, server-context.cpp): `text.format` goes nowhere (llama.cpp#21922), a mail of
 * our own at the end is written on, templates raise errors of 500, too long a prompt is refused with its numbers, an answer
 * that fills the context is "completed" all the same.
 */
export const llamaCpp = (options: LlamaCppOptions = {}) => {
  const contextTokens = options.contextTokens ?? 32_768;
  return ({ method, path, body }: Asked): Answered => {
    if (method === 'GET' && path === '/v1/models') {
      const meta = { n_ctx_train: 131_072, n_ctx: contextTokens, n_params: 8_000_000_000 };
      return {
        status: 200,
        body: { object: 'list', data: [{ id: MODEL, object: 'model', owned_by: 'llamacpp', meta }] },
      };
    }
    if (path !== '/v1/responses') {
      return {
        status: 404,
        body: { error: { code: 404, message: 'File Not Found', type: 'not_found_error' } },
      };
    }
    let messages: readonly Message[];
    try {
      const { input, instructions } = body;
      const turns =
        typeof input === 'string'
          ? [{ role: 'user', content: input }]
          : ((input as Item[]) ?? []).map(messageOf);
      messages = merged([
        ...(typeof instructions === 'string' ? [{ role: 'system', content: instructions }] : []),
        ...turns,
      ]);
    } catch (error) {
      const message = error instanceof Error ? error.message : '';
      return { status: 400, body: { error: { code: 400, message, type: 'invalid_request_error' } } };
    }
    const turns = messages.filter(({ role }) => role !== 'system');
    if (options.alternates && !turns.every(({ role }, n) => role === (n % 2 === 0 ? 'user' : 'assistant'))) {
      const message =
        "\n------------\nWhile executing CallExpression at line 47, column 32 in source:\n...== 0) %}{{- raise_exception('After the optional system message, con...\nError: Jinja Exception: After the optional system message, conversation roles must alternate user and assistant roles except for tool calls and results.";
      return { status: 500, body: { error: { code: 500, message, type: 'server_error' } } };
    }
    const promptTokens = messages.reduce((total, { content }) => total + tokensOf(content), 0);
    if (promptTokens >= contextTokens) {
      return {
        status: 400,
        body: {
          error: {
            code: 400,
            message: `request (${promptTokens} tokens) exceeds the available context size (${contextTokens} tokens), try increasing it`,
            type: 'exceed_context_size_error',
            n_prompt_tokens: promptTokens,
            n_ctx: contextTokens,
          },
        },
      };
    }
    const isPrefilled = messages.at(-1)?.role === 'assistant';
    const said = isPrefilled ? ' and so on.' : modelText({ messages, schema: null }, options.manner ?? bare);
    const max =
      typeof body.max_output_tokens === 'number' ? body.max_output_tokens : Number.POSITIVE_INFINITY;
    const text = said.slice(0, 4 * Math.min(max, contextTokens - promptTokens));
    return {
      status: 200,
      body: {
        completed_at: 1_760_000_001,
        created_at: 1_760_000_000,
        id: 'resp_1',
        model: MODEL,
        object: 'response',
        output: [
          {
            content: [{ type: 'output_text', annotations: [], logprobs: [], text }],
            id: 'msg_1',
            role: 'assistant',
            status: 'completed',
            type: 'message',
          },
        ],
        status: 'completed',
        usage: {
          input_tokens: promptTokens,
          output_tokens: tokensOf(text),
          total_tokens: promptTokens + tokensOf(text),
          input_tokens_details: { cached_tokens: 0 },
        },
      },
    };
  };
};
export const LLAMA_CPP_MODEL = MODEL;
