import { afterAll, beforeAll, expect, test } from 'vitest';
import { applyRetention } from '../../shared/application/account/apply-retention.ts';
import { describedExport as accountExport } from '../../shared/application/account/described-export.ts';
import { exportAccount } from '../../shared/application/account/export-account.ts';
import { blankMessage } from '../../shared/domain/conversation/message.ts';
import { openApiDocument } from '../../shared/http/openapi.ts';
import { AccessWorld } from './support/access-world.ts';
import type { Browser } from './support/browser.ts';
import { FakeGoogle } from './support/fake-google.ts';
import { inhabited, OWNER } from './support/inhabited.ts';

let world: AccessWorld;
let owner: Browser;
const SUB = FakeGoogle.subOf(OWNER);

beforeAll(async () => {
  ({ world, owner } = await inhabited());
  await world.signedIn('other@example.com');
});
afterAll(() => world.app.store.close());

const exported = async () => accountExport.parse(await (await owner.fetch('GET', '/auth/export')).json());

test('is a file that is not kept by caches', async () => {
  const response = await owner.fetch('GET', '/auth/export');
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toBe('application/json');
  expect(response.headers.get('content-disposition')).toMatch(/^attachment; filename="[\w.-]+"$/);
  expect(response.headers.get('cache-control')).toBe('no-store');
  await response.body?.cancel();
});

test('holds every document about its owner, fits its schema, and holds nobody else’s', async () => {
  const { documents } = await exported();
  const held = [...world.store.documents.values()].filter(
    ({ path, data }) => path.includes(SUB) || data.userId === SUB,
  );
  const withoutSessions = held.map(({ path }) => path).filter((path) => !path.startsWith('sessions/'));
  const paths = documents.map(({ path }) => path).filter((path) => path !== 'sessions');
  // The watch history lies under the mailbox.
  expect(paths.filter((path) => !path.includes('/watches/')).toSorted()).toEqual(withoutSessions.toSorted());
  expect(new Set(documents.map(({ kind }) => kind))).toEqual(
    new Set([
      'user',
      'session',
      'slot_book',
      'mailbox',
      'credential',
      'watch',
      'assistant',
      'person',
      'suppression',
      'day',
      'audit',
      'idempotency_key',
      'limit',
      'thread',
      'message',
      'channel',
      'notification',
    ]),
  );
  expect(documents.filter(({ kind }) => kind === 'session')).toHaveLength(2);
  expect(JSON.stringify(documents)).not.toContain('other@example.com');
});

test('holds no secret', async () => {
  const text = await (await owner.fetch('GET', '/auth/export')).text();
  for (const secret of [...world.secrets.values(), owner.cookie.split('=')[1] ?? '', 'gmail-refresh-token']) {
    expect(secret).not.toBe('');
    expect(text).not.toContain(secret);
  }
  for (const path of world.store.documents.keys()) {
    if (path.startsWith('sessions/')) expect(text).not.toContain(path.slice('sessions/'.length));
  }
});

test('is described in openapi, kind by kind', () => {
  const description = JSON.stringify(openApiDocument('https://mail.example'));
  for (const kind of ['user', 'credential', 'message', 'limit'])
    expect(description).toContain(`Exported_${kind}`);
});

test('says where a body was deleted after the time that the owner set', async () => {
  const other = await inhabited();
  await other.owner.json('PATCH', '/auth/settings', { retentionDays: 1 });
  const [thread] = (await other.owner.json<{ items: { id: string }[] }>('GET', '/threads')).items;
  const message = { ...blankMessage, userId: SUB, threadId: thread?.id ?? '', createdAt: 1, at: 1 };
  const words = { text: 'Deep words', quoted: 'Deep quote', html: '<p>Deep markup</p>', bodyKept: true };
  const approval = { at: 1, text: 'Deep approval' };
  const collection = `users/${SUB}/threads/${thread?.id}`;
  const store = other.world.app.store;
  await store.set(`${collection}/messages/old`, {
    ...JSON.parse(JSON.stringify({ ...message, ...words, approval })),
    id: 'old',
    direction: 'outbound',
    author: 'assistant',
    state: 'discarded',
  });
  await store.update(collection, {
    summary: { text: 'Deep summary', upTo: 'old' },
    rewriteFeedback: 'Deep wish',
  });
  other.world.now += 1000;
  await applyRetention(other.world.app)();
  const text = await (await other.owner.fetch('GET', '/auth/export')).text();
  expect(text).not.toContain('Deep');
  const { documents } = accountExport.parse(JSON.parse(text));
  const old = documents.find(({ path }) => path.endsWith('/messages/old'));
  expect(old?.data).toMatchObject({ bodyKept: false, text: '' });
});

test('a large account is read a page at a time, and no further than is taken', async () => {
  const store = world.app.store;
  const [thread] = (await owner.json<{ items: { id: string }[] }>('GET', '/threads')).items;
  for (let n = 0; n < 400; n++) await store.set(`users/${SUB}/threads/${thread?.id}/messages/x${n}`, { n });
  const asked = () => world.storeCalls.length;
  const before = asked();
  let pieces = 0;
  let largestPage = 0;
  const query: typeof store.query = async (wanted) => {
    const found = await store.query(wanted);
    largestPage = Math.max(largestPage, found.length);
    return found;
  };
  for await (const piece of exportAccount({ ...world.app, store: { ...store, query } })(SUB)) {
    pieces++;
    expect(piece.length).toBeLessThan(20_000);
    if (pieces === 100) break;
  }
  const taken = asked() - before;
  expect(taken).toBeLessThan(25);
  expect(largestPage).toBeLessThanOrEqual(20);

  const response = await owner.fetch('GET', '/auth/export');
  const reader = response.body?.getReader();
  const started = asked();
  await reader?.read();
  await reader?.read();
  expect(asked() - started).toBeLessThan(5);
  await reader?.cancel();
  const cancelled = asked();
  await Promise.resolve();
  expect(asked()).toBe(cancelled);
});

test('no other site makes us read everything, and it is limited', async () => {
  const strict = new AccessWorld({ EXPORTS_PER_HOUR: '2' });
  const browser = await strict.signedIn(OWNER);
  const ask = (site?: string) =>
    browser.fetch('GET', '/auth/export', undefined, site === undefined ? {} : { 'sec-fetch-site': site });
  for (const site of ['cross-site', 'same-site', 'cross-site']) {
    const calls = strict.storeCalls.length;
    expect((await ask(site)).status).toBe(403);
    // The session is read, and nothing else.
    expect(strict.storeCalls.length - calls).toBeLessThanOrEqual(1);
  }
  const first = await ask('same-origin');
  expect(first.status).toBe(200);
  await first.body?.cancel();
  expect((await ask()).status).toBe(429);
  strict.now += 60 * 60_000;
  const later = await ask('none');
  expect(later.status).toBe(200);
  await later.body?.cancel();
  await strict.app.store.close();
});
