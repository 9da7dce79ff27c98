import type { SignInFailure } from '../application/account/sign-in/complete.ts';

/** The page that explains a failed sign-in. */
export const signInErrorPath = (failure: SignInFailure): string => {
  if (failure.kind === 'consent_needed') {
    // Google remembers an earlier consent and issued no refresh token: force the consent page, without an error page.
    return `/api/auth/login?${new URLSearchParams({ returnTo: failure.returnTo, consent: '1' })}`;
  }
  const query = new URLSearchParams({ error: failure.kind });
  if (failure.kind !== 'expired' && failure.returnTo !== '/') query.set('returnTo', failure.returnTo);
  if (failure.kind === 'partial') query.set('missing', failure.missing.join(','));
  return `/sign-in?${query}`;
};
