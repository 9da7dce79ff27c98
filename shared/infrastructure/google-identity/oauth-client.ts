import type { OAuth2Client } from 'google-auth-library';
import { endpointsAt } from './endpoints.ts';

export interface OAuthClientOptions {
  readonly clientId?: string;
  readonly clientSecret?: string;
  /** Another origin instead of Google's. */
  readonly oauthBaseUrl?: string | undefined;
}

/** For one request, its body included. */
const TIMEOUT_MS = 10_000;

/** https://developers.google.com/identity/openid-connect/openid-connect#validatinganidtoken */
export const ISSUERS = ['https://accounts.google.com', 'accounts.google.com'];

/** The library's client, loaded on first use, with Google's endpoints configured and its own retries turned off. */
export const newOAuthClient = async (options: OAuthClientOptions): Promise<OAuth2Client> => {
  const { OAuth2Client: Client } = await import('google-auth-library');
  const client = new Client({
    ...(options.clientId === undefined ? {} : { clientId: options.clientId }),
    ...(options.clientSecret === undefined ? {} : { clientSecret: options.clientSecret }),
    endpoints: endpointsAt(options.oauthBaseUrl),
    transporterOptions: { timeout: TIMEOUT_MS },
  });
  // The library retries every request three times by default, which would take longer than a function may run. Turns,
  // notifications and users retry by themselves.
  client.transporter.interceptors.request.add({
    resolved: async (request) => {
      request.retry = false;
      delete request.retryConfig;
      return request;
    },
  });
  return client;
};
