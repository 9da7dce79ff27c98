import { expect, test } from 'vitest';
import { retryAfterMs, toMailError } from './errors.ts';

const NOW = Date.UTC(2026, 0, 1);

const failure = (status: number, error: object = {}, headers: Record<string, string> = {}) =>
  Object.assign(new Error('canary: to ann@example.com'), {
    config: { headers: { Authorization: 'Bearer canary' } },
    response: { status, data: { error }, headers: new Headers(headers) },
  });

test.each([
  [400, { errors: [{ reason: 'invalidArgument' }] }, 'invalid'],
  [400, { errors: [{ reason: 'failedPrecondition' }] }, 'invalid'],
  [401, { errors: [{ reason: 'authError' }] }, 'revoked'],
  [403, { errors: [{ reason: 'domainPolicy' }] }, 'forbidden'],
  [403, { errors: [{ reason: 'insufficientPermissions' }] }, 'forbidden'],
  [403, {}, 'forbidden'],
  [403, { errors: [{ reason: 'rateLimitExceeded' }] }, 'rate_limited'],
  [403, { errors: [{ reason: 'userRateLimitExceeded' }] }, 'rate_limited'],
  [403, { errors: [{ reason: 'quotaExceeded' }] }, 'rate_limited'],
  [403, { errors: [{ reason: 'dailyLimitExceeded' }] }, 'rate_limited'],
  [403, { errors: [{ reason: 7 }, null, { reason: 'quotaExceeded' }] }, 'forbidden'],
  [403, { status: 'RESOURCE_EXHAUSTED' }, 'rate_limited'],
  [404, {}, 'not_found'],
  [408, {}, 'unavailable'],
  [409, {}, 'invalid'],
  [429, {}, 'rate_limited'],
  [500, {}, 'unavailable'],
  [503, {}, 'unavailable'],
  // The answer began well and broke off.
  [200, {}, 'unavailable'],
  [304, {}, 'unavailable'],
])('%i %j is %s, and says nothing of the call', (status, error, code) => {
  const mailError = toMailError(failure(status, error), NOW);
  expect(mailError.code).toBe(code);
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
    code: 'rate_limited',
    message: 'Gmail answered 429',
    retryAfterMs: 30_000,
  });
});

test('where there is none, the sentence about the sending limit does', () => {
  const message = 'User-rate limit exceeded.  Retry after 2026-01-01T02:00:00.000Z (Mail sending)';
  const limited = toMailError(failure(429, { message, errors: [{ reason: 'rateLimitExceeded' }] }), NOW);
  expect(limited.retryAfterMs).toBe(2 * 3_600_000);
});
