import type { FaultKind } from '../world/faults.ts';
import {
  accessNotConfigured,
  backendError,
  dailyLimitExceeded,
  domainForbidden,
  failedPrecondition,
  type GoogleError,
  insufficientScope,
  invalidArgument,
  notFound,
  projectSuspended,
  quotaExceeded,
  rateLimitExceeded,
  sendingLimitReached,
  unauthenticated,
} from '../world/google-error.ts';

type AnsweredKind = Exclude<FaultKind, 'hang' | 'drop_before' | 'drop_after'>;

/** `now`: epoch ms, for errors that state an end time. */
export function gmailFailure(kind: AnsweredKind, method: string, now: number): GoogleError {
  switch (kind) {
    case '400':
      return failedPrecondition('Precondition check failed.');
    case '401':
    case 'client_deleted':
      return unauthenticated();
    case '403':
    case 'admin_policy':
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
    case 'api_disabled':
      return accessNotConfigured();
    case 'mail_off':
      return failedPrecondition('Mail service not enabled');
    case 'not_a_draft':
      return invalidArgument('Message not a draft');
    case 'project_suspended':
      return projectSuspended();
    case 'quota_per_day':
      return quotaExceeded('Queries per day');
    case 'quota_per_minute':
      return quotaExceeded('Queries per minute per user');
    case 'quota_spent':
      return dailyLimitExceeded();
    case 'scopes_missing':
      return insufficientScope(method);
    case 'sending_limit':
      return sendingLimitReached(now + 60 * 60_000);
    case 'too_concurrent':
      return rateLimitExceeded(429, 'Too many concurrent requests for user.');
  }
}

/** The token endpoint's error format (RFC 6749 section 5.2). */
export function oauthFailure(kind: AnsweredKind): Response {
  const answer = (status: number, error: string, description: string) =>
    Response.json({ error, error_description: description }, { status });
  switch (kind) {
    case '400':
      return answer(400, 'invalid_grant', 'Token has been expired or revoked.');
    case '401':
      return answer(401, 'invalid_client', 'Unauthorized');
    case '403':
      return answer(403, 'access_denied', 'Forbidden');
    case '404':
      return answer(404, 'not_found', 'Not Found');
    case '403_rate':
      return answer(403, 'rate_limit_exceeded', 'Rate Limit Exceeded');
    case '429':
    case 'quota_per_day':
    case 'quota_per_minute':
    case 'quota_spent':
    case 'sending_limit':
    case 'too_concurrent':
      return answer(429, 'rate_limit_exceeded', 'Rate Limit Exceeded');
    case '500':
      return answer(500, 'internal_failure', 'Internal error encountered.');
    case '503':
      return answer(503, 'temporarily_unavailable', 'The service is currently unavailable.');
    case 'admin_policy':
    case 'mail_off':
      return answer(400, 'admin_policy_enforced', 'The administrator does not allow this application.');
    case 'api_disabled':
    case 'project_suspended':
    case 'client_deleted':
      return answer(401, 'deleted_client', 'The OAuth client was deleted.');
    case 'scopes_missing':
    case 'not_a_draft':
      return answer(400, 'invalid_scope', 'Some requested scopes were invalid.');
  }
}
