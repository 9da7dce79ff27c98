import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { deleteAccount } from '../../shared/application/account/delete-account.ts';
import { addressHash } from '../../shared/application/account/suppressions.ts';
import { takeTurn } from '../../shared/application/conversation/take-turn.ts';
import type { ThreadResource } from '../../shared/contract/threads.ts';
import { reviewApp } from '../../shared/http/review-app.ts';
import { addUnsubscribeRoutes } from '../../shared/http/unsubscribe-routes.ts';
import { paths } from '../../shared/persistence/paths.ts';
import { readThreadView } from '../../shared/persistence/thread-view.ts';
import { AccessWorld } from './support/access-world.ts';
import type { Browser } from './support/browser.ts';
import { FakeGoogle } from './support/fake-google.ts';
import { OWNER } from './support/inhabited.ts';

const KIM = 'kim@example.com';
const userId = FakeGoogle.subOf(OWNER);
const FORM = { 'content-type': 'application/x-www-form-urlencoded' };
const ONE_CLICK = 'List-Unsubscribe=One-Click';

let world: AccessWorld;
let owner: Browser;
let assistantId: string;
let threadId: string;
let link: string;

/** As a mail program does it: no cookie, no Origin. */
const visit = (init: RequestInit = {}, path = link, address = '203.0.113.9'): Promise<Response> => {
  const app = addUnsubscribeRoutes(reviewApp(world.app), world.app);
  return Promise.resolve(app.request(path, init, { incoming: { socket: { remoteAddress: address } } }));
};
const click = (init: RequestInit = {}): Promise<Response> =>
  visit({ method: 'POST', headers: FORM, body: ONE_CLICK, ...init });
const thread = (id = threadId) => owner.json<ThreadResource>('GET', `/threads/${id}`);
const suppression = () => world.document(paths.suppression(userId, addressHash(KIM)));
const begin = async (body: object = {}): Promise<string> => {
  const request = {
    assistantId,
    recipient: { email: KIM },
    instructions: 'Ask.',
    allowParallel: true,
    ...body,
  };
  return (await owner.json<{ id: string }>('POST', '/threads', request)).id;
};
const turns = async (): Promise<void> => {
  for (const { topic, data } of world.events.splice(0)) {
    if (topic === 'thread-turn') await takeTurn(world.app)(data);
  }
};
const drafts = (): number =>
  [...world.google.mailboxes.values()].reduce((count, { drafts }) => count + drafts.size, 0);
/** All documents but the counts of requests. */
const contents = (): string =>
  JSON.stringify(
    [...world.store.documents.values()].filter(({ path }) => !path.startsWith('addressLimits/')),
  );

beforeEach(async () => {
  world = new AccessWorld();
  owner = await world.signedIn(OWNER);
  const fields = { name: 'Ada', instructions: 'Be kind.', mode: 'review', optOutLine: true };
  assistantId = (await owner.json<{ id: string }>('POST', '/assistants', fields)).id;
  threadId = await begin();
  await turns();
  const view = await readThreadView(world.app.store, userId, threadId);
  const made = view && (await world.app.unsubscribe.linkTo(view.thread));
  link = new URL(made ?? '').pathname.replace('/api', '');
});
afterEach(() => world.app.store.close());

