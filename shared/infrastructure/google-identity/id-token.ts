import type { OAuth2Client } from 'google-auth-library';
import type { IdentityError } from '../../application/ports/identity.ts';
import { err, ok, type Result } from '../../domain/result.ts';
import { ISSUERS, newOAuthClient } from './oauth-client.ts';

export type VerifyIdToken = (idToken: string, audience: string) => Promise<Result<unknown, IdentityError>>;

/**
 * Verifies ID tokens that Google signed: signature (RS256 by one of Google's keys, cached according to Cache-Control),
 * issuer, audience, and time with five minutes of tolerance. The claims are returned unparsed. `invalid`: the token is
 * not valid. `unavailable`: Google's keys could not be fetched, so the token could not be checked.
 */
export const createIdTokenVerifier = (oauthBaseUrl: string | undefined): VerifyIdToken => {
  let loading: Promise<OAuth2Client> | undefined;
  return async (idToken, audience) => {
    loading ??= newOAuthClient({ oauthBaseUrl });
    const client = await loading;
    let certs: Awaited<ReturnType<OAuth2Client['getFederatedSignonCertsAsync']>>['certs'];
    try {
      ({ certs } = await client.getFederatedSignonCertsAsync());
    } catch {
      return err({ code: 'unavailable', message: "Google's keys could not be fetched." });
    }
    try {
      const ticket = await client.verifySignedJwtWithCertsAsync(idToken, certs, audience, ISSUERS);
      return ok(ticket.getPayload());
    } catch {
      // The library's message contains the token.
      return err({ code: 'invalid', message: 'The id token is not valid.' });
    }
  };
};
