import { z } from 'zod';
import type { MailError } from '../../application/ports/mail-gateway.ts';

/** The part of Gmail's error body that matters (https://developers.google.com/workspace/gmail/api/guides/handle-errors). */
const bodySchema = z.object({
  error: z.object({
    errors: z
      .array(z.object({ reason: z.string().optional().catch(undefined) }))
      .optional()
      .catch(undefined),
    status: z.string().optional().catch(undefined),
    message: z.string().optional().catch(undefined),
  }),
});

const failureSchema = z.object({
  response: z.object({ status: z.number(), data: z.unknown().optional(), headers: z.unknown().optional() }),
});

const RATE_REASONS: ReadonlySet<string> = new Set([
  'rateLimitExceeded',
  'userRateLimitExceeded',
  'quotaExceeded',
  'dailyLimitExceeded',
]);

const MAX_WAIT_MS = 24 * 60 * 60_000;

/** `Retry-After` as seconds or as a date, in ms from now. RFC 9110, section 10.2.3. */
export const retryAfterMs = (header: string | null, now: number): number | undefined => {
  if (header === null || header.trim() === '') return undefined;
  const seconds = Number(header);
  const ms = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(header) - now;
  if (!Number.isFinite(ms)) return undefined;
  return Math.min(Math.max(ms, 0), MAX_WAIT_MS);
};

/** Gmail's sending limit says when it ends in its sentence only: "User-rate limit exceeded.  Retry after 2026-01-31T…Z". */
const retryTimeIn = (message: string): string | null =>
  /retry after (\d{4}-\d\d-\d\dT[\d:.]{8,16}Z)/i.exec(message.slice(0, 500))?.[1] ?? null;

const retryAfterHeader = (headers: unknown): string | null =>
  headers instanceof Headers ? headers.get('retry-after') : null;

/**
 * Reduces whatever the client threw to a code and a sentence without content. Without an answer from Gmail it is
 * `unavailable`, which lets the caller assume nothing.
 */
export const toMailError = (thrown: unknown, now: number): MailError => {
  const failure = failureSchema.safeParse(thrown);
  if (!failure.success) return { code: 'unavailable', message: 'Gmail did not answer' };
  const { status, data, headers } = failure.data.response;
  const message = `Gmail answered ${status}`;
  const body = bodySchema.safeParse(data);
  const details = body.success ? body.data.error : {};
  const limited =
    status === 429 ||
    (status === 403 &&
      (details.status === 'RESOURCE_EXHAUSTED' ||
        (details.errors ?? []).some(({ reason }) => RATE_REASONS.has(reason ?? ''))));
  if (limited) {
    const wait = retryAfterMs(retryAfterHeader(headers) ?? retryTimeIn(details.message ?? ''), now);
    return { code: 'rate_limited', message, ...(wait === undefined ? {} : { retryAfterMs: wait }) };
  }
  if (status === 401) return { code: 'revoked', message };
  if (status === 403) return { code: 'forbidden', message };
  if (status === 404) return { code: 'not_found', message };
  // A status below 400 means that the answer broke off: what it would have said is unknown.
  if (status >= 500 || status === 408 || status < 400) return { code: 'unavailable', message };
  return { code: 'invalid', message };
};
