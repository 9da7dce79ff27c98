import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { sha256 } from '../../shared/application/account/hash.ts';
import { takeTurn } from '../../shared/application/conversation/take-turn.ts';
import { createReviewLink } from '../../shared/application/notification/review-links.ts';
import type { MessageResource, ThreadResource } from '../../shared/contract/threads.ts';
import { reviewApp } from '../../shared/http/review-app.ts';
import { paths } from '../../shared/persistence/paths.ts';
import { readThreadView } from '../../shared/persistence/thread-view.ts';
import type { AccessWorld } from './support/access-world.ts';
import type { Browser } from './support/browser.ts';
import { FakeGoogle } from './support/fake-google.ts';
import { inhabited, OWNER } from './support/inhabited.ts';

const HOUR = 60 * 60_000;
const userId = FakeGoogle.subOf(OWNER);

let world: AccessWorld;
let owner: Browser;
let threadId: string;
let messageId: string;
let token: string;

/** What a phone does: no cookie, no script, another site's Origin or none. */
const visit = (
  init: RequestInit = {},
  path = `/review/${token}`,
  address = '203.0.113.9',
): Promise<Response> =>
  Promise.resolve(
    reviewApp(world.app).request(path, init, { incoming: { socket: { remoteAddress: address } } }),
  );

const field = (html: string, pattern: RegExp): string => {
  const found = pattern.exec(html)?.[1];
  if (found === undefined) throw new Error(`no ${pattern} in the page`);
  return found;
};
const sealIn = (html: string): string => field(html, /name="seal" value="([^"]+)"/);
const textIn = (html: string): string => field(html, /<textarea[^>]*>\n([\s\S]*?)<\/textarea>/);

const decide = async (
  decision: string,
  fields: Readonly<Record<string, string>> = {},
  page?: string,
): Promise<{ readonly status: number; readonly html: string }> => {
  const html = page ?? (await (await visit()).text());
  const form = new URLSearchParams({ seal: sealIn(html), text: textIn(html), decision, ...fields });
  const headers = { 'content-type': 'application/x-www-form-urlencoded', origin: 'null' };
  const answer = await visit({ method: 'POST', headers, body: form.toString() });
  return { status: answer.status, html: await answer.text() };
};

const message = async (): Promise<MessageResource | undefined> =>
  (await owner.json<{ items: MessageResource[] }>('GET', `/threads/${threadId}/messages`)).items.find(
    ({ id }) => id === messageId,
  );
const thread = () => owner.json<ThreadResource>('GET', `/threads/${threadId}`);

const newLink = async (): Promise<string> => {
  const view = await readThreadView(world.app.store, userId, threadId);
  const draft = view?.messages.find(({ id }) => id === messageId);
  if (!view || !draft) throw new Error('no draft waits');
  const url = await createReviewLink(world.app, view.thread, draft);
  return url.split('/').at(-1) ?? '';
};

beforeEach(async () => {
  ({ world, owner } = await inhabited());
  const { items } = await owner.json<{ items: ThreadResource[] }>('GET', '/threads');
  const waiting = items.find(({ waitingMessageId }) => waitingMessageId !== null);
  threadId = waiting?.id ?? '';
  messageId = waiting?.waitingMessageId ?? '';
  token = await newLink();
});
afterEach(() => world.app.store.close());

describe('the page', () => {
  test('shows the draft, and changes nothing however often it is opened', async () => {
    const before = JSON.stringify([...world.store.documents.values()]);
    for (const method of ['GET', 'HEAD', 'GET']) expect((await visit({ method })).status).toBe(200);
    expect(JSON.stringify([...world.store.documents.values()])).toBe(before);
    const html = await (await visit()).text();
    expect(textIn(html)).toContain((await message())?.text ?? 'nothing');
    expect(html).toContain((await thread()).recipient.email);
  });

  test('tells nobody of itself, loads nothing, and needs no script', async () => {
    const answer = await visit();
    const headers = Object.fromEntries(answer.headers);
    expect(headers).toMatchObject({
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-store, private',
      'x-robots-tag': 'noindex, nofollow, noarchive',
      'x-frame-options': 'DENY',
      'content-type': 'text/html; charset=utf-8',
    });
    expect(headers['content-security-policy']).toMatch(
      /^default-src 'none'; style-src 'sha256-[\w+/=]+'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'$/,
    );
    expect(answer.headers.getSetCookie()).toEqual([]);
    expect(await answer.text()).not.toMatch(/<script|onclick|javascript:|<img|<link|src=/i);
  });

  test('speaks the reader’s language', async () => {
    const russian = await (await visit({ headers: { 'accept-language': 'ru-RU,ru;q=0.9' } })).text();
    expect(russian).toContain('<html lang="ru">');
    expect(russian).toContain('Одобрить и отправить');
  });

  test('only the hash of a token is stored', () => {
    expect(world.mentioning(token)).toEqual([]);
    expect(world.document(paths.reviewLink(sha256(token)))).toMatchObject({ userId, messageId, used: null });
  });
});

