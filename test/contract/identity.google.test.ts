import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { refreshTokenSecretName, requiredScopes } from '../../shared/application/ports/identity.ts';
import { type Vault, VaultError } from '../../shared/application/ports/vault.ts';
import { createGoogleIdentity } from '../../shared/infrastructure/google-identity/identity.ts';
import { createInvokerVerifier } from '../../shared/infrastructure/google-identity/service-token.ts';
import { expectOk, mailboxIdOf, REDIRECT_URI, type Setup, setUp } from './identity.setup.ts';

let world: Setup;
beforeAll(async () => {
  world = await setUp();
});
afterAll(() => world.close());
afterEach(() => world.google.world.clearFaults());

/** An adapter that remembers nothing, as in another process. */
const fresh = (vault: Vault = world.vault) =>
  createGoogleIdentity({
    clientId: 'local',
    clientSecret: 'local-secret',
    oauthBaseUrl: world.google.origin,
    vault,
    now: () => Date.now(),
  });

describe('authorization URL', () => {
  const request = {
    state: 'the state',
    nonce: 'the nonce',
    codeChallenge: 'the challenge',
    redirectUri: REDIRECT_URI,
    forceConsent: false,
  };

  test('asks for offline access with PKCE S256, and for no more than is needed', () => {
    const url = new URL(world.identity.authorizationUrl(request));
    expect(url.origin + url.pathname).toBe(`${world.google.origin}/o/oauth2/v2/auth`);
    expect(Object.fromEntries(url.searchParams)).toEqual({
      client_id: 'local',
      redirect_uri: REDIRECT_URI,
      response_type: 'code',
      scope: `openid email profile ${requiredScopes.join(' ')}`,
      access_type: 'offline',
      include_granted_scopes: 'true',
      state: 'the state',
      nonce: 'the nonce',
      code_challenge: 'the challenge',
      code_challenge_method: 'S256',
      prompt: 'select_account',
    });
  });

  test('consent can be asked for again, and an account suggested', () => {
    const url = new URL(
      world.identity.authorizationUrl({ ...request, forceConsent: true, loginHint: 'a@example.com' }),
    );
    expect(url.searchParams.get('prompt')).toBe('consent');
    expect(url.searchParams.get('login_hint')).toBe('a@example.com');
  });

  test('what an earlier consent left out can be asked for alone', () => {
    const url = new URL(world.identity.authorizationUrl({ ...request, scopes: [requiredScopes[1]] }));
    expect(url.searchParams.get('scope')).toBe(`openid email profile ${requiredScopes[1]}`);
    expect(url.searchParams.get('include_granted_scopes')).toBe('true');
  });

  test('without a base URL it is Google’s', () => {
    const google = createGoogleIdentity({
      clientId: 'c',
      clientSecret: 's',
      vault: world.vault,
      now: Date.now,
    });
    expect(google.authorizationUrl(request)).toMatch(
      /^https:\/\/accounts\.google\.com\/o\/oauth2\/v2\/auth\?/,
    );
  });
});

describe('code exchange', () => {
  test('tells who signed in, what was granted, and gives the refresh token', async () => {
    const authorization = await world.authorize({ email: 'Ann@Example.com' });
    const { profile, scopes, refreshToken } = expectOk(await world.identity.exchangeCode(authorization));
    expect(profile).toEqual({
      sub: expect.stringMatching(/^\d{21}$/),
      email: 'ann@example.com',
      emailVerified: true,
      name: 'Ann',
      picture: expect.stringMatching(/^http/),
    });
    expect(scopes).toEqual(expect.arrayContaining([...requiredScopes]));
    expect(refreshToken).toMatch(/./);
  });

  test('a scope that was not ticked is not granted', async () => {
    const authorization = await world.authorize({
      email: 'partial@example.com',
      scopes: ['https://www.googleapis.com/auth/gmail.readonly'],
    });
    const { scopes } = expectOk(await world.identity.exchangeCode(authorization));
    expect(scopes).toContain('https://www.googleapis.com/auth/gmail.readonly');
    expect(scopes).not.toContain('https://www.googleapis.com/auth/gmail.compose');
  });

  test('a second sign-in brings no refresh token, unless consent is asked for', async () => {
    const tokens: boolean[] = [];
    for (const forceConsent of [false, false, true]) {
      const authorization = await world.authorize({ email: 'twice@example.com', forceConsent });
      const { refreshToken } = expectOk(await world.identity.exchangeCode(authorization));
      tokens.push(refreshToken !== null);
    }
    expect(tokens).toEqual([true, false, true]);
  });

  test.each([
    ['another nonce', { nonce: 'foreign' }, 'invalid'],
    ['another verifier', { codeVerifier: 'x'.repeat(43) }, 'invalid'],
    ['a made-up code', { code: '4/made-up' }, 'invalid'],
    // Which one is allowed stands in the console of whoever runs this.
    ['another redirect', { redirectUri: 'http://localhost:5555/other' }, 'operator'],
  ])('%s is refused', async (_title, change, code) => {
    const authorization = await world.authorize({ email: 'mallory@example.com' });
    const result = await world.identity.exchangeCode({ ...authorization, ...change });
    expect(result).toMatchObject({ ok: false, error: { code } });
    expect(JSON.stringify(result)).not.toContain(authorization.code);
  });

  test('a code works once', async () => {
    const authorization = await world.authorize({ email: 'once@example.com' });
    expectOk(await world.identity.exchangeCode(authorization));
    expect(await world.identity.exchangeCode(authorization)).toMatchObject({
      ok: false,
      error: { code: 'invalid' },
    });
  });

  test.each(['500', '503', '429', 'drop_before'] as const)('%s says nothing about the code', async (kind) => {
    const authorization = await world.authorize({ email: 'later@example.com' });
    const fault = { method: 'oauth.token', kind, times: 1 };
    world.google.world.addFault(fault);
    expect(await world.identity.exchangeCode(authorization)).toMatchObject({
      ok: false,
      error: { code: 'unavailable' },
    });
    expect(world.google.world.faults()[0]?.hits).toBe(1);
    expect((await world.identity.exchangeCode(authorization)).ok).toBe(true);
  });
});

