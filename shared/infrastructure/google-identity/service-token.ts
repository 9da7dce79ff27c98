import type { OAuth2Client } from 'google-auth-library';
import { z } from 'zod';
import { endpointsAt } from './endpoints.ts';

export interface ServiceTokenOptions {
  /** What the token must be meant for. */
  readonly audience: string;
  /** Whose token it must be. */
  readonly serviceAccountEmail: string;
  /** An origin, instead of Google's. */
  readonly oauthBaseUrl?: string;
}

/** Verifies the OIDC tokens of Pub/Sub push and Cloud Scheduler. */
export interface InvokerVerifier {
  verify(token: string): Promise<{ readonly ok: boolean }>;
}

const claims = z.object({ email: z.string(), email_verified: z.literal(true) });

/**
 * Signature (Google's keys, cached as long as Google says), issuer, audience, expiry, account
 * (https://cloud.google.com/pubsub/docs/authenticate-push-subscriptions).
 */
export const createInvokerVerifier = (options: ServiceTokenOptions): InvokerVerifier => {
  let loading: Promise<OAuth2Client> | undefined;
  return {
    async verify(token) {
      loading ??= import('google-auth-library').then(
        ({ OAuth2Client: Client }) =>
          new Client({
            endpoints: endpointsAt(options.oauthBaseUrl),
            issuers: ['https://accounts.google.com', 'accounts.google.com'],
          }),
      );
      const client = await loading;
      try {
        const ticket = await client.verifyIdToken({ idToken: token, audience: options.audience });
        const parsed = claims.safeParse(ticket.getPayload());
        return { ok: parsed.success && parsed.data.email === options.serviceAccountEmail };
      } catch {
        return { ok: false };
      }
    },
  };
};
