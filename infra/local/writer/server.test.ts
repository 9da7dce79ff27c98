import OpenAI from 'openai';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { askedAnswerSchema, writerAnswerSchema } from '../../../shared/domain/writing/answer.ts';
import { type LocalWriter, startLocalWriter } from './server.ts';

let server: LocalWriter;
let client: OpenAI;

beforeAll(async () => {
  server = await startLocalWriter({ port: 0 });
  client = new OpenAI({ apiKey: 'any', baseURL: `${server.origin}/v1`, maxRetries: 0, timeout: 5000 });
});
afterAll(() => server.close());
beforeEach(async () => {
  await fetch(`${server.origin}/control/script`, { method: 'DELETE' });
  await fetch(`${server.origin}/control/requests`, { method: 'DELETE' });
});

const format = {
  type: 'json_schema',
  name: 'decision',
  strict: true,
  schema: z.toJSONSchema(askedAnswerSchema, { target: 'draft-7' }),
} as const;

const INSTRUCTIONS =
  '## Instructions\nThe tool costs 20 euros a month.\n\n## Signature\nAlex\n\n## Task\nDecide.';

const ask = (text = '<untrusted-mail from="m">\nWhat does it cost?\n</untrusted-mail>', options = {}) =>
  client.responses.create({
    model: 'local-writer',
    store: false,
    instructions: INSTRUCTIONS,
    input: [{ role: 'user', content: text }],
    max_output_tokens: 4000,
    text: { format },
    ...options,
  });

const script = async (...responses: readonly unknown[]): Promise<Response> =>
  fetch(`${server.origin}/control/script`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ responses }),
  });

test('the official client gets a completed response with the structured answer', async () => {
  const response = await ask();
  expect(response.status).toBe('completed');
  expect(response.id).toMatch(/^resp_/);
  expect(response).toMatchObject({ store: false, object: 'response' });
  const answer = writerAnswerSchema.parse(JSON.parse(response.output_text));
  expect(answer.action).toBe('reply');
  expect(answer.body).toContain('20 euros a month');
  const { usage } = response;
  expect(usage?.input_tokens).toBeGreaterThan(20);
  expect(usage?.total_tokens).toBe((usage?.input_tokens ?? 0) + (usage?.output_tokens ?? 0));
  expect(usage?.input_tokens_details.cached_tokens).toBe(0);
});

test('the same prompt gets the same answer', async () => {
  expect((await ask()).output_text).toBe((await ask()).output_text);
});

test('without a schema the answer is plain text', async () => {
  const response = await client.responses.create({
    model: 'm',
    input: [
      { role: 'assistant', content: 'Hi,\n\nwould you like to try our tool?' },
      {
        role: 'user',
        content: '<untrusted-mail from="m">\nWe would like to try it in March.\n</untrusted-mail>',
      },
    ],
  });
  expect(response.output_text).toBe(
    'We wrote: would you like to try our tool?\nThey wrote: We would like to try it in March.',
  );
});

test('a long prefix that was seen before counts as cached', async () => {
  const instructions = `${'Rules. '.repeat(1200)}\n${INSTRUCTIONS}`;
  const [first, second] = [await ask('one', { instructions }), await ask('two', { instructions })];
  expect(first.usage?.input_tokens_details.cached_tokens).toBe(0);
  const cached = second.usage?.input_tokens_details.cached_tokens ?? 0;
  expect(cached).toBeGreaterThanOrEqual(2048);
  expect(cached % 128).toBe(0);
  expect(cached).toBeLessThanOrEqual(second.usage?.input_tokens ?? 0);
});

test('an answer longer than allowed is cut off', async () => {
  const response = await ask(undefined, { max_output_tokens: 16 });
  expect(response.status).toBe('incomplete');
  expect(response.incomplete_details?.reason).toBe('max_output_tokens');
  expect(response.output_text).toHaveLength(64);
});

test('scripted answers come in order, and then mails again', async () => {
  await script(
    { kind: 'refusal' },
    { kind: 'incomplete', reason: 'content_filter' },
    { kind: 'failed', code: 'rate_limit_exceeded' },
    { kind: 'rubbish' },
    { kind: 'json', json: { action: 'wait' } },
  );
  const refused = await ask();
  expect(refused.output[0]).toMatchObject({ type: 'message', content: [{ type: 'refusal' }] });
  expect((await ask()).incomplete_details).toEqual({ reason: 'content_filter' });
  const failed = await ask();
  expect([failed.status, failed.error?.code, failed.output]).toEqual(['failed', 'rate_limit_exceeded', []]);
  const rubbish = (await ask()).output_text;
  expect(() => JSON.parse(rubbish)).toThrow();
  expect((await ask()).output_text).toBe('{"action":"wait"}');
  expect(JSON.parse((await ask()).output_text)).toMatchObject({ action: 'reply' });
});

