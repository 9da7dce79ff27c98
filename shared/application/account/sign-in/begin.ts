import { paths } from '../../../persistence/paths.ts';
import { requiredScopes } from '../../ports/identity.ts';
import type { AuthDeps } from '../deps.ts';
import { codeChallengeOf, derive, sha256 } from '../hash.ts';

const LIFETIME_MS = 10 * 60_000;

/** PKCE verifier and nonce follow from the browser's own secret and the state: nothing to steal in the store. */
export const codeVerifierOf = (browserToken: string, state: string): string =>
  derive('code verifier', `${browserToken}.${state}`);
export const nonceOf = (browserToken: string, state: string): string =>
  derive('nonce', `${browserToken}.${state}`);

/** Also what a proxy on the way could make of it, which may decode before it looks. */
const decoded = (path: string): string | null => {
  let text = path;
  for (let round = 0; round < 4; round++) {
    try {
      const next = decodeURIComponent(text);
      if (next === text) return text;
      text = next;
    } catch {
      return null;
    }
  }
  return null;
};

/**
 * Only a path on our own site: no scheme, no host, nothing that a browser reads as one. Looked at as browsers will have
 * it, because `/..//host` becomes `//host` there (https://url.spec.whatwg.org/#path-state).
 */
export const safeReturnTo = (value: string | undefined): string => {
  if (!value || !/^\/[^\\\p{Cc}]*$/u.test(value)) return '/';
  const url = URL.parse(value, 'https://own.invalid');
  if (url?.origin !== 'https://own.invalid') return '/';
  const path = decoded(url.pathname);
  if (path === null || /\/\/|\\|\p{Cc}/u.test(path)) return '/';
  return url.pathname + url.search + url.hash;
};

/** Starts a sign-in. The browser keeps `browserToken` in its cookie and goes to `url`. */
export const beginSignIn =
  (deps: AuthDeps) =>
  async (input: {
    readonly returnTo: string | undefined;
    readonly forceConsent: boolean;
    /** Of the scopes that we need, those to ask for; null: all. Google adds what was granted before. */
    readonly missing: readonly string[] | null;
    /** What this browser keeps from a sign-in begun in another tab. */
    readonly browserToken: string | null;
  }): Promise<{ readonly url: string; readonly browserToken: string }> => {
    const state = deps.random.token();
    const browserToken = input.browserToken ?? deps.random.token();
    const scopes = requiredScopes.filter((scope) => input.missing?.includes(scope));
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
      ...(scopes.length > 0 ? { scopes } : {}),
    });
    return { url, browserToken };
  };
