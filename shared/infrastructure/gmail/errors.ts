import { z } from 'zod';
import type { MailError } from '../../application/ports/mail-gateway.ts';

/** The part of Gmail's error body that matters (https://developers.google.com/workspace/gmail/api/guides/handle-errors). */
const bodySchema = z.object({
  error: z.object({
    errors: z.array(z.object({ reason: z.string().optional() })).optional(),
    status: z.string().optional(),
  }),
});

const failureSchema = z.object({
  status: z.number().optional(),
  response: z
    .object({ status: z.number(), data: z.unknown().optional(), headers: z.unknown().optional() })
    .optional(),
});

const RATE_REASONS = new Set([
  'rateLimitExceeded',
  'userRateLimitExceeded',
  'quotaExceeded',
  'dailyLimitExceeded',
]);

/** `Retry-After` as seconds or as a date, in ms from now. RFC 9110, section 10.2.3. */
export const retryAfterMs = (header: string | null, now: number): number | undefined => {
  if (header === null) return undefined;
  const seconds = Number(header);
  const ms = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(header) - now;
  return Number.isFinite(ms) && ms >= 0 ? Math.min(ms, 60 * 60_000) : undefined;
};

const headerOf = (headers: unknown, name: string): string | null =>
  headers instanceof Headers ? headers.get(name) : null;

/** Reduces whatever the client threw to a code and a sentence without content. */
export const toMailError = (thrown: unknown, now: number): MailError => {
  const failure = failureSchema.safeParse(thrown);
  const response = failure.success ? failure.data.response : undefined;
  if (!response) return { code: 'unavailable', message: 'Gmail did not answer' };
  const { status } = response;
  const message = `Gmail answered ${status}`;
  const body = bodySchema.safeParse(response.data);
  const reasons = body.success ? (body.data.error.errors ?? []).map((e) => e.reason ?? '') : [];
  const retryAfter = retryAfterMs(headerOf(response.headers, 'retry-after'), now);
  const limited = status === 429 || (status === 403 && reasons.some((reason) => RATE_REASONS.has(reason)));
  if (limited)
    return {
      code: 'rate_limited',
      message,
      ...(retryAfter === undefined ? {} : { retryAfterMs: retryAfter }),
    };
  if (status === 401) return { code: 'revoked', message };
  if (status === 403) return { code: 'forbidden', message };
  if (status === 404) return { code: 'not_found', message };
  if (status >= 500 || status === 408) return { code: 'unavailable', message };
  return { code: 'invalid', message };
};
