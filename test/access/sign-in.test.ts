import { createHash } from 'node:crypto';
import { beforeEach, describe, expect, test } from 'vitest';
import { mailboxIdOf } from '../../shared/application/mailbox/mailbox-id.ts';
import { requiredScopes } from '../../shared/application/ports/identity.ts';
import { AccessWorld } from './support/access-world.ts';

const OWNER = 'owner@example.com';
const MAILBOX = `mailboxes/${mailboxIdOf(OWNER)}`;
const [READ, WRITE] = requiredScopes;
const MINUTE = 60_000;

let world: AccessWorld;
beforeEach(() => {
  world = new AccessWorld();
});

const sessions = (): number =>
  [...world.store.documents.keys()].filter((path) => path.startsWith('sessions/')).length;

describe('where a sign-in returns to', () => {
  test('is kept through a sign-in, and through one that failed', async () => {
    const browser = world.browser();
    expect(await browser.signIn({ email: OWNER }, '?returnTo=/threads/t1')).toBe('/threads/t1');
    const begun = await browser.beginSignIn('?returnTo=/threads/t1');
    const state = new URL(begun).searchParams.get('state') ?? '';
    expect(await browser.callback(new URLSearchParams({ state, error: 'access_denied' }))).toBe(
      '/sign-in?error=denied&returnTo=%2Fthreads%2Ft1',
    );
    expect(await browser.signIn({ email: OWNER }, '?returnTo=//evil.example')).toBe('/');
  });
});

describe('what Google is asked', () => {
  test('PKCE S256; state, nonce and challenge that are new each time and follow from nothing that is stored', async () => {
    const browser = world.browser();
    const [first, second] = [await browser.beginSignIn(), await browser.beginSignIn()].map(
      (url) => new URL(url).searchParams,
    );
    expect(first?.get('code_challenge_method')).toBe('S256');
    for (const name of ['state', 'nonce', 'code_challenge']) {
      expect(first?.get(name)).toMatch(/^[\w-]{43}$/);
      expect(first?.get(name)).not.toBe(second?.get(name));
      expect(world.mentioning(first?.get(name) ?? '')).toEqual([]);
    }
    const [stored] = [...world.store.documents.values()].filter(({ path }) => path.startsWith('signIns/'));
    expect(stored?.path).not.toContain(first?.get('state'));
    expect(stored?.data.ttl).toBe(world.now + 10 * MINUTE);
  });

  test('only for what is missing, where that is wanted, and never for what we do not need', async () => {
    const asked = async (query: string) =>
      new URL(await world.browser().beginSignIn(query)).searchParams.get('scope');
    expect(await asked(`?missing=${WRITE}`)).toBe(WRITE);
    expect(await asked(`?missing=${READ},${WRITE}`)).toBe(`${READ} ${WRITE}`);
    expect(await asked('?missing=https://mail.google.com/')).toBe(`${READ} ${WRITE}`);
  });
});

