import type { OAuth2ClientEndpoints } from 'google-auth-library/build/src/auth/oauth2client.js';

/** Google's OAuth paths on another origin; an empty object keeps Google's. */
export const endpointsAt = (origin: string | undefined): Partial<OAuth2ClientEndpoints> =>
  origin === undefined
    ? {}
    : {
        oauth2AuthBaseUrl: new URL('/o/oauth2/v2/auth', origin).href,
        oauth2TokenUrl: new URL('/token', origin).href,
        oauth2RevokeUrl: new URL('/revoke', origin).href,
        oauth2FederatedSignonPemCertsUrl: new URL('/oauth2/v1/certs', origin).href,
      };
