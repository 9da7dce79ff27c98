import { afterEach, describe, expect, test } from 'vitest';
import type { ReplyWriter } from '../../shared/application/ports/reply-writer.ts';
import { writeChecked } from '../../shared/application/writing/write-checked.ts';
import { blankMessage, type Message } from '../../shared/domain/conversation/message.ts';
import { messageIdSchema, threadIdSchema, userIdSchema } from '../../shared/domain/ids.ts';
import type { PromptRequest } from '../../shared/domain/writing/prompt.ts';
import { createModelDirectory } from '../../shared/infrastructure/openai/model-directory.ts';
import { probeModel } from '../../shared/infrastructure/openai/probe.ts';
import { createOpenAIWriter } from '../../shared/infrastructure/openai/writer.ts';
import { LLAMA_CPP_MODEL, llamaCpp } from './model-servers/llama-cpp.ts';
import { LM_STUDIO_MODEL, lmStudio } from './model-servers/lm-studio.ts';
import { OLLAMA_MODEL, ollama } from './model-servers/ollama.ts';
import {
  type Answered,
  type Asked,
  type Manner,
  type ModelServer,
  serveModel,
} from './model-servers/server.ts';
import { VLLM_MODEL, vllm } from './model-servers/vllm.ts';
import { replyWriterContract } from './reply-writer.ts';

/* Servers that speak the Responses API in part, each as its sources or reports have it (see model-servers). */

