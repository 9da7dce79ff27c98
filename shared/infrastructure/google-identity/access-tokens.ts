import type { Credentials } from 'google-auth-library';
import { type IdentityError, refreshTokenSecretName } from '../../application/ports/identity.ts';
import type { Vault } from '../../application/ports/vault.ts';
import { err, ok, type Result } from '../../domain/result.ts';
import { fromVaultError, toIdentityError } from './errors.ts';
import { newOAuthClient, type OAuthClientOptions } from './oauth-client.ts';

/** A token is refreshed this long before it expires, so that it does not expire during a call. */
const MARGIN_MS = 60_000;

export interface AccessTokens {
  get(mailboxId: string): Promise<Result<string, IdentityError>>;
  forget(mailboxId: string): void;
}

/** Access tokens in memory, refreshed when needed, with at most one refresh per mailbox at a time. */
export const createAccessTokens = (
  options: OAuthClientOptions & {
    readonly vault: Vault;
    readonly now: () => number;
    /** Default 5,000. */
    readonly maxCached?: number;
  },
): AccessTokens => {
  const maxCached = options.maxCached ?? 5_000;
  const cache = new Map<string, { readonly token: string; readonly expiresAt: number }>();
  const underWay = new Map<string, Promise<Result<string, IdentityError>>>();

  const remember = (mailboxId: string, token: string, lifetimeMs: number): void => {
    cache.delete(mailboxId);
    const oldest = cache.keys().next();
    if (cache.size >= maxCached && !oldest.done) cache.delete(oldest.value);
    cache.set(mailboxId, { token, expiresAt: options.now() + lifetimeMs });
  };

  const refresh = async (mailboxId: string): Promise<Result<string, IdentityError>> => {
    const name = refreshTokenSecretName(mailboxId);
    let refreshToken: string | null;
    try {
      refreshToken = await options.vault.get(name);
    } catch (thrown) {
      return err(fromVaultError(thrown));
    }
    if (refreshToken === null) {
      return err({
        code: 'owner',
        reason: 'missing',
        message: 'There is no stored authorization for this mailbox.',
      });
    }
    const client = await newOAuthClient(options);
    client.setCredentials({ refresh_token: refreshToken });
    // The result below repeats the refresh token that was used; only the event contains a rotated one.
    let rotated = null as string | null;
    client.once('tokens', (tokens: Credentials) => {
      rotated = tokens.refresh_token ?? null;
    });
    let credentials: Credentials;
    try {
      ({ credentials } = await client.refreshAccessToken());
    } catch (thrown) {
      return err(toIdentityError(thrown));
    }
    const { access_token: token, expiry_date: expiry } = credentials;
    if (!token) return err({ code: 'unavailable', message: 'Google returned no access token.' });
    if (rotated && rotated !== refreshToken) {
      try {
        await options.vault.put(name, rotated);
      } catch (thrown) {
        return err(fromVaultError(thrown));
      }
    }
    // The library has converted `expires_in` to a time of the machine's clock.
    remember(mailboxId, token, expiry ? expiry - Date.now() : 0);
    return ok(token);
  };

  return {
    get(mailboxId) {
      const cached = cache.get(mailboxId);
      if (cached && cached.expiresAt - MARGIN_MS > options.now()) return Promise.resolve(ok(cached.token));
      const running = underWay.get(mailboxId);
      if (running) return running;
      const started = refresh(mailboxId).finally(() => underWay.delete(mailboxId));
      underWay.set(mailboxId, started);
      return started;
    },
    forget(mailboxId) {
      cache.delete(mailboxId);
    },
  };
};
