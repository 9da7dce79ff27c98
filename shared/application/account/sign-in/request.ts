import { signInSchema } from '../../../domain/account/sign-in.ts';
import { paths } from '../../../persistence/paths.ts';
import type { Clock } from '../../ports/clock.ts';
import type { DocumentStore } from '../../ports/document-store.ts';
import { derive, sha256 } from '../hash.ts';

interface Deps {
  readonly store: DocumentStore;
  readonly clock: Clock;
}

const LIFETIME_MS = 10 * 60_000;

/** PKCE verifier and nonce are derived from the browser's token and the state, so the store holds neither. */
export const codeVerifierOf = (browserToken: string, state: string): string =>
  derive('code verifier', `${browserToken}.${state}`);
export const nonceOf = (browserToken: string, state: string): string =>
  derive('nonce', `${browserToken}.${state}`);

export const storeRequest = (
  deps: Deps,
  request: { readonly state: string; readonly browserToken: string; readonly returnTo: string },
): Promise<void> =>
  deps.store.set(paths.signIn(sha256(request.state)), {
    browserHash: sha256(request.browserToken),
    returnTo: request.returnTo,
    ttl: deps.clock.now() + LIFETIME_MS,
  });

/**
 * Deletes the request and returns its return path. Of two concurrent callbacks only one succeeds. null: unknown,
 * expired, already used, or started in another browser; in the last case the request is kept.
 */
export const consumeRequest = (
  deps: Deps,
  { state, browserToken }: { readonly state: string; readonly browserToken: string },
): Promise<string | null> =>
  deps.store.transaction(async (tx) => {
    if (state === '' || browserToken === '') return null;
    const path = paths.signIn(sha256(state));
    // An unreadable request counts as none: the user starts again.
    const request = signInSchema.safeParse((await tx.get(path))?.data).data;
    if (request?.browserHash !== sha256(browserToken) || request.ttl <= deps.clock.now()) return null;
    tx.delete(path);
    return request.returnTo;
  });
