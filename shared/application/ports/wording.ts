import type { Language } from '../../domain/notification/settings.ts';

/** What is said of one thing. Names and words of other people are data: they are filled in, never interpreted. */
export interface Said {
  readonly kind: string;
  readonly code: string | null;
  /** The correspondent, or the mailbox's address. */
  readonly who: string;
  readonly subject: string;
  /** One line of the newest mail; empty: none. */
  readonly lastWords: string;
  /** What the assistant asks its owner; empty: nothing. */
  readonly question: string;
  readonly url: string;
  /** Decides on the waiting draft; null: there is none. */
  readonly reviewUrl: string | null;
}

/** Makes the words in which an owner is told something. */
export interface Wording {
  /** `dropped`: how much more there was than could be kept. */
  tell(
    language: Language,
    said: readonly Said[],
    dropped: number,
  ): { readonly title: string; readonly text: string };
  test(language: Language): { readonly title: string; readonly text: string };
}
