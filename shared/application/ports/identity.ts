import type { Result } from '../../domain/result.ts';

/**
 * Errors of Google's OAuth endpoints (RFC 6749, section 5.2;
 * https://developers.google.com/identity/protocols/oauth2/web-server#errors), by who or what can fix them.
 * - `owner`: `revoked` if Google says that the grant is no longer valid (`invalid_grant`), `missing` if we have no
 *   refresh token, `admin_policy` if the account's administrator does not allow this application.
 * - `operator`: Google refuses our client for all users: its id, secret or redirect URI is wrong, or it was deleted.
 * - `invalid`: a code, id token or nonce that is not valid, or an unknown refusal.
 * - `unavailable`: 5xx, 429, time-out, lost connection. Temporary; never a revocation.
 */
export type IdentityError = (
  | { readonly code: 'owner'; readonly reason: 'revoked' | 'missing' | 'admin_policy' }
  | { readonly code: 'operator'; readonly reason: 'client_refused' }
  | { readonly code: 'invalid' | 'unavailable' }
) & {
  /** Safe to log and to show: never a token or code. */
  readonly message: string;
};

export interface GoogleProfile {
  /** Google's stable user id, the `sub` claim. */
  readonly sub: string;
  readonly email: string;
  readonly emailVerified: boolean;
  readonly name: string;
  readonly picture: string | null;
}

export interface SignIn {
  readonly profile: GoogleProfile;
  /** Scopes that were actually granted, from the token response. */
  readonly scopes: readonly string[];
  /** Present on first consent, or if consent was forced. */
  readonly refreshToken: string | null;
}

/** Google OAuth 2.0 and OpenID Connect (https://developers.google.com/identity/protocols/oauth2/web-server). */
export interface Identity {
  /** Where to send the browser. PKCE is S256; access is offline. */
  authorizationUrl(request: {
    readonly state: string;
    readonly nonce: string;
    readonly codeChallenge: string;
    readonly redirectUri: string;
    /** Force consent, even if it was given before: otherwise Google issues no refresh token again. */
    readonly forceConsent: boolean;
    readonly loginHint?: string;
    /**
     * The scopes to request besides the identity scopes; unset: all required ones. Scopes granted earlier stay granted.
     */
    readonly scopes?: readonly string[];
  }): string;
  /** Exchanges a code and verifies the id token: signature, issuer, audience, expiry, nonce. */
  exchangeCode(request: {
    readonly code: string;
    readonly codeVerifier: string;
    readonly redirectUri: string;
    readonly nonce: string;
  }): Promise<Result<SignIn, IdentityError>>;
  /**
   * A valid access token for this mailbox. Cached in memory until shortly before it expires; at most one refresh per
   * mailbox runs at a time. A rotated refresh token is stored in the vault.
   */
  accessToken(mailboxId: string): Promise<Result<string, IdentityError>>;
  /** Removes the cached access token, after Gmail answered 401. */
  forgetAccessToken(mailboxId: string): void;
  /** Revokes the grant at Google. Already revoked or missing counts as success. */
  revoke(mailboxId: string): Promise<Result<void, IdentityError>>;
}

/** Name of the vault entry that holds a mailbox's refresh token. */
export const refreshTokenSecretName = (mailboxId: string): string => `gmail-refresh-token-${mailboxId}`;

/** Reading mail, and creating and sending drafts: the minimum that the product needs. */
export const requiredScopes = [
  'https://www.googleapis.com/auth/gmail.readonly',
  'https://www.googleapis.com/auth/gmail.compose',
] as const;
