import type { Result } from '../../domain/result.ts';
import type { Prompt, WriterAnswer } from '../../domain/writing/answer.ts';

/**
 * Who can fix a failure.
 *
 * - `operator`: it affects every conversation until the operator of the installation fixes it. Conversations are not flagged;
 *   they retry with growing intervals, and an alert says what to do.
 * - `passing`: a retry will succeed.
 * - `conversation`: it affects this prompt only. The conversation is flagged for its owner.
 */
export type WriterErrorKind = 'operator' | 'passing' | 'conversation';

/**
 * - `unauthorised`: the key is invalid or lacks permission. `model_gone`: the model does not exist or was shut down. `quota`:
 *   the plan or budget is used up. `rejected`: the server does not support our requests.
 * - `rate_limited`, `timeout`, `unavailable`: too many requests, no answer in time, no answer. A time-out is billed.
 * - `refused`: the model or its content filter declined. `incomplete`: truncated. `invalid_answer`: not the requested JSON.
 *   `failed`: by the response's status. `too_long`: the prompt exceeds the model's context.
 */
export const writerErrorKinds = {
  unauthorised: 'operator',
  model_gone: 'operator',
  quota: 'operator',
  rejected: 'operator',
  rate_limited: 'passing',
  timeout: 'passing',
  unavailable: 'passing',
  refused: 'conversation',
  incomplete: 'conversation',
  invalid_answer: 'conversation',
  failed: 'conversation',
  too_long: 'conversation',
} as const satisfies Readonly<Record<string, WriterErrorKind>>;
export type WriterErrorCode = keyof typeof writerErrorKinds;

export interface WriterError {
  readonly code: WriterErrorCode;
  /**
   * What happened, and for `operator` errors what to do. Safe to log and to show: contains no key and no mail content.
   */
  readonly message: string;
  /** For `rate_limited`, if the provider says. */
  readonly retryAfterMs?: number;
  /** Tokens that were billed nevertheless. Estimated if the server does not say. */
  readonly usage?: TokenUsage;
  /** For `too_long`: how many tokens of a prompt fit, if known. */
  readonly fittingTokens?: number;
}

export interface TokenUsage {
  readonly inputTokens: number;
  readonly outputTokens: number;
  /** Part of `inputTokens` that the provider served from its prompt cache. */
  readonly cachedInputTokens: number;
}

/**
 * The model behind the assistant (OpenAI Responses API, `store: false`). Stateless. Calls may be repeated, but each call that
 * reaches the model is billed.
 */
export interface ReplyWriter {
  /** One structured decision. Its texts are not cleaned or checked. */
  write(
    prompt: Prompt,
  ): Promise<
    Result<{ readonly answer: WriterAnswer; readonly usage: TokenUsage; readonly model: string }, WriterError>
  >;
  /** Plain text: a summary of the given conversation. */
  summarise(
    prompt: Prompt,
  ): Promise<
    Result<{ readonly text: string; readonly usage: TokenUsage; readonly model: string }, WriterError>
  >;
}
