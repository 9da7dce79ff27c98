import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { VaultError } from '../../application/ports/vault.ts';

// Lengths that NIST SP 800-38D recommends for GCM. A fresh random nonce each time: a key seals far fewer than the
// 2^32 values up to which random 96-bit nonces are safe.
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const CIPHER = 'aes-256-gcm';

/** Nonce, tag and ciphertext in one; the name is authenticated, so that one secret cannot stand in for another. */
export const seal = (key: Buffer, name: string, secret: string): Buffer => {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(CIPHER, key, nonce, { authTagLength: TAG_BYTES });
  cipher.setAAD(Buffer.from(name));
  const text = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), text]);
};

/** Throws VaultError `corrupt` when the key, the name or a single bit is another than it was. */
export const unseal = (key: Buffer, name: string, sealed: Uint8Array): string => {
  try {
    const decipher = createDecipheriv(CIPHER, key, sealed.subarray(0, NONCE_BYTES), {
      authTagLength: TAG_BYTES,
    });
    decipher.setAAD(Buffer.from(name));
    decipher.setAuthTag(sealed.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
    const text = decipher.update(sealed.subarray(NONCE_BYTES + TAG_BYTES));
    return Buffer.concat([text, decipher.final()]).toString('utf8');
  } catch {
    throw new VaultError('corrupt', `The secret ${name} was altered, or sealed with another key.`);
  }
};
