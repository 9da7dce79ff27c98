import { z } from 'zod';
import type { WriterError } from '../../application/ports/reply-writer.ts';

/** What the client throws for an answer of 400 or more (https://platform.openai.com/docs/guides/error-codes). */
const failureSchema = z.object({
  status: z.number(),
  code: z.string().nullish().catch(undefined),
  type: z.string().nullish().catch(undefined),
  headers: z.unknown().optional(),
});

/** Spent money or an exhausted plan; other providers have names of their own. */
const QUOTA: ReadonlySet<string> = new Set(['insufficient_quota', 'billing_hard_limit_reached']);
/** The provider would not even show the prompt to the model. */
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

const MAX_WAIT_MS = 60 * 60_000;

/** `retry-after-ms`, else `Retry-After` in seconds or as a date (RFC 9110, section 10.2.3). Milliseconds from `now`. */
const retryAfterMs = (headers: unknown, now: number): number | undefined => {
  if (!(headers instanceof Headers)) return undefined;
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

/** Reduces whatever the client threw to a code and a sentence without content. */
export const toWriterError = (thrown: unknown, now: number): WriterError => {
  if (thrown instanceof Error && (TIMEOUTS.has(thrown.name) || TIMEOUTS.has(thrown.constructor.name))) {
    return { code: 'timeout', message: 'The model took too long.' };
  }
  const failure = failureSchema.safeParse(thrown);
  if (!failure.success) return { code: 'unavailable', message: 'The model server did not answer.' };
  const { status, code, type, headers } = failure.data;
  if (QUOTA.has(code ?? '') || QUOTA.has(type ?? '') || status === 402) {
    return { code: 'quota', message: "The model provider's quota is used up." };
  }
  if (status === 429) {
    const wait = retryAfterMs(headers, now);
    return {
      code: 'rate_limited',
      message: 'The model is busy.',
      ...(wait === undefined ? {} : { retryAfterMs: wait }),
    };
  }
  if (status >= 500 || status === 408 || status === 409) {
    return { code: 'unavailable', message: `The model server answered ${status}.` };
  }
  if (FILTERED.has(code ?? '')) {
    return { code: 'refused', message: "The provider's content filter stopped the request." };
  }
  return { code: 'rejected', message: `The model server refused the request (${status}).` };
};
