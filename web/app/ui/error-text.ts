import { useCallback } from 'react';
import { ApiError } from '../api/http.ts';
import { type Translate, useI18n } from '../i18n/i18n.tsx';
import { useServerText } from '../i18n/server-text.ts';

/** A failure in the reader's words; what the server said where it said something. */
const sentenceFor = (error: unknown, t: Translate, told: (sentence: string) => string): string => {
  if (!(error instanceof ApiError)) return t('error.unexpected');
  if (error.isOutage) return t('error.outage');
  if (error.status === 401) return t('error.signedOut');
  if (error.status === 404) return t('error.notFound');
  if (error.status === 429) {
    return error.retryAfter === null
      ? t('error.tooMany')
      : t('error.tooManyUntil', { count: Math.ceil(error.retryAfter) });
  }
  if (error.status === 503 && error.problem?.detail) return told(error.problem.detail);
  if (error.status >= 500) return t('error.server', { id: error.problem?.requestId ?? '–' });
  return told(error.problem?.detail ?? error.problem?.title ?? t('error.unexpected'));
};

export const useErrorText = (): ((error: unknown) => string) => {
  const { t } = useI18n();
  const told = useServerText();
  return useCallback((error) => sentenceFor(error, t, told), [t, told]);
};

/** The server's objections by field, `recipient.email` for nested ones. */
export const fieldErrors = (error: unknown): Readonly<Record<string, string>> => {
  const found: Record<string, string> = {};
  if (error instanceof ApiError) {
    for (const { path, message } of error.problem?.errors ?? []) {
      found[path.replace(/^\//, '').replaceAll('/', '.')] ??= message;
    }
  }
  return found;
};
