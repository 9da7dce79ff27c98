/** The path if it leads to a page of ours, else the home page: an address from outside must not lead away. */
export const ownPath = (candidate: string | null): string => {
  if (candidate === null || !candidate.startsWith('/') || candidate.startsWith('/sign-in')) return '/';
  // `/..//host` is `//host` to a browser, and a backslash a slash.
  return /\/[/\\]/.test(candidate.split(/[?#]/, 1)[0] ?? '') ? '/' : candidate;
};

interface Asking {
  /** Ask although Google remembers an earlier consent. */
  readonly consent?: boolean;
  /** Of Google's scopes those that are still missing, separated by commas. */
  readonly missing?: string | null;
}

export const signInUrl = (returnTo: string, { consent = false, missing = null }: Asking = {}): string =>
  `/api/auth/login?${new URLSearchParams({
    returnTo,
    ...(consent ? { consent: '1' } : {}),
    ...(missing ? { missing } : {}),
  })}`;