describe('a decision', () => {
  test('approves the text as it is', async () => {
    const { status, html } = await decide('approve');
    expect([status, html]).toEqual([200, expect.stringContaining('Approved. The email is being sent.')]);
    expect(await message()).toMatchObject({ approved: true });
    await takeTurn(world.app)({ userId, threadId });
    expect(await message()).toMatchObject({ state: 'sent' });
  });

  test('sends another text as it was given', async () => {
    expect((await decide('approve', { text: 'Only\r\nthis <b>text</b>.' })).html).toContain('with your text');
    await takeTurn(world.app)({ userId, threadId });
    expect(await message()).toMatchObject({ state: 'sent', text: 'Only\nthis <b>text</b>.' });
  });

  test('discards', async () => {
    expect((await decide('discard')).html).toContain('Discarded.');
    expect(await message()).toMatchObject({ state: 'discarded' });
  });

  test('stops', async () => {
    expect((await decide('stop')).html).toContain('Stopped.');
    expect(await thread()).toMatchObject({ status: 'stopped', stopReason: 'owner_stopped' });
  });

  test('is taken once: a second tap is told what the first did', async () => {
    const page = await (await visit()).text();
    await decide('discard', {}, page);
    const again = await decide('approve', {}, page);
    expect([again.status, again.html]).toEqual([409, expect.stringContaining('you discarded the draft')]);
    expect(await message()).toMatchObject({ state: 'discarded' });
    expect((await visit()).status).toBe(409);
  });

  test('of two taps at once, one is taken', async () => {
    const page = await (await visit()).text();
    const both = await Promise.all([decide('approve', {}, page), decide('stop', {}, page)]);
    expect(both.map(({ status }) => status).toSorted()).toEqual([200, 409]);
  });

  test('is not taken after a day', async () => {
    const page = await (await visit()).text();
    world.now += 24 * HOUR;
    const late = await decide('approve', {}, page);
    expect([late.status, late.html]).toEqual([410, expect.stringContaining('expired')]);
    expect(await message()).toMatchObject({ state: 'awaiting_approval', approved: false });
  });

  test('is not taken for another text than the one that was told of', async () => {
    const page = await (await visit()).text();
    const path = paths.message(userId, threadId, messageId);
    await world.app.store.update(path, { text: 'Something else entirely.' });
    const late = await decide('approve', {}, page);
    expect([late.status, late.html]).toEqual([409, expect.stringContaining('has changed')]);
    expect(await message()).toMatchObject({ approved: false });
  });

  test('is too late where it was decided elsewhere, and says so', async () => {
    const page = await (await visit()).text();
    const sendIt = () => owner.json('POST', `/threads/${threadId}/messages/${messageId}/approve`, {});
    await sendIt();
    expect((await decide('discard', {}, page)).html).toContain('no longer waits');
    await takeTurn(world.app)({ userId, threadId });
    const late = await decide('stop', {}, page);
    expect([late.status, late.html]).toEqual([409, expect.stringContaining('has been sent already')]);
    expect(await thread()).toMatchObject({ status: 'active' });
  });

  test('an empty text is asked for again, and nothing is used up', async () => {
    const empty = await decide('approve', { text: ' \r\n ' });
    expect([empty.status, empty.html]).toEqual([422, expect.stringContaining('The text is empty')]);
    expect((await decide('approve')).status).toBe(200);
  });

  test.each<[string, Readonly<Record<string, string>>]>([
    ['no seal', { seal: '' }],
    ['another seal', { seal: 'x'.repeat(43) }],
    ['a decision that is none', { decision: 'delete' }],
    ['no decision', { decision: '' }],
    ['too long a text', { text: 'x'.repeat(20_001) }],
  ])('with %s is refused', async (_name, fields) => {
    expect((await decide('approve', fields)).status).toBe(422);
    expect(await message()).toMatchObject({ state: 'awaiting_approval', approved: false });
    expect((await decide('approve')).status).toBe(200);
  });

  test('a body that is too large is not read', async () => {
    expect((await visit({ method: 'POST', body: 'x'.repeat(300_000) })).status).toBe(413);
  });

  test('where Gmail does not answer nothing is decided, and the link is good still', async () => {
    const page = await (await visit()).text();
    const { deleteDraft } = world.app.gateway;
    Object.assign(world.app.gateway, {
      deleteDraft: async () => ({ ok: false, error: { code: 'unavailable', message: 'away' } }),
    });
    expect((await decide('discard', {}, page)).status).toBe(503);
    expect(await message()).toMatchObject({ state: 'awaiting_approval' });
    Object.assign(world.app.gateway, { deleteDraft });
    expect((await decide('discard', {}, page)).status).toBe(200);
  });
});

describe('a link', () => {
  test.each([
    'x',
    'A'.repeat(43),
    '../../threads',
    `${'A'.repeat(43)}/x`,
    '%00',
  ])('%j is nobody’s', async (rubbish) => {
    expect((await visit({}, `/review/${rubbish}`)).status).toBe(404);
  });

  test('is of no use with another link’s seal', async () => {
    const page = await (await visit()).text();
    token = await newLink();
    expect((await decide('approve', { seal: sealIn(page) })).status).toBe(422);
  });

  test('ends with “sign out everywhere”', async () => {
    await owner.json('POST', '/auth/logout-everywhere');
    expect((await visit()).status).toBe(404);
  });

  test('names nobody: who tries tokens is slowed down', async () => {
    const statuses = new Set<number>();
    for (let n = 0; n < 200; n++) {
      const guess = `${n}`.padStart(43, 'x');
      statuses.add((await visit({}, `/review/${guess}`, '198.51.100.1')).status);
    }
    expect([...statuses]).toEqual([404, 429]);
    expect((await visit()).status).toBe(200);
  });

  test('shows what was written as text', async () => {
    const evil = '</textarea><script>alert(1)</script>"\'&';
    await world.app.store.update(paths.message(userId, threadId, messageId), { text: evil, subject: evil });
    await world.app.store.update(paths.thread(userId, threadId), {
      recipient: { email: 'a@b.c', name: evil },
    });
    token = await newLink();
    const html = await (await visit()).text();
    expect(html).not.toContain('<script');
    expect(html.match(/<\/textarea>/g)).toHaveLength(1);
    expect(html).toContain('&lt;script&gt;');
  });
});
