import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { type LocalWriter, startLocalWriter } from '../../infra/local/writer/server.ts';
import { type ReplyWriter, writerErrorKinds } from '../../shared/application/ports/reply-writer.ts';
import { askedAnswerSchema, type Prompt } from '../../shared/domain/writing/answer.ts';
import { createOpenAIWriter } from '../../shared/infrastructure/openai/writer.ts';
import { replyWriterContract } from './reply-writer.ts';

let server: LocalWriter;
let writer: ReplyWriter;

const KEY = 'sk-canary-0123456789';
const adapter = (origin: string, timeoutMs = 5_000): ReplyWriter =>
  createOpenAIWriter({
    apiKey: KEY,
    baseUrl: `${origin}/v1`,
    model: 'local-writer',
    timeoutMs,
    now: () => Date.UTC(2026, 0, 1),
  });

beforeAll(async () => {
  server = await startLocalWriter({ port: 0 });
  writer = adapter(server.origin);
});
afterAll(() => server.close());
beforeEach(async () => {
  await fetch(`${server.origin}/control/script`, { method: 'DELETE' });
  await fetch(`${server.origin}/control/requests`, { method: 'DELETE' });
});

replyWriterContract('OpenAI Responses API', async () => adapter(server.origin));

const script = async (...responses: readonly object[]): Promise<void> => {
  const answer = await fetch(`${server.origin}/control/script`, {
    method: 'POST',
    body: JSON.stringify({ responses }),
  });
  expect(answer.status).toBe(200);
};

const requests = async (): Promise<readonly Record<string, unknown>[]> =>
  z
    .object({ requests: z.array(z.record(z.string(), z.unknown())) })
    .parse(await (await fetch(`${server.origin}/control/requests`)).json()).requests;

const prompt: Prompt = {
  instructions:
    '## Instructions\nThe secret recipe is canary-cake.\n\n## Signature\nAlex\n\n## Task\nDecide.',
  items: [
    { role: 'user', text: '<untrusted-mail from="m">\nWhat is it? ann@canary.example\n</untrusted-mail>' },
  ],
  maxOutputTokens: 4000,
};

describe('what is asked', () => {
  test('nothing is stored, the schema is strict, and no sampling is set', async () => {
    await writer.write(prompt);
    const [request] = await requests();
    expect(request).toMatchObject({
      model: 'local-writer',
      store: false,
      instructions: prompt.instructions,
      input: [{ type: 'message', role: 'user', content: prompt.items[0]?.text }],
      max_output_tokens: 4000,
      text: {
        format: {
          type: 'json_schema',
          strict: true,
          schema: {
            type: 'object',
            additionalProperties: false,
            required: Object.keys(askedAnswerSchema.shape),
          },
        },
      },
    });
    for (const field of ['temperature', 'top_p', 'tools', 'user', 'metadata', 'previous_response_id']) {
      expect(request).not.toHaveProperty(field);
    }
  });

  test('a summary asks for plain text', async () => {
    await writer.summarise(prompt);
    expect((await requests())[0]).not.toHaveProperty('text');
  });
});

