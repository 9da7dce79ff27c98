import { X509Certificate } from 'node:crypto';
import { OAuth2Client } from 'google-auth-library';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type LocalGoogle, startLocalGoogle } from './server.ts';
import { consent, mail, oauthClient, REDIRECT, refusal, SCOPES, signIn } from './testing/google-client.ts';

let google: LocalGoogle;
let clock = Date.now();

beforeAll(async () => {
  google = await startLocalGoogle({
    port: 0,
    databasePath: ':memory:',
    inhabitants: false,
    publish: async () => {},
    now: () => clock,
  });
});
afterAll(() => google.close());

const PREFIX = 'https://www.googleapis.com/auth/';
const me = { userId: 'me' } as const;

test('a sign-in ends with tokens that the real library accepts', async () => {
  const { location, codeVerifier, client } = await consent(google.origin, { email: 'Eva@Example.com' });
  expect(location.origin + location.pathname).toBe(REDIRECT);
  expect(location.searchParams.get('state')).toBe('a state');
  const { tokens } = await client.getToken({ code: location.searchParams.get('code') ?? '', codeVerifier });
  expect(tokens.token_type).toBe('Bearer');
  expect(tokens.refresh_token).toMatch(/^1\/\/0/);
  expect(tokens.scope?.split(' ').sort()).toEqual(
    ['openid', `${PREFIX}gmail.modify`, `${PREFIX}userinfo.email`, `${PREFIX}userinfo.profile`].sort(),
  );
  const ticket = await client.verifyIdToken({ idToken: tokens.id_token ?? '', audience: 'local' });
  expect(ticket.getPayload()).toMatchObject({
    iss: 'https://accounts.google.com',
    aud: 'local',
    azp: 'local',
    email: 'eva@example.com',
    email_verified: true,
    name: 'Eva',
    nonce: 'a nonce',
  });
  expect(ticket.getUserId()).toMatch(/^\d{21}$/);
  expect((await client.getTokenInfo(tokens.access_token ?? '')).email).toBe('eva@example.com');
  const wrongAudience = client.verifyIdToken({ idToken: tokens.id_token ?? '', audience: 'other' });
  await expect(wrongAudience).rejects.toThrow();
});

test('a code works once, for ten minutes, with its verifier and its redirect', async () => {
  const redeem = async (change: { codeVerifier?: string; redirect_uri?: string }, later = 0) => {
    const { location, codeVerifier, client } = await consent(google.origin, { email: 'once@example.com' });
    const code = location.searchParams.get('code') ?? '';
    clock += later;
    return { code, codeVerifier, client, call: client.getToken({ code, codeVerifier, ...change }) };
  };
  const invalid = { status: 400, data: { error: 'invalid_grant' } };
  expect(await refusal((await redeem({ codeVerifier: 'x'.repeat(50) })).call)).toMatchObject(invalid);
  expect((await refusal((await redeem({ redirect_uri: 'http://localhost:1/' })).call)).status).toBe(400);
  expect(await refusal((await redeem({}, 10 * 60_000)).call)).toMatchObject(invalid);
  const good = await redeem({});
  await good.call;
  const again = good.client.getToken({ code: good.code, codeVerifier: good.codeVerifier });
  expect(await refusal(again)).toMatchObject(invalid);
});

test('a code that comes twice ends what it was exchanged for, and nothing else', async () => {
  const other = await signIn(google.origin, 'twice@example.com');
  const { location, codeVerifier, client } = await consent(google.origin, {
    email: 'twice@example.com',
    prompt: 'consent',
  });
  const code = location.searchParams.get('code') ?? '';
  client.setCredentials((await client.getToken({ code, codeVerifier })).tokens);
  const { credentials } = await client.refreshAccessToken();
  await refusal(client.getToken({ code, codeVerifier }));
  expect(await refusal(client.refreshAccessToken())).toMatchObject({ data: { error: 'invalid_grant' } });
  const info = client.getTokenInfo(credentials.access_token ?? '');
  expect((await refusal(info)).data).toMatchObject({ error: 'invalid_token' });
  expect((await other.gmail.users.getProfile(me)).data.emailAddress).toBe('twice@example.com');
});

test('a refresh token comes with the first consent, and again only when consent is asked for', async () => {
  const first = await signIn(google.origin, 'ref@example.com');
  const second = await signIn(google.origin, 'ref@example.com');
  const third = await signIn(google.origin, { email: 'ref@example.com', prompt: 'consent' });
  expect(
    [first.refreshToken, second.refreshToken, third.refreshToken].map((token) => token !== null),
  ).toEqual([true, false, true]);
  const { credentials } = await first.client.refreshAccessToken();
  expect(credentials.access_token).not.toBe(first.accessToken);
  const more = [...SCOPES, 'https://www.googleapis.com/auth/gmail.compose'];
  const consentedToMore = await signIn(google.origin, { email: 'ref@example.com', scopes: more });
  expect(consentedToMore.refreshToken).not.toBeNull();
});

