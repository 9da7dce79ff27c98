import type { Result } from '../../domain/result.ts';
import type { Prompt, WriterAnswer } from '../../domain/writing/answer.ts';

/**
 * - `refused`: the model declined. `incomplete`: cut off. `invalid_answer`: not what the schema asks for.
 *   `failed`: the response's own status says so. None of these improves by asking the same again at once.
 * - `rejected`: our request or key is wrong (4xx). `quota`: `insufficient_quota`; retrying cannot help.
 * - `rate_limited`, `timeout`, `unavailable`: later may work.
 */
export interface WriterError {
  readonly code:
    | 'refused'
    | 'incomplete'
    | 'invalid_answer'
    | 'failed'
    | 'rejected'
    | 'quota'
    | 'rate_limited'
    | 'timeout'
    | 'unavailable';
  /** Safe to log and to show to the owner: never a key, never mail content. */
  readonly message: string;
  readonly retryAfterMs?: number;
  /** Tokens that were paid for although nothing usable came back. */
  readonly usage?: TokenUsage;
}

export interface TokenUsage {
  readonly inputTokens: number;
  readonly outputTokens: number;
  /** Part of `inputTokens` that the provider served from its prompt cache. */
  readonly cachedInputTokens: number;
}

/** The model behind the assistant (OpenAI Responses API, `store: false`). Stateless; may be repeated. */
export interface ReplyWriter {
  /** One structured decision. */
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
