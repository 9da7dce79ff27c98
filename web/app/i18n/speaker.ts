import { type Coded, type Kind, textOf } from './codes.ts';
import { type Locale, wordsOf } from './locale.ts';
import { type Args, fill, type Key } from './messages.ts';

/** A text of the app. */
export type Translate = <K extends Key>(key: K, ...args: Args<K>) => string;

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