describe('a callback', () => {
  test('in another browser gets no session, nor spoils the sign-in for the one that began it', async () => {
    const [mine, victim] = [world.browser(), world.browser()];
    const back = world.google.consent(await mine.beginSignIn(), { email: 'attacker@example.com' });
    expect(await victim.callback(back)).toBe('/sign-in?error=expired');
    expect(await victim.whoAmI()).toBeNull();
    await victim.beginSignIn(); // with a sign-in of its own under way
    expect(await victim.callback(back)).toBe('/sign-in?error=expired');
    expect(await victim.whoAmI()).toBeNull();
    expect(sessions()).toBe(0);
    expect(await mine.callback(back)).toBe('/');
  });

  test('comes too late after ten minutes, whether or not the store has cleaned up', async () => {
    const browser = world.browser();
    const back = world.google.consent(await browser.beginSignIn(), { email: OWNER });
    world.now += 10 * MINUTE;
    expect(await browser.callback(back)).toBe('/sign-in?error=expired');
    expect(world.google.calls).toEqual([]);
  });

  test('twice is harmless: the second finds somebody who is signed in', async () => {
    const browser = world.browser();
    const back = world.google.consent(await browser.beginSignIn('?returnTo=/threads'), { email: OWNER });
    expect(await browser.callback(back)).toBe('/threads');
    const { cookie } = browser;
    expect(await browser.callback(back)).toBe('/');
    expect([browser.cookie, await browser.whoAmI(), sessions()]).toEqual([cookie, OWNER, 1]);
    expect(world.google.calls.filter((call) => call === 'exchange')).toHaveLength(1);
  });

  test('twice at once makes one session', async () => {
    const browser = world.browser();
    const back = world.google.consent(await browser.beginSignIn(), { email: OWNER });
    const answers = await Promise.all([browser.callback(back), browser.callback(back)]);
    expect(answers.toSorted()).toEqual(['/', '/sign-in?error=expired']);
    expect(sessions()).toBe(1);
  });

  test('of a sign-in in another tab of the same browser is good', async () => {
    const browser = world.browser();
    const [first, second] = [await browser.beginSignIn('?returnTo=/threads'), await browser.beginSignIn()];
    expect(await browser.callback(world.google.consent(first, { email: OWNER }))).toBe('/threads');
    expect(await browser.callback(world.google.consent(second, { email: OWNER }))).toBe('/');
    expect(await browser.whoAmI()).toBe(OWNER);
  });

  test.each([
    '',
    'state=&code=',
    'state=x',
    'code=x',
    'state=x&code=y&error=access_denied',
    `state=${'s'.repeat(5000)}&code=c`,
    'state[]=1&code[]=2',
    'error=%3Cscript%3E',
  ])('that Google would not make (%s) ends on our page, without a session and without asking Google', async (query) => {
    const browser = world.browser();
    await browser.beginSignIn();
    expect(await browser.callback(new URLSearchParams(query))).toBe('/sign-in?error=expired');
    expect(await browser.whoAmI()).toBeNull();
    expect(world.google.calls).toEqual([]);
  });

  test.each([
    [{ code: 'forged' }, 'failed'],
    [{}, 'failed'],
    [{ error: 'access_denied' }, 'denied'],
    [{ error: 'admin_policy_enforced' }, 'failed'],
  ])('of this browser, with %j: our page says %s', async (fields, error) => {
    const browser = world.browser();
    const state = new URL(await browser.beginSignIn()).searchParams.get('state') ?? '';
    expect(await browser.callback(new URLSearchParams({ state, ...fields }))).toBe(`/sign-in?error=${error}`);
    expect([await browser.whoAmI(), sessions()]).toEqual([null, 0]);
  });

  test('with a code that belongs to another sign-in of the same browser gets nothing', async () => {
    const browser = world.browser();
    const [first, second] = [await browser.beginSignIn(), await browser.beginSignIn()];
    const back = world.google.consent(first, { email: OWNER });
    back.set('state', new URL(second).searchParams.get('state') ?? '');
    expect(await browser.callback(back)).toBe('/sign-in?error=failed');
  });

  test('of somebody whose address Google has not verified gets nothing', async () => {
    expect(await world.browser().signIn({ email: OWNER, emailVerified: false })).toBe(
      '/sign-in?error=failed',
    );
    expect([sessions(), world.secrets.size]).toEqual([0, 0]);
  });
});

describe('consent in part', () => {
  test.each([
    [[READ], [WRITE]],
    [[WRITE], [READ]],
    [[], [READ, WRITE]],
  ])('with %j granted leads to a page that names %j, and grants nothing', async (scopes, missing) => {
    const browser = world.browser();
    const location = new URL(await browser.signIn({ email: OWNER, scopes }), 'https://own.example');
    expect(location.pathname).toBe('/sign-in');
    expect(location.searchParams.get('error')).toBe('partial');
    expect(location.searchParams.get('missing')).toBe(missing.join(','));
    expect([sessions(), world.secrets.size, world.document(MAILBOX)]).toEqual([0, 0, null]);
  });
});