describe('access tokens', () => {
  /** Counts what the vault is asked, which is once per refresh. */
  const countingVault = () => {
    const asked: string[] = [];
    const vault: Vault = {
      ...world.vault,
      get: (name) => {
        asked.push(name);
        return world.vault.get(name);
      },
    };
    return { vault, asked };
  };

  test('one refresh serves everyone who asks at once and later', async () => {
    const mailboxId = await world.signIn('cached@example.com');
    const { vault, asked } = countingVault();
    const identity = fresh(vault);
    const results = await Promise.all(Array.from({ length: 20 }, () => identity.accessToken(mailboxId)));
    results.push(await identity.accessToken(mailboxId));
    expect(new Set(results.map(expectOk)).size).toBe(1);
    expect(asked).toEqual([refreshTokenSecretName(mailboxId)]);
  });

  test('mailboxes do not share a token', async () => {
    const ids = [await world.signIn('one@example.com'), await world.signIn('two@example.com')];
    const tokens = await Promise.all(ids.map((id) => world.identity.accessToken(id)));
    expect(new Set(tokens.map(expectOk)).size).toBe(2);
  });

  test('a token is replaced a minute before it ends', async () => {
    const local = await setUp();
    const mailboxId = await local.signIn('hour@example.com');
    const first = expectOk(await local.identity.accessToken(mailboxId));
    local.advance(58 * 60_000);
    expect(expectOk(await local.identity.accessToken(mailboxId))).toBe(first);
    local.advance(90_000);
    expect(expectOk(await local.identity.accessToken(mailboxId))).not.toBe(first);
    await local.close();
  });

  test('a forgotten token is not given again', async () => {
    const mailboxId = await world.signIn('forget@example.com');
    const first = expectOk(await world.identity.accessToken(mailboxId));
    world.identity.forgetAccessToken(mailboxId);
    expect(expectOk(await world.identity.accessToken(mailboxId))).not.toBe(first);
  });

  test('a mailbox whose authorization we do not hold', async () => {
    expect(await world.identity.accessToken('nobody')).toMatchObject({
      ok: false,
      error: { code: 'owner', reason: 'missing' },
    });
  });

  test('access taken away at Google is revoked', async () => {
    const mailboxId = await world.signIn('gone@example.com');
    await fetch(`${world.google.origin}/control/revoke-access`, {
      method: 'POST',
      body: JSON.stringify({ email: 'gone@example.com' }),
    });
    expect(await world.identity.accessToken(mailboxId)).toMatchObject({
      ok: false,
      error: { code: 'owner', reason: 'revoked' },
    });
  });

  test.each([
    '500',
    '503',
    '429',
    'drop_before',
    'drop_after',
  ] as const)('%s is no revocation, is not retried here, and passes', async (kind) => {
    const mailboxId = await world.signIn('blip@example.com');
    const identity = fresh();
    world.google.world.addFault({ method: 'oauth.token', kind, times: 1 });
    const result = await identity.accessToken(mailboxId);
    expect(result).toMatchObject({ ok: false, error: { code: 'unavailable' } });
    expect(world.google.world.faults()[0]?.hits).toBe(1);
    expect((await identity.accessToken(mailboxId)).ok).toBe(true);
  });

  test.each([
    ['401', { code: 'operator', reason: 'client_refused' }],
    ['client_deleted', { code: 'operator', reason: 'client_refused' }],
    ['403', { code: 'owner', reason: 'admin_policy' }],
    ['admin_policy', { code: 'owner', reason: 'admin_policy' }],
    ['403_rate', { code: 'unavailable' }],
    ['404', { code: 'invalid' }],
  ] as const)('%s: %j, and no revocation', async (kind, error) => {
    const mailboxId = await world.signIn('client@example.com');
    world.google.world.addFault({ method: 'oauth.token', kind, times: 1 });
    expect(await fresh().accessToken(mailboxId)).toMatchObject({ ok: false, error });
  });

  test.each([
    ['unavailable', { code: 'unavailable' }],
    ['denied', { code: 'unavailable' }],
    ['corrupt', { code: 'owner', reason: 'missing' }],
  ] as const)('a vault that is %s', async (code, error) => {
    const get = () => Promise.reject(new VaultError(code, 'the vault'));
    const result = await fresh({ ...world.vault, get }).accessToken('any');
    expect(result).toMatchObject({ ok: false, error });
  });

  test('no error says a token', async () => {
    const mailboxId = await world.signIn('secret@example.com');
    const token = await world.vault.get(refreshTokenSecretName(mailboxId));
    for (const kind of ['400', '401', '500', 'drop_before'] as const) {
      world.google.world.addFault({ method: 'oauth.token', kind, times: 1 });
      const result = await fresh().accessToken(mailboxId);
      expect(result.ok).toBe(false);
      expect(JSON.stringify(result)).not.toContain(token);
    }
  });
});

