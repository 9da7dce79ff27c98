/** An event that was given up after failing again and again. Events carry ids only, so it may be shown. */
export interface DeadEvent {
  readonly id: string;
  readonly topic: string;
  readonly data: unknown;
  /** Epoch ms. */
  readonly publishedAt: number;
}

/** Where given-up events lie. */
export interface DeadLetters {
  list(): Promise<readonly DeadEvent[]>;
  /** Delivers those with these ids anew, or all of them (null). How many. May be repeated: handling an event twice is harmless. */
  replay(ids: readonly string[] | null): Promise<number>;
  close(): Promise<void>;
}
