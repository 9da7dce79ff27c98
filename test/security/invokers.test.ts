import { createHmac, createSign, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { functions } from '../../functions/manifest.ts';
import { signingKey, signJwt } from '../../infra/local/google/oauth/keys.ts';
import { expectProblem } from './support/problem.ts';
import { type SecurityWorld, startSecurityWorld } from './support/security-world.ts';

/*
 * The functions behind Pub/Sub and Cloud Scheduler do nothing for a caller who does not bring a token that Google signed
 * for them, whatever else it looks like.
 */

let world: SecurityWorld;
let good: Claims;
let goodHeader: { readonly alg: string; readonly kid: string };
let goodToken: string;
let certificate: string;
const other = generateKeyPairSync('rsa', { modulusLength: 2048 });

type Claims = Readonly<Record<string, unknown>>;

const INVOKER = 'invoker@local.iam.gserviceaccount.com';
const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const decode = (part: string | undefined): Claims =>
  JSON.parse(Buffer.from(part ?? '', 'base64url').toString('utf8')) as Claims;

const mint = (options: { audience?: string; serviceAccountEmail?: string } = {}): Promise<string> =>
  world.stack.google.mintServiceIdToken({ audience: world.origin, serviceAccountEmail: INVOKER, ...options });

beforeAll(async () => {
  world = await startSecurityWorld();
  goodToken = await mint();
  good = decode(goodToken.split('.')[1]);
  goodHeader = decode(goodToken.split('.')[0]) as typeof goodHeader;
  const certs = (await (await fetch(`${world.stack.google.origin}/oauth2/v1/certs`)).json()) as Record<
    string,
    string
  >;
  certificate = certs[goodHeader.kid] ?? '';
});
afterAll(() => world.close());

const signed = (header: unknown, claims: Claims, key: KeyObject): string => {
  const text = `${encode(header)}.${encode(claims)}`;
  return `${text}.${createSign('RSA-SHA256').update(text).sign(key).toString('base64url')}`;
};

/** The tokens of a forger, and those that Google signed for something else. */
const forgeries: Readonly<Record<string, () => string | Promise<string>>> = {
  'for another audience': () => mint({ audience: 'https://other.example' }),
  'of another service account': () => mint({ serviceAccountEmail: 'other@local.iam.gserviceaccount.com' }),
  'without a signature, alg none': () => `${encode({ alg: 'none' })}.${encode(good)}.`,
  'alg none with the right kid': () => `${encode({ ...goodHeader, alg: 'none' })}.${encode(good)}.`,
  'HS256 with the public certificate as the secret': () => {
    const text = `${encode({ ...goodHeader, alg: 'HS256' })}.${encode(good)}`;
    return `${text}.${createHmac('sha256', certificate).update(text).digest('base64url')}`;
  },
  'by another key under a known kid': () => signed(goodHeader, good, other.privateKey),
  'by another key under an unknown kid': () =>
    signed({ ...goodHeader, kid: 'unknown' }, good, other.privateKey),
  'by a key that it brings along': () =>
    signed({ ...goodHeader, jwk: other.publicKey.export({ format: 'jwk' }) }, good, other.privateKey),
  'with a kid that is a member of every object': () =>
    signed({ ...goodHeader, kid: '__proto__' }, good, other.privateKey),
  'with changed claims': () => {
    const [header, , signature] = goodToken.split('.');
    return `${header}.${encode({ ...good, exp: 9_999_999_999 })}.${signature}`;
  },
  'with its signature cut off': () => goodToken.slice(0, goodToken.lastIndexOf('.') + 1),
  'two parts': () => goodToken.split('.').slice(0, 2).join('.'),
  'four parts': () => `${goodToken}.x`,
  rubbish: () => 'rubbish',
  'very long': () => 'A'.repeat(12_000),
};

/** Right but for one claim; only Google's own key could sign these. */
const wrongClaims: Readonly<Record<string, (claims: Claims) => Claims>> = {
  'another issuer': (claims) => ({ ...claims, iss: 'https://accounts.evil.example' }),
  'no issuer': ({ iss: _iss, ...claims }) => claims,
  'an unverified address': (claims) => ({ ...claims, email_verified: false }),
  'an address said to be verified in words': (claims) => ({ ...claims, email_verified: 'true' }),
  'no word on whether the address is verified': ({ email_verified: _verified, ...claims }) => claims,
  'no address': ({ email: _email, ...claims }) => claims,
  'an address that begins like ours': (claims) => ({ ...claims, email: `${INVOKER}.evil.example` }),
  'no audience': ({ aud: _aud, ...claims }) => claims,
  'a list of audiences': (claims) => ({ ...claims, aud: [world.origin, 'https://other.example'] }),
  expired: (claims) => ({ ...claims, iat: 1_700_000_000, exp: 1_700_003_600 }),
  'no expiry': ({ exp: _exp, ...claims }) => claims,
  'not issued yet': (claims) => ({ ...claims, iat: now() + 3600, exp: now() + 7200 }),
  'valid for a century': (claims) => ({ ...claims, exp: now() + 100 * 365 * 86_400 }),
};
const now = (): number => Math.floor(Date.now() / 1000);

describe.each(
  functions.filter(({ trigger }) => trigger.kind !== 'http').map(({ name }) => name),
)('%s', (name) => {
  const call = (headers: Readonly<Record<string, string>>, init: RequestInit = {}) =>
    fetch(world.stack.functionOrigins.get(name) ?? '', { method: 'POST', headers, ...init });

  test('works for whom it is meant', async () => {
    expect((await call({ authorization: `Bearer ${await mint()}` })).status).toBe(200);
  });

  test.each([
    '',
    'Bearer',
    'Bearer ',
    'Basic aW52b2tlcjp4',
    'bearer',
  ])('authorization %j: 401', async (value) => {
    await expectProblem(await call({ authorization: value }), 401);
  });

  test.each(Object.keys(forgeries))('a token %s: 403', async (forgery) => {
    const token = await forgeries[forgery]?.();
    await expectProblem(await call({ authorization: `Bearer ${token}` }), 403);
  });

  test.each(Object.keys(wrongClaims))('a token signed by Google with %s: 403', async (wrong) => {
    const token = signJwt(signingKey(world.stack.google.world.kernel), wrongClaims[wrong]?.(good) ?? {});
    await expectProblem(await call({ authorization: `Bearer ${token}` }), 403);
  });

  test('a session or another way to bring the token counts for nothing', async () => {
    await expectProblem(
      await call({ cookie: `__session=${goodToken}`, 'x-forwarded-authorization': `Bearer ${goodToken}` }),
      401,
    );
    const url = `${world.stack.functionOrigins.get(name)}/?access_token=${goodToken}`;
    await expectProblem(await fetch(url, { method: 'POST' }), 401);
  });

  test('nothing but POST', async () => {
    const headers = { authorization: `Bearer ${await mint()}` };
    for (const method of ['GET', 'PUT', 'DELETE', 'PATCH']) {
      await expectProblem(await call(headers, { method }), 404);
    }
  });

  test('a body is read for an invited caller only, and at most 1 MB of it', async () => {
    const body = JSON.stringify({ message: { data: 'x'.repeat(1_100_000) } });
    const type = { 'content-type': 'application/json' };
    await expectProblem(await call(type, { body }), 401);
    await expectProblem(await call({ ...type, authorization: `Bearer ${await mint()}` }, { body }), 413);
    await expectProblem(await call({ ...type, authorization: `Bearer ${await mint()}` }, { body: '{' }), 400);
  });
});
