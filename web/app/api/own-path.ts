/** The path if it leads to a page of ours, else the home page: an address from outside must not lead away. */
export const ownPath = (candidate: string | null): string =>
  candidate !== null && /^\/(?![/\\])/.test(candidate) && !candidate.startsWith('/sign-in') ? candidate : '/';

export const signInUrl = (returnTo: string, { consent = false } = {}): string =>
  `/api/auth/login?returnTo=${encodeURIComponent(returnTo)}${consent ? '&consent=1' : ''}`;
