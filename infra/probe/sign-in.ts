import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import { z } from 'zod';
import { requiredScopes } from '../../shared/application/ports/identity.ts';
import { err, ok, type Result } from '../../shared/domain/result.ts';
import { createIdTokenVerifier } from '../../shared/infrastructure/google-identity/id-token.ts';
import { newOAuthClient } from '../../shared/infrastructure/google-identity/oauth-client.ts';

export interface SignInOptions {
  readonly clientId: string;
  readonly clientSecret: string;
  /** An origin, instead of Google's. */
  readonly oauthBaseUrl?: string | undefined;
  /** The port of the redirect URI that the OAuth client lists: http://localhost:PORT/api/auth/callback. */
  readonly port: number;
  /** Shows the URL to open in a browser. */
  readonly show: (url: string) => void;
}

export interface SignedIn {
  readonly accessToken: string;
  readonly email: string;
}

const PATH = '/api/auth/callback';
const claims = z.object({ email: z.string(), nonce: z.string() });

/**
 * Signs a user in through their browser, which Google redirects to this machine (RFC 8252, section 7.3), with PKCE and
 * a state. Requests no refresh token: the access ends within an hour, and nothing is stored. It is not revoked
 * afterwards, because Google would revoke the access of an installation with the same client too.
 */
export const signIn = async (options: SignInOptions): Promise<Result<SignedIn, string>> => {
  const { clientId, clientSecret, oauthBaseUrl } = options;
  const client = await newOAuthClient({ clientId, clientSecret, oauthBaseUrl });
  const redirectUri = `http://localhost:${options.port}${PATH}`;
  const { codeVerifier, codeChallenge = '' } = await client.generateCodeVerifierAsync();
  const [state, nonce] = [randomBytes(16).toString('base64url'), randomBytes(16).toString('base64url')];
  const url = new URL(
    client.generateAuthUrl({
      redirect_uri: redirectUri,
      access_type: 'online',
      scope: ['openid', 'email', ...requiredScopes],
      prompt: 'select_account',
      state,
      code_challenge: codeChallenge,
      code_challenge_method: 'S256' as never,
    }),
  );
  url.searchParams.set('nonce', nonce);
  const code = await receive(options.port, state, () => options.show(url.href));
  if (!code.ok) return code;
  try {
    const { tokens } = await client.getToken({ code: code.value, codeVerifier, redirect_uri: redirectUri });
    const granted = new Set((tokens.scope ?? '').split(' '));
    const missing = requiredScopes.filter((scope) => !granted.has(scope));
    if (missing.length > 0) return err(`On Google’s page, also select: ${missing.join(', ')}.`);
    const verified = await createIdTokenVerifier(oauthBaseUrl)(tokens.id_token ?? '', clientId);
    const told = verified.ok ? claims.safeParse(verified.value) : null;
    if (!told?.success || told.data.nonce !== nonce || !tokens.access_token)
      return err('Google’s response to the sign-in is not valid.');
    return ok({ accessToken: tokens.access_token, email: told.data.email });
  } catch {
    // The library's message may repeat the code.
    return err(
      'Google did not accept the code: do GOOGLE_CLIENT_ID and GOOGLE_CLIENT_SECRET belong to the same client?',
    );
  }
};

/** Waits for the redirect with our state. Resolves with the code. */
const receive = (port: number, state: string, ready: () => void): Promise<Result<string, string>> =>
  new Promise((resolve) => {
    const server = createServer((request, response) => {
      const url = new URL(request.url ?? '/', 'http://localhost');
      if (url.pathname !== PATH || url.searchParams.get('state') !== state) {
        response.writeHead(404, { 'content-type': 'text/plain' }).end('Not this.');
        return;
      }
      const code = url.searchParams.get('code');
      const why = url.searchParams.get('error') ?? 'no code came';
      response
        .writeHead(200, { 'content-type': 'text/plain; charset=utf-8', connection: 'close' })
        .end(
          code
            ? 'Signed in. Continue in the terminal; you can close this page.'
            : `Not signed in: ${why.slice(0, 100)}`,
        );
      server.close();
      resolve(code ? ok(code) : err(`The sign-in failed: ${why.slice(0, 100)}.`));
    });
    server.once('error', (error: NodeJS.ErrnoException) =>
      resolve(
        err(
          error.code === 'EADDRINUSE'
            ? `Port ${port} is in use. The sign-in returns to this port, so stop Email AI first, or set PORT.`
            : `Cannot listen on port ${port} (${error.code}).`,
        ),
      ),
    );
    server.listen(port, '127.0.0.1', ready);
  });
