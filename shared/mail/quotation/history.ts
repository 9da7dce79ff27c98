import { findAttributions } from './attribution.ts';
import { headerBlockAt } from './header-block.ts';
import { labelled } from './labels.ts';
import { saysMoment } from './moments.ts';
import { isBlank, isQuoted, quotedLines, withoutMarks } from './quoted-lines.ts';
import { isReplyMarker, isSeparator, mayLeadIn } from './separators.ts';
import type { Source } from './source-lines.ts';
import { bareSubject, namesAddressee, type Surroundings } from './surroundings.ts';

/** Only dashes and similar characters, or empty. */
export const isRule = (text: string): boolean => /^[\s\p{Pd}_=*~#.·•|+]*$/u.test(text);

const LOOK_AHEAD = 60;

/** Finds where earlier mails begin, and whether their lines are marked. */
export class History {
  readonly #texts: readonly string[];
  readonly #quoted: readonly boolean[];
  readonly #attributions: ReadonlyMap<number, number>;
  readonly #surroundings: Surroundings;
  readonly #hasOurs: boolean;

  constructor(source: readonly Source[], surroundings: Surroundings) {
    this.#texts = source.map(({ text }) => text);
    this.#surroundings = surroundings;
    this.#hasOurs = source.some(({ ours }) => ours);
    this.#attributions = findAttributions(this.#texts, surroundings);
    const marked = quotedLines(this.#texts, this.#attributions);
    this.#quoted = source.map(({ ours, inserted }, i) => !inserted && (ours || marked[i] === true));
  }

  isQuoted(index: number): boolean {
    return this.#quoted[index] ?? false;
  }

  /** The end of an attribution that begins here. */
  attributionAt(index: number): number | null {
    return this.#attributions.get(index) ?? null;
  }

  /** The end (exclusive) of the introduction of an earlier mail here: a separator, a header block, or both. */
  headAt(index: number, hasText: boolean): number | null {
    if (this.#quoted[index] && isQuoted(this.#texts[index] ?? '')) return null;
    const text = this.#texts[index] ?? '';
    if (hasText && isReplyMarker(text)) return index + 1;
    const block = headerBlockAt(this.#texts, index, this.#surroundings);
    if (block !== null) return block;
    if (!isSeparator(text)) return null;
    const next = this.#filledFrom(index + 1);
    return headerBlockAt(this.#texts, next, this.#surroundings) ?? index + 1;
  }

  /** The same at a place that mark-up determines: quoted fields do not count. */
  marksWhatFollows(index: number): boolean {
    let at = index;
    const isHead = (text: string): boolean => isRule(text) || labelled(withoutMarks(text)) !== null;
    while (at < this.#texts.length && isHead(this.#texts[at] ?? '')) at++;
    return at < this.#texts.length && this.#quoted[at] === true;
  }

  /** Whether anything below separates old text from new: marks, or words of ours. */
  isToldApart(index: number): boolean {
    return this.#hasOurs || this.marksItsLines(index);
  }

  #filledFrom(index: number): number {
    let at = index;
    while (at < this.#texts.length && isBlank(this.#texts[at] ?? '')) at++;
    return at;
  }

  /**
   * Whether the earlier mail that begins at `index` marks its lines, so that unmarked lines are answers. Answers may
   * come before the first marked line.
   */
  marksItsLines(index: number): boolean {
    for (let at = index; at < Math.min(this.#texts.length, index + LOOK_AHEAD); at++) {
      const text = this.#texts[at] ?? '';
      if (isBlank(text)) continue;
      if (this.#quoted[at]) return true;
      if (this.#attributions.has(at) || this.headAt(at, false) !== null) return false;
    }
    return this.#filledFrom(index) >= this.#texts.length;
  }

  /**
   * The start of the lines that introduce our own words, in an unknown language: directly above them, and each with a
   * label, an address of ours or a time.
   */
  leadIn(index: number): number {
    let at = index - 1;
    while (at >= 0 && isBlank(this.#texts[at] ?? '') && index - at < 4) at--;
    let start = index;
    let certain = false;
    for (let count = 0; at >= 0 && count < 8; at--, count++) {
      const text = (this.#texts[at] ?? '').slice(0, 500);
      const found = introduces(text, this.#surroundings);
      if (!found) break;
      certain ||= found === 'certainly';
      start = at;
    }
    return certain ? start : index;
  }
}

const introduces = (text: string, surroundings: Surroundings): 'certainly' | 'perhaps' | null => {
  if (isBlank(text) || isQuoted(text)) return null;
  const label = labelled(text);
  const named = namesAddressee(surroundings, text);
  const moment = saysMoment(text);
  const subject = surroundings.subject !== '' && bareSubject(label?.value ?? '') === surroundings.subject;
  const toColon = moment && /[:：]\s*$/.test(text);
  if (toColon || (label && label.value !== '' && (named || moment || subject)) || (named && moment)) {
    return 'certainly';
  }
  return (label && label.value !== '') || named || mayLeadIn(text) ? 'perhaps' : null;
};
