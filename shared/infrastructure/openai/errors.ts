import type { WriterError } from '../../application/ports/reply-writer.ts';
import type { Failure } from './failure.ts';
import { lengthFailureIn } from './length-failure.ts';

/** Error codes of an exhausted budget or plan. */
const QUOTA: ReadonlySet<string> = new Set([
  'insufficient_quota',
  'billing_hard_limit_reached',
  'billing_not_active',
]);
/** Error codes of the provider's content filter. */
const FILTERED: ReadonlySet<string> = new Set([
  'content_filter',
  'content_policy_violation',
  'invalid_prompt',
]);
const TIMEOUTS: ReadonlySet<string> = new Set([
  'TimeoutError',
  'AbortError',
  'APIUserAbortError',
  'APIConnectionTimeoutError',
]);

export const isTimeout = (thrown: unknown): boolean =>
  thrown instanceof Error && (TIMEOUTS.has(thrown.name) || TIMEOUTS.has(thrown.constructor.name));

const MAX_WAIT_MS = 60 * 60_000;

/** `retry-after-ms`, else `Retry-After` in seconds or as a date (RFC 9110, section 10.2.3). Milliseconds from `now`. */
const retryAfterMs = (headers: Headers | null, now: number): number | undefined => {
  if (!headers) return undefined;
  const exact = headers.get('retry-after-ms');
  const header = headers.get('retry-after');
  const ms =
    exact !== null
      ? Number(exact)
      : Number.isFinite(Number(header ?? Number.NaN))
        ? Number(header) * 1000
        : Date.parse(header ?? '') - now;
  return Number.isFinite(ms) ? Math.min(Math.max(ms, 0), MAX_WAIT_MS) : undefined;
};

const MODEL_GONE =
  /model.{0,200}(?:not found|does not exist|deprecated|no longer|not loaded|unavailable|no access|not have access)|no models? loaded/i;

const isModelGone = ({ status, codes, text, isApi }: Failure): boolean =>
  codes.some((code) => code === 'model_not_found' || code === 'model_deprecated') ||
  ((status === 403 || status === 404 || status === 400) && isApi && MODEL_GONE.test(text));

export const modelGone: WriterError = {
  code: 'model_gone',
  message: 'The model server has no such model, or no longer. Set OPENAI_MODEL to one that it has.',
};
export const unknownEndpoint: WriterError = {
  code: 'rejected',
  message:
    'The model server does not know the Responses API. Set OPENAI_BASE_URL to an address ending in /v1 of a server that does.',
};

/** Maps an HTTP error to an error of the port. The message contains nothing from the server. */
export const toWriterError = (failure: Failure | null, now: number): WriterError => {
  if (!failure) return { code: 'unavailable', message: 'The model server did not answer.' };
  const { status, codes, headers } = failure;
  if (status === 402 || codes.some((code) => QUOTA.has(code))) {
    return {
      code: 'quota',
      message: "The model provider's quota is used up. Raise the limit or add credit there.",
    };
  }
  if (status === 429) {
    const wait = retryAfterMs(headers, now);
    return {
      code: 'rate_limited',
      message: 'The model is busy.',
      ...(wait === undefined ? {} : { retryAfterMs: wait }),
    };
  }
  if (isModelGone(failure)) return modelGone;
  if (status === 401 || status === 403) {
    return {
      code: 'unauthorised',
      message: `The model provider refuses the key (${status}). Set OPENAI_API_KEY to one that may use the model.`,
    };
  }
  if (status === 404 || status === 405) return unknownEndpoint;
  if (status >= 500 || status === 408 || status === 409) {
    return { code: 'unavailable', message: `The model server answered ${status}.` };
  }
  if (codes.some((code) => FILTERED.has(code))) {
    return { code: 'refused', message: "The provider's content filter stopped the request." };
  }
  if (status === 413 || lengthFailureIn(failure)) return tooLong(null);
  return {
    code: 'rejected',
    message: `The model server does not understand our requests (${status}). Run npm run doctor.`,
  };
};

/** `fittingTokens`: how many tokens of a prompt fit. */
export const tooLong = (fittingTokens: number | null): WriterError => ({
  code: 'too_long',
  message: `The conversation is too long for the model's context${
    fittingTokens === null ? '' : `, which holds about ${fittingTokens} tokens of it`
  }. Choose a model with a larger context, or load this one with more.`,
  ...(fittingTokens === null ? {} : { fittingTokens }),
});