describe('the page', () => {
  test('asks, and changes nothing however often it is opened', async () => {
    const before = contents();
    for (const method of ['GET', 'HEAD', 'GET']) expect((await visit({ method })).status).toBe(200);
    expect(contents()).toBe(before);
    expect(await thread()).toMatchObject({ status: 'active' });
  });

  test('names the sender, and nothing else of theirs', async () => {
    const html = await (await visit()).text();
    expect(html).toContain(`no more emails from ${OWNER}?`);
    for (const hidden of [KIM, userId, threadId, 'Ada', 'Be kind', 'Ask.'])
      expect(html).not.toContain(hidden);
  });

  test('tells nobody of itself, loads nothing, needs no script, and reads no cookie', async () => {
    const answer = await visit({ headers: { cookie: '__session=rubbish' } });
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-store, private',
      'x-robots-tag': 'noindex, nofollow, noarchive',
      'content-security-policy': expect.stringContaining("form-action 'self'"),
    });
    expect(answer.headers.getSetCookie()).toEqual([]);
    expect(await answer.text()).not.toMatch(/<script|onclick|javascript:|<img|<link|src=/i);
  });

  test('speaks the reader’s language', async () => {
    const html = await (await visit({ headers: { 'accept-language': 'ru' } })).text();
    expect(html).toContain(`<html lang="ru">`);
    expect(html).toContain(`Не получать больше писем от ${OWNER}?`);
  });
});

