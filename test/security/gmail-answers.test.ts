import { createServer, type Server } from 'node:http';
import { inspect } from 'node:util';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { close, listen } from '../../infra/local/stack/listen.ts';
import type { MailGateway } from '../../shared/application/ports/mail-gateway.ts';
import { ok } from '../../shared/domain/result.ts';
import { createGmailGateway } from '../../shared/infrastructure/gmail/gateway.ts';

/*
 * Whatever Gmail answers, each method of the gateway gives a value and never an exception, and nothing of the request's
 * token is in it, even when the answer repeats it everywhere.
 */

const TOKEN = 'ya29.canary-access-token';
let server: Server;
let gateway: MailGateway;
let answer: { readonly status: number; readonly body: string; readonly echo: boolean };

beforeAll(async () => {
  server = createServer((request, response) => {
    request.resume();
    const authorization = request.headers.authorization ?? '';
    if (answer.echo) response.statusMessage = authorization;
    response.writeHead(answer.status, {
      'content-type': 'application/json',
      ...(answer.echo ? { 'www-authenticate': authorization, location: `http://127.0.0.1:1/${TOKEN}` } : {}),
    });
    response.end(answer.echo ? answer.body.replaceAll('ECHO', authorization) : answer.body);
  });
  const baseUrl = `http://127.0.0.1:${await listen(server, 0)}`;
  gateway = createGmailGateway({
    accessToken: async () => ok(TOKEN),
    forgetAccessToken: () => undefined,
    watchTopic: 'projects/p/topics/t',
    baseUrl,
    now: Date.now,
  });
});
afterAll(() => close(server));

const raw = Buffer.from('Subject: x\r\n\r\nx');
const calls: Readonly<Record<keyof MailGateway, () => Promise<{ readonly ok: boolean }>>> = {
  getProfile: () => gateway.getProfile('m'),
  listSendAs: () => gateway.listSendAs('m'),
  watch: () => gateway.watch('m'),
  stopWatch: () => gateway.stopWatch('m'),
  findByMessageId: () => gateway.findByMessageId('m', ['<a@example.com>']),
  searchFrom: () => gateway.searchFrom('m', { addresses: ['a@example.com'], after: 0 }),
  listHistory: () => gateway.listHistory('m', '1', 'page'),
  getMessage: () => gateway.getMessage('m', 'id'),
  getAttachments: () => gateway.getAttachments('m', 'id', ['1']),
  getSignature: () => gateway.getSignature('m'),
  getThread: () => gateway.getThread('m', 'id'),
  createDraft: () => gateway.createDraft('m', raw, 't'),
  updateDraft: () => gateway.updateDraft('m', 'd', raw, null),
  getDraft: () => gateway.getDraft('m', 'd'),
  findDraft: () => gateway.findDraft('m', 'ours', { threadId: null, to: 'a@example.com' }),
  sendDraft: () => gateway.sendDraft('m', 'd'),
  deleteDraft: () => gateway.deleteDraft('m', 'd'),
};
const methods = Object.keys(calls) as readonly (keyof MailGateway)[];

const echo = JSON.stringify({
  error: {
    code: 'ECHO',
    status: 'ECHO',
    message: 'ECHO',
    errors: [{ reason: 'ECHO', message: 'ECHO' }],
    details: [{ '@type': 'ECHO' }],
  },
  config: { headers: { Authorization: 'ECHO' } },
});

test.each(methods)('%s keeps the token out of its result', async (method) => {
  for (const status of [302, 400, 401, 403, 404, 409, 429, 500, 503]) {
    answer = { status, body: echo, echo: true };
    const result = await calls[method]();
    expect(result.ok).toBe(false);
    expect(inspect(result, { depth: 20, showHidden: true })).not.toContain(TOKEN);
  }
});

/** The names that Gmail's answers have, each with anything in it. */
const rubbish = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom(null, true, -1, 1e308, '', 'a/b', '__proto__', '18446744073709551616', '\ud800', '=?x?='),
    fc.array(tie('value'), { maxLength: 3 }),
    tie('object'),
  ),
  object: fc.dictionary(
    fc.constantFrom(
      'id',
      'threadId',
      'message',
      'messages',
      'history',
      'historyId',
      'messagesAdded',
      'labelsAdded',
      'labelIds',
      'nextPageToken',
      'drafts',
      'raw',
      'payload',
      'headers',
      'name',
      'value',
      'internalDate',
      'expiration',
      'sendAs',
      'sendAsEmail',
      'emailAddress',
      'sizeEstimate',
      'mimeType',
      'filename',
      'parts',
      'body',
      'data',
      'size',
      'attachmentId',
      '__proto__',
    ),
    tie('value'),
  ),
})).object;

test.each(methods)('%s takes any answer', async (method) => {
  const body = fc.oneof(
    rubbish.map((value) => JSON.stringify(value)),
    fc.constantFrom('', '{', 'null', '[]', '"text"', '<html>', '['.repeat(10_000)),
  );
  await fc.assert(
    fc.asyncProperty(body, fc.constantFrom(200, 200, 200, 400, 403, 404, 500), async (text, status) => {
      answer = { status, body: text, echo: false };
      expect(typeof (await calls[method]()).ok).toBe('boolean');
    }),
    { numRuns: 40 },
  );
});
