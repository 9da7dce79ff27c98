/** The path if it is one of this site, else the home page: prevents open redirects. */
export const ownPath = (candidate: string | null): string => {
  if (candidate === null || !candidate.startsWith('/') || candidate.startsWith('/sign-in')) return '/';
  // `/..//host` is `//host` to a browser, and a backslash a slash.
  return /\/[/\\]/.test(candidate.split(/[?#]/, 1)[0] ?? '') ? '/' : candidate;
};

interface Asking {
  /** Force the consent page, even if Google remembers an earlier consent. */
  readonly consent?: boolean;
  /** The missing scopes, separated by commas: only these are requested. */
  readonly missing?: string | null;
}

export const signInUrl = (returnTo: string, { consent = false, missing = null }: Asking = {}): string =>
  `/api/auth/login?${new URLSearchParams({
    returnTo,
    ...(consent ? { consent: '1' } : {}),
    ...(missing ? { missing } : {}),
  })}`;
