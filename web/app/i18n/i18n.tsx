import { createContext, type ReactNode, use, useCallback, useEffect, useMemo, useState } from 'react';
import { dictionaryOf, initialLocale, type Locale, loadDictionary, rememberLocale } from './locale.ts';
import { type Args, fill, type Key } from './messages.ts';

export type Translate = <K extends Key>(key: K, ...args: Args<K>) => string;

interface I18n {
  readonly locale: Locale;
  readonly t: Translate;
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
    void loadDictionary(next).then(() => setCurrent(next));
  }, []);

  const value = useMemo<I18n>(
    () => ({
      locale,
      setLocale,
      t: (key, ...args) => fill(dictionaryOf(locale)[key], locale, args[0]),
    }),
    [locale, setLocale],
  );

  return <I18nContext value={value}>{children}</I18nContext>;
};

export const useI18n = (): I18n => {
  const value = use(I18nContext);
  if (!value) throw new Error('useI18n needs an I18nProvider above it');
  return value;
};
