import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { VaultError } from '../../application/ports/vault.ts';

// Lengths that NIST SP 800-38D recommends for GCM. The nonce is random each time: a key encrypts far fewer than the
// 2^32 values up to which random 96-bit nonces are safe.
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const CIPHER = 'aes-256-gcm';
/** The first byte is the format version, so that another format can be added. */
const FORMAT = Buffer.from([1]);
const NONCE_AT = FORMAT.length;
const TAG_AT = NONCE_AT + NONCE_BYTES;
const TEXT_AT = TAG_AT + TAG_BYTES;

/** Authenticated besides the text: the format, and the name, so that one secret cannot be swapped for another. */
const context = (name: string): Buffer => Buffer.concat([FORMAT, Buffer.from(name)]);

/** Format, nonce, tag and ciphertext, concatenated. */
export const seal = (key: Buffer, name: string, secret: string): Buffer => {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(CIPHER, key, nonce, { authTagLength: TAG_BYTES });
  cipher.setAAD(context(name));
  const text = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()]);
  return Buffer.concat([FORMAT, nonce, cipher.getAuthTag(), text]);
};

/** Throws VaultError `corrupt` if the key or the name is wrong, or a single bit was changed. */
export const unseal = (key: Buffer, name: string, sealed: Uint8Array): string => {
  if (sealed.length > 0 && sealed[0] !== FORMAT[0]) {
    throw new VaultError('corrupt', `The secret ${name} was sealed in a way that is unknown here.`);
  }
  try {
    const decipher = createDecipheriv(CIPHER, key, sealed.subarray(NONCE_AT, TAG_AT), {
      authTagLength: TAG_BYTES,
    });
    decipher.setAAD(context(name));
    decipher.setAuthTag(sealed.subarray(TAG_AT, TEXT_AT));
    const text = decipher.update(sealed.subarray(TEXT_AT));
    return Buffer.concat([text, decipher.final()]).toString('utf8');
  } catch {
    throw new VaultError('corrupt', `The secret ${name} was altered, or sealed with another key.`);
  }
};
