import { createHash } from 'node:crypto';
import type { Kernel } from '../world/kernel.ts';
import { ensureMailbox } from '../world/mailboxes.ts';
import { type SigningKey, signJwt } from './keys.ts';

export const ISSUER = 'https://accounts.google.com';
const HOUR_S = 3600;

/** Google's account number: 21 digits, always the same for an address. */
export function accountNumber(email: string): string {
  const digest = createHash('sha256').update(email.toLowerCase()).digest('hex').slice(0, 16);
  return `1${String(BigInt(`0x${digest}`)).padStart(20, '0')}`;
}

export interface Profile {
  readonly sub: string;
  readonly email: string;
  readonly email_verified: boolean;
  readonly name: string;
  readonly given_name: string;
  readonly picture: string;
}

export function profileOf(kernel: Kernel, origin: string, address: string): Profile {
  const { email, name } = ensureMailbox(kernel, address);
  return {
    sub: accountNumber(email),
    email,
    email_verified: true,
    name,
    given_name: name.split(' ')[0] ?? name,
    picture: `${origin}/picture/${accountNumber(email)}.svg`,
  };
}

/** The id token of a sign-in (https://developers.google.com/identity/openid-connect/openid-connect). */
export function mintIdToken(
  kernel: Kernel,
  key: SigningKey,
  request: {
    origin: string;
    clientId: string;
    email: string;
    scopes: readonly string[];
    nonce: string | null;
    accessToken: string;
  },
): string {
  const now = Math.floor(kernel.now() / 1000);
  const { sub, email, email_verified, ...about } = profileOf(kernel, request.origin, request.email);
  const has = (name: string) => request.scopes.includes(`https://www.googleapis.com/auth/userinfo.${name}`);
  const half = createHash('sha256').update(request.accessToken).digest().subarray(0, 16);
  return signJwt(key, {
    iss: ISSUER,
    azp: request.clientId,
    aud: request.clientId,
    sub,
    ...(has('email') ? { email, email_verified } : {}),
    at_hash: half.toString('base64url'),
    ...(request.nonce === null ? {} : { nonce: request.nonce }),
    ...(has('profile') ? about : {}),
    iat: now,
    exp: now + HOUR_S,
  });
}

/** The token that Pub/Sub push and Scheduler send in the Authorization header. */
export function mintServiceToken(
  kernel: Kernel,
  key: SigningKey,
  request: { audience: string; serviceAccountEmail: string },
): string {
  const now = Math.floor(kernel.now() / 1000);
  const sub = accountNumber(request.serviceAccountEmail);
  return signJwt(key, {
    iss: ISSUER,
    aud: request.audience,
    azp: sub,
    sub,
    email: request.serviceAccountEmail,
    email_verified: true,
    iat: now,
    exp: now + HOUR_S,
  });
}
