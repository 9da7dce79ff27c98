import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  sign,
} from 'node:crypto';
import type { Kernel } from '../world/kernel.ts';

export interface SigningKey {
  readonly kid: string;
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
}

/** The RS256 key. Created once and stored in the database, so that tokens survive a restart. */
export function signingKey(kernel: Kernel): SigningKey {
  const stored = kernel.get<{ value: string }>("SELECT value FROM setting WHERE name = 'signing_key'");
  const pem = stored?.value ?? createKey(kernel);
  const privateKey = createPrivateKey(pem);
  const publicKey = createPublicKey(privateKey);
  const kid = createHash('sha256').update(publicPem(publicKey)).digest('hex').slice(0, 40);
  return { kid, privateKey, publicKey };
}

function createKey(kernel: Kernel): string {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  kernel.run("INSERT INTO setting (name, value) VALUES ('signing_key', ?)", pem);
  return pem;
}

function publicPem(key: KeyObject): string {
  return key.export({ type: 'spki', format: 'pem' }).toString();
}

/** A JSON Web Token (RFC 7519), signed with RS256. */
export function signJwt(key: SigningKey, claims: Readonly<Record<string, unknown>>): string {
  const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  const input = `${encode({ alg: 'RS256', kid: key.kid, typ: 'JWT' })}.${encode(claims)}`;
  return `${input}.${sign('sha256', Buffer.from(input), key.privateKey).toString('base64url')}`;
}
