import type { AppErrorCode } from '../application/errors.ts';
import type { Problem } from '../contract/common.ts';

/** What the edge itself can object to, besides the application's errors. */
export type EdgeErrorCode =
  | 'unauthenticated'
  | 'foreign_origin'
  | 'foreign_caller'
  | 'invalid_request'
  | 'malformed_json'
  | 'malformed_request'
  | 'unsupported_media_type'
  | 'payload_too_large'
  | 'route_not_found'
  | 'too_many_requests'
  | 'unavailable'
  | 'internal';

/** One table from code to status; a code without a status does not compile. */
const statuses = {
  unauthenticated: 401,
  foreign_origin: 403,
  foreign_caller: 403,
  invalid_request: 422,
  malformed_json: 400,
  malformed_request: 400,
  unsupported_media_type: 415,
  payload_too_large: 413,
  route_not_found: 404,
  too_many_requests: 429,
  unavailable: 503,
  internal: 500,
  not_found: 404,
  invalid_cursor: 400,
  invalid_address: 422,
  unknown_assistant: 404,
  suppressed_recipient: 422,
  mailbox_not_connected: 409,
  idempotency_key_reused: 422,
  not_awaiting_approval: 409,
  stop_unconfirmed: 503,
  thread_busy: 503,
  writer_unavailable: 503,
  daily_budget_used: 409,
} as const satisfies Record<EdgeErrorCode | AppErrorCode, number>;

export type ProblemCode = keyof typeof statuses;

const titles: Readonly<Record<number, string>> = {
  400: 'Bad request',
  401: 'Not signed in',
  403: 'Forbidden',
  404: 'Not found',
  409: 'Conflict',
  413: 'Too large',
  415: 'Unsupported media type',
  422: 'Not acceptable',
  429: 'Too many requests',
  500: 'Something went wrong here',
  503: 'Not available at the moment',
};

/** RFC 9457. Never carries a stack or anybody's data. */
export const problemOf = (
  code: ProblemCode,
  requestId: string,
  detail?: string,
  errors?: Problem['errors'],
): Problem => {
  const status = statuses[code];
  return {
    type: `urn:email-ai:problem:${code}`,
    title: titles[status] ?? 'Error',
    status,
    code,
    ...(detail === undefined ? {} : { detail }),
    requestId,
    ...(errors ? { errors } : {}),
  };
};

export const problemResponse = (problem: Problem, headers: Record<string, string> = {}): Response =>
  new Response(JSON.stringify(problem), {
    status: problem.status,
    headers: { 'content-type': 'application/problem+json', ...headers },
  });
