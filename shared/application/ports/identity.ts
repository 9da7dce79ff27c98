import type { Result } from '../../domain/result.ts';

/**
 * What can go wrong at Google's OAuth endpoints (RFC 6749, section 5.2;
 * https://developers.google.com/identity/protocols/oauth2/web-server#errors), by who or what can mend it.
 * - `owner`: `revoked` where Google says that the grant is dead (`invalid_grant`), `missing` where we hold no refresh
 *   token, `admin_policy` where the account's administrator does not allow this application.
 * - `operator`: Google refuses our client, for everybody: its id, its secret, its redirect, or that it was deleted.
 * - `invalid`: a code, id token or nonce that does not hold, or a refusal that we cannot explain.
 * - `unavailable`: 5xx, 429, time-out, lost connection. Time mends it; never a revocation.
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
  /** Scopes that were really granted, from the token response. */
  readonly scopes: readonly string[];
  /** Present on first consent, or when consent was asked for again. */
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
    /** Ask for consent even when it was given before: needed to be given a refresh token again. */
    readonly forceConsent: boolean;
    readonly loginHint?: string;
    /** Besides who it is; all that are required when unset. What was granted before is granted still. */
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
   * A valid access token for this mailbox. Cached in memory until shortly before it expires; at most one refresh
   * per mailbox is under way at a time. A refresh token that Google rotates is put into the vault.
   */
  accessToken(mailboxId: string): Promise<Result<string, IdentityError>>;
  /** Forget the cached access token, after Gmail answered 401. */
  forgetAccessToken(mailboxId: string): void;
  /** Revokes at Google. Already revoked or missing counts as done. */
  revoke(mailboxId: string): Promise<Result<void, IdentityError>>;
}

/** Name of the vault entry that holds a mailbox's refresh token. */
export const refreshTokenSecretName = (mailboxId: string): string => `gmail-refresh-token-${mailboxId}`;

/** Reading mail, and drafts with sending: the least that the product can work with. */
export const requiredScopes = [
  'https://www.googleapis.com/auth/gmail.readonly',
  'https://www.googleapis.com/auth/gmail.compose',
] as const;
