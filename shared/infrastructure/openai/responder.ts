import type { TokenUsage, WriterError } from '../../application/ports/reply-writer.ts';
import { err, ok, type Result } from '../../domain/result.ts';
import type { Prompt } from '../../domain/writing/answer.ts';
import { type ClientOptions, openClient } from './client.ts';
import { type Dialect, fullDialect, simpler, simplest } from './dialect.ts';
import { isTimeout, tooLong, toWriterError } from './errors.ts';
import { type Failure, failureIn } from './failure.ts';
import { jsonOrNull } from './json-or-null.ts';
import { lengthFailureIn } from './length-failure.ts';
import { fittingTokens, outputBound, withLength } from './output-bound.ts';
import { readResponse } from './read-response.ts';
import { type AnswerFormat, requestBody } from './request.ts';
import { estimatedUsage, wasCut } from './tokens.ts';
import { withoutUnstorable } from './unstorable.ts';

export interface ResponderOptions extends ClientOptions {
  readonly model: string;
  /** For the whole response, body included. Default 60 s. */
  readonly timeoutMs?: number;
  /** Epoch ms; tells how long a `Retry-After` date is away. Default: the system's clock. */
  readonly now?: () => number;
}

/** The text of a response with its usage. */
export interface Said {
  readonly text: string;
  readonly usage: TokenUsage;
  readonly model: string;
  /** Whether the server reported `usage`; otherwise it is estimated. */
  readonly counted: boolean;
}

export interface Responder {
  /** `format` null: plain text. */
  ask(prompt: Prompt, format: AnswerFormat | null): Promise<Result<Said, WriterError>>;
  /** As learned so far. */
  dialect(): Dialect;
}

/** Retries in a simpler dialect, per answer. Refused requests are not billed. */
const MAX_SIMPLER = 2;

/**
 * The Responses API, used statelessly (https://platform.openai.com/docs/api-reference/responses). Billed requests are never
 * repeated here. If a server refuses a request as unsupported, it is sent again in a simpler dialect, which is kept for
 * later requests.
 */
export const createResponder = (options: ResponderOptions): Responder => {
  const timeoutMs = options.timeoutMs ?? 60_000;
  const now = options.now ?? (() => Date.now());
  const client = openClient(options, timeoutMs);
  let dialect: Dialect = fullDialect;

  /** One request. Throws what the client throws. */
  const post = async (prompt: Prompt, as: Dialect, format: AnswerFormat | null): Promise<string> => {
    const openai = await client();
    const maxOutputTokens = outputBound(prompt, as);
    const body = requestBody(prompt, { model: options.model, dialect: as, format, maxOutputTokens });
    const response = await openai.responses
      // Unlike the client's own timeout, this also covers the body.
      .create(body, { signal: AbortSignal.timeout(timeoutMs) })
      .asResponse();
    return response.text();
  };

  /** The dialect for a retry. null: no retry. */
  const afterRefusal = (prompt: Prompt, as: Dialect, failure: Failure): Dialect | null => {
    const length = lengthFailureIn(failure);
    if (length) {
      const known = withLength(prompt, as, length);
      // Limits of the model hold for other requests too.
      dialect = { ...dialect, contextTokens: known.contextTokens, charsPerToken: known.charsPerToken };
      return outputBound(prompt, known) < outputBound(prompt, as) ? known : null;
    }
    // Compatible servers may refuse without a usable message; OpenAI's does not.
    return simpler(as, failure) ?? (options.baseUrl === undefined ? null : simplest(as, failure));
  };

  const slow = (prompt: Prompt): WriterError => ({
    code: 'timeout',
    message: `The model gave no answer within ${Math.round(timeoutMs / 1000)} seconds.`,
    // The provider bills a request even if the client stops waiting.
    usage: estimatedUsage(prompt, 0),
  });

  return {
    dialect: () => dialect,
    async ask(prompt, format) {
      let as = dialect;
      for (let tries = 0; ; tries++) {
        if (outputBound(prompt, as) === 0) return err(tooLong(fittingTokens(as)));
        try {
          const body = await post(prompt, as, format);
          dialect = as;
          return counted(prompt, readResponse(jsonOrNull(body)), options.model);
        } catch (thrown) {
          if (isTimeout(thrown)) return err(slow(prompt));
          const failure = failureIn(thrown);
          const next = failure && tries < MAX_SIMPLER ? afterRefusal(prompt, as, failure) : null;
          if (!next) {
            const error = toWriterError(failure, now());
            return err(error.code === 'too_long' ? tooLong(fittingTokens(dialect)) : error);
          }
          as = next;
        }
      }
    },
  };
};

const MAX_MODEL_CHARS = 100;

const counted = (
  prompt: Prompt,
  answer: ReturnType<typeof readResponse>,
  asked: string,
): Result<Said, WriterError> => {
  if (!answer.ok) return answer;
  const { text, model } = answer.value;
  const usage = answer.value.usage ?? estimatedUsage(prompt, text.length);
  if (wasCut(prompt, usage)) return err({ ...tooLong(usage.inputTokens), usage });
  return ok({
    text,
    usage,
    model: withoutUnstorable(model.slice(0, MAX_MODEL_CHARS)) || asked,
    counted: answer.value.usage !== null,
  });
};
