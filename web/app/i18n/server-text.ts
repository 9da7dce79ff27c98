import { useCallback } from 'react';
import { useI18n } from './i18n.tsx';
import { toldIn } from './locale.ts';

/** Puts the sentences that the server tells owners into the reader's language. */
export const useServerText = (): ((sentence: string) => string) => {
  const { locale } = useI18n();
  return useCallback((sentence) => toldIn(locale, sentence), [locale]);
};
