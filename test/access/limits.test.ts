import { describe, expect, test } from 'vitest';
import { createRateLimiter } from '../../shared/application/account/rate-limiter.ts';
import { ConfigError, loadConfig } from '../../shared/config.ts';
import { trustedAddress } from '../../shared/http/client-address.ts';
import { expectProblem } from '../security/support/problem.ts';
import { MemoryStore } from '../support/memory-store/memory-store.ts';
import { AccessWorld } from './support/access-world.ts';
import type { Browser } from './support/browser.ts';

const assistant = { name: 'Ada', instructions: 'Be kind.' };
const threadFor = async (browser: Browser) => ({
  assistantId: (await browser.json<{ id: string }>('POST', '/assistants', assistant)).id,
  recipient: { email: 'maria@example.com' },
  instructions: 'Ask.',
  allowParallel: true,
});

const expectTooMany = async (response: Response): Promise<number> => {
  const retryAfter = response.headers.get('retry-after') ?? '';
  const problem = await expectProblem(response, 429);
  expect(problem.code).toBe('too_many_requests');
  expect(retryAfter).toMatch(/^[1-9]\d*$/);
  return Number(retryAfter);
};

describe('signing in, of one address', () => {
  test('120 a minute pass, the next waits as long as it is told, another address does not', async () => {
    const world = new AccessWorld();
    const browser = world.browser('198.51.100.1');
    for (let n = 0; n < 120; n++) expect((await browser.fetch('GET', '/auth/login')).status).toBe(302);
    const seconds = await expectTooMany(await browser.fetch('GET', '/auth/login'));
    expect((await world.browser('198.51.100.2').fetch('GET', '/auth/login')).status).toBe(302);
    world.now += seconds * 1000;
    expect((await browser.fetch('GET', '/auth/login')).status).toBe(302);
  });

  test('forty whole sign-ins within a minute are nobody to stop', async () => {
    const world = new AccessWorld();
    for (let n = 0; n < 40; n++) await world.signedIn(`person${n}@example.com`);
  });

  test('what is refused here costs the store nothing', async () => {
    const world = new AccessWorld({ SIGN_INS_PER_MINUTE: '2' });
    const browser = world.browser();
    for (let n = 0; n < 2; n++) await browser.fetch('GET', '/auth/login');
    await expectTooMany(await browser.fetch('GET', '/auth/login'));
    const before = world.storeCalls.length;
    await expectTooMany(await browser.fetch('GET', '/auth/login'));
    expect(world.storeCalls.length).toBe(before);
  });

  test('an address lies in the store as a hash with an end, and neither counts for long', async () => {
    const world = new AccessWorld();
    await world.browser('198.51.100.77').fetch('GET', '/auth/login');
    expect(world.mentioning('198.51.100.77')).toEqual([]);
    const [limit] = [...world.store.documents.values()].filter(({ path }) =>
      path.startsWith('addressLimits/'),
    );
    expect(Number(limit?.data.ttl)).toBeGreaterThan(world.now);
    expect(Number(limit?.data.ttl)).toBeLessThanOrEqual(world.now + 60_000);
  });
});

describe('of one user', () => {
  test('conversations: a burst of half an hour, then 429; nothing is created for it; another user is free', async () => {
    const world = new AccessWorld({ THREADS_PER_HOUR: '6' });
    const browser = await world.signedIn('owner@example.com');
    const body = await threadFor(browser);
    for (let n = 0; n < 3; n++) expect((await browser.fetch('POST', '/threads', body)).status).toBe(201);
    const seconds = await expectTooMany(await browser.fetch('POST', '/threads', body));
    expect(seconds).toBe(600);
    expect(world.events.filter(({ topic }) => topic === 'thread-turn')).toHaveLength(3);
    const other = await world.signedIn('other@example.com');
    expect((await other.fetch('POST', '/threads', await threadFor(other))).status).toBe(201);
    world.now += seconds * 1000;
    expect((await browser.fetch('POST', '/threads', body)).status).toBe(201);
  });

  test('some hundred conversations in one go pass with the defaults', async () => {
    const world = new AccessWorld();
    const browser = await world.signedIn('owner@example.com');
    const body = await threadFor(browser);
    for (let n = 0; n < 500; n++) expect((await browser.fetch('POST', '/threads', body)).status).toBe(201);
  });

  test('previews', async () => {
    const world = new AccessWorld({ PREVIEWS_PER_HOUR: '3' });
    const browser = await world.signedIn('owner@example.com');
    const { assistantId } = await threadFor(browser);
    const preview = { recipient: { email: 'maria@example.com' }, instructions: 'Ask.' };
    const ask = () => browser.fetch('POST', `/assistants/${assistantId}/preview`, preview);
    expect((await ask()).status).toBe(200);
    await expectTooMany(await ask());
  });

  test('plain writes, without a write of their own; what is invalid or foreign does not count; reading is free', async () => {
    const world = new AccessWorld({ WRITES_PER_MINUTE: '3' });
    const browser = await world.signedIn('owner@example.com');
    for (let n = 0; n < 5; n++) {
      expect((await browser.fetch('POST', '/assistants', { name: 1 })).status).toBe(422);
      const foreign = { origin: 'https://evil.example' };
      expect((await browser.fetch('POST', '/assistants', assistant, foreign)).status).toBe(403);
    }
    for (let n = 0; n < 3; n++)
      expect((await browser.fetch('POST', '/assistants', assistant)).status).toBe(201);
    await expectTooMany(await browser.fetch('POST', '/assistants', assistant));
    for (let n = 0; n < 5; n++) expect((await browser.fetch('GET', '/assistants')).status).toBe(200);
    expect(world.mentioning('limits/write')).toEqual([]);
  });
});

