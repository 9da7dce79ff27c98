const MOST = 10_000;

/** What is known of the last so many subjects, in this process only. The one that was not heard of longest goes first. */
export class Remembered {
  readonly #usedUntil = new Map<string, number>();

  get(subject: string): number | null {
    return this.#usedUntil.get(subject) ?? null;
  }

  set(subject: string, usedUntil: number): void {
    this.#usedUntil.delete(subject);
    this.#usedUntil.set(subject, usedUntil);
    if (this.#usedUntil.size <= MOST) return;
    const [oldest] = this.#usedUntil.keys();
    if (oldest !== undefined) this.#usedUntil.delete(oldest);
  }
}
