/**
 * An honest mail with all that it rests on, and how it would look with an invention. It is Monday, 2 March 2026, 9:30 in Berlin;
 * what they wrote came on Friday, 27 February, at 16:10, and what we wrote before left on Thursday the 26th.
 */
export interface LabelledMail {
  readonly about: string;
  readonly knowledge?: string;
  readonly instructions?: string;
  readonly goal?: string;
  /** What the owner told the assistant. */
  readonly note?: string;
  readonly ours?: string;
  readonly theirs?: string;
  readonly body: string;
  /** What stands in the honest mail, and what an invention puts in its place; an addition repeats what stood there. */
  readonly wrong: readonly [string, string];
}
