import { lineLanguageOf } from '../../lines-below.ts';
import type { Clause } from './clauses.ts';
import { clausesOf, sentenceAround } from './clauses.ts';
import type { Told } from './evidence-pieces.ts';
import type { Fact, FactKind, Reading } from './facts.ts';
import { type Known, knownFrom } from './known.ts';
import { nameFacts } from './names.ts';
import { promiseFacts } from './promises.ts';
import { type Claim, calculated, type OwnFacts, type Proof } from './proof.ts';
import { proveAmount, provePercent } from './prove-amounts.ts';
import {
  proveDate,
  proveMonth,
  proveQuarter,
  proveRelativeDay,
  proveTime,
  proveWeekday,
} from './prove-calendar.ts';
import { proveDuration, proveQuantity } from './prove-numbers.ts';
import { factsIn } from './scan.ts';

/** Words of a text that follow from nothing that was given. */
export interface Unproved {
  readonly text: string;
  /** UTF-16 offsets in the text. */
  readonly start: number;
  readonly end: number;
  readonly kind: FactKind | 'impossible';
}

/** A statement of the text, and the place that it follows from. */
export interface Proved {
  readonly start: number;
  readonly end: number;
  readonly proof: Proof;
}

export interface Grounding {
  readonly unproved: readonly Unproved[];
  readonly proved: readonly Proved[];
}

const MIN_SUFFIX = 7;
const digitsOf = (text: string): readonly string[] =>
  [...text.matchAll(/[+\d][\d ()./–-]{5,22}\d/g)].map(([one]) => one.replaceAll(/\D/g, ''));

const provePhone = (key: string, { texts }: Known): Proof | null => {
  const end = key.slice(-Math.max(MIN_SUFFIX, Math.min(9, key.length)));
  return digitsOf(texts).some((one) => one.endsWith(end) || key.endsWith(one)) ? calculated : null;
};

const proveReading = (reading: Reading, claim: Claim, known: Known, own: OwnFacts): Proof | null => {
  switch (reading.kind) {
    case 'amount':
      return proveAmount(reading, claim, known, own);
    case 'percent':
      return provePercent(reading, claim, known, own);
    case 'duration':
      return proveDuration(reading, claim, known, own);
    case 'quantity':
      return proveQuantity(reading, claim, known, own);
    case 'date':
      return proveDate(reading, claim, known, own);
    case 'weekday':
      return proveWeekday(reading, claim, known, own);
    case 'relative_day':
      return proveRelativeDay(reading, claim, known, own);
    case 'month':
      return proveMonth(reading, claim, known, own);
    case 'quarter':
      return proveQuarter(reading, claim, known, own);
    case 'time':
      return proveTime(reading, claim, known, own);
    case 'phone':
      return provePhone(reading.key, known);
    case 'name':
      return known.names.includes(` ${reading.key} `) ? calculated : null;
    case 'code':
      return known.codes.includes(reading.key) ? calculated : null;
    case 'promise':
      return known.promised.has(reading.family) ? calculated : null;
    // Looked at by `links.ts`, which knows the sites of the people.
    case 'link':
      return calculated;
    default:
      return reading satisfies never;
  }
};

const covers = (all: readonly Fact[], { start, end }: Fact): boolean =>
  all.some((one) => one.start <= start && one.end >= end);

const clauseAround = (clauses: readonly Clause[], { start }: Fact, text: string): Clause =>
  clauses.find((one) => start >= one.start && start < one.end) ?? {
    text,
    start: 0,
    end: text.length,
    isOpen: false,
  };

const MAX_CLAIMS = 300;

/** In order, without those that stand within another. */
const outermost = (marks: readonly Unproved[]): readonly Unproved[] => {
  const result: Unproved[] = [];
  for (const mark of marks.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
    if ((result.at(-1)?.end ?? 0) < mark.end) result.push(mark);
  }
  return result;
};

/** Each claim of a text with what it follows from. Pure; does not trust the model. */
export const groundingOf = (text: string, told: Told, prepared?: Known): Grounding => {
  const language = lineLanguageOf(text, told.assistant.language);
  const { facts } = factsIn(text, language);
  const names = nameFacts(text).filter((one) => !covers(facts, one));
  const all = [...facts, ...names, ...promiseFacts(text)];
  const claims = all.slice(0, MAX_CLAIMS);
  if (claims.length === 0) return { unproved: [], proved: [] };
  const known = prepared ?? knownFrom(told, language);
  const clauses = clausesOf(text);
  const own: OwnFacts = { facts, text };
  const unproved: Unproved[] = [];
  const proved: Proved[] = [];
  for (const fact of claims) {
    const { start, end } = fact;
    const words = text.slice(start, end);
    if (fact.isImpossible) {
      unproved.push({ text: words, start, end, kind: 'impossible' });
      continue;
    }
    if (fact.isWeak) continue;
    const claim: Claim = {
      fact,
      clause: clauseAround(clauses, fact, text),
      sentence: sentenceAround(text, fact),
    };
    let proof: Proof | null = null;
    for (const reading of fact.readings) {
      proof = proveReading(reading, claim, known, own);
      if (proof) break;
    }
    if (proof) proved.push({ start, end, proof });
    else unproved.push({ text: words, start, end, kind: fact.readings[0]?.kind ?? 'quantity' });
  }
  // Nobody writes so many figures into a mail: none of the others passes unseen.
  for (const { start, end, readings, isWeak } of all.slice(MAX_CLAIMS)) {
    if (!isWeak)
      unproved.push({ text: text.slice(start, end), start, end, kind: readings[0]?.kind ?? 'quantity' });
  }
  return { unproved: outermost(unproved), proved };
};
