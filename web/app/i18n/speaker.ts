import { type Coded, type Kind, textOf } from './codes.ts';
import type { en } from './en.ts';
import { type Locale, wordsOf } from './locale.ts';
import { type Args, fill, type PageTexts, type Texts } from './messages.ts';

/** A text of the app, or of the texts `T` of a page. */
export type Translate<T extends Texts = typeof en> = <K extends keyof T & string>(
  key: K,
  ...args: Args<T[K]>
) => string;

/** A text of the app or of a page. It passes as `Translate` where only those of the app are needed. */
export type PageTranslate<T extends Texts> = Translate & Translate<typeof en & T>;

/** The text of a code that the API has answered with. */
export type Say = <K extends Kind>(
  kind: K,
  coded: {
    readonly code: Coded[K]['code'];
    readonly params: Coded[K]['params'];
    /** Its English text, for a code of a newer server. */
    readonly message?: string;
    /** The part that an objection concerns, if it is not the text. */
    readonly part?: 'subject' | undefined;
  },
) => string;

export interface Speaker {
  readonly t: Translate;
  readonly say: Say;
}

/** The texts of a language. Its dictionary must be loaded before the first call. */
export const speakerOf = (locale: Locale): Speaker => ({
  t: (key, ...args) => fill(wordsOf(locale).texts[key], locale, args[0]),
  say: (kind, coded) => textOf(wordsOf(locale).codes, locale, kind, coded),
});

/** The texts of a page beside those of the whole app. */
export const withTexts = <T extends Texts>(locale: Locale, texts: PageTexts<T>): PageTranslate<T> => {
  const own: Texts = texts[locale];
  const common: Texts = wordsOf(locale).texts;
  return (key: string, params?: Readonly<Record<string, string | number>>) =>
    fill(own[key] ?? common[key] ?? key, locale, params);
};
