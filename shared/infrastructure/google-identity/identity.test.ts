import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Identity, refreshTokenSecretName } from '../../application/ports/identity.ts';
import { type Vault, VaultError } from '../../application/ports/vault.ts';
import { createAccessTokens } from './access-tokens.ts';
import { createGoogleIdentity } from './identity.ts';
import { createInvokerVerifier } from './service-token.ts';

const newKey = () => generateKeyPairSync('rsa', { modulusLength: 2048 });
const google = newKey();
const stranger = newKey();

const encoded = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
const jwt = (claims: object, key: KeyObject = google.privateKey, header: object = {}) => {
  const signed = `${encoded({ alg: 'RS256', typ: 'JWT', kid: 'k1', ...header })}.${encoded(claims)}`;
  return `${signed}.${sign('RSA-SHA256', Buffer.from(signed), key).toString('base64url')}`;
};

const seconds = () => Math.floor(Date.now() / 1000);
const claims = (change: object = {}) => ({
  iss: 'https://accounts.google.com',
  aud: 'client',
  sub: '123',
  email: 'Ann@Example.com',
  email_verified: true,
  name: 'Ann',
  nonce: 'nonce',
  iat: seconds(),
  exp: seconds() + 3600,
  ...change,
});

/** Google's token endpoint and certificates, saying whatever a test puts here. */
let server: Server;
let origin = '';
let answer: { status: number; body: unknown };
let certs: { status: number; body: unknown };
let asked: string[] = [];

beforeAll(async () => {
  server = createServer((request, response) => {
    const path = new URL(request.url ?? '', 'http://x').pathname;
    asked.push(path);
    const { status, body } = path === '/oauth2/v1/certs' ? certs : answer;
    request.resume();
    response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'max-age=600' });
    response.end(typeof body === 'string' ? body : JSON.stringify(body));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});
beforeEach(() => {
  asked = [];
  certs = { status: 200, body: { k1: google.publicKey.export({ type: 'spki', format: 'pem' }) } };
});

const memoryVault = (entries: Record<string, string> = {}): Vault & { entries: Map<string, string> } => {
  const held = new Map(Object.entries(entries));
  return {
    entries: held,
    put: async (name, secret) => void held.set(name, secret),
    get: async (name) => held.get(name) ?? null,
    destroy: async (name) => void held.delete(name),
  };
};

const identityWith = (vault: Vault = memoryVault(), now = () => Date.now()): Identity =>
  createGoogleIdentity({ clientId: 'client', clientSecret: 'secret', vault, oauthBaseUrl: origin, now });

describe('the id token of a sign-in', () => {
  const exchange = (idToken: unknown, more: object = {}) => {
    answer = {
      status: 200,
      body: { access_token: 'at', expires_in: 3600, scope: 'openid email', id_token: idToken, ...more },
    };
    return identityWith().exchangeCode({
      code: 'canary-code',
      codeVerifier: 'v',
      redirectUri: 'http://localhost/cb',
      nonce: 'nonce',
    });
  };

  test('one that holds is believed', async () => {
    expect(await exchange(jwt(claims()))).toEqual({
      ok: true,
      value: {
        profile: { sub: '123', email: 'ann@example.com', emailVerified: true, name: 'Ann', picture: null },
        scopes: ['openid', 'email'],
        refreshToken: null,
      },
    });
  });

  test.each([
    ['signed by another key', jwt(claims(), stranger.privateKey)],
    ['signed by a key that Google does not publish', jwt(claims(), stranger.privateKey, { kid: 'k2' })],
    ['not signed', `${encoded({ alg: 'none', kid: 'k1' })}.${encoded(claims())}.`],
    ['for another client', jwt(claims({ aud: 'other' }))],
    ['from another issuer', jwt(claims({ iss: 'https://accounts.google.com.evil.example' }))],
    ['from long ago', jwt(claims({ iat: seconds() - 7200, exp: seconds() - 3600 }))],
    ['from the future', jwt(claims({ iat: seconds() + 3600, exp: seconds() + 7200 }))],
    ['of another sign-in', jwt(claims({ nonce: 'other' }))],
    ['without a nonce', jwt(claims({ nonce: undefined }))],
    ['without an address', jwt(claims({ email: undefined }))],
    ['without a user', jwt(claims({ sub: '' }))],
    ['a word', 'canary'],
    ['missing', undefined],
  ])('%s: invalid, and not repeated', async (_title, idToken) => {
    const result = await exchange(idToken);
    expect(result).toMatchObject({ ok: false, error: { code: 'invalid' } });
    if (idToken) expect(JSON.stringify(result)).not.toContain(idToken);
    expect(JSON.stringify(result)).not.toContain('canary');
  });

  test('an address that Google has not verified is told as such', async () => {
    const result = await exchange(jwt(claims({ email_verified: undefined })));
    expect(result).toMatchObject({ ok: true, value: { profile: { emailVerified: false } } });
  });

  test('keys that cannot be had say nothing about the token', async () => {
    certs = { status: 503, body: {} };
    expect(await exchange(jwt(claims()))).toMatchObject({ ok: false, error: { code: 'unavailable' } });
  });
});

