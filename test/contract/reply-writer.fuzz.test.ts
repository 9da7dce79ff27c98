import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { type ReplyWriter, writerErrorKinds } from '../../shared/application/ports/reply-writer.ts';
import { writerActions, writerAnswerSchema } from '../../shared/domain/writing/answer.ts';
import { createOpenAIWriter } from '../../shared/infrastructure/openai/writer.ts';

const KEY = 'sk-canary-0123456789';
const CONTENT = 'canary-of-the-answer';

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

let server: Server;
let writer: ReplyWriter;
let next: Answer = { status: 200, headers: {}, body: '' };

beforeAll(async () => {
  server = createServer((request, response) => {
    request.resume();
    response.writeHead(next.status, next.headers);
    response.end(next.body);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  writer = createOpenAIWriter({ apiKey: KEY, baseUrl: `http://127.0.0.1:${port}/v1`, model: 'm' });
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const usageSchema = z.object({
  inputTokens: z.int().min(0),
  outputTokens: z.int().min(0),
  cachedInputTokens: z.int().min(0),
});
const errorSchema = z.strictObject({
  code: z.enum(Object.keys(writerErrorKinds)),
  message: z.string().min(1).max(400),
  retryAfterMs: z.number().min(0).max(3_600_000).optional(),
  usage: usageSchema.optional(),
  fittingTokens: z.int().min(0).optional(),
});
const given = { usage: usageSchema, model: z.string() };
const writtenSchema = z.union([
  z.strictObject({
    ok: z.literal(true),
    value: z.strictObject({ ...given, answer: writerAnswerSchema.strict() }),
  }),
  z.strictObject({ ok: z.literal(false), error: errorSchema }),
]);
const summarySchema = z.union([
  z.strictObject({ ok: z.literal(true), value: z.strictObject({ ...given, text: z.string() }) }),
  z.strictObject({ ok: z.literal(false), error: errorSchema }),
]);

const anything = fc.jsonValue({ maxDepth: 3 });
/** The field as it should be, or anything else, or nothing. */
const perhaps = <T>(right: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 15, arbitrary: right as fc.Arbitrary<unknown> }, { weight: 1, arbitrary: anything });
const fields = (shape: Record<string, fc.Arbitrary<unknown>>) =>
  fc.oneof(
    { weight: 6, arbitrary: fc.record(shape) },
    { weight: 1, arbitrary: fc.record(shape, { requiredKeys: [] }) },
  );

const text = fc.oneof(fc.string({ unit: 'binary' }), fc.constant(CONTENT), fc.constant('\ud800 \0 half'));
const decision = fields({
  action: perhaps(fc.constantFrom(...writerActions)),
  subject: perhaps(fc.option(text)),
  body: perhaps(fc.option(text)),
  reason: perhaps(text),
  goalProgress: perhaps(text),
  until: perhaps(fc.option(text)),
  question: perhaps(fc.option(text)),
  commitments: perhaps(
    fc.array(fields({ who: fc.constantFrom('owner', 'x'), what: text, due: fc.option(text) })),
  ),
  extracted: perhaps(fc.dictionary(text, fields({ value: text, quote: text }))),
  sources: perhaps(fc.array(fields({ kind: text, id: text, quote: text }))),
  to: text,
});
const answerText = fc.oneof(
  { weight: 4, arbitrary: decision.map((value) => JSON.stringify(value)) },
  { weight: 1, arbitrary: decision.map((value) => `\`\`\`json\n${JSON.stringify(value)}\n\`\`\``) },
  { weight: 1, arbitrary: decision.map((value) => `<think>hm</think>Sure: ${JSON.stringify(value)} ok?`) },
  // Cut off anywhere.
  {
    weight: 1,
    arbitrary: fc
      .tuple(decision, fc.nat(200))
      .map(([value, length]) => JSON.stringify(value).slice(0, length)),
  },
  { weight: 1, arbitrary: anything.map((value) => JSON.stringify(value)) },
  { weight: 1, arbitrary: text },
);
const part = fields({
  type: perhaps(fc.constantFrom('output_text', 'output_text', 'refusal')),
  text: perhaps(answerText),
  refusal: perhaps(text),
});
const item = fields({
  type: perhaps(fc.constantFrom('message', 'message', 'reasoning', 'function_call')),
  status: perhaps(fc.constantFrom('completed', 'incomplete', null)),
  content: perhaps(fc.array(perhaps(part), { maxLength: 2 })),
});
const count = perhaps(fc.oneof(fc.nat(), fc.double(), fc.constantFrom(-1, 1e308, 2 ** 60)));
const response = fields({
  status: perhaps(fc.constantFrom('completed', 'completed', 'incomplete', 'failed', 'in_progress', null)),
  model: perhaps(text),
  error: perhaps(
    fc.option(fields({ code: perhaps(fc.constantFrom('server_error', 'rate_limit_exceeded', 'other')) })),
  ),
  incomplete_details: perhaps(fc.option(fields({ reason: perhaps(fc.constant('content_filter')) }))),
  output: perhaps(fc.array(perhaps(item), { maxLength: 3 })),
  usage: perhaps(
    fields({
      input_tokens: count,
      output_tokens: count,
      input_tokens_details: perhaps(fields({ cached_tokens: count })),
    }),
  ),
});
const failure = fields({
  error: perhaps(
    fields({
      code: perhaps(
        fc.constantFrom(
          'insufficient_quota',
          'rate_limit_exceeded',
          'content_filter',
          'model_not_found',
          null,
        ),
      ),
      type: perhaps(fc.constantFrom('insufficient_quota', 'invalid_request_error')),
      message: perhaps(
        fc.constantFrom(
          `${CONTENT} ${KEY}`,
          `This model's maximum context length is 8192 tokens. ${CONTENT}`,
          `max_output_tokens is too large: 16000. ${CONTENT}`,
          `Conversation roles must alternate. ${CONTENT}`,
          `The model \`m\` does not exist. ${CONTENT}`,
          `'text.format' is not supported. ${CONTENT}`,
        ),
      ),
      param: anything,
    }),
  ),
});
const header = fc
  .oneof(
    fc.string(),
    fc.double().map(String),
    fc.date({ noInvalidDate: true }).map((date) => date.toUTCString()),
  )
  .map((value) => value.replaceAll(/[^\x20-\x7e]/g, '').trim());

const answer: fc.Arbitrary<Answer> = fc.record({
  status: fc.oneof(
    { weight: 6, arbitrary: fc.constant(200) },
    {
      weight: 3,
      arbitrary: fc.constantFrom(400, 401, 402, 403, 404, 408, 409, 413, 422, 429, 429, 500, 502, 503, 529),
    },
    { weight: 1, arbitrary: fc.integer({ min: 200, max: 599 }).filter((status) => status !== 304) },
  ),
  headers: fc.record(
    {
      'content-type': fc.constantFrom('application/json', 'text/html', 'application/octet-stream'),
      'retry-after': header,
      'retry-after-ms': header,
      'x-should-retry': fc.constantFrom('true', 'false'),
    },
    { requiredKeys: [] },
  ),
  body: fc.oneof(
    { weight: 6, arbitrary: response.map((value) => JSON.stringify(value)) },
    { weight: 2, arbitrary: failure.map((value) => JSON.stringify(value)) },
    { weight: 1, arbitrary: anything.map((value) => JSON.stringify(value)) },
    { weight: 1, arbitrary: fc.string({ unit: 'binary' }) },
  ),
});

const prompt = { instructions: 'i', items: [{ role: 'user', text: 'x' }], maxOutputTokens: 100 } as const;

test('whatever a server answers is a value: a decision in full, or one of the errors', async () => {
  const seen = new Set<string>();
  await fc.assert(
    fc.asyncProperty(answer, fc.boolean(), async (given, summary) => {
      next = given;
      const result = summary ? await writer.summarise(prompt) : await writer.write(prompt);
      (summary ? summarySchema : writtenSchema).parse(result);
      seen.add(result.ok ? 'ok' : result.error.code);
      const told = JSON.stringify(result);
      expect(told).not.toContain(KEY);
      if (!result.ok) expect(told).not.toContain(CONTENT);
      JSON.parse(told, (_key, value: unknown) => {
        if (typeof value === 'string') expect(value.isWellFormed() && !value.includes('\0')).toBe(true);
        return value;
      });
    }),
    { numRuns: 1000 },
  );
  // Were one of these never met, the test would not be throwing enough.
  for (const met of [
    'ok',
    'refused',
    'incomplete',
    'invalid_answer',
    'failed',
    'rejected',
    'unauthorised',
    'model_gone',
    'too_long',
    'quota',
    'rate_limited',
    'unavailable',
  ]) {
    expect(seen).toContain(met);
  }
});
