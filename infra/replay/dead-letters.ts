/** An event that failed every delivery. Events contain only ids, so it may be shown. */
export interface DeadEvent {
  readonly id: string;
  readonly topic: string;
  readonly data: unknown;
  /** Epoch ms. */
  readonly publishedAt: number;
}

/** The store of dead letters. */
export interface DeadLetters {
  list(): Promise<readonly DeadEvent[]>;
  /**
   * Delivers the dead letters with these ids again, or all of them (null). Returns how many. May be repeated: handling
   * an event twice is harmless.
   */
  replay(ids: readonly string[] | null): Promise<number>;
  close(): Promise<void>;
}