describe('refreshing', () => {
  const name = refreshTokenSecretName('box');

  test('a rotated refresh token replaces the old one in the vault', async () => {
    const vault = memoryVault({ [name]: 'old' });
    answer = { status: 200, body: { access_token: 'at', expires_in: 3600, refresh_token: 'new' } };
    expect(await identityWith(vault).accessToken('box')).toEqual({ ok: true, value: 'at' });
    expect(vault.entries.get(name)).toBe('new');
  });

  test('one that cannot be kept is not used either', async () => {
    const vault: Vault = {
      ...memoryVault({ [name]: 'old' }),
      put: () => Promise.reject(new VaultError('unavailable', 'down')),
    };
    answer = { status: 200, body: { access_token: 'at', expires_in: 3600, refresh_token: 'new' } };
    expect(await identityWith(vault).accessToken('box')).toMatchObject({ error: { code: 'unavailable' } });
  });

  test('a bug in the vault is an exception', async () => {
    const vault: Vault = { ...memoryVault(), get: () => Promise.reject(new RangeError('bug')) };
    const identity = identityWith(vault);
    await expect(identity.accessToken('box')).rejects.toThrow(RangeError);
    await expect(identity.accessToken('box')).rejects.toThrow(RangeError);
  });

  test('an answer without a lifetime is used once', async () => {
    answer = { status: 200, body: { access_token: 'at' } };
    const identity = identityWith(memoryVault({ [name]: 'rt' }));
    await identity.accessToken('box');
    await identity.accessToken('box');
    expect(asked).toEqual(['/token', '/token']);
  });

  test.each([
    [200, {}, 'unavailable', undefined],
    [200, '<html>', 'unavailable', undefined],
    [302, {}, 'unavailable', undefined],
    [
      400,
      { error: 'invalid_grant', error_description: 'Token has been expired or revoked.' },
      'owner',
      'revoked',
    ],
    [400, { error: 'invalid_grant', error_subtype: 'invalid_rapt' }, 'owner', 'revoked'],
    [400, { error: 'admin_policy_enforced' }, 'owner', 'admin_policy'],
    [403, { error: 'access_denied', error_description: 'Account restricted' }, 'owner', 'admin_policy'],
    [400, { error: 'invalid_request' }, 'invalid', undefined],
    [400, 'invalid_grant', 'invalid', undefined],
    [401, { error: 'invalid_client' }, 'operator', 'client_refused'],
    [401, { error: 'deleted_client' }, 'operator', 'client_refused'],
    [400, { error: 'unauthorized_client' }, 'operator', 'client_refused'],
    [403, { error: 'org_internal' }, 'operator', 'client_refused'],
    [403, { error: 'rate_limit_exceeded' }, 'unavailable', undefined],
    [500, { error: 'invalid_grant' }, 'unavailable', undefined],
    [503, '', 'unavailable', undefined],
  ])('%i %j is %s (%s)', async (status, body, code, reason) => {
    answer = { status, body };
    const result = await identityWith(memoryVault({ [name]: 'rt' })).accessToken('box');
    expect(result).toEqual({
      ok: false,
      error: { code, ...(reason ? { reason } : {}), message: expect.any(String) },
    });
    expect(asked).toEqual(['/token']);
  });

  test('the memory of tokens is bounded', async () => {
    answer = { status: 200, body: { access_token: 'at', expires_in: 3600 } };
    const vault: Vault = { ...memoryVault(), get: async () => 'rt' };
    const tokens = createAccessTokens({
      clientId: 'client',
      clientSecret: 'secret',
      vault,
      oauthBaseUrl: origin,
      now: () => Date.now(),
      maxCached: 3,
    });
    for (const box of ['a', 'b', 'c', 'd']) await tokens.get(box);
    asked = [];
    for (const box of ['b', 'c', 'd']) await tokens.get(box);
    expect(asked).toEqual([]);
    await tokens.get('a');
    expect(asked).toEqual(['/token']);
  });
});

