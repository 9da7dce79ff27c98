import type { CodeTexts } from './codes.ts';
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
    // Storage may be disabled. Then the browser's language is used.
  }
  if (isLocale(stored)) return stored;
  return /^ru\b/i.test(navigator.language) ? 'ru' : 'en';
};

interface Words {
  readonly texts: Dictionary;
  readonly codes: CodeTexts;
}

const words = new Map<Locale, Words>();

const fetchWords = async (locale: Locale): Promise<Words> => {
  switch (locale) {
    case 'en': {
      const { en, enCodes } = await import('./en.ts');
      return { texts: en, codes: enCodes };
    }
    case 'ru': {
      const { ru, ruCodes } = await import('./ru.ts');
      return { texts: ru, codes: ruCodes };
    }
  }
};

/** Loads the dictionary of one language. */
export const loadWords = async (locale: Locale): Promise<void> => {
  if (!words.has(locale)) words.set(locale, await fetchWords(locale));
};

/** The dictionary of a language that has been loaded. */
export const wordsOf = (locale: Locale): Words => {
  const known = words.get(locale);
  if (!known) throw new Error(`The words of ${locale} are not loaded.`);
  return known;
};

export const rememberLocale = (locale: Locale): void => {
  try {
    localStorage.setItem(STORAGE_KEY, locale);
  } catch {
    // Storage is disabled: it applies to this visit only.
  }
};
