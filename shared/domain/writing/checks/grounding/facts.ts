import type { Span } from './tokens.ts';

export const periods = ['hour', 'day', 'week', 'month', 'year'] as const;
export type Period = (typeof periods)[number];

/** A reading of some words: what they state, in a form that can be compared. */
export type Reading =
  | {
      readonly kind: 'amount';
      readonly value: number;
      readonly currency: string;
      readonly period: Period | null;
    }
  | { readonly kind: 'percent'; readonly value: number }
  /** In minutes, or in months. */
  | { readonly kind: 'duration'; readonly value: number; readonly unit: 'minute' | 'month' }
  /** `unit` null: none that we know; `counts`: a word follows, so it counts something. */
  | {
      readonly kind: 'quantity';
      readonly value: number;
      readonly unit: string | null;
      readonly counts: boolean;
    }
  | {
      readonly kind: 'date';
      readonly day: number;
      /** null: only the day of a month that is not named. */
      readonly month: number | null;
      readonly year: number | null;
      /** Named together with it; 0 is Sunday. */
      readonly weekday: number | null;
    }
  | { readonly kind: 'weekday'; readonly weekday: number }
  /** Days from the day on which it was written. */
  | { readonly kind: 'relative_day'; readonly days: number }
  | { readonly kind: 'month'; readonly month: number }
  | { readonly kind: 'quarter'; readonly quarter: number }
  /** Minutes of the day. */
  | { readonly kind: 'time'; readonly minutes: number }
  /** A link, a phone number, a name, a code: compared letter by letter. */
  | { readonly kind: 'link' | 'phone' | 'name' | 'code'; readonly key: string }
  | { readonly kind: 'promise'; readonly family: string };

export type FactKind = Reading['kind'];
export type ReadingOf<K extends FactKind> = Extract<Reading, { kind: K }>;

/** What some words of a text state. */
export interface Fact extends Span {
  /** Any of them may be meant. The first is the most likely. */
  readonly readings: readonly Reading[];
  /** Proves others, and needs no proof itself: an idiom, a number of no weight. */
  readonly isWeak: boolean;
  /** No such date or time exists. */
  readonly isImpossible: boolean;
  /** The number in it, where it has one. */
  readonly count: number | null;
}

/** Two facts of a kind with "to" between them. */
export interface Range {
  readonly from: Fact;
  readonly to: Fact;
}

export interface Facts {
  readonly facts: readonly Fact[];
  readonly ranges: readonly Range[];
}
