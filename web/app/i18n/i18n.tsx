import { createContext, type ReactNode, use, useCallback, useEffect, useMemo, useState } from 'react';
import { initialLocale, type Locale, loadWords, rememberLocale } from './locale.ts';
import type { PageTexts, Texts } from './messages.ts';
import { type PageTranslate, type Speaker, speakerOf, withTexts } from './speaker.ts';

interface I18n extends Speaker {
  readonly locale: Locale;
  readonly setLocale: (locale: Locale) => void;
}

const I18nContext = createContext<I18n | null>(null);

export const I18nProvider = ({ children }: { readonly children: ReactNode }) => {
  const [locale, setCurrent] = useState(initialLocale);

  useEffect(() => {
    document.documentElement.lang = locale;
  }, [locale]);

  const setLocale = useCallback((next: Locale) => {
    rememberLocale(next);
    void loadWords(next).then(() => setCurrent(next));
  }, []);

  const value = useMemo<I18n>(() => ({ locale, setLocale, ...speakerOf(locale) }), [locale, setLocale]);

  return <I18nContext value={value}>{children}</I18nContext>;
};

export interface PageI18n<T extends Texts> extends I18n {
  readonly t: PageTranslate<T>;
}

/** The language of the reader and its texts. */
export const useI18n = (): I18n => {
  const value = use(I18nContext);
  if (!value) throw new Error('useI18n needs an I18nProvider above it');
  return value;
};

/** `useI18n` with the texts of a page beside those of the whole app. */
export const usePageI18n = <T extends Texts>(texts: PageTexts<T>): PageI18n<T> => {
  const value = useI18n();
  return useMemo(() => ({ ...value, t: withTexts(value.locale, texts) }), [value, texts]);
};
