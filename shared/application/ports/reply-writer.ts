import type { Result } from '../../domain/result.ts';
import type { Prompt, WriterAnswer } from '../../domain/writing/answer.ts';

/**
 * Whose trouble a failure is, and so what has to follow.
 *
 * - `operator`: every conversation would meet it, until whoever runs the installation mends it. No conversation is flagged
 *   for its owner; it waits, with growing intervals, an alert says what to do, and it goes on by itself.
 * - `passing`: later will do.
 * - `conversation`: of this prompt alone. Its owner has to see it.
 */
export type WriterErrorKind = 'operator' | 'passing' | 'conversation';

/**
 * - `unauthorised`: the key is wrong, or may not do this. `model_gone`: no such model, or no longer. `quota`: the plan or
 *   the money is used up. `rejected`: the server does not understand the request, whatever it is about.
 * - `rate_limited`, `timeout`, `unavailable`: asked too often, too slow, not there. A time-out was paid for.
 * - `refused`: the model or its provider declined. `incomplete`: cut off. `invalid_answer`: not what is asked for.
 *   `failed`: the response's own status says so. `too_long`: the prompt does not fit into the model's context.
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
   * One or two sentences: what happened and, where it is the operator's, what to do. Safe to log and to show to the owner:
   * never a key, never mail content.
   */
  readonly message: string;
  /** For `rate_limited`, as the provider says. */
  readonly retryAfterMs?: number;
  /** Tokens that were paid for although nothing usable came back; estimated where the server does not say. */
  readonly usage?: TokenUsage;
  /** For `too_long`: how many tokens of a prompt fit, as far as the server tells. */
  readonly fittingTokens?: number;
}

export interface TokenUsage {
  readonly inputTokens: number;
  readonly outputTokens: number;
  /** Part of `inputTokens` that the provider served from its prompt cache. */
  readonly cachedInputTokens: number;
}

/**
 * The model behind the assistant (OpenAI Responses API, `store: false`). Stateless; may be repeated, but each call that got
 * as far as the model is paid for, whatever comes back.
 */
export interface ReplyWriter {
  /** One structured decision. Its texts are as the model wrote them. */
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
