import type { OAuth2Client } from 'google-auth-library';
import { z } from 'zod';
import {
  type Identity,
  type IdentityError,
  refreshTokenSecretName,
  requiredScopes,
} from '../../application/ports/identity.ts';
import type { Vault } from '../../application/ports/vault.ts';
import { err, ok, type Result } from '../../domain/result.ts';
import { endpointsAt } from './endpoints.ts';

export interface GoogleIdentityOptions {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly vault: Vault;
  /** An origin, instead of Google's. */
  readonly oauthBaseUrl?: string;
  readonly now: () => number;
}

const SCOPES = ['openid', 'email', 'profile', ...requiredScopes];
const ISSUERS = ['https://accounts.google.com', 'accounts.google.com'];
/** Refreshed this long before it ends, so that no call is made with a token that ends on the way. */
const MARGIN_MS = 60_000;
const MAX_CACHED = 5_000;
const TIMEOUT_MS = 10_000;

const failureSchema = z.object({
  response: z.object({
    status: z.number(),
    data: z.object({ error: z.string() }).optional().catch(undefined),
  }),
});

/** Reduces a client's exception to a code. Only `invalid_grant` is a revocation; a 5xx never is. */
const toIdentityError = (thrown: unknown): IdentityError => {
  const failure = failureSchema.safeParse(thrown);
  if (!failure.success) return { code: 'unavailable', message: 'Google did not answer.' };
  const { status, data } = failure.data.response;
  if (status >= 500 || status === 429 || status === 408) {
    return { code: 'unavailable', message: `Google answered ${status}.` };
  }
  return data?.error === 'invalid_grant'
    ? { code: 'revoked', message: 'Google no longer accepts this authorization.' }
    : { code: 'invalid', message: `Google refused the request (${status}).` };
};

const claimsSchema = z.object({
  sub: z.string(),
  email: z.string(),
  email_verified: z.boolean().default(false),
  name: z.string().optional(),
  picture: z.string().optional(),
  nonce: z.string().optional(),
});

export const createGoogleIdentity = (options: GoogleIdentityOptions): Identity => {
  const endpoints = endpointsAt(options.oauthBaseUrl);
  const cache = new Map<string, { readonly token: string; readonly expiresAt: number }>();
  const underWay = new Map<string, Promise<Result<string, IdentityError>>>();

  const newClient = async (redirectUri?: string): Promise<OAuth2Client> => {
    const { OAuth2Client: Client } = await import('google-auth-library');
    return new Client({
      clientId: options.clientId,
      clientSecret: options.clientSecret,
      endpoints,
      issuers: ISSUERS,
      transporterOptions: { timeout: TIMEOUT_MS, retry: false },
      ...(redirectUri ? { redirectUri } : {}),
    });
  };

  const refresh = async (mailboxId: string): Promise<Result<string, IdentityError>> => {
    const name = refreshTokenSecretName(mailboxId);
    const refreshToken = await options.vault.get(name);
    if (refreshToken === null)
      return err({ code: 'missing', message: 'We hold no authorization for this mailbox.' });
    const client = await newClient();
    client.setCredentials({ refresh_token: refreshToken });
    try {
      const { credentials } = await client.refreshAccessToken();
      const token = credentials.access_token;
      if (!token) return err({ code: 'unavailable', message: 'Google gave no access token.' });
      if (credentials.refresh_token && credentials.refresh_token !== refreshToken) {
        await options.vault.put(name, credentials.refresh_token);
      }
      const oldest = cache.keys().next();
      if (cache.size >= MAX_CACHED && !oldest.done) cache.delete(oldest.value);
      cache.set(mailboxId, { token, expiresAt: credentials.expiry_date ?? options.now() + 5 * MARGIN_MS });
      return ok(token);
    } catch (thrown) {
      return err(toIdentityError(thrown));
    }
  };

  return {
    authorizationUrl(request) {
      const base = endpoints.oauth2AuthBaseUrl ?? 'https://accounts.google.com/o/oauth2/v2/auth';
      const url = new URL(base);
      url.search = new URLSearchParams({
        client_id: options.clientId,
        redirect_uri: request.redirectUri,
        response_type: 'code',
        scope: SCOPES.join(' '),
        access_type: 'offline',
        include_granted_scopes: 'true',
        state: request.state,
        nonce: request.nonce,
        code_challenge: request.codeChallenge,
        code_challenge_method: 'S256',
        prompt: request.forceConsent ? 'consent' : 'select_account',
        ...(request.loginHint ? { login_hint: request.loginHint } : {}),
      }).toString();
      return url.href;
    },

    async exchangeCode({ code, codeVerifier, redirectUri, nonce }) {
      const client = await newClient(redirectUri);
      try {
        const { tokens } = await client.getToken({ code, codeVerifier, redirect_uri: redirectUri });
        if (!tokens.id_token) return err({ code: 'invalid', message: 'Google sent no id token.' });
        const verified = await verifyIdToken(client, tokens.id_token, options.clientId);
        if (!verified.ok) return verified;
        const claims = verified.value;
        if (claims.nonce !== nonce)
          return err({ code: 'invalid', message: 'The id token belongs to another sign-in.' });
        return ok({
          profile: {
            sub: claims.sub,
            email: claims.email.toLowerCase(),
            emailVerified: claims.email_verified,
            name: claims.name ?? claims.email,
            picture: claims.picture ?? null,
          },
          scopes: (tokens.scope ?? '').split(' ').filter((scope) => scope !== ''),
          refreshToken: tokens.refresh_token ?? null,
        });
      } catch (thrown) {
        const error = toIdentityError(thrown);
        // A code that was used or has expired is `invalid_grant` too, but says nothing about the mailbox.
        return err(
          error.code === 'revoked' ? { code: 'invalid', message: 'The sign-in has expired.' } : error,
        );
      }
    },

    accessToken(mailboxId) {
      const cached = cache.get(mailboxId);
      if (cached && cached.expiresAt - MARGIN_MS > options.now()) return Promise.resolve(ok(cached.token));
      const running = underWay.get(mailboxId);
      if (running) return running;
      const started = refresh(mailboxId).finally(() => underWay.delete(mailboxId));
      underWay.set(mailboxId, started);
      return started;
    },

    forgetAccessToken(mailboxId) {
      cache.delete(mailboxId);
    },

    async revoke(mailboxId) {
      cache.delete(mailboxId);
      const refreshToken = await options.vault.get(refreshTokenSecretName(mailboxId));
      if (refreshToken === null) return ok(undefined);
      const client = await newClient();
      try {
        await client.revokeToken(refreshToken);
        return ok(undefined);
      } catch (thrown) {
        const error = toIdentityError(thrown);
        return error.code === 'unavailable' ? err(error) : ok(undefined);
      }
    },
  };
};

const verifyIdToken = async (
  client: OAuth2Client,
  idToken: string,
  audience: string,
): Promise<Result<z.infer<typeof claimsSchema>, IdentityError>> => {
  try {
    const ticket = await client.verifyIdToken({ idToken, audience });
    return ok(claimsSchema.parse(ticket.getPayload()));
  } catch {
    // The library's message repeats the token.
    return err({ code: 'invalid', message: 'The id token does not hold.' });
  }
};