describe('without a new refresh token', () => {
  test('the old one is kept', async () => {
    await world.signedIn(OWNER);
    const before = new Map(world.secrets);
    const browser = world.browser();
    expect(await browser.signIn({ email: OWNER, refresh: false }, '?returnTo=/threads')).toBe('/threads');
    expect(world.secrets).toEqual(before);
    expect(await browser.whoAmI()).toBe(OWNER);
  });

  test('and without an old one, consent is asked for once more', async () => {
    const browser = world.browser();
    const location = await browser.signIn({ email: OWNER, refresh: false }, '?returnTo=/threads');
    expect(location).toBe('/api/auth/login?returnTo=%2Fthreads&consent=1');
    const again = new URL(await browser.beginSignIn(location.slice(location.indexOf('?'))));
    expect(again.searchParams.get('prompt')).toBe('consent');
    expect(sessions()).toBe(0);
  });

  test('an old one of a mailbox that is disconnected is not believed in', async () => {
    const browser = await world.signedIn(OWNER);
    world.google.removeAccess(OWNER);
    await world.app.store.update(MAILBOX, { status: 'disconnected', disconnectedReason: 'revoked' });
    expect(await browser.signIn({ email: OWNER, refresh: false })).toMatch(/consent=1$/);
  });
});

describe('while Google fails', () => {
  test('at the exchange of the code: no session, and nothing is taken for revoked', async () => {
    await world.signedIn(OWNER);
    const browser = world.browser();
    const back = world.google.consent(await browser.beginSignIn(), { email: OWNER });
    world.google.isDown = true;
    expect(await browser.callback(back)).toBe('/sign-in?error=failed');
    expect(world.document(MAILBOX)).toMatchObject({ status: 'connected' });
    expect(await browser.whoAmI()).toBeNull();
  });

  test('right after it: no session, and no token that nobody would find again', async () => {
    const browser = world.browser();
    world.google.onCall = (name) => {
      if (name === 'getProfile') world.google.isDown = true;
    };
    expect(await browser.signIn({ email: OWNER })).toBe('/sign-in?error=failed');
    expect([world.secrets.size, sessions()]).toEqual([0, 0]);
  });

  test('right after it, for a mailbox that was given back: it stays given back', async () => {
    const browser = await world.signedIn(OWNER);
    await browser.json('POST', '/auth/disconnect');
    world.google.onCall = (name) => {
      if (name === 'getProfile') world.google.isDown = true;
    };
    expect(await browser.signIn({ email: OWNER })).toBe('/sign-in?error=failed');
    expect(world.secrets.size).toBe(0);
    expect(world.document(MAILBOX)).toMatchObject({ status: 'disconnected', disconnectedReason: 'owner' });
  });

  test('right after it, for a mailbox that is connected: it stays connected', async () => {
    await world.signedIn(OWNER);
    world.google.onCall = (name) => {
      if (name === 'getProfile') world.google.isDown = true;
    };
    expect(await world.browser().signIn({ email: OWNER })).toBe('/sign-in?error=failed');
    expect(world.secrets.size).toBe(1);
    world.google.onCall = () => {};
    world.google.isDown = false;
    expect((await world.app.gateway.getProfile(mailboxIdOf(OWNER))).ok).toBe(true);
  });
});

test('another Google account in the same browser has its own session, and the first one is over', async () => {
  const browser = await world.signedIn(OWNER);
  const old = browser.cookie;
  await browser.signIn({ email: 'other@example.com' });
  expect(await browser.whoAmI()).toBe('other@example.com');
  const former = world.browser();
  former.cookie = old;
  expect(await former.whoAmI()).toBeNull();
  expect(sessions()).toBe(1);
});

test('leaves what was granted, a cursor and a watch behind, and tokens nowhere but in the vault', async () => {
  await world.signedIn(OWNER);
  expect(world.document(`credentials/${mailboxIdOf(OWNER)}`)).toMatchObject({
    status: 'granted',
    scopes: ['openid', READ, WRITE],
  });
  expect(world.document(MAILBOX)).toMatchObject({ status: 'connected', historyId: '1000' });
  expect(world.google.mailboxOf(OWNER).watchExpiresAt).toBeGreaterThan(world.now);
  const [token = ''] = world.secrets.values();
  expect(token).toMatch(/^secret-refresh/);
  expect(world.mentioning(token)).toEqual([]);
  expect(world.logged.join('\n')).not.toContain(token);
});

test('a token of 256 bits, of which the store knows the hash only', async () => {
  const browser = await world.signedIn(OWNER);
  const token = browser.cookie.replace('__session=', '');
  const hash = createHash('sha256').update(token).digest('hex');
  expect(world.mentioning(token)).toEqual([]);
  expect(world.document(`sessions/${hash}`)).not.toBeNull();
});
