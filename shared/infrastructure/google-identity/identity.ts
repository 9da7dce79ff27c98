import { z } from 'zod';
import {
  type Identity,
  type IdentityError,
  refreshTokenSecretName,
  requiredScopes,
  type SignIn,
} from '../../application/ports/identity.ts';
import type { Vault } from '../../application/ports/vault.ts';
import { err, ok, type Result } from '../../domain/result.ts';
import { createAccessTokens } from './access-tokens.ts';
import { endpointsAt } from './endpoints.ts';
import { fromVaultError, oauthErrorOf, toIdentityError } from './errors.ts';
import { createIdTokenVerifier } from './id-token.ts';
import { newOAuthClient } from './oauth-client.ts';

export interface GoogleIdentityOptions {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly vault: Vault;
  /** Another origin instead of Google's. */
  readonly oauthBaseUrl?: string;
  /** Epoch ms. */
  readonly now: () => number;
}

const IDENTITY_SCOPES = ['openid', 'email', 'profile'];

/** https://developers.google.com/identity/openid-connect/openid-connect#an-id-tokens-payload */
const claimsSchema = z.object({
  sub: z.string().min(1),
  email: z.email(),
  email_verified: z.boolean().default(false),
  name: z.string().optional(),
  picture: z.string().optional(),
  nonce: z.string(),
});

/** Google's OAuth 2.0 and OpenID Connect, real or local. */
export const createGoogleIdentity = (options: GoogleIdentityOptions): Identity => {
  const accessTokens = createAccessTokens(options);
  const verifyIdToken = createIdTokenVerifier(options.oauthBaseUrl);

  const signInOf = async (
    tokens: { id_token?: string | null; scope?: string; refresh_token?: string | null },
    nonce: string,
  ): Promise<Result<SignIn, IdentityError>> => {
    if (!tokens.id_token) return err({ code: 'invalid', message: 'Google sent no id token.' });
    const verified = await verifyIdToken(tokens.id_token, options.clientId);
    if (!verified.ok) return verified;
    const claims = claimsSchema.safeParse(verified.value);
    if (!claims.success) return err({ code: 'invalid', message: 'The id token does not name the user.' });
    if (claims.data.nonce !== nonce) {
      return err({ code: 'invalid', message: 'The id token belongs to another sign-in.' });
    }
    const { sub, email, email_verified: emailVerified, name, picture } = claims.data;
    return ok({
      profile: {
        sub,
        email: email.toLowerCase(),
        emailVerified,
        name: name ?? email,
        picture: picture ?? null,
      },
      scopes: (tokens.scope ?? '').split(' ').filter((scope) => scope !== ''),
      refreshToken: tokens.refresh_token ?? null,
    });
  };

  return {
    authorizationUrl(request) {
      const base =
        endpointsAt(options.oauthBaseUrl).oauth2AuthBaseUrl ?? 'https://accounts.google.com/o/oauth2/v2/auth';
      const url = new URL(base);
      url.search = new URLSearchParams({
        client_id: options.clientId,
        redirect_uri: request.redirectUri,
        response_type: 'code',
        scope: [...IDENTITY_SCOPES, ...(request.scopes ?? requiredScopes)].join(' '),
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
      const client = await newOAuthClient(options);
      try {
        const { tokens } = await client.getToken({ code, codeVerifier, redirect_uri: redirectUri });
        return await signInOf(tokens, nonce);
      } catch (thrown) {
        const error = toIdentityError(thrown);
        // A used or expired code is `invalid_grant` too, but says nothing about the mailbox.
        return err(
          error.code === 'owner' && error.reason === 'revoked'
            ? { code: 'invalid', message: 'The sign-in has expired.' }
            : error,
        );
      }
    },

    accessToken: (mailboxId) => accessTokens.get(mailboxId),
    forgetAccessToken: (mailboxId) => accessTokens.forget(mailboxId),

    async revoke(mailboxId) {
      accessTokens.forget(mailboxId);
      let refreshToken: string | null;
      try {
        refreshToken = await options.vault.get(refreshTokenSecretName(mailboxId));
      } catch (thrown) {
        const error = fromVaultError(thrown);
        return error.code === 'owner' ? ok(undefined) : err(error);
      }
      if (refreshToken === null) return ok(undefined);
      const client = await newOAuthClient(options);
      try {
        await client.revokeToken(refreshToken);
        return ok(undefined);
      } catch (thrown) {
        // RFC 7009 requires 200 for an unknown token; Google answers 400 `invalid_token`.
        return oauthErrorOf(thrown) === 'invalid_token' ? ok(undefined) : err(toIdentityError(thrown));
      }
    },
  };
};
