import type { SignInFailure } from '../application/account/sign-in/complete.ts';

/** The page of ours that says what went wrong with a sign-in, and what to do. */
export const signInErrorPath = (failure: SignInFailure): string => {
  if (failure.kind === 'consent_needed') {
    // Google remembers an old consent and gives no refresh token; asking anew mends it without a word.
    return `/api/auth/login?${new URLSearchParams({ returnTo: failure.returnTo, consent: '1' })}`;
  }
  const query = new URLSearchParams({ error: failure.kind });
  if (failure.kind !== 'expired' && failure.returnTo !== '/') query.set('returnTo', failure.returnTo);
  if (failure.kind === 'partial') query.set('missing', failure.missing.join(','));
  return `/sign-in?${query}`;
};
