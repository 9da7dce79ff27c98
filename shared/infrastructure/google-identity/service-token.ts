import { z } from 'zod';
import { createIdTokenVerifier } from './id-token.ts';

export interface ServiceTokenOptions {
  /** The required audience. */
  readonly audience: string;
  /** The required service account. */
  readonly serviceAccountEmail: string;
  /** Another origin instead of Google's. */
  readonly oauthBaseUrl?: string;
}

/** Verifies the OIDC tokens of Pub/Sub push and Cloud Scheduler. */
export interface InvokerVerifier {
  verify(token: string): Promise<{ readonly ok: boolean }>;
}

const claimsSchema = z.object({ email: z.string(), email_verified: z.literal(true) });

/**
 * Checks signature (Google's keys, cached), issuer, audience, expiry, account, and that its address is verified
 * (https://cloud.google.com/pubsub/docs/authenticate-push-subscriptions). Never throws because of the caller's input.
 */
export const createInvokerVerifier = (options: ServiceTokenOptions): InvokerVerifier => {
  const verifyIdToken = createIdTokenVerifier(options.oauthBaseUrl);
  return {
    async verify(token) {
      // An unset account or audience must not match a token that lacks one.
      if (options.serviceAccountEmail === '' || options.audience === '') return { ok: false };
      const verified = await verifyIdToken(token, options.audience);
      if (!verified.ok) return { ok: false };
      const claims = claimsSchema.safeParse(verified.value);
      return { ok: claims.success && claims.data.email === options.serviceAccountEmail };
    },
  };
};
