import { type Context, Hono } from 'hono';
import { isAddress } from '../world/mailboxes.ts';
import type { World } from '../world/world.ts';
import { CLIENT_ID, isLocalRedirect } from './client.ts';
import { blockedPage, consentPage } from './consent-page.ts';
import { type AuthorizationRequest, consentedScopes, grantCode } from './grants.ts';
import { isIdentityScope, parseScopes } from './scopes.ts';

interface ParsedRequest extends AuthorizationRequest {
  readonly scopes: readonly string[];
  readonly state: string | null;
  readonly includeGranted: boolean;
  readonly loginHint: string;
}

class BlockedRequest extends Error {
  readonly error: string;

  constructor(error: string, explanation: string) {
    super(explanation);
    this.error = error;
  }
}

/** `GET` shows the consent page, `POST` returns the decision to the application. */
export function authorizeRoutes(world: World): Hono {
  const app = new Hono();
  const endpoint = '/o/oauth2/v2/auth';

  const show = (context: Context, request: ParsedRequest, email: string, error: string | null) =>
    context.html(
      consentPage({
        action: `${endpoint}${new URL(context.req.url).search}`,
        clientId: request.clientId,
        scopes: request.scopes,
        email,
        error,
        people: world.mailboxes().map((mailbox) => mailbox.email),
      }),
      error === null ? 200 : 400,
    );

  const handled = (context: Context, work: (request: ParsedRequest) => Response | Promise<Response>) => {
    let request: ParsedRequest;
    try {
      request = parseRequest(new URL(context.req.url).searchParams);
    } catch (error) {
      if (error instanceof BlockedRequest) return context.html(blockedPage(error.error, error.message), 400);
      throw error;
    }
    return work(request);
  };

  app.get(endpoint, (context) =>
    handled(context, (request) => show(context, request, request.loginHint, null)),
  );

  app.post(endpoint, (context) =>
    handled(context, async (request) => {
      const form = new URLSearchParams(await context.req.text());
      const back = new URL(request.redirectUri);
      if (request.state !== null) back.searchParams.set('state', request.state);
      if (form.get('decision') === 'deny') {
        back.searchParams.set('error', 'access_denied');
        return context.redirect(back.href);
      }
      const email = (form.get('email') ?? '').trim();
      if (form.get('decision') !== 'allow' || !isAddress(email)) {
        return show(context, request, email, 'Enter an email address, such as you@example.com.');
      }
      const scopes = grantedScopes(request.scopes, form);
      const known = request.includeGranted ? consentedScopes(world.kernel, request.clientId, email) : [];
      const granted = [...new Set([...scopes, ...known])];
      back.searchParams.set('iss', 'https://accounts.google.com');
      back.searchParams.set('code', grantCode(world.kernel, request, email, granted));
      back.searchParams.set('scope', granted.join(' '));
      back.searchParams.set('authuser', '0');
      back.searchParams.set('prompt', request.consentAsked ? 'consent' : 'none');
      return context.redirect(back.href);
    }),
  );

  return app;
}

/** The scopes that were ticked. A form without any scope fields (sent by a script) grants everything requested. */
function grantedScopes(asked: readonly string[], form: URLSearchParams): string[] {
  const ticked = form.getAll('scope');
  if (ticked.length === 0 && !form.has('choice')) return [...asked];
  return asked.filter((scope) => isIdentityScope(scope) || ticked.includes(scope));
}

function parseRequest(query: URLSearchParams): ParsedRequest {
  const clientId = query.get('client_id') ?? '';
  const redirectUri = query.get('redirect_uri') ?? '';
  if (clientId === '') throw new BlockedRequest('invalid_request', 'Missing required parameter: client_id');
  if (clientId !== CLIENT_ID) throw new BlockedRequest('invalid_client', 'The OAuth client was not found.');
  if (redirectUri === '')
    throw new BlockedRequest('invalid_request', 'Missing required parameter: redirect_uri');
  if (!isLocalRedirect(redirectUri)) {
    throw new BlockedRequest(
      'redirect_uri_mismatch',
      "This application's request is invalid: its redirect is not on this machine.",
    );
  }
  if (query.get('response_type') !== 'code') {
    throw new BlockedRequest('unsupported_response_type', 'Only response_type=code is supported.');
  }
  const parsed = parseScopes(query.get('scope') ?? '');
  if ('unknown' in parsed)
    throw new BlockedRequest('invalid_scope', `Some requested scopes were invalid: ${parsed.unknown}`);
  if (parsed.scopes.length === 0)
    throw new BlockedRequest('invalid_request', 'Missing required parameter: scope');
  const challenge = query.get('code_challenge') || null;
  const challengeMethod = challenge === null ? null : (query.get('code_challenge_method') ?? 'plain');
  if (challengeMethod !== null && !['S256', 'plain'].includes(challengeMethod)) {
    throw new BlockedRequest('invalid_request', 'Invalid code_challenge_method');
  }
  return {
    clientId,
    redirectUri,
    scopes: parsed.scopes,
    state: query.get('state'),
    nonce: query.get('nonce'),
    challenge,
    challengeMethod,
    offline: query.get('access_type') === 'offline',
    consentAsked: (query.get('prompt') ?? '').split(' ').includes('consent'),
    includeGranted: query.get('include_granted_scopes') === 'true',
    loginHint: query.get('login_hint') ?? '',
  };
}
