import type { HttpBindings } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import type { Context } from 'hono';
import type { FaultKind, Strike } from '../world/faults.ts';
import {
  backendError,
  domainForbidden,
  failedPrecondition,
  type GoogleError,
  notFound,
  rateLimitExceeded,
  unauthenticated,
} from '../world/google-error.ts';

export interface Env {
  Bindings: HttpBindings;
}

export interface Faulty {
  takeFault(method: string, email: string | null): Strike | null;
}

interface FaultyCall {
  readonly method: string;
  readonly email: string | null;
  /** Whose way of saying errors. */
  readonly shape: 'gmail' | 'oauth';
}

/** Does the work, unless a planned fault comes before it, instead of it or after it. */
export async function injectFault(
  faulty: Faulty,
  context: Context<Env>,
  call: FaultyCall,
  work: () => Response | Promise<Response>,
): Promise<Response> {
  const strike = faulty.takeFault(call.method, call.email);
  if (strike === null) return work();
  if (strike.when === 'after') await work();
  switch (strike.kind) {
    case 'hang':
      await new Promise<void>((resolve) => context.env.outgoing.once('close', () => resolve()));
      return RESPONSE_ALREADY_SENT;
    case 'drop_before':
    case 'drop_after':
      context.env.incoming.socket.destroy();
      return RESPONSE_ALREADY_SENT;
    default:
      if (call.shape === 'oauth') return oauthFailure(strike.kind);
      throw gmailFailure(strike.kind);
  }
}

type AnsweredKind = Exclude<FaultKind, 'hang' | 'drop_before' | 'drop_after'>;

function gmailFailure(kind: AnsweredKind): GoogleError {
  switch (kind) {
    case '400':
      return failedPrecondition('Precondition check failed.');
    case '401':
      return unauthenticated();
    case '403':
      return domainForbidden();
    case '403_rate':
      return rateLimitExceeded(403);
    case '404':
      return notFound();
    case '429':
      return rateLimitExceeded(429);
    case '500':
      return backendError(500);
    case '503':
      return backendError(503);
  }
}

function oauthFailure(kind: AnsweredKind): Response {
  const answer = (status: number, error: string, description: string) =>
    Response.json({ error, error_description: description }, { status });
  switch (kind) {
    case '400':
      return answer(400, 'invalid_grant', 'Token has been expired or revoked.');
    case '401':
      return answer(401, 'invalid_client', 'Unauthorized');
    case '403':
      return answer(403, 'access_denied', 'Forbidden');
    case '403_rate':
      return answer(403, 'rate_limit_exceeded', 'Rate Limit Exceeded');
    case '404':
      return answer(404, 'not_found', 'Not Found');
    case '429':
      return answer(429, 'rate_limit_exceeded', 'Rate Limit Exceeded');
    case '500':
      return answer(500, 'internal_failure', 'Internal error encountered.');
    case '503':
      return answer(503, 'temporarily_unavailable', 'The service is currently unavailable.');
  }
}
