/** A realistic bug: a text of the shipping source, found exactly once, and what a careless hand would make of it. */
export interface Mutant {
  readonly name: string;
  readonly file: string;
  readonly find: string;
  readonly replace: string;
}