describe('revoking', () => {
  const name = refreshTokenSecretName('box');
  test.each([
    [200, {}, true],
    [400, { error: 'invalid_token' }, true],
    [400, { error: 'unsupported_token_type' }, 'invalid'],
    [429, {}, 'unavailable'],
    [503, {}, 'unavailable'],
  ])('%i %j', async (status, body, expected) => {
    answer = { status, body };
    const result = await identityWith(memoryVault({ [name]: 'rt' })).revoke('box');
    expect(result.ok || result.error.code).toBe(expected);
    expect(asked).toEqual(['/revoke']);
  });

  test('a secret that cannot be opened cannot be revoked, and counts as gone', async () => {
    const get = () => Promise.reject(new VaultError('corrupt', 'altered'));
    expect(await identityWith({ ...memoryVault(), get }).revoke('box')).toEqual({
      ok: true,
      value: undefined,
    });
    expect(asked).toEqual([]);
  });
});

describe('calls of Google’s services', () => {
  const account = 'invoker@p.iam.gserviceaccount.com';
  const service = (change: object = {}) => claims({ aud: 'https://app', email: account, ...change });
  const verifier = () =>
    createInvokerVerifier({ audience: 'https://app', serviceAccountEmail: account, oauthBaseUrl: origin });

  test.each([
    ['ours', jwt(service()), true],
    ['with the short issuer', jwt(service({ iss: 'accounts.google.com' })), true],
    ['whose address is not verified', jwt(service({ email_verified: false })), false],
    ['that does not say whether it is', jwt(service({ email_verified: undefined })), false],
    ['that says so in a word', jwt(service({ email_verified: 'true' })), false],
    ['of another account', jwt(service({ email: 'x@p.iam.gserviceaccount.com' })), false],
    ['for another audience', jwt(service({ aud: 'https://app/' })), false],
    ['for several audiences', jwt(service({ aud: ['https://app', 'https://other'] })), false],
    ['from another issuer', jwt(service({ iss: 'https://evil.example' })), false],
    ['that has expired', jwt(service({ iat: seconds() - 7200, exp: seconds() - 3600 })), false],
    ['that lasts for years', jwt(service({ exp: seconds() + 10 * 365 * 86_400 })), false],
    ['signed by another key', jwt(service(), stranger.privateKey), false],
  ])('a token %s', async (_title, token, ok) => {
    expect(await verifier().verify(token)).toEqual({ ok });
  });

  test('the keys are fetched once', async () => {
    const one = verifier();
    for (let call = 0; call < 5; call++) await one.verify(jwt(service()));
    expect(asked).toEqual(['/oauth2/v1/certs']);
  });

  test('without keys nobody is let in', async () => {
    certs = { status: 500, body: {} };
    const one = verifier();
    expect(await one.verify(jwt(service()))).toEqual({ ok: false });
    certs = { status: 200, body: { k1: google.publicKey.export({ type: 'spki', format: 'pem' }) } };
    expect(await one.verify(jwt(service()))).toEqual({ ok: true });
  });
});
