import type { OAuth2Client } from 'google-auth-library';
import { endpointsAt } from './endpoints.ts';

export interface OAuthClientOptions {
  readonly clientId?: string;
  readonly clientSecret?: string;
  /** An origin, instead of Google's. */
  readonly oauthBaseUrl?: string | undefined;
}

/** For one request, its body included. */
const TIMEOUT_MS = 10_000;

/** https://developers.google.com/identity/openid-connect/openid-connect#validatinganidtoken */
export const ISSUERS = ['https://accounts.google.com', 'accounts.google.com'];

/** The library, loaded on first use, told where Google is, and with its own retries off. */
export const newOAuthClient = async (options: OAuthClientOptions): Promise<OAuth2Client> => {
  const { OAuth2Client: Client } = await import('google-auth-library');
  const client = new Client({
    ...(options.clientId === undefined ? {} : { clientId: options.clientId }),
    ...(options.clientSecret === undefined ? {} : { clientSecret: options.clientSecret }),
    endpoints: endpointsAt(options.oauthBaseUrl),
    transporterOptions: { timeout: TIMEOUT_MS },
  });
  // Every request of the library asks for three retries, which would add up to more than a function may take. Turns,
  // notifications and people try again by themselves.
  client.transporter.interceptors.request.add({
    resolved: async (request) => {
      request.retry = false;
      delete request.retryConfig;
      return request;
    },
  });
  return client;
};
