import { createHash } from 'node:crypto';

/** Hex. The store holds hashes of secrets only, so that reading it gives no access. */
export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Derives a secret from another one, so that it need not be stored. base64url, 256 bits. */
export const derive = (purpose: string, secret: string): string =>
  createHash('sha256').update(`${purpose}\n${secret}`).digest('base64url');

/** PKCE S256 (RFC 7636, section 4.2). */
export const codeChallengeOf = (verifier: string): string =>
  createHash('sha256').update(verifier, 'ascii').digest('base64url');
