const MAX_SUBJECTS = 10_000;

/** An LRU cache of subjects and their counts, in this process only. */
export class Remembered {
  readonly #usedUntil = new Map<string, number>();

  get(subject: string): number | null {
    return this.#usedUntil.get(subject) ?? null;
  }

  set(subject: string, usedUntil: number): void {
    this.#usedUntil.delete(subject);
    this.#usedUntil.set(subject, usedUntil);
    if (this.#usedUntil.size <= MAX_SUBJECTS) return;
    const [oldest] = this.#usedUntil.keys();
    if (oldest !== undefined) this.#usedUntil.delete(oldest);
  }
}
