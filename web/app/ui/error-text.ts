import { useCallback } from 'react';
import { type ProblemCode, problemStatuses } from '../../../shared/contract/problem-codes.ts';
import { ApiError } from '../api/http.ts';
import { useI18n } from '../i18n/i18n.tsx';
import type { Say, Translate } from '../i18n/speaker.ts';

const isProblemCode = (code: string): code is ProblemCode => Object.hasOwn(problemStatuses, code);

/** The code of a failure; derived from its status if the API did not answer itself. null: unknown. */
const codeOf = ({ code, status, problem }: ApiError): ProblemCode | null => {
  if (problem) return isProblemCode(code) ? code : null;
  if (status === 401) return 'unauthenticated';
  if (status === 404) return 'not_found';
  return status >= 500 ? 'internal' : null;
};

/** An error in the reader's language; for an unknown code, the server's English `detail`. */
export const errorText = (error: unknown, t: Translate, say: Say): string => {
  if (!(error instanceof ApiError)) return t('error.unexpected');
  if (error.isOutage) return t('error.outage');
  const { problem, retryAfter, status } = error;
  if (status === 429 && retryAfter === null) return t('error.tooMany');
  const code = codeOf(error);
  if (code === null) return problem?.detail ?? t('error.unexpected');
  const count = Math.ceil(retryAfter ?? 0);
  return say('problem', {
    code,
    params: { ...problem?.params, count, requestId: problem?.requestId ?? '–' },
  });
};

export const useErrorText = (): ((error: unknown) => string) => {
  const { t, say } = useI18n();
  return useCallback((error) => errorText(error, t, say), [t, say]);
};

/** The conversation with the same person that runs, where that is why a request was refused. */
export const runningIn = (error: unknown): string | null =>
  error instanceof ApiError && error.code === 'already_in_conversation'
    ? (error.problem?.threadId ?? null)
    : null;

/** The server's validation errors by field, `recipient.email` for nested ones. */
export const fieldErrors = (error: unknown): Readonly<Record<string, string>> => {
  const found: Record<string, string> = {};
  if (error instanceof ApiError) {
    for (const { path, message } of error.problem?.errors ?? []) {
      found[path.replace(/^\//, '').replaceAll('/', '.')] ??= message;
    }
  }
  return found;
};
