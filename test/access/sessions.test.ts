import { beforeEach, expect, test } from 'vitest';
import { createApp } from '../../shared/app.ts';
import { loadConfig } from '../../shared/config.ts';
import { AccessWorld } from './support/access-world.ts';
import type { Browser } from './support/browser.ts';

const OWNER = 'owner@example.com';
const DAY = 24 * 60 * 60_000;

let world: AccessWorld;
let browser: Browser;
beforeEach(async () => {
  world = new AccessWorld();
  browser = await world.signedIn(OWNER);
});

const sessions = (): number =>
  [...world.store.documents.keys()].filter((path) => path.startsWith('sessions/')).length;

test('the token has 256 bits of real randomness', () => {
  const env = { DATA_DIR: 'x', GOOGLE_CLIENT_ID: 'i', GOOGLE_CLIENT_SECRET: 's', OPENAI_API_KEY: 'k' };
  const { random } = createApp(loadConfig(env), {
    store: world.app.store,
    vault: world.app.vault,
    bus: world.app.bus,
  });
  const tokens = Array.from({ length: 100 }, () => random.token());
  expect(new Set(tokens).size).toBe(100);
  for (const token of tokens) expect(Buffer.from(token, 'base64url')).toHaveLength(32);
});

test('the cookie is for this site, over TLS, and for no script', () => {
  expect(browser.cookie).toMatch(/^__session=[\w-]{43}$/);
  expect(browser.cookieFlags.split('; ').toSorted()).toEqual([
    'HttpOnly',
    `Max-Age=${60 * 24 * 60 * 60}`,
    'Path=/',
    'SameSite=Lax',
    'Secure',
  ]);
});

test('on localhost the cookie is not Secure, because browsers would drop it', async () => {
  const local = new AccessWorld({ PUBLIC_URL: 'http://localhost:8080' }).browser();
  await local.fetch('GET', '/auth/login');
  expect(local.cookieFlags).toContain('HttpOnly');
  expect(local.cookieFlags).not.toContain('Secure');
});

test('an authenticated request costs one read of the store and no write', async () => {
  world.storeCalls.length = 0;
  expect((await browser.fetch('GET', '/threads/none')).status).toBe(404);
  // The session, and the conversation that was asked for.
  expect(world.storeCalls).toEqual(['get', 'get']);
});

test('lives as long as it is used, and is prolonged at most once a day', async () => {
  for (let n = 0; n < 4; n++) {
    world.now += 13 * DAY;
    expect(await browser.whoAmI()).toBe(OWNER);
  }
  world.storeCalls.length = 0;
  for (let n = 0; n < 5; n++) await browser.whoAmI();
  expect(world.storeCalls).not.toContain('update');
});

test('ends after a fortnight without use', async () => {
  world.now += 14 * DAY - 1;
  const other = world.browser();
  other.cookie = browser.cookie;
  world.now += 1;
  expect(await other.whoAmI()).toBeNull();
});

test('ends after sixty days however much it is used', async () => {
  for (let day = 1; day < 60; day++) {
    world.now += DAY;
    expect(await browser.whoAmI()).toBe(OWNER);
  }
  world.now += DAY;
  expect(await browser.whoAmI()).toBeNull();
});

test('signing out ends this session, here and in the store', async () => {
  const elsewhere = await world.signedIn(OWNER);
  const { cookie } = browser;
  expect((await browser.fetch('POST', '/auth/logout')).status).toBe(204);
  expect(browser.cookie).toBe('__session=');
  expect(browser.cookieFlags).toContain('Max-Age=0');
  browser.cookie = cookie;
  expect(await browser.whoAmI()).toBeNull();
  expect(await elsewhere.whoAmI()).toBe(OWNER);
});

test('signing out everywhere ends all of one’s own, and nobody else’s', async () => {
  const elsewhere = await world.signedIn(OWNER);
  const other = await world.signedIn('other@example.com');
  expect((await browser.fetch('POST', '/auth/logout-everywhere')).status).toBe(204);
  expect([await browser.whoAmI(), await elsewhere.whoAmI(), await other.whoAmI()]).toEqual([
    null,
    null,
    'other@example.com',
  ]);
});

test('signing in makes a new token and ends the one that was there, so that a planted one is worth nothing', async () => {
  const planted = browser.cookie;
  await browser.signIn({ email: OWNER });
  expect(browser.cookie).not.toBe(planted);
  const attacker = world.browser();
  attacker.cookie = planted;
  expect(await attacker.whoAmI()).toBeNull();
  expect(sessions()).toBe(1);
});

test.each([
  '',
  'x',
  'a~b',
  '~',
  'x'.repeat(43),
  '../../users/x',
  `${'x'.repeat(43)}~${'y'.repeat(43)}`,
])('a cookie %j is nobody’s', async (value) => {
  const stranger = world.browser();
  stranger.cookie = `__session=${value}`;
  expect(await stranger.whoAmI()).toBeNull();
});
