/** Every code of a problem (RFC 9457) with its HTTP status. Codes are stable; clients decide by them. */
export const problemStatuses = {
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
} as const;

export type ProblemCode = keyof typeof problemStatuses;
