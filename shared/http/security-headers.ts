/**
 * Headers of every response (https://owasp.org/www-project-secure-headers/): responses are data and no pages, are for our own
 * origin only, and are not cached. There is no CORS header, so other origins cannot read the API. The headers of the web app
 * are in `firebase.json`.
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

/** Two years, as https://hstspreload.org requires. Only over https, because browsers would remember it for localhost too. */
const TRANSPORT = 'max-age=63072000; includeSubDomains; preload';

export const setSecurityHeaders = (headers: Headers, publicUrl: string): void => {
  // The pages that we serve have a policy of their own (`plain-page.ts`).
  for (const [name, value] of Object.entries(always)) if (!headers.has(name)) headers.set(name, value);
  if (!headers.has('cache-control')) headers.set('cache-control', 'no-store');
  if (publicUrl.startsWith('https:')) headers.set('strict-transport-security', TRANSPORT);
};
