/** The one application that the local Google knows. */
export const CLIENT_ID = 'local';
export const CLIENT_SECRET = 'local-secret';

/** Google's rule for installed applications: loopback, any port, any path, no fragment. */
export function isLocalRedirect(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, hash, username } = new URL(text);
  const local = hostname === 'localhost' || hostname === '127.0.0.1' || hostname === '[::1]';
  return local && (protocol === 'http:' || protocol === 'https:') && hash === '' && username === '';
}
