import { z } from 'zod';
import type {
  MailError,
  OperatorFault,
  OwnerFault,
  PassingFault,
} from '../../application/ports/mail-gateway.ts';
import { retryAfterMs } from './retry-after.ts';

/** An invalid entry does not hide the others. */
const reason = z.object({ reason: z.string().optional().catch(undefined) }).catch({});

/** The part of Gmail's error body that matters (https://developers.google.com/workspace/gmail/api/guides/handle-errors). */
const bodySchema = z.object({
  error: z.object({
    errors: z.array(reason).optional().catch(undefined),
    /** Google Cloud's own reason (google.rpc.ErrorInfo, https://cloud.google.com/apis/design/errors). */
    details: z.array(reason).optional().catch(undefined),
    status: z.string().optional().catch(undefined),
    message: z.string().optional().catch(undefined),
  }),
});

const failureSchema = z.object({
  response: z.object({ status: z.number(), data: z.unknown().optional(), headers: z.unknown().optional() }),
});

/** The parts of an error that decide its code. */
interface Refusal {
  readonly status: number;
  /** Reasons of Gmail and Google Cloud, as written. */
  readonly reasons: ReadonlySet<string>;
  /** The first 500 characters. It may contain addresses: never pass it on. */
  readonly sentence: string;
}

const refusalOf = (status: number, data: unknown): Refusal => {
  const body = bodySchema.safeParse(data);
  const error = body.success ? body.data.error : {};
  const reasons = [...(error.errors ?? []), ...(error.details ?? [])].map(({ reason }) => reason ?? '');
  return {
    status,
    reasons: new Set([...reasons, error.status ?? ''].filter((reason) => reason !== '')),
    sentence: (error.message ?? '').slice(0, 500),
  };
};

const hasOne = (refusal: Refusal, ...reasons: readonly string[]): boolean =>
  reasons.some((reason) => refusal.reasons.has(reason));

/** A daily project quota; only its name distinguishes it from a per-minute quota. */
const isOfTheDay = (refusal: Refusal): boolean => /\bper day\b/i.test(refusal.sentence);

const passingFault = (refusal: Refusal): PassingFault | null => {
  const { status, sentence } = refusal;
  if (status === 401) return 'unauthorized';
  if (status !== 429 && status !== 403) return null;
  // Reported as a rate limit, but it lasts hours and only concerns sending.
  if (/\(Mail sending\)|\bsending (?:limit|quota)\b/i.test(sentence)) return 'sending_limit';
  if (isOfTheDay(refusal)) return null;
  const limited = hasOne(
    refusal,
    'rateLimitExceeded',
    'userRateLimitExceeded',
    'RESOURCE_EXHAUSTED',
    'RATE_LIMIT_EXCEEDED',
  );
  return status === 429 || limited ? 'rate_limited' : null;
};

const ownerFault = (refusal: Refusal): OwnerFault | null => {
  const { status, sentence } = refusal;
  // Only the message identifies it: other failed preconditions have the same reason.
  if (status === 400 && /mail service not enabled/i.test(sentence)) return 'no_gmail';
  if (status !== 403) return null;
  if (hasOne(refusal, 'insufficientPermissions', 'ACCESS_TOKEN_SCOPE_INSUFFICIENT')) return 'scopes_missing';
  return hasOne(refusal, 'domainPolicy') ? 'admin_policy' : null;
};

const PROJECT_REFUSED = [
  'BILLING_DISABLED',
  'CONSUMER_INVALID',
  'CONSUMER_SUSPENDED',
  'USER_PROJECT_DENIED',
  'RESOURCE_PROJECT_INVALID',
] as const;

/** `watch` publishes a test message to the topic and reports the result in its error message. */
const topicFault = ({ status, sentence }: Refusal): OperatorFault | null => {
  if (status >= 400 && status < 500 && /Cloud ?Pub\/?Sub/i.test(sentence)) {
    return status === 404 || /not found/i.test(sentence) ? 'topic_missing' : 'topic_not_granted';
  }
  return status === 400 && /\btopicName\b/.test(sentence) ? 'topic_foreign' : null;
};

const operatorFault = (refusal: Refusal): OperatorFault | null => {
  const topic = topicFault(refusal);
  if (topic !== null) return topic;
  if (refusal.status !== 403 && refusal.status !== 429) return null;
  if (hasOne(refusal, 'accessNotConfigured', 'SERVICE_DISABLED')) return 'api_disabled';
  if (hasOne(refusal, 'dailyLimitExceeded', 'quotaExceeded') || isOfTheDay(refusal)) return 'quota_spent';
  if (hasOne(refusal, ...PROJECT_REFUSED)) return 'project_refused';
  return refusal.status === 403 ? 'unexplained' : null;
};

/** Reported by FlowCrypt and others after a draft was sent meanwhile; it means that there is no such draft. */
const isNoDraft = ({ status, sentence }: Refusal): boolean =>
  status === 400 && /message not a draft/i.test(sentence);

const retryAfterHeader = (headers: unknown): string | null =>
  headers instanceof Headers ? headers.get('retry-after') : null;

/** Gmail's sending limit states its end only in the message: "User-rate limit exceeded.  Retry after 2026-01-31T…Z". */
const retryTimeIn = (sentence: string): string | null =>
  /retry after (\d{4}-\d\d-\d\dT[\d:.]{8,16}Z)/i.exec(sentence)?.[1] ?? null;

/**
 * Converts any exception of the client to a code and a message without content. This is the only place that decides who
 * can fix a failure. Without an answer from Gmail it is `unavailable`, so that the caller assumes nothing.
 */
export const toMailError = (thrown: unknown, now: number): MailError => {
  const failure = failureSchema.safeParse(thrown);
  if (!failure.success) return { code: 'unavailable', message: 'Gmail did not answer' };
  const { status, data, headers } = failure.data.response;
  const message = `Gmail answered ${status}`;
  // A status below 400 means that the answer was cut off: the result is unknown.
  if (status >= 500 || status === 408 || status < 400) return { code: 'unavailable', message };
  const refusal = refusalOf(status, data);
  const passing = passingFault(refusal);
  if (passing !== null) {
    const wait = retryAfterMs(retryAfterHeader(headers) ?? retryTimeIn(refusal.sentence), now);
    return {
      code: 'passing',
      reason: passing,
      message,
      ...(wait === undefined ? {} : { retryAfterMs: wait }),
    };
  }
  const owner = ownerFault(refusal);
  if (owner !== null) return { code: 'owner', reason: owner, message };
  const operator = operatorFault(refusal);
  if (operator !== null) return { code: 'operator', reason: operator, message };
  return { code: status === 404 || isNoDraft(refusal) ? 'not_found' : 'invalid', message };
};
