import { expect, it } from 'vitest';
import { ApiError } from '../api/http.ts';
import { loadWords } from '../i18n/locale.ts';
import { speakerOf } from '../i18n/speaker.ts';
import { errorText } from './error-text.ts';

await Promise.all([loadWords('en'), loadWords('ru')]);

const problem = (status: number, code: string, params: Record<string, string | number> = {}) => ({
  type: 'about:blank',
  title: 'A title',
  status,
  code,
  detail: 'A detail.',
  params,
  requestId: 'r1',
});
const failed = (status: number, code: string, retryAfter: number | null = null) =>
  new ApiError(status, problem(status, code), retryAfter);

it.each([
  ['a bug of ours', new TypeError('x is not a function'), 'en', 'Something went wrong. Try again.'],
  ['no answer at all', new ApiError(0, null), 'en', 'Check your connection. What you typed is kept.'],
  ['a gateway', new ApiError(502, null), 'ru', 'Проверьте соединение. Введённое сохранено.'],
  ['a known code', failed(409, 'not_awaiting_approval'), 'ru', 'Это письмо не ждёт вашего одобрения.'],
  ['a code that is not known here', failed(409, 'moon'), 'ru', 'A detail.'],
  ['the same at 503', failed(503, 'moon'), 'ru', 'A detail.'],
  ['a fault', failed(500, 'internal'), 'en', /^Something went wrong on our side\..*r1/],
  ['a fault that says nothing', new ApiError(500, null), 'en', /^Something went wrong on our side\..*–/],
  ['a page that is not there', new ApiError(404, null), 'en', 'Not found. It may have been deleted.'],
  ['too much', failed(429, 'too_many_requests', 1), 'en', 'Too many requests. Try again in 1 second.'],
  ['too much, for long', failed(429, 'too_many_requests', 4.2), 'ru', /через 5 секунд\.$/],
  ['too much, who knows how long', failed(429, 'too_many_requests'), 'en', /^Too many requests\. Wait/],
  ['what no problem explains', new ApiError(418, null), 'en', 'Something went wrong. Try again.'],
] as const)('tells of %s', (_, error, locale, expected) => {
  const { t, say } = speakerOf(locale);
  const text = errorText(error, t, say);
  if (typeof expected === 'string') expect(text).toBe(expected);
  else expect(text).toMatch(expected);
});