test('the published certificates are certificates, of the keys that tokens are signed with', async () => {
  const published = (await (await fetch(`${google.origin}/oauth2/v1/certs`)).json()) as Record<
    string,
    string
  >;
  const { keys } = (await (await fetch(`${google.origin}/oauth2/v3/certs`)).json()) as { keys: JsonWebKey[] };
  const [pem = ''] = Object.values(published);
  const certificate = new X509Certificate(pem);
  expect(certificate.verify(certificate.publicKey)).toBe(true);
  expect(certificate.validToDate.getTime()).toBeGreaterThan(Date.now());
  expect(certificate.publicKey.export({ format: 'jwk' })).toEqual({
    kty: 'RSA',
    n: keys[0]?.n,
    e: keys[0]?.e,
  });
});

test('a verifier is refused where no challenge was sent', async () => {
  const { location, codeVerifier } = await consent(google.origin, {
    email: 'downgrade@example.com',
    query: { code_challenge: '', code_challenge_method: '' },
  });
  const client = oauthClient(google.origin);
  const code = location.searchParams.get('code') ?? '';
  expect((await refusal(client.getToken({ code, codeVerifier }))).data).toEqual({
    error: 'invalid_grant',
    error_description: 'code_verifier or verifier is not needed.',
  });
  expect((await client.getToken(code)).tokens.access_token).toBeTruthy();
});

test('after revoking, neither the access token nor the refresh token works', async () => {
  const { client, gmail } = await signIn(google.origin, 'rev@example.com');
  await client.revokeToken(client.credentials.refresh_token ?? '');
  expect(await refusal(client.refreshAccessToken())).toMatchObject({
    status: 400,
    data: { error: 'invalid_grant' },
  });
  expect(await refusal(gmail.users.getProfile(me))).toMatchObject({
    status: 401,
    data: { error: { status: 'UNAUTHENTICATED', errors: [{ reason: 'authError' }] } },
  });
  const unknown = await fetch(`${google.origin}/revoke`, {
    method: 'POST',
    body: new URLSearchParams({ token: 'x' }),
  });
  expect([unknown.status, await unknown.json()]).toEqual([
    400,
    { error: 'invalid_token', error_description: 'Token expired or revoked' },
  ]);
});

test('a person can take the access away without the application', async () => {
  const { client } = await signIn(google.origin, 'gone@example.com');
  await fetch(`${google.origin}/control/revoke-access`, {
    method: 'POST',
    body: '{"email":"gone@example.com"}',
  });
  expect((await refusal(client.refreshAccessToken())).status).toBe(400);
  const again = await signIn(google.origin, 'gone@example.com');
  expect(again.refreshToken).not.toBeNull();

  const page = `${google.origin}/mailbox/gone@example.com/access`;
  expect(await (await fetch(page)).text()).toContain('Read, compose and send emails');
  const removed = await fetch(page, { method: 'POST', body: new URLSearchParams({ client: 'local' }) });
  expect(await removed.text()).toContain('None.');
  expect((await refusal(again.gmail.users.getProfile(me))).status).toBe(401);
});

test('an access token lasts an hour', async () => {
  const { gmail } = await signIn(google.origin, 'hour@example.com');
  await gmail.users.getProfile(me);
  clock += 3_600_000;
  expect((await refusal(gmail.users.getProfile(me))).status).toBe(401);
});

test('scopes are enforced per method', async () => {
  const reader = await signIn(google.origin, {
    email: 'sc@example.com',
    scopes: ['openid', `${PREFIX}gmail.readonly`],
  });
  const writer = await signIn(google.origin, {
    email: 'sc@example.com',
    scopes: ['openid', `${PREFIX}gmail.compose`],
  });
  const requestBody = { message: { raw: mail('x@example.com', 's') } };
  await reader.gmail.users.messages.list(me);
  await writer.gmail.users.drafts.create({ ...me, requestBody });
  const refused = await refusal(reader.gmail.users.drafts.create({ ...me, requestBody }));
  expect(refused).toMatchObject({
    status: 403,
    data: {
      error: { status: 'PERMISSION_DENIED', details: [{ reason: 'ACCESS_TOKEN_SCOPE_INSUFFICIENT' }] },
    },
  });
  expect((await refusal(writer.gmail.users.history.list({ ...me, startHistoryId: '1' }))).status).toBe(403);
  const { gmail } = await signIn(google.origin, 'sc@example.com');
  expect((await refusal(gmail.users.messages.delete({ ...me, id: 'x' }))).status).toBe(403);
});

