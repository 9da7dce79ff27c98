import type { Clause } from './clauses.ts';
import type { Fact, FactKind, Reading, ReadingOf } from './facts.ts';
import type { Entry, Known } from './known.ts';

/** What is looked at: one claim of a text, and the text around it. */
export interface Claim {
  readonly fact: Fact;
  readonly clause: Clause;
  readonly sentence: string;
}

/** Of a text: all that it states itself. */
export interface OwnFacts {
  readonly facts: readonly Fact[];
  readonly text: string;
}

/** Why a reading holds: `entry` is the place that says so; null: it is calculated. */
export interface Proof {
  readonly entry: Entry | null;
}
export const calculated: Proof = { entry: null };

export type Prove<K extends FactKind> = (
  reading: ReadingOf<K>,
  claim: Claim,
  known: Known,
  own: OwnFacts,
) => Proof | null;

export const same = (a: number, b: number): boolean =>
  Math.abs(a - b) < 0.006 * Math.max(1, Math.min(1, Math.abs(b)));

export const readingsOf = <K extends FactKind>(
  { facts }: OwnFacts,
  kind: K,
  without?: Fact,
): readonly ReadingOf<K>[] =>
  facts
    .filter((fact) => fact !== without)
    .flatMap(({ readings }) => readings.filter((one: Reading) => one.kind === kind) as ReadingOf<K>[]);