describe('one click', () => {
  const multipart = (value: string): RequestInit => {
    const body = `--b\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\n${value}\r\n--b--\r\n`;
    return { headers: { 'content-type': 'multipart/form-data; boundary=b' }, body };
  };

  test.each<[string, RequestInit]>([
    ['in a form', {}],
    ['in a form of parts', multipart('One-Click')],
    ['without a type', { headers: {}, body: new TextEncoder().encode(ONE_CLICK) }],
    [
      'from the page of another origin',
      { headers: { ...FORM, origin: 'null', 'sec-fetch-site': 'cross-site' } },
    ],
  ])('%s ends the conversation, withdraws the draft and suppresses the person', async (_name, init) => {
    const answer = await click(init);
    expect([answer.status, answer.headers.get('location')]).toEqual([200, null]);
    expect(answer.headers.getSetCookie()).toEqual([]);
    expect(await answer.text()).toContain('You are unsubscribed.');
    expect(await thread()).toMatchObject({
      status: 'stopped',
      stopReason: 'opted_out',
      stopDetail: { code: 'opted_out_before' },
      waitingMessageId: null,
    });
    expect(suppression()).toMatchObject({ email: KIM, reason: 'opted_out', threadId });
    expect(drafts()).toBe(0);
    const request = { assistantId, recipient: { email: 'Kim+x@example.com' }, instructions: 'Ask.' };
    const again = await owner.fetch('POST', '/threads', request);
    expect(await again.json()).toMatchObject({ code: 'suppressed_recipient' });
  });

  test.each<[string, RequestInit]>([
    ['no body', { body: '' }],
    ['another value', { body: 'List-Unsubscribe=No' }],
    ['another field', { body: 'unsubscribe=One-Click' }],
    ['another value in parts', multipart('x')],
    ['broken parts', { headers: { 'content-type': 'multipart/form-data; boundary=b' }, body: '--c\r\n\r\n' }],
    ['no boundary', { headers: { 'content-type': 'multipart/form-data' }, body: ONE_CLICK }],
    ['JSON', { headers: { 'content-type': 'application/json' }, body: '{"List-Unsubscribe":"One-Click"}' }],
  ])('with %s is refused, and changes nothing', async (_name, init) => {
    expect((await click(init)).status).toBe(422);
    expect(await thread()).toMatchObject({ status: 'active' });
    expect(suppression()).toBeNull();
  });

  test('with a body that is too large is not read', async () => {
    expect((await click({ body: `${ONE_CLICK}&x=${'x'.repeat(20_000)}` })).status).toBe(413);
    expect(suppression()).toBeNull();
  });

  test('twice is told the same, and changes nothing more', async () => {
    await click();
    const { events } = await thread();
    const noted = suppression();
    world.now += 60_000;
    const again = await click();
    expect([again.status, await again.text()]).toEqual([
      200,
      expect.stringContaining('You are unsubscribed.'),
    ]);
    expect((await thread()).events).toEqual(events);
    expect(suppression()).toEqual(noted);
    expect(await (await visit()).text()).toContain('You are unsubscribed.');
  });

  test('of two at once, the conversation shows one', async () => {
    const both = await Promise.all([click(), click()]);
    expect(both.map(({ status }) => status)).toEqual([200, 200]);
    const { events } = await thread();
    expect(events.filter(({ kind }) => kind === 'stopped')).toHaveLength(1);
  });

  test('ends every conversation with the person, whatever waits in it, and leaves others alone', async () => {
    const beside = await begin();
    const other = await begin({ recipient: { email: 'jo@example.com' } });
    await turns();
    await click();
    expect(await thread(beside)).toMatchObject({
      status: 'stopped',
      stopReason: 'opted_out',
      waitingMessageId: null,
    });
    expect(await thread(other)).toMatchObject({ status: 'active' });
    expect(drafts()).toBe(1);
  });

  test('counts after the conversation has ended, and again after the owner has lifted it', async () => {
    await owner.json('POST', `/threads/${threadId}/stop`, {});
    await click();
    expect(suppression()).not.toBeNull();
    expect(await thread()).toMatchObject({ stopReason: 'owner_stopped' });
    expect((await thread()).events.at(-1)).toMatchObject({
      kind: 'unsubscribed',
      message: 'The recipient unsubscribed.',
    });
    await owner.fetch('DELETE', `/auth/suppressions/${addressHash(KIM)}`);
    expect(suppression()).toBeNull();
    world.now += 1;
    await click();
    expect(suppression()).not.toBeNull();
  });

  test('counts when the conversation is deleted', async () => {
    await owner.fetch('DELETE', `/threads/${threadId}`);
    expect(world.document(paths.thread(userId, threadId))).toBeNull();
    expect(await (await visit()).text()).toContain('no more emails from this sender?');
    expect(await (await click()).text()).toContain('You are unsubscribed.');
    expect(suppression()).toMatchObject({ email: KIM });
  });

  test('counts when the conversation cannot be read', async () => {
    const path = paths.thread(userId, threadId);
    await world.app.store.update(path, { status: 7 });
    expect((await visit()).status).toBe(200);
    expect((await click()).status).toBe(200);
    expect(suppression()).toMatchObject({ email: KIM });
  });

  test('says that nothing comes any more when the account is deleted, and holds should it come back', async () => {
    await deleteAccount(world.app, { userId });
    for (const answer of [await visit(), await click(), await click()]) {
      expect([answer.status, await answer.text()]).toEqual([
        200,
        expect.stringContaining('The sender no longer uses this service.'),
      ]);
    }
    expect(world.mentioning(KIM)).toEqual([]);
    owner = await world.signedIn(OWNER);
    const fields = { name: 'Ada', instructions: 'Be kind.' };
    assistantId = (await owner.json<{ id: string }>('POST', '/assistants', fields)).id;
    await expect(begin()).rejects.toThrow('suppressed_recipient');
  });
});

describe('a link', () => {
  test.each([
    'x',
    'A'.repeat(43),
    `AQ${'A'.repeat(90)}`,
    '%00',
    'a%2Fb',
  ])('%j is nobody’s, and is said to be so without a look into the store', async (rubbish) => {
    world.storeCalls.length = 0;
    const path = `/unsubscribe/${rubbish}`;
    for (const answer of [await visit({}, path), await visit({ method: 'POST', body: ONE_CLICK }, path)]) {
      expect([answer.status, await answer.text()]).toEqual([404, expect.stringContaining('not valid')]);
    }
    expect(world.storeCalls).toEqual([]);
  });

  test('is of no use in the hands of whoever asks too often', async () => {
    let status = 200;
    for (let n = 0; n < 200 && status === 200; n++) ({ status } = await visit());
    expect(status).toBe(429);
    expect((await visit({}, link, '203.0.113.10')).status).toBe(200);
  });

  test('is not for other methods', async () => {
    for (const method of ['PUT', 'DELETE', 'PATCH']) expect((await visit({ method })).status).toBe(404);
  });
});