test('scopes can be left out on the consent page', async () => {
  const gmailScopes = [`${PREFIX}gmail.readonly`, `${PREFIX}gmail.compose`];
  const scopes = ['openid', 'email', ...gmailScopes];
  const granted = async (form: [string, string][]) =>
    (await consent(google.origin, { email: 'part@example.com', scopes, form })).location.searchParams.get(
      'scope',
    );
  const identity = `openid ${PREFIX}userinfo.email`;
  expect(await granted([['choice', 'ticked']])).toBe(identity);
  expect(
    await granted([
      ['choice', 'ticked'],
      ['scope', `${PREFIX}gmail.readonly`],
    ]),
  ).toBe(`${identity} ${PREFIX}gmail.readonly`);
  expect(await granted([])).toBe(`${identity} ${gmailScopes.join(' ')}`);
});

test('denying sends access_denied back with the state', async () => {
  const { location } = await consent(google.origin, { email: 'no@example.com', decision: 'deny' });
  expect(Object.fromEntries(location.searchParams)).toEqual({ state: 'a state', error: 'access_denied' });
});

test('a request that cannot be trusted ends on a page, never on a redirect', async () => {
  const url = new URL(oauthClient(google.origin).generateAuthUrl({ scope: SCOPES }));
  const wrong: [string, string][] = [
    ['client_id', 'somebody'],
    ['redirect_uri', 'https://evil.example/callback'],
    ['redirect_uri', 'http://localhost.evil.example/'],
    ['response_type', 'token'],
    ['scope', 'https://www.googleapis.com/auth/everything'],
  ];
  for (const [name, value] of wrong) {
    const changed = new URL(url);
    changed.searchParams.set(name, value);
    for (const method of ['GET', 'POST']) {
      const response = await fetch(changed, { method, redirect: 'manual' });
      expect([value, response.status, response.headers.get('location')]).toEqual([value, 400, null]);
      expect(await response.text()).toContain('Access blocked');
    }
  }
  const escaped = await fetch(`${url}&login_hint=${encodeURIComponent('"><script>alert(1)</script>')}`);
  expect(await escaped.text()).not.toContain('<script>');
});

test('clients authenticate by body or Basic; wrong ones are refused', async () => {
  const token = (headers: Record<string, string>, form: Record<string, string>) =>
    fetch(`${google.origin}/token`, { method: 'POST', headers, body: new URLSearchParams(form) });
  const { refreshToken } = await signIn(google.origin, 'basic@example.com');
  const form = { grant_type: 'refresh_token', refresh_token: refreshToken ?? '' };
  const basic = `Basic ${Buffer.from('local:local-secret').toString('base64')}`;
  expect((await token({ Authorization: basic }, form)).status).toBe(200);
  const wrong = await token({}, { ...form, client_id: 'local', client_secret: 'wrong' });
  expect([wrong.status, await wrong.json()]).toEqual([
    401,
    { error: 'invalid_client', error_description: 'Unauthorized' },
  ]);
  const nonsense = await token({ Authorization: basic }, { grant_type: 'password' });
  expect([nonsense.status, (await nonsense.json()) as unknown]).toMatchObject([
    400,
    { error: 'unsupported_grant_type' },
  ]);
});

test("a service's id token verifies against either form of the certificates", async () => {
  clock = Date.now(); // The library measures by the real clock.
  const idToken = await google.mintServiceIdToken({
    audience: 'https://us',
    serviceAccountEmail: 'push@p.iam.gserviceaccount.com',
  });
  const client = oauthClient(google.origin);
  const { certs } = await client.getFederatedSignonCertsAsync();
  const verified = await client.verifySignedJwtWithCertsAsync(idToken, certs, 'https://us', [
    'https://accounts.google.com',
  ]);
  expect(verified.getPayload()).toMatchObject({
    email: 'push@p.iam.gserviceaccount.com',
    email_verified: true,
  });
  const { keys } = (await (await fetch(`${google.origin}/oauth2/v3/certs`)).json()) as {
    keys: { kid: string; kty: string }[];
  };
  expect(keys[0]).toMatchObject({ kty: 'RSA', kid: Object.keys(certs)[0] });
  expect(client).toBeInstanceOf(OAuth2Client);
});