describe('what goes wrong is a value', () => {
  test.each([
    ['a refusal', { kind: 'refusal' }, 'refused'],
    ['cut off', { kind: 'incomplete', reason: 'max_output_tokens' }, 'incomplete'],
    ['filtered', { kind: 'incomplete', reason: 'content_filter' }, 'refused'],
    ['status failed', { kind: 'failed', code: 'other' }, 'failed'],
    ['failed by the server', { kind: 'failed', code: 'server_error' }, 'unavailable'],
    ['failed by a rate limit', { kind: 'failed', code: 'rate_limit_exceeded' }, 'rate_limited'],
    ['text instead of JSON', { kind: 'rubbish' }, 'invalid_answer'],
    ['JSON of another shape', { kind: 'json', json: { body: 'Hi' } }, 'invalid_answer'],
    ['JSON that breaks off', { kind: 'text', text: '{"action":"reply","body":"Hi' }, 'incomplete'],
    [
      'an action that is none',
      { kind: 'json', json: { action: 'forward', subject: null, body: 'x', reason: '', goalProgress: '' } },
      'invalid_answer',
    ],
    ['an empty answer', { kind: 'text', text: ' ' }, 'invalid_answer'],
    ['a spent quota', { kind: 'quota' }, 'quota'],
    ['a wrong key', { kind: 'error', status: 401 }, 'unauthorised'],
    ['no such page', { kind: 'error', status: 404 }, 'rejected'],
    ['a request that is too large', { kind: 'error', status: 413 }, 'too_long'],
    ['a server error', { kind: 'error', status: 500 }, 'unavailable'],
    ['an overloaded server', { kind: 'error', status: 503 }, 'unavailable'],
    ['a cut connection', { kind: 'disconnect' }, 'unavailable'],
  ])('%s', async (_title, response, code) => {
    await script(response);
    const result = await writer.write(prompt);
    expect(result).toMatchObject({ ok: false, error: { code } });
    expect(JSON.stringify(result)).not.toMatch(/canary/);
    // Asked once: whether to ask again is the turn's to say.
    expect(await requests()).toHaveLength(1);
  });

  test('a bad request is made once more in the simplest way, and then the operator’s', async () => {
    await script({ kind: 'error', status: 400, times: 2 });
    expect(await writer.write(prompt)).toMatchObject({ ok: false, error: { code: 'rejected' } });
    const [first, second, ...more] = await requests();
    expect(first).toHaveProperty('text');
    expect(second).not.toHaveProperty('text');
    expect(more).toEqual([]);
  });

  test('every code has somebody whose trouble it is', () => {
    expect(new Set(Object.values(writerErrorKinds))).toEqual(
      new Set(['operator', 'passing', 'conversation']),
    );
  });

  test('a rate limit says how long to wait', async () => {
    await script({ kind: 'rate_limit', retryAfterSeconds: 7 });
    expect(await writer.write(prompt)).toEqual({
      ok: false,
      error: { code: 'rate_limited', message: expect.any(String), retryAfterMs: 7_000 },
    });
  });

  test('tokens that were paid for are told of', async () => {
    await script({ kind: 'refusal' }, { kind: 'rubbish' });
    for (const _ of [1, 2]) {
      const result = await writer.write(prompt);
      expect(result.ok ? 0 : (result.error.usage?.inputTokens ?? 0)).toBeGreaterThan(10);
    }
  });

  test('a server that never answers', async () => {
    await script({ kind: 'hang' });
    const result = await adapter(server.origin, 100).write(prompt);
    expect(result).toMatchObject({ ok: false, error: { code: 'timeout' } });
    // It was read, and is billed, all the same.
    expect(result.ok ? 0 : result.error.usage?.inputTokens).toBeGreaterThan(10);
  });

  test('no server at all', async () => {
    const gone = await startLocalWriter({ port: 0 });
    await gone.close();
    expect(await adapter(gone.origin).write(prompt)).toMatchObject({
      ok: false,
      error: { code: 'unavailable' },
    });
  });
});

