import type { Dictionary } from './messages.ts';
import { type Sentences, sentences } from './sentences.ts';

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

interface Words {
  readonly texts: Dictionary;
  /** What the server's English sentences are in this language. */
  readonly told: Sentences;
}

const words = new Map<Locale, Words>();

/** Fetches the words of one language; nobody loads those of another. */
export const loadDictionary = async (locale: Locale): Promise<void> => {
  if (words.has(locale)) return;
  if (locale === 'ru') {
    const [{ ru }, { ruSentences, ruTemplates }] = await Promise.all([
      import('./ru.ts'),
      import('./ru-sentences.ts'),
    ]);
    words.set('ru', { texts: ru, told: sentences(ruSentences, ruTemplates) });
  } else {
    words.set('en', { texts: (await import('./en.ts')).en, told: (sentence) => sentence });
  }
};

const wordsOf = (locale: Locale): Words => {
  const known = words.get(locale);
  if (!known) throw new Error(`The words of ${locale} are not loaded.`);
  return known;
};

/** The texts of a language that has been loaded. */
export const dictionaryOf = (locale: Locale): Dictionary => wordsOf(locale).texts;

/** What the server told, in this language where its sentence is known. */
export const toldIn = (locale: Locale, sentence: string): string => wordsOf(locale).told(sentence);

export const rememberLocale = (locale: Locale): void => {
  try {
    localStorage.setItem(STORAGE_KEY, locale);
  } catch {
    // Then it holds for this visit only.
  }
};
