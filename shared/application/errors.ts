/** Expected errors of the use cases, as stable codes. `shared/http` maps each to a status, exhaustively. */
export type AppErrorCode =
  | 'already_in_conversation'
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
  | 'cannot_trust'
  | 'no_reply_to'
  | 'no_question'
  | 'knowledge_full'
  | 'too_many_notes'
  | 'too_many_lessons'
  | 'too_many_documents'
  | 'not_a_web_page'
  | 'rehearsal_not_waiting'
  | 'stop_unconfirmed'
  | 'review_unconfirmed'
  | 'pause_unconfirmed'
  | 'thread_busy'
  | 'writer_unavailable'
  | 'daily_budget_used'
  | 'sending_limit_too_high'
  | 'forbidden_url'
  | 'too_many_channels'
  | 'web_push_not_set_up'
  | 'wrong_channel_kind';

export interface AppError {
  readonly code: AppErrorCode;
  /** The conversation that stands in the way, for `already_in_conversation`. */
  readonly threadId?: string;
}

export const appError = (code: AppErrorCode): { readonly ok: false; readonly error: AppError } => ({
  ok: false,
  error: { code },
});

/** Somebody is written to in one conversation at a time, unless their owner says otherwise. */
export const alreadyIn = (threadId: string): { readonly ok: false; readonly error: AppError } => ({
  ok: false,
  error: { code: 'already_in_conversation', threadId },
});

export const notFound = appError('not_found');
