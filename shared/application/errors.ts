/** Expected errors of the use cases, as stable codes. `shared/http` maps each to a status, exhaustively. */
export type AppErrorCode =
  | 'not_found'
  | 'invalid_cursor'
  | 'invalid_address'
  | 'unknown_assistant'
  | 'own_address'
  | 'suppressed_recipient'
  | 'mailbox_not_connected'
  | 'idempotency_key_reused'
  | 'not_awaiting_approval'
  | 'not_held'
  | 'thread_changed'
  | 'cannot_join'
  | 'no_question'
  | 'knowledge_full'
  | 'too_many_notes'
  | 'stop_unconfirmed'
  | 'review_unconfirmed'
  | 'pause_unconfirmed'
  | 'thread_busy'
  | 'writer_unavailable'
  | 'daily_budget_used'
  | 'sending_limit_too_high';

export interface AppError {
  readonly code: AppErrorCode;
}

export const appError = (code: AppErrorCode): { readonly ok: false; readonly error: AppError } => ({
  ok: false,
  error: { code },
});

export const notFound = appError('not_found');
