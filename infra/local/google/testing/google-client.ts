import { CodeChallengeMethod, OAuth2Client } from 'google-auth-library';
import { gmail, type gmail_v1 } from 'googleapis/build/src/apis/gmail/index.js';
import { z } from 'zod';

export const REDIRECT = 'http://localhost:5555/callback';
export const SCOPES = ['openid', 'email', 'profile', 'https://www.googleapis.com/auth/gmail.modify'];

/** Google's own OAuth client, pointed at the local Google. */
export function oauthClient(origin: string): OAuth2Client {
  return new OAuth2Client({
    clientId: 'local',
    clientSecret: 'local-secret',
    redirectUri: REDIRECT,
    endpoints: {
      oauth2AuthBaseUrl: `${origin}/o/oauth2/v2/auth`,
      oauth2TokenUrl: `${origin}/token`,
      oauth2RevokeUrl: `${origin}/revoke`,
      oauth2FederatedSignonPemCertsUrl: `${origin}/oauth2/v1/certs`,
      oauth2FederatedSignonJwkCertsUrl: `${origin}/oauth2/v3/certs`,
      tokenInfoUrl: `${origin}/tokeninfo`,
    },
  });
}

export interface Consent {
  readonly email: string;
  readonly decision?: 'allow' | 'deny';
  readonly scopes?: readonly string[];
  readonly prompt?: string;
  readonly form?: readonly (readonly [string, string])[];
  readonly query?: Readonly<Record<string, string>>;
}

/** Goes through the consent page. Returns the redirect and the PKCE verifier. */
export async function consent(
  origin: string,
  request: Consent,
): Promise<{ location: URL; codeVerifier: string; client: OAuth2Client }> {
  const client = oauthClient(origin);
  const { codeVerifier, codeChallenge } = await client.generateCodeVerifierAsync();
  const url = new URL(
    client.generateAuthUrl({
      access_type: 'offline',
      scope: [...(request.scopes ?? SCOPES)],
      state: 'a state',
      code_challenge_method: CodeChallengeMethod.S256,
      ...(codeChallenge === undefined ? {} : { code_challenge: codeChallenge }),
      ...(request.prompt === undefined ? {} : { prompt: request.prompt }),
    }),
  );
  url.searchParams.set('nonce', 'a nonce');
  for (const [name, value] of Object.entries(request.query ?? {})) url.searchParams.set(name, value);
  const body = new URLSearchParams([
    ['email', request.email],
    ['decision', request.decision ?? 'allow'],
    ...(request.form ?? []).map(([name, value]) => [name, value]),
  ]);
  const response = await fetch(url, { method: 'POST', body, redirect: 'manual' });
  const location = response.headers.get('location');
  if (location === null) throw new Error(`no redirect but ${response.status}: ${await response.text()}`);
  return { location: new URL(location), codeVerifier, client };
}

export interface SignedIn {
  readonly client: OAuth2Client;
  readonly gmail: gmail_v1.Gmail;
  readonly accessToken: string;
  readonly refreshToken: string | null;
}

/** Signs in as this user. The Gmail client neither retries nor hides errors. */
export async function signIn(origin: string, request: Consent | string): Promise<SignedIn> {
  const asked = typeof request === 'string' ? { email: request } : request;
  const { location, codeVerifier, client } = await consent(origin, asked);
  const code = location.searchParams.get('code') ?? '';
  const { tokens } = await client.getToken({ code, codeVerifier });
  client.setCredentials(tokens);
  return {
    client,
    gmail: gmail({
      version: 'v1',
      rootUrl: `${origin}/`,
      retry: false,
      headers: bearer(tokens.access_token),
    }),
    accessToken: tokens.access_token ?? '',
    refreshToken: tokens.refresh_token ?? null,
  };
}

const bearer = (token: string | null | undefined) => ({ Authorization: `Bearer ${token ?? ''}` });

export const raw = (...lines: string[]): string => Buffer.from(lines.join('\r\n')).toString('base64url');

export const mail = (to: string, subject: string, text = 'Hello', ...headers: string[]): string =>
  raw(`To: ${to}`, `Subject: ${subject}`, ...headers, '', text);

const failure = z.object({
  response: z.object({
    status: z.number(),
    data: z.union([
      z.object({
        error: z.object({
          code: z.number(),
          message: z.string(),
          status: z.string(),
          errors: z.array(z.object({ reason: z.string(), domain: z.string() })),
          details: z.array(z.unknown()).optional(),
        }),
      }),
      z.object({ error: z.string(), error_description: z.string() }),
    ]),
  }),
});

/** The error response of a call; throws if the call succeeded. */
export async function refusal(call: Promise<unknown>) {
  const thrown = await call.then(
    () => new Error('the call succeeded'),
    (error: unknown) => error,
  );
  return failure.parse(thrown).response;
}

/** Polls until there is a value; fails after ten seconds. */
export async function eventually<T>(
  look: () => T | null | undefined | false,
  what = 'the condition',
): Promise<T> {
  const end = Date.now() + 10_000;
  for (;;) {
    const value = look();
    if (value !== null && value !== undefined && value !== false) return value;
    if (Date.now() > end) throw new Error(`waited in vain for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