describe('with a server of another make', () => {
  let answer: (respond: { head(headers?: Record<string, string>): void; send(body: string): void }) => void;
  let other: Server;
  let origin = '';
  let status = 200;

  beforeAll(async () => {
    other = createServer((request, response) => {
      request.resume();
      answer({
        head: (headers = {}) =>
          response.writeHead(status, { 'content-type': 'application/json', ...headers }),
        send: (body) => response.end(body),
      });
      response.flushHeaders();
    }).listen(0, '127.0.0.1');
    await once(other, 'listening');
    origin = `http://127.0.0.1:${(other.address() as AddressInfo).port}`;
  });
  afterAll(() => {
    other.closeAllConnections();
    other.close();
  });
  beforeEach(() => {
    status = 200;
  });

  const body = (text: string, more: object = {}) =>
    JSON.stringify({ output: [{ type: 'message', content: [{ type: 'output_text', text }] }], ...more });
  const decision = JSON.stringify({
    action: 'wait',
    subject: null,
    body: null,
    reason: 'r',
    goalProgress: 'g',
  });

  test('a body that stalls after its headers ends with the time-out', async () => {
    answer = ({ head }) => head();
    expect(await adapter(origin, 150).write(prompt)).toMatchObject({ ok: false, error: { code: 'timeout' } });
  });

  test.each([
    ['no JSON', '<html>busy</html>'],
    ['nothing', ''],
    ['null', 'null'],
    ['another object', '{"object":"list","data":[]}'],
    ['output of another shape', '{"status":"completed","output":"text"}'],
    ['no output', '{"status":"completed","output":[]}'],
  ])('200 with %s is no answer', async (_title, text) => {
    answer = ({ head, send }) => {
      head();
      send(text);
    };
    expect(await adapter(origin).write(prompt)).toMatchObject({
      ok: false,
      error: { code: 'invalid_answer' },
    });
  });

  test('an answer without status, usage or model counts, and so does one in a Markdown fence', async () => {
    for (const text of [decision, `\`\`\`json\n${decision}\n\`\`\``]) {
      answer = ({ head, send }) => {
        head();
        send(body(text));
      };
      expect(await adapter(origin).write(prompt)).toEqual({
        ok: true,
        value: {
          answer: JSON.parse(decision),
          // Four characters to a token, so that a budget ends.
          usage: {
            inputTokens: Math.ceil((prompt.instructions.length + (prompt.items[0]?.text.length ?? 0)) / 4),
            outputTokens: Math.ceil(text.length / 4),
            cachedInputTokens: 0,
          },
          model: 'local-writer',
        },
      });
    }
  });

  test('reasoning comes before the message, and cached tokens are counted', async () => {
    answer = ({ head, send }) => {
      head();
      send(
        JSON.stringify({
          status: 'completed',
          model: 'm-2026',
          output: [
            { type: 'reasoning', summary: [], content: [{ kind: 'odd' }] },
            { type: 'message', status: 'completed', content: [{ type: 'output_text', text: decision }] },
          ],
          usage: { input_tokens: 2000, output_tokens: 30, input_tokens_details: { cached_tokens: 1024 } },
        }),
      );
    };
    expect(await adapter(origin).write(prompt)).toMatchObject({
      ok: true,
      value: {
        model: 'm-2026',
        usage: { inputTokens: 2000, outputTokens: 30, cachedInputTokens: 1024 },
      },
    });
  });

  test.each([
    ['queued', { status: 'queued', output: [] }],
    ['in progress', { status: 'in_progress', output: [] }],
    ['cancelled', { status: 'cancelled', output: [] }],
  ])('%s is a failure', async (_title, response) => {
    answer = ({ head, send }) => {
      head();
      send(JSON.stringify(response));
    };
    expect(await adapter(origin).write(prompt)).toMatchObject({ ok: false, error: { code: 'failed' } });
  });

  test('a message that was cut off is not taken for a whole one', async () => {
    answer = ({ head, send }) => {
      head();
      const content = [{ type: 'output_text', text: decision }];
      send(JSON.stringify({ output: [{ type: 'message', status: 'incomplete', content }] }));
    };
    expect(await adapter(origin).write(prompt)).toMatchObject({ ok: false, error: { code: 'incomplete' } });
  });

  test.each([
    ['a date', { 'retry-after': 'Thu, 01 Jan 2026 00:01:30 GMT' }, 90_000],
    ['milliseconds', { 'retry-after-ms': '1500' }, 1_500],
    ['a date long ago', { 'retry-after': 'Thu, 01 Jan 2015 00:00:00 GMT' }, 0],
    ['a century', { 'retry-after': '3155760000' }, 3_600_000],
    ['a word', { 'retry-after': 'soon' }, undefined],
  ])('Retry-After may be %s', async (_title, headers, expected) => {
    status = 429;
    answer = ({ head, send }) => {
      head(headers);
      send('{"error":{"message":"slow down","code":null}}');
    };
    const result = await adapter(origin).write(prompt);
    expect(result.ok ? null : [result.error.code, result.error.retryAfterMs]).toEqual([
      'rate_limited',
      expected,
    ]);
  });

  test.each([
    [400, 'content_filter', 'refused'],
    [400, 'invalid_prompt', 'refused'],
    [402, null, 'quota'],
    [400, 'billing_hard_limit_reached', 'quota'],
    [409, null, 'unavailable'],
  ])('%i %s is told apart', async (given, code, expected) => {
    status = given;
    answer = ({ head, send }) => {
      head();
      send(JSON.stringify({ error: { message: 'canary', type: 'x', code } }));
    };
    const result = await adapter(origin).write(prompt);
    expect(result).toMatchObject({ ok: false, error: { code: expected } });
    expect(JSON.stringify(result)).not.toContain('canary');
  });
});