test('scripted failures reach the client as its own errors', async () => {
  await script(
    { kind: 'rate_limit', retryAfterSeconds: 7 },
    { kind: 'quota' },
    { kind: 'error' },
    { kind: 'error', status: 401 },
  );
  const limited: unknown = await ask().catch((error: unknown) => error);
  expect(limited).toBeInstanceOf(OpenAI.RateLimitError);
  expect(limited).toMatchObject({ status: 429, code: 'rate_limit_exceeded' });
  expect(limited instanceof OpenAI.APIError ? limited.headers?.get('retry-after') : null).toBe('7');
  await expect(ask()).rejects.toMatchObject({ status: 429, code: 'insufficient_quota' });
  await expect(ask()).rejects.toBeInstanceOf(OpenAI.InternalServerError);
  await expect(ask()).rejects.toBeInstanceOf(OpenAI.AuthenticationError);
});

test('a hanging request is ended by the client, and does not keep the server from closing', async () => {
  const own = await startLocalWriter({ port: 0 });
  await fetch(`${own.origin}/control/script`, {
    method: 'POST',
    body: JSON.stringify({ responses: [{ kind: 'hang', times: 2 }] }),
  });
  const hanging = () =>
    new OpenAI({ apiKey: 'any', baseURL: `${own.origin}/v1`, maxRetries: 0, timeout: 100 }).responses.create({
      model: 'm',
      input: 'x',
    });
  await expect(hanging()).rejects.toBeInstanceOf(OpenAI.APIConnectionTimeoutError);
  const pending = hanging().catch(() => 'ended');
  await own.close();
  expect(await pending).toBe('ended');
});

test('a held answer waits for its release, and a cut connection is none', async () => {
  await script({ kind: 'hold' }, { kind: 'disconnect' });
  const held = ask();
  await vi.waitFor(async () => {
    const state = await (await fetch(`${server.origin}/control/requests`)).json();
    expect(state).toMatchObject({ held: 1 });
  });
  await expect(ask()).rejects.toBeInstanceOf(OpenAI.APIConnectionError);
  await fetch(`${server.origin}/control/release`, { method: 'POST' });
  expect((await held).status).toBe('completed');
});

test('an entry may wait for a certain prompt, for several times, and be cleared', async () => {
  await script({ kind: 'text', text: 'special', when: 'Thursday', times: 2 });
  expect((await ask('Monday?')).output_text).not.toBe('special');
  expect((await ask('Thursday?')).output_text).toBe('special');
  await fetch(`${server.origin}/control/script`, { method: 'DELETE' });
  expect((await ask('Thursday?')).output_text).not.toBe('special');
});

test('what was asked can be looked up', async () => {
  await ask('Is there a trial?');
  const { requests } = z
    .object({ requests: z.array(z.looseObject({ model: z.string(), input: z.unknown() })) })
    .parse(await (await fetch(`${server.origin}/control/requests`)).json());
  expect(requests).toEqual([
    expect.objectContaining({
      model: 'local-writer',
      store: false,
      input: [{ role: 'user', content: 'Is there a trial?' }],
    }),
  ]);
});

test.each([
  ['no input', { model: 'm' }],
  ['an empty conversation', { model: 'm', input: [] }],
  ['a stream', { model: 'm', input: 'x', stream: true }],
  [
    'a foreign schema',
    { model: 'm', input: 'x', text: { format: { ...format, schema: { type: 'object', properties: {} } } } },
  ],
])('%s is refused in the API’s error shape', async (_title, body) => {
  const response = await fetch(`${server.origin}/v1/responses`, {
    method: 'POST',
    body: JSON.stringify(body),
  });
  expect(response.status).toBe(400);
  expect(await response.json()).toMatchObject({
    error: { type: 'invalid_request_error', message: expect.any(String) },
  });
});

test('a script that makes no sense is refused', async () => {
  expect((await script({ kind: 'explode' })).status).toBe(400);
});

test('a model is told of, and its end when one is set', async () => {
  const described = async () => (await client.models.retrieve('local-writer')) as unknown;
  expect(await described()).toMatchObject({ id: 'local-writer', object: 'model', shutdown_date: null });
  const control = (body: unknown) =>
    fetch(`${server.origin}/control/model`, { method: 'POST', body: JSON.stringify(body) });
  expect((await control({ shutdownDate: '2027-01-01' })).status).toBe(200);
  expect(await described()).toMatchObject({ shutdown_date: '2027-01-01' });
  expect((await control({ shutdownDate: null })).status).toBe(200);
  expect((await control({ shutdownDate: 'soon' })).status).toBe(400);
});
