import { type Context, Hono } from 'hono';
import { type Env, type Faulty, injectFault } from '../http/faulty.ts';
import type { World } from '../world/world.ts';
import { certificateOf } from './certificate.ts';
import { CLIENT_ID, CLIENT_SECRET } from './client.ts';
import {
  ACCESS_TOKEN_SECONDS,
  findAccess,
  type IssuedTokens,
  OAuthError,
  ownerOf,
  redeemCode,
  refreshAccess,
  revokeToken,
} from './grants.ts';
import { mintIdToken, profileOf } from './identity.ts';
import type { SigningKey } from './keys.ts';

/**
 * Token, revocation, certificates and user info. `origin` is a function, because the port is known only after
 * listening.
 */
export function tokenRoutes(world: World, key: SigningKey, origin: () => string, faulty: Faulty): Hono<Env> {
  const app = new Hono<Env>();
  const { kernel } = world;

  const answer = (tokens: IssuedTokens) => ({
    access_token: tokens.accessToken,
    expires_in: ACCESS_TOKEN_SECONDS,
    ...(tokens.refreshToken === null ? {} : { refresh_token: tokens.refreshToken }),
    scope: tokens.scopes.join(' '),
    token_type: 'Bearer',
    ...(tokens.scopes.includes('openid')
      ? { id_token: mintIdToken(kernel, key, { ...tokens, origin: origin() }) }
      : {}),
  });

  const guarded = async (context: Context<Env>, work: () => Promise<Response>): Promise<Response> => {
    context.header('Cache-Control', 'no-store');
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof OAuthError)) throw error;
      return context.json({ error: error.error, error_description: error.message }, error.status);
    }
  };

  app.post('/token', (context) =>
    guarded(context, async () => {
      const form = new URLSearchParams(await context.req.text());
      const client = authenticate(form, context.req.header('Authorization'));
      const email = ownerOf(kernel, form.get('refresh_token') ?? form.get('code') ?? '');
      return injectFault(faulty, context, { method: 'oauth.token', email, shape: 'oauth' }, () => {
        switch (form.get('grant_type')) {
          case 'authorization_code':
            return context.json(
              answer(
                redeemCode(kernel, {
                  code: required(form, 'code'),
                  clientId: client,
                  redirectUri: form.get('redirect_uri') ?? '',
                  verifier: form.get('code_verifier'),
                }),
              ),
            );
          case 'refresh_token':
            return context.json(answer(refreshAccess(kernel, required(form, 'refresh_token'), client)));
          case null:
            throw new OAuthError('invalid_request', 'Missing required parameter: grant_type');
          default:
            throw new OAuthError('unsupported_grant_type', `Invalid grant_type: ${form.get('grant_type')}`);
        }
      });
    }),
  );

  // google-auth-library sends the token in the query, other clients in the body.
  app.post('/revoke', (context) =>
    guarded(context, async () => {
      const form = new URLSearchParams(await context.req.text());
      const token = form.get('token') ?? context.req.query('token') ?? '';
      const email = ownerOf(kernel, token);
      return injectFault(faulty, context, { method: 'oauth.revoke', email, shape: 'oauth' }, () => {
        if (!revokeToken(kernel, token)) throw new OAuthError('invalid_token', 'Token expired or revoked');
        return context.json({});
      });
    }),
  );

  const certificates = (path: string, body: () => unknown): void => {
    app.get(path, (context) =>
      injectFault(faulty, context, { method: 'oauth.certs', email: null, shape: 'oauth' }, () => {
        context.header('Cache-Control', 'public, max-age=21600, must-revalidate');
        return context.json(body());
      }),
    );
  };
  const certificate = certificateOf(key);
  certificates('/oauth2/v1/certs', () => ({ [key.kid]: certificate }));
  certificates('/oauth2/v3/certs', () => ({
    keys: [{ ...key.publicKey.export({ format: 'jwk' }), kid: key.kid, use: 'sig', alg: 'RS256' }],
  }));

  app.on('GET', ['/oauth2/v3/userinfo', '/v1/userinfo'], (context) => {
    const grant = findAccess(kernel, bearer(context.req.header('Authorization')));
    if (grant === null)
      return context.json({ error: 'invalid_request', error_description: 'Invalid Credentials' }, 401);
    return context.json(profileOf(kernel, origin(), grant.email));
  });

  app.on(['GET', 'POST'], '/tokeninfo', (context) => {
    const token = context.req.query('access_token') ?? bearer(context.req.header('Authorization'));
    const grant = findAccess(kernel, token);
    if (grant === null)
      return context.json({ error: 'invalid_token', error_description: 'Invalid Value' }, 400);
    return context.json({
      azp: grant.clientId,
      aud: grant.clientId,
      scope: grant.scopes.join(' '),
      exp: String(Math.floor(grant.expiresAt / 1000)),
      expires_in: String(Math.max(0, Math.floor((grant.expiresAt - kernel.now()) / 1000))),
      email: grant.email,
      email_verified: 'true',
    });
  });

  return app;
}

export const bearer = (authorization: string | undefined): string =>
  /^Bearer +(\S+)\s*$/i.exec(authorization ?? '')?.[1] ?? '';

/** Client credentials from the body or by Basic (RFC 6749 section 2.3.1); returns the client's id. */
function authenticate(form: URLSearchParams, authorization: string | undefined): string {
  const basic = /^Basic +(\S+)$/i.exec(authorization ?? '')?.[1];
  const [id = '', secret = ''] =
    basic === undefined
      ? [form.get('client_id') ?? '', form.get('client_secret') ?? '']
      : Buffer.from(basic, 'base64').toString('utf8').split(':').map(decode);
  if (id !== CLIENT_ID) throw new OAuthError('invalid_client', 'The OAuth client was not found.', 401);
  if (secret !== CLIENT_SECRET) throw new OAuthError('invalid_client', 'Unauthorized', 401);
  return id;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function required(form: URLSearchParams, name: string): string {
  const value = form.get(name);
  if (value === null || value === '') {
    throw new OAuthError('invalid_request', `Missing required parameter: ${name}`);
  }
  return value;
}
