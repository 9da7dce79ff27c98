import type { Clock, Random } from '../../ports/clock.ts';
import type { DocumentStore } from '../../ports/document-store.ts';
import { type Identity, requiredScopes } from '../../ports/identity.ts';
import { codeChallengeOf } from '../hash.ts';
import { codeVerifierOf, nonceOf, storeRequest } from './request.ts';
import { safeReturnPath } from './return-path.ts';

/** Starts a sign-in. The caller stores `browserToken` in the browser's cookie and redirects to `url`. */
export const beginSignIn = async (
  deps: {
    readonly store: DocumentStore;
    readonly clock: Clock;
    readonly random: Random;
    readonly identity: Pick<Identity, 'authorizationUrl'>;
    readonly settings: { readonly redirectUri: string };
  },
  input: {
    readonly returnTo: string | undefined;
    readonly forceConsent: boolean;
    /** Request only these of the required scopes; null: all. Google adds what was granted before. */
    readonly missing: readonly string[] | null;
    /** The token of a sign-in that was started in another tab of this browser. */
    readonly browserToken: string | null;
  },
): Promise<{ readonly url: string; readonly browserToken: string }> => {
  const state = deps.random.token();
  const browserToken = input.browserToken ?? deps.random.token();
  const scopes = requiredScopes.filter((scope) => input.missing?.includes(scope));
  await storeRequest(deps, { state, browserToken, returnTo: safeReturnPath(input.returnTo) });
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