const servers: ModelServer[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

const open = async (answer: (asked: Asked) => Answered, model: string) => {
  const server = await serveModel(answer);
  servers.push(server);
  const options = { apiKey: 'none', baseUrl: `${server.origin}/v1`, model, timeoutMs: 5_000 };
  return { server, options, writer: createOpenAIWriter(options) };
};
const writerOf = async (answer: (asked: Asked) => Answered, model: string): Promise<ReplyWriter> =>
  (await open(answer, model)).writer;

const fenced: Manner = (text) => `Sure, here it is:\n\n\`\`\`json\n${text}\n\`\`\`\nAnything else?`;
const thinking: Manner = (text) =>
  `<think>\nThey ask something. Perhaps {"action":"wait"}?\n</think>\n\n${text}`;
const openedByTemplate: Manner = (text) => `They ask something.\n</think>\n\n${text}`;

replyWriterContract('Ollama', () => writerOf(ollama(), OLLAMA_MODEL));
replyWriterContract('Ollama, a model that ignores the format', () =>
  writerOf(ollama({ ignoresFormat: true, manner: thinking }), OLLAMA_MODEL),
);
replyWriterContract('vLLM', () => writerOf(vllm(), VLLM_MODEL));
replyWriterContract('vLLM without a reasoning parser', () =>
  writerOf(vllm({ ignoresFormat: true, manner: openedByTemplate }), VLLM_MODEL),
);
replyWriterContract('vLLM, user and assistant by turns', () =>
  writerOf(vllm({ template: 'alternating' }), VLLM_MODEL),
);
replyWriterContract('vLLM, no system message', () => writerOf(vllm({ template: 'no system' }), VLLM_MODEL));
replyWriterContract('LM Studio: no format, no status, no usage', () => writerOf(lmStudio(), LM_STUDIO_MODEL));
replyWriterContract('LM Studio, fenced', () => writerOf(lmStudio({ manner: fenced }), LM_STUDIO_MODEL));
replyWriterContract('llama.cpp', () => writerOf(llamaCpp({ manner: fenced }), LLAMA_CPP_MODEL));
replyWriterContract('llama.cpp, user and assistant by turns', () =>
  writerOf(llamaCpp({ alternates: true }), LLAMA_CPP_MODEL),
);

const mail = (n: number, text: string, inbound: boolean): Message => ({
  ...blankMessage,
  id: messageIdSchema.parse(`m${n}`),
  userId: userIdSchema.parse('u1'),
  threadId: threadIdSchema.parse('t1'),
  direction: inbound ? 'inbound' : 'outbound',
  author: inbound ? 'correspondent' : 'assistant',
  state: inbound ? 'received' : 'sent',
  from: { email: 'mia@example.com', name: 'Mia' },
  text,
  at: n,
  createdAt: n,
});

/** A conversation of this many characters, which ends with a question. */
const request = (chars: number): Omit<PromptRequest, 'objections'> => {
  const each = 2_000;
  const filler = 'We spoke about the harbour and about the weather there. '.repeat(40).slice(0, each);
  const count = Math.max(0, Math.ceil(chars / each));
  return {
    purpose: 'reply',
    assistant: {
      name: 'Alex',
      instructions: 'The tool costs 20 euros a month.',
      knowledge: '',
      language: null,
      signature: 'Alex',
    },
    thread: {
      recipient: { email: 'mia@example.com', name: 'Mia' },
      subject: 'Tool',
      instructions: 'Ask whether they would try the tool.',
      goal: null,
      rewriteFeedback: null,
      summary: null,
    },
    persona: { ownerName: 'Olivia', ownerEmail: 'olivia@example.com' },
    messages: [
      ...Array.from({ length: count }, (_, n) => mail(n, filler, n % 2 === 1)),
      mail(count, 'What does it cost?', true),
    ],
    today: 'Monday, 5 January 2026, 09:00 UTC',
    timeZone: 'UTC',
  };
};

const responses = (server: ModelServer) => server.asked.filter(({ path }) => path === '/v1/responses');
const bounds = (server: ModelServer) => responses(server).map(({ body }) => body.max_output_tokens);

describe('a small context', () => {
  test.each([
    ['vLLM', vllm({ contextTokens: 8_192 }), VLLM_MODEL],
    ['vLLM that misreports', vllm({ contextTokens: 8_192, misreports: true }), VLLM_MODEL],
  ])('%s: the bound of the answer shrinks once, and stays', async (_make, answer, model) => {
    const { server, writer } = await open(answer, model);
    for (const _ of [1, 2]) {
      const written = await writeChecked(writer, request(0));
      expect(written).toMatchObject({ kind: 'mail', text: expect.stringContaining('20 euros') });
    }
    const [first, second, third, ...more] = bounds(server);
    expect(first).toBe(16_000);
    expect(Number(second)).toBeLessThan(8_192);
    expect(third, 'known from then on').toBe(second);
    expect(more).toEqual([]);
  });

  test.each([
    ['vLLM', vllm({ contextTokens: 8_192 }), VLLM_MODEL],
    ['LM Studio', lmStudio({ contextTokens: 8_192 }), LM_STUDIO_MODEL],
    ['llama.cpp', llamaCpp({ contextTokens: 8_192 }), LLAMA_CPP_MODEL],
    ['Ollama, which cuts without a word', ollama({ contextTokens: 8_192 }), OLLAMA_MODEL],
  ])('%s: a conversation that is too long for it is shown in part', async (_make, answer, model) => {
    const { writer } = await open(answer, model);
    const lost: string[] = [];
    const written = await writeChecked(writer, request(100_000), ({ why }) => lost.push(why));
    expect(written).toMatchObject({ kind: 'mail', text: expect.stringContaining('20 euros') });
    expect(lost).toEqual(['too_long']);
  });

  test.each([
    ['LM Studio', lmStudio({ contextTokens: 2_000 }), LM_STUDIO_MODEL],
    ['llama.cpp', llamaCpp({ contextTokens: 1_500 }), LLAMA_CPP_MODEL],
    ['vLLM', vllm({ contextTokens: 2_048 }), VLLM_MODEL],
    ['Ollama', ollama({ contextTokens: 1_300 }), OLLAMA_MODEL],
  ])('%s: where not even the rules fit, it is said and nothing is guessed', async (_make, answer, model) => {
    const { writer } = await open(answer, model);
    const written = await writeChecked(writer, request(20_000));
    expect(written).toMatchObject({
      kind: 'error',
      error: { code: 'too_long', message: expect.stringContaining('context') },
    });
  });
});

test('what a server does not take is left out from then on', async () => {
  const { server, writer } = await open(llamaCpp({ alternates: true }), LLAMA_CPP_MODEL);
  await writeChecked(writer, request(4_000));
  expect(responses(server)).toHaveLength(2);
  await writeChecked(writer, request(4_000));
  expect(responses(server)).toHaveLength(3);
});

test('a server that refuses the form without a word is asked in the simplest way', async () => {
  const answers = lmStudio();
  const { server, writer } = await open((asked) => {
    const input = JSON.stringify(asked.body.input ?? '');
    const plain =
      asked.body.text === undefined &&
      !input.includes('"role":"assistant"},{"type":"message","role":"assistant"');
    return plain ? answers(asked) : { status: 400, body: { error: { message: 'Bad request' } } };
  }, LM_STUDIO_MODEL);
  expect(await writeChecked(writer, request(2_000))).toMatchObject({ kind: 'mail' });
  expect(responses(server)).toHaveLength(2);
});

describe('whose trouble it is', () => {
  test.each<[what: string, answer: (asked: Asked) => Answered, model: string, code: string]>([
    ['Ollama without the model', ollama(), 'llama9', 'model_gone'],
    ['vLLM without the model', vllm(), 'llama9', 'model_gone'],
    ['LM Studio with nothing loaded', lmStudio({ empty: true }), LM_STUDIO_MODEL, 'model_gone'],
    [
      'Ollama before it knew the Responses API',
      () => ({ status: 404, body: '404 page not found' }),
      'm',
      'rejected',
    ],
    ['vLLM before it knew it', () => ({ status: 404, body: { detail: 'Not Found' } }), 'm', 'rejected'],
    [
      'LM Studio before it knew it',
      ({ method, path }) => ({
        status: 200,
        body: { error: `Unexpected endpoint or method. (${method} ${path})` },
      }),
      'm',
      'rejected',
    ],
    [
      'OpenAI after the model’s end',
      () => ({
        status: 404,
        body: {
          error: {
            message:
              'The model `gpt-5-mini` has been deprecated, learn more here: https://platform.openai.com/docs/deprecations',
            type: 'invalid_request_error',
            param: null,
            code: 'model_not_found',
          },
        },
      }),
      'gpt-5-mini',
      'model_gone',
    ],
    [
      'OpenAI, a project without the model',
      () => ({
        status: 403,
        body: {
          error: {
            message: 'Project `p` does not have access to model `m`',
            type: 'invalid_request_error',
            code: 'model_not_found',
          },
        },
      }),
      'm',
      'model_gone',
    ],
    [
      'OpenAI, a key that was taken back',
      () => ({
        status: 401,
        body: {
          error: {
            message: 'Incorrect API key provided: sk-canary.',
            type: 'invalid_request_error',
            code: 'invalid_api_key',
          },
        },
      }),
      'm',
      'unauthorised',
    ],
    [
      'OpenAI, a country',
      () => ({
        status: 403,
        body: {
          error: {
            message: 'Country, region, or territory not supported',
            type: 'request_forbidden',
            code: 'unsupported_country_region_territory',
          },
        },
      }),
      'm',
      'unauthorised',
    ],
    [
      'a loading llama.cpp',
      () => ({
        status: 503,
        body: { error: { code: 503, message: 'Loading model', type: 'unavailable_error' } },
      }),
      'm',
      'unavailable',
    ],
  ])('%s', async (_what, answer, model, code) => {
    const result = await (await writerOf(answer, model)).write({
      instructions: 'i',
      items: [{ role: 'user', text: 'x' }],
      maxOutputTokens: 100,
    });
    expect(result).toMatchObject({ ok: false, error: { code, message: expect.stringMatching(/\.$/) } });
    expect(JSON.stringify(result)).not.toContain('canary');
  });
});

describe('what a server tells of its model', () => {
  const described = async (answer: (asked: Asked) => Answered, model: string) => {
    const { options } = await open(answer, model);
    return createModelDirectory(options).describe();
  };

  test.each<[what: string, answer: (asked: Asked) => Answered, model: string, contextTokens: number | null]>([
    ['Ollama', ollama(), OLLAMA_MODEL, null],
    ['vLLM', vllm({ contextTokens: 8_192 }), VLLM_MODEL, 8_192],
    ['LM Studio', lmStudio(), LM_STUDIO_MODEL, null],
    ['llama.cpp', llamaCpp({ contextTokens: 4_096 }), LLAMA_CPP_MODEL, 4_096],
    ['llama.cpp by another name', llamaCpp(), 'whatever', null],
    ['one that has no such pages', () => ({ status: 404, body: 'not here' }), 'm', null],
    ['one that answers with words', () => ({ status: 200, body: 'hello' }), 'm', null],
  ])('%s', async (_what, answer, model, contextTokens) => {
    expect(await described(answer, model)).toEqual({
      ok: true,
      value: { model, shutdownDate: null, contextTokens },
    });
  });

  test.each([
    ['2026-12-11', '2026-12-11'],
    ['soon', null],
    [17, null],
    [null, null],
  ])('a shutdown date of %s', async (given, expected) => {
    const answer = () => ({ status: 200, body: { id: 'm', object: 'model', shutdown_date: given } });
    expect(await described(answer, 'm')).toMatchObject({ ok: true, value: { shutdownDate: expected } });
  });

  test('a model that is gone, and a key that is refused, are said', async () => {
    expect(await described(ollama(), 'llama9')).toMatchObject({ ok: false, error: { code: 'model_gone' } });
    const refused = () => ({ status: 401, body: { error: { message: 'no', code: 'invalid_api_key' } } });
    expect(await described(refused, 'm')).toMatchObject({ ok: false, error: { code: 'unauthorised' } });
  });
});

describe('one real request says what a server can do', () => {
  const probe = async (answer: (asked: Asked) => Answered) => {
    const { options } = await open(answer, 'm');
    return probeModel({ ...options, now: () => 0 }, 'kestrel-42');
  };
  const saying =
    (text: string, more: object = {}) =>
    (): Answered => ({
      status: 200,
      body: {
        status: 'completed',
        output: [{ type: 'message', content: [{ type: 'output_text', text }] }],
        ...more,
      },
    });
  const usage = { usage: { input_tokens: 4_000, output_tokens: 10 } };

  test('a form that is enforced, a prompt that is held, tokens that are counted', async () => {
    expect(await probe(saying('{"the_code_word":"kestrel-42"}', usage))).toEqual({
      ok: true,
      value: {
        format: 'enforced',
        remembered: true,
        promptTokens: expect.any(Number),
        counted: true,
        thinksAloud: false,
        contextTokens: null,
        tookMs: 0,
      },
    });
  });

  test('a form that is ignored, thoughts, no count', async () => {
    expect(await probe(saying('<think>Hm.</think>It was Kestrel-42.'))).toMatchObject({
      ok: true,
      value: { format: 'ignored', remembered: true, counted: false, thinksAloud: true },
    });
  });

  test('a form that is refused', async () => {
    const said = saying('It was kestrel-42.', usage);
    const answer = (asked: Asked): Answered =>
      asked.body.text === undefined
        ? said()
        : { status: 400, body: { error: { message: "'text.format' is not supported" } } };
    expect(await probe(answer)).toMatchObject({ ok: true, value: { format: 'refused', remembered: true } });
  });

  test.each([
    ['a model that forgets', saying('There was none.', usage)],
    [
      'a server that cuts',
      saying('{"the_code_word":"?"}', { usage: { input_tokens: 1_100, output_tokens: 5 } }),
    ],
    ['a server that refuses the length', llamaCpp({ contextTokens: 2_048 })],
  ])('%s', async (_what, answer) => {
    expect(await probe(answer)).toMatchObject({ ok: true, value: { remembered: false } });
  });

  test('no answer at all', async () => {
    const refused = () => ({ status: 401, body: { error: { message: 'no', code: 'invalid_api_key' } } });
    expect(await probe(refused)).toMatchObject({ ok: false, error: { code: 'unauthorised' } });
  });
});