test('several instances count together where it costs something', async () => {
  const store = new MemoryStore();
  const { rates } = loadConfig({
    DATA_DIR: 'x',
    GOOGLE_CLIENT_ID: 'i',
    GOOGLE_CLIENT_SECRET: 's',
    OPENAI_API_KEY: 'k',
  });
  const instance = () => createRateLimiter({ store: store.connect(), clock: { now: () => 1 }, rates });
  const instances = Array.from({ length: 6 }, instance);
  let admitted = 0;
  for (let round = 0; round < 25; round++) {
    const answers = await Promise.all(
      instances.map((limiter) => limiter('sign_in', { address: '198.51.100.1' })),
    );
    admitted += answers.filter((answer) => answer.admitted).length;
  }
  expect(admitted).toBe(120);
});

describe('the address of a client', () => {
  test.each([
    ['203.0.113.9', undefined, 0, '203.0.113.9'],
    ['203.0.113.9', '1.1.1.1', 0, '203.0.113.9'],
    ['127.0.0.1', '1.1.1.1, 203.0.113.9', 1, '203.0.113.9'],
    ['169.254.8.1', '1.1.1.1, 203.0.113.9, 66.102.8.142', 2, '203.0.113.9'],
    ['169.254.8.1', '203.0.113.9,66.102.8.142', 2, '203.0.113.9'],
    ['169.254.8.1', '203.0.113.9', 2, '203.0.113.9'],
    ['169.254.8.1', '', 2, '169.254.8.1'],
    ['::ffff:203.0.113.9', undefined, 0, '203.0.113.9'],
    ['2001:db8:1:2:3:4:5:6', undefined, 0, '2001:db8:1:2::/64'],
    ['2001:db8::1', undefined, 0, '2001:db8:0:0::/64'],
    ['fe80::1%eth0', undefined, 0, 'fe80:0:0:0::/64'],
    ['::1', undefined, 0, '0:0:0:0::/64'],
    ['127.0.0.1', 'rubbish, <script>', 1, 'unknown'],
    [undefined, undefined, 0, 'unknown'],
  ])('socket %s, header %s, %d proxies: %s', (socket, header, proxies, expected) => {
    expect(trustedAddress(socket, header, proxies)).toBe(expected);
  });

  test('no two ways to write one IPv6 network', () => {
    const forms = [
      '2001:DB8:0:0::1',
      '2001:db8::ffff',
      '2001:0db8:0000:0000:1:2:3:4',
      '2001:db8:0:0:0:0:1.2.3.4',
    ];
    expect(new Set(forms.map((form) => trustedAddress(form, undefined, 0))).size).toBe(1);
  });

  test('what a client writes into the header itself does not make it another', async () => {
    const world = new AccessWorld({ SIGN_INS_PER_MINUTE: '2', TRUSTED_PROXIES: '1' });
    const browser = world.browser();
    const login = (forged: string) =>
      browser.fetch('GET', '/auth/login', undefined, { 'x-forwarded-for': `${forged}, 203.0.113.9` });
    expect([(await login('1.1.1.1')).status, (await login('2.2.2.2')).status]).toEqual([302, 302]);
    await expectTooMany(await login('3.3.3.3'));
  });
});

test('a limit that is no number is refused at the start, with its name', () => {
  const env = { DATA_DIR: 'x', GOOGLE_CLIENT_ID: 'i', GOOGLE_CLIENT_SECRET: 's', OPENAI_API_KEY: 'k' };
  for (const name of ['SIGN_INS_PER_MINUTE', 'THREADS_PER_HOUR', 'PREVIEWS_PER_HOUR', 'WRITES_PER_MINUTE']) {
    expect(() => loadConfig({ ...env, [name]: '0' })).toThrow(ConfigError);
    expect(() => loadConfig({ ...env, [name]: 'many' })).toThrow(name);
  }
});
