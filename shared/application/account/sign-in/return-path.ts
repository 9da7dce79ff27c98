/** Decodes repeatedly, as a proxy may do. null: cannot be decoded. */
const fullyDecoded = (path: string): string | null => {
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
 * The path on our own site to return to after a sign-in; `/` for everything that could lead elsewhere. Checked after URL
 * normalisation, because browsers turn `/..//host` into `//host` (https://url.spec.whatwg.org/#path-state).
 */
export const safeReturnPath = (value: string | undefined): string => {
  if (!value || !/^\/[^\\\p{Cc}]*$/u.test(value)) return '/';
  const url = URL.parse(value, 'https://own.invalid');
  if (url?.origin !== 'https://own.invalid') return '/';
  const path = fullyDecoded(url.pathname);
  if (path === null || /\/\/|\\|\p{Cc}/u.test(path)) return '/';
  return url.pathname + url.search + url.hash;
};
