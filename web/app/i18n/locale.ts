import type { Dictionary } from './messages.ts';

export const locales = ['en', 'ru'] as const;
export type Locale = (typeof locales)[number];

const STORAGE_KEY = 'language';

const isLocale = (value: string | null): value is Locale => locales.some((locale) => locale === value);

/** What the reader chose, else what the browser asks for, else English. */
export const initialLocale = (): Locale => {
  if (typeof window === 'undefined') return 'en';
  let stored: string | null = null;
  try {
    stored = localStorage.getItem(STORAGE_KEY);
  } catch {
    // Storage may be forbidden; the browser's language is good enough.
  }
  if (isLocale(stored)) return stored;
  return /^ru\b/i.test(navigator.language) ? 'ru' : 'en';
};

const dictionaries = new Map<Locale, Dictionary>();

/** Fetches the words of one language; nobody loads those of another. */
export const loadDictionary = async (locale: Locale): Promise<void> => {
  if (dictionaries.has(locale)) return;
  const dictionary = locale === 'ru' ? (await import('./ru.ts')).ru : (await import('./en.ts')).en;
  dictionaries.set(locale, dictionary);
};

/** The words of a language that has been loaded. */
export const dictionaryOf = (locale: Locale): Dictionary => {
  const dictionary = dictionaries.get(locale);
  if (!dictionary) throw new Error(`The words of ${locale} are not loaded.`);
  return dictionary;
};

export const rememberLocale = (locale: Locale): void => {
  try {
    localStorage.setItem(STORAGE_KEY, locale);
  } catch {
    // Then it holds for this visit only.
  }
};
