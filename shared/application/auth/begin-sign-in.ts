import { z } from 'zod';
import { paths } from '../documents/paths.ts';
import type { AuthDeps } from './deps.ts';
import { codeChallengeOf, derive, sha256 } from './hash.ts';

/** `signIns/{sha256 of state}`: a sign-in under way. Single use, ten minutes, bound to one browser. */
export const signInSchema = z.object({ browserHash: z.string(), returnTo: z.string(), ttl: z.number() });

const LIFETIME_MS = 10 * 60_000;

/** PKCE verifier and nonce follow from the browser's own secret and the state: nothing to steal in the store. */
export const codeVerifierOf = (browserToken: string, state: string): string =>
  derive('code verifier', `${browserToken}.${state}`);
export const nonceOf = (browserToken: string, state: string): string =>
  derive('nonce', `${browserToken}.${state}`);

/** Only a path on our own site: no scheme, no host, nothing that a browser reads as one. */
export const safeReturnTo = (value: string | undefined): string => {
  if (!value || !/^\/(?![/\\])[^\\\p{Cc}]*$/u.test(value)) return '/';
  const url = new URL(value, 'https://own.invalid');
  return url.origin === 'https://own.invalid' ? url.pathname + url.search + url.hash : '/';
};

/** Starts a sign-in. The browser keeps `browserToken` in its cookie and goes to `url`. */
export const beginSignIn =
  (deps: AuthDeps) =>
  async (input: {
    readonly returnTo: string | undefined;
    readonly forceConsent: boolean;
  }): Promise<{ readonly url: string; readonly browserToken: string }> => {
    const state = deps.random.token();
    const browserToken = deps.random.token();
    await deps.store.set(paths.signIn(sha256(state)), {
      browserHash: sha256(browserToken),
      returnTo: safeReturnTo(input.returnTo),
      ttl: deps.clock.now() + LIFETIME_MS,
    });
    const url = deps.identity.authorizationUrl({
      state,
      nonce: nonceOf(browserToken, state),
      codeChallenge: codeChallengeOf(codeVerifierOf(browserToken, state)),
      redirectUri: deps.settings.redirectUri,
      forceConsent: input.forceConsent,
    });
    return { url, browserToken };
  };
