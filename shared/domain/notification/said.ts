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