describe('revocation', () => {
  test('ends the access, and may be repeated', async () => {
    const mailboxId = await world.signIn('leave@example.com');
    const before = expectOk(await world.identity.accessToken(mailboxId));
    expect(await world.identity.revoke(mailboxId)).toEqual({ ok: true, value: undefined });
    expect(await world.identity.revoke(mailboxId)).toEqual({ ok: true, value: undefined });
    expect(await world.identity.accessToken(mailboxId)).toMatchObject({
      error: { code: 'owner', reason: 'revoked' },
    });
    const profile = await fetch(`${world.google.origin}/gmail/v1/users/me/profile`, {
      headers: { authorization: `Bearer ${before}` },
    });
    expect(profile.status).toBe(401);
  });

  test('of what we do not hold is done', async () => {
    expect(await world.identity.revoke(mailboxIdOf('stranger@example.com'))).toEqual({
      ok: true,
      value: undefined,
    });
  });

  test('is not done when Google does not answer', async () => {
    const mailboxId = await world.signIn('stays@example.com');
    world.google.world.addFault({ method: 'oauth.revoke', kind: '503', times: 1 });
    expect(await world.identity.revoke(mailboxId)).toMatchObject({
      ok: false,
      error: { code: 'unavailable' },
    });
    expect((await world.identity.accessToken(mailboxId)).ok).toBe(true);
  });
});

describe('tokens of Google’s services', () => {
  const invoker = 'invoker@p.iam.gserviceaccount.com';
  const verifier = (change: object = {}) =>
    createInvokerVerifier({
      audience: 'https://app.example',
      serviceAccountEmail: invoker,
      oauthBaseUrl: world.google.origin,
      ...change,
    });
  const token = (change: object = {}) =>
    world.google.mintServiceIdToken({
      audience: 'https://app.example',
      serviceAccountEmail: invoker,
      ...change,
    });

  test('ours is let in', async () => {
    expect(await verifier().verify(await token())).toEqual({ ok: true });
  });

  test.each([
    ['another audience', { audience: 'https://other.example' }],
    ['another account', { serviceAccountEmail: 'someone@p.iam.gserviceaccount.com' }],
  ])('%s is not', async (_title, change) => {
    expect(await verifier().verify(await token(change))).toEqual({ ok: false });
  });

  test('an unset account or audience lets nobody in', async () => {
    expect(
      await verifier({ serviceAccountEmail: '' }).verify(await token({ serviceAccountEmail: '' })),
    ).toEqual({
      ok: false,
    });
    expect(await verifier({ audience: '' }).verify(await token({ audience: '' }))).toEqual({ ok: false });
  });

  test.each(['', 'x', 'a.b.c', '..', `${'x'.repeat(100_000)}.y.z`])('rubbish is not', async (rubbish) => {
    expect(await verifier().verify(rubbish)).toEqual({ ok: false });
  });

  test('a changed token is not', async () => {
    const [head = '', body = '', signature = ''] = (await token()).split('.');
    const claims = JSON.parse(Buffer.from(body, 'base64url').toString());
    const forged = Buffer.from(JSON.stringify({ ...claims, exp: claims.exp + 1000 })).toString('base64url');
    expect(await verifier().verify(`${head}.${forged}.${signature}`)).toEqual({ ok: false });
  });
});
