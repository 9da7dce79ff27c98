/**
 * What every answer of a function says to a browser, whether or not a browser asked: it is data, never a page, for our own
 * page only, and not to be kept (https://owasp.org/www-project-secure-headers/). No CORS header: to other origins the API is closed.
 * The web app's own headers are in `firebase.json`.
 */
const always: Readonly<Record<string, string>> = {
  'content-security-policy':
    "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
};

/** Two years, as https://hstspreload.org asks; only where we are reached by https, for on localhost it would stick. */
const TRANSPORT = 'max-age=63072000; includeSubDomains; preload';

export const setSecurityHeaders = (headers: Headers, publicUrl: string): void => {
  for (const [name, value] of Object.entries(always)) headers.set(name, value);
  if (!headers.has('cache-control')) headers.set('cache-control', 'no-store');
  if (publicUrl.startsWith('https:')) headers.set('strict-transport-security', TRANSPORT);
};
