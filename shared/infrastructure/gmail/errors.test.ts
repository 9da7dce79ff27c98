import { expect, test } from 'vitest';
import { toMailError } from './errors.ts';
import { retryAfterMs } from './retry-after.ts';

const NOW = Date.UTC(2026, 0, 1);

const failure = (status: number, error: object = {}, headers: Record<string, string> = {}) =>
  Object.assign(new Error('canary: to ann@example.com'), {
    config: { headers: { Authorization: 'Bearer canary' } },
    response: { status, data: { error }, headers: new Headers(headers) },
  });

const reason = (...reasons: readonly unknown[]) => ({ errors: reasons.map((one) => ({ reason: one })) });
const info = (one: string) => ({ errors: [{ reason: 'forbidden' }], details: [{ reason: one }] });
const said = (message: string, one = 'forbidden') => ({ message, errors: [{ reason: one }] });

test.each([
  [400, reason('invalidArgument'), 'invalid', null],
  [400, said('Precondition check failed.', 'failedPrecondition'), 'invalid', null],
  [400, said('Mail service not enabled', 'failedPrecondition'), 'owner', 'no_gmail'],
  [400, said('Message not a draft', 'invalidArgument'), 'not_found', null],
  [400, said('Invalid topicName does not match projects/p/topics/*'), 'operator', 'topic_foreign'],
  [401, reason('authError'), 'passing', 'unauthorized'],
  [403, reason('domainPolicy'), 'owner', 'admin_policy'],
  [403, reason('insufficientPermissions'), 'owner', 'scopes_missing'],
  [403, info('ACCESS_TOKEN_SCOPE_INSUFFICIENT'), 'owner', 'scopes_missing'],
  [403, {}, 'operator', 'unexplained'],
  [403, reason('forbidden'), 'operator', 'unexplained'],
  [403, reason('accessNotConfigured'), 'operator', 'api_disabled'],
  [403, info('SERVICE_DISABLED'), 'operator', 'api_disabled'],
  [403, info('CONSUMER_SUSPENDED'), 'operator', 'project_refused'],
  [403, info('BILLING_DISABLED'), 'operator', 'project_refused'],
  [403, reason('rateLimitExceeded'), 'passing', 'rate_limited'],
  [403, reason('userRateLimitExceeded'), 'passing', 'rate_limited'],
  [403, info('RATE_LIMIT_EXCEEDED'), 'passing', 'rate_limited'],
  [403, reason('quotaExceeded'), 'operator', 'quota_spent'],
  [403, reason('dailyLimitExceeded'), 'operator', 'quota_spent'],
  [403, said("Quota exceeded for limit 'Queries per day'", 'rateLimitExceeded'), 'operator', 'quota_spent'],
  [429, said("Quota exceeded for limit 'Queries per day'", 'rateLimitExceeded'), 'operator', 'quota_spent'],
  [403, said('Daily user sending limit exceeded', 'dailyLimitExceeded'), 'passing', 'sending_limit'],
  [403, { errors: [{ reason: 7 }, null, { reason: 'quotaExceeded' }] }, 'operator', 'quota_spent'],
  [403, { status: 'RESOURCE_EXHAUSTED' }, 'passing', 'rate_limited'],
  [
    403,
    said('Error sending test message to Cloud PubSub projects/p/topics/t : User not authorized'),
    'operator',
    'topic_not_granted',
  ],
  [
    404,
    said('Error sending test message to Cloud PubSub projects/p/topics/t : Resource not found', 'notFound'),
    'operator',
    'topic_missing',
  ],
  [404, {}, 'not_found', null],
  [408, {}, 'unavailable', null],
  [409, {}, 'invalid', null],
  [429, {}, 'passing', 'rate_limited'],
  [500, {}, 'unavailable', null],
  // Whatever it says: a server that is out of order is nobody's fault.
  [503, reason('domainPolicy'), 'unavailable', null],
  // The answer began well and broke off.
  [200, {}, 'unavailable', null],
  [304, {}, 'unavailable', null],
])('%i %j is %s (%s), and says nothing of the call', (status, error, code, why) => {
  const mailError = toMailError(failure(status, error), NOW);
  expect(mailError).toMatchObject(why === null ? { code } : { code, reason: why });
  expect('reason' in mailError).toBe(why !== null);
  expect(JSON.stringify(mailError)).not.toMatch(/canary|ann@/);
});

test.each([
  [new Error('canary')],
  [new TypeError('fetch failed')],
  ['canary'],
  [undefined],
  [{ response: 'x' }],
])('no answer at all (%s) is unavailable', (thrown) => {
  expect(toMailError(thrown, NOW)).toEqual({ code: 'unavailable', message: 'Gmail did not answer' });
});

test.each([
  ['text instead of JSON', '<html>'],
  ['nothing', undefined],
  ['a list', []],
])('a body that is %s does not hide the status', (_title, data) => {
  const thrown = { response: { status: 404, data } };
  expect(toMailError(thrown, NOW).code).toBe('not_found');
});

test.each([
  ['seconds', '7', 7_000],
  ['a date', 'Thu, 01 Jan 2026 00:01:00 GMT', 60_000],
  ['a date that has passed', 'Wed, 31 Dec 2025 00:00:00 GMT', 0],
  ['more than a day', '864000', 86_400_000],
  ['a word', 'soon', undefined],
  ['empty', '', undefined],
  ['absent', null, undefined],
])('Retry-After: %s', (_title, header, expected) => {
  expect(retryAfterMs(header, NOW)).toBe(expected);
});

test('the header tells how long to wait', () => {
  expect(toMailError(failure(429, {}, { 'Retry-After': '30' }), NOW)).toEqual({
    code: 'passing',
    reason: 'rate_limited',
    message: 'Gmail answered 429',
    retryAfterMs: 30_000,
  });
});

test('where there is none, the sentence about the sending limit does', () => {
  const message = 'User-rate limit exceeded.  Retry after 2026-01-01T02:00:00.000Z (Mail sending)';
  const limited = toMailError(failure(429, { message, errors: [{ reason: 'rateLimitExceeded' }] }), NOW);
  expect(limited).toMatchObject({ reason: 'sending_limit', retryAfterMs: 2 * 3_600_000 });
});
