import { createHash } from 'node:crypto';

/** Only hashes of secrets are stored: whoever reads the store cannot use what is there. */
export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** A secret that follows from another one, so that it need not be kept. base64url, 256 bits. */
export const derive = (purpose: string, secret: string): string =>
  createHash('sha256').update(`${purpose}\n${secret}`).digest('base64url');

/** PKCE S256 (RFC 7636, section 4.2). */
export const codeChallengeOf = (verifier: string): string =>
  createHash('sha256').update(verifier, 'ascii').digest('base64url');
