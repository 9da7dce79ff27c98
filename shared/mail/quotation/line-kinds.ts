import type { MailLine } from '../body/mail-line.ts';
import type { Author } from '../signature/contact-card.ts';
import { signatureLines } from '../signature/signature.ts';
import { findAttributions } from './attribution.ts';
import { headerBlockAt, isHeaderField } from './header-block.ts';
import { labelled } from './labels.ts';
import { saysMoment } from './moments.ts';
import { findOwnWords } from './own-words.ts';
import { depthOf, isBlank, isQuoted, quotedLines, withoutMarks } from './quoted-lines.ts';
import { isReplyMarker, isSeparator, mayLeadIn } from './separators.ts';
import { bareSubject, namesAddressee, type Surroundings } from './surroundings.ts';

/**
 * `own`: written anew. `quote`: may belong to the answers that stand around it. `attribution`: introduces a quotation.
 * `history`: the earlier mail, from its beginning on. `dropped`: signature, footer, small print.
 */
export type Kind = 'own' | 'quote' | 'attribution' | 'history' | 'dropped';

export interface Line {
  readonly text: string;
  kind: Kind;
  /** Words that we sent ourselves. */
  readonly ours: boolean;
}

/** What is known beside the text. */
export interface Context {
  readonly surroundings: Surroundings;
  /** What we sent in this conversation, oldest first. */
  readonly ownTexts: readonly string[];
  readonly author: Author | null;
}

interface Source {
  readonly text: string;
  readonly ours: boolean;
  /** Stands between lines of ours in a quotation, and yet is none of them. */
  readonly inserted: boolean;
  readonly mark: MailLine['mark'];
}

const quotedLine = (text: string, depth: number): string =>
  `${'>'.repeat(Math.min(depth, 9))} ${text}`.trimEnd();

/** Where the blockquotes begin that end a mail, one inside the other: nobody indents like this, programs quote so. */
const nestedEnd = (source: readonly MailLine[]): number => {
  let start = source.length;
  let nested = false;
  for (let i = source.length - 1; i >= 0; i--) {
    const line = source[i];
    if (!line || (line.indent === 0 && line.depth === 0 && line.text.trim() !== '')) break;
    if (line.indent > 0) start = i;
    nested ||= line.indent > 1;
  }
  return nested && source.slice(0, start).some(({ text }) => text.trim() !== '') ? start : source.length;
};

/** Whether the blockquote that begins at `start` holds an earlier mail: it begins like one. */
const beginsLikeHistory = (
  texts: readonly string[],
  start: number,
  attributions: ReadonlyMap<number, number>,
  surroundings: Surroundings,
): boolean =>
  isQuoted(texts[start] ?? '') ||
  attributions.has(start) ||
  headerBlockAt(texts, start, surroundings) !== null;

/**
 * Lines as they would stand in plain text: what mark-up quotes gets its `>`. A blockquote without further signs is a
 * quotation when an attribution stands above it or in its first line, or when more of them stand in each other at the
 * end, else the writer's own indentation.
 */
const asPlain = (source: readonly MailLine[], surroundings: Surroundings): readonly string[] => {
  const texts = source.map((line) => (line.depth > 0 ? quotedLine(line.text, line.depth) : line.text));
  if (!source.some((line) => line.indent > 0)) return texts;
  const attributions = findAttributions(texts, surroundings);
  const below = new Set([...attributions.values()].map((end) => end + 1));
  const nested = nestedEnd(source);
  const isIndented = (i: number): boolean => (source[i]?.indent ?? 0) > 0 && source[i]?.depth === 0;
  const quoted = [...texts];
  for (let i = 0; i < texts.length; i++) {
    if (isBlank(texts[i] ?? '') && below.has(i)) below.add(i + 1);
    if (!isIndented(i) || isBlank(texts[i] ?? '')) continue;
    const holds = i >= nested || below.has(i) || beginsLikeHistory(texts, i, attributions, surroundings);
    for (; isIndented(i); i++) {
      const line = source[i];
      if (holds && line) quoted[i] = quotedLine(line.text, line.indent);
    }
  }
  return quoted;
};

/** Lines that somebody typed into a marked quotation of ours: between two lines of ours, as deep as they are. */
const markInserted = (lines: readonly Source[]): readonly Source[] => {
  const inserted = new Set<number>();
  let above: number | null = null;
  for (const [index, { text, ours }] of lines.entries()) {
    if (ours) {
      const depth = depthOf(text);
      if (above !== null && depth > 0 && depthOf(lines[above]?.text ?? '') === depth) {
        const between = lines.slice(above + 1, index);
        const filled = between.filter((line) => !isBlank(withoutMarks(line.text)));
        if (
          filled.length > 0 &&
          between.every((line) => isBlank(line.text) || depthOf(line.text) === depth)
        ) {
          for (let i = above + 1; i < index; i++) inserted.add(i);
        }
      }
      above = index;
    } else if (!isBlank(text) && !isQuoted(text)) above = null;
  }
  return lines.map((line, index) =>
    inserted.has(index) ? { ...line, text: withoutMarks(line.text), inserted: true } : line,
  );
};

/** Cuts lines where our own words begin and end. */
const withOwnWords = (
  source: readonly MailLine[],
  { surroundings, ownTexts }: Context,
): readonly Source[] => {
  const texts = asPlain(source, surroundings);
  const pieces = ownTexts.length > 0 ? findOwnWords(texts, ownTexts) : null;
  if (!pieces) {
    return texts.map((text, i) => ({ text, ours: false, inserted: false, mark: source[i]?.mark ?? null }));
  }
  const lines = pieces.flatMap((inLine, i): Source[] => {
    const mark = source[i]?.mark ?? null;
    const marks = /^(?:\s{0,2}>){1,30}\s?/.exec(texts[i] ?? '')?.[0] ?? '';
    const firstOfOurs = inLine.findIndex(({ ours }) => ours);
    return inLine.map(({ text, ours }, nth): Source => {
      // Before our first words in a marked line stands what the mail program put there.
      const typed = firstOfOurs >= 0 && nth > firstOfOurs && !ours;
      const bare = typed || (nth > 0 && ours) ? text.trim() : text;
      return {
        text: ours && nth > 0 && marks !== '' ? `${marks}${bare}` : bare,
        ours,
        inserted: typed,
        mark: nth === 0 ? mark : null,
      };
    });
  });
  return markInserted(markBare(lines));
};

/** Nothing but marks of a quotation, or dashes. */
const BARE = /^[\s>|¦│:*_=~\p{Pd}]+$/u;

/** Bare marks right above or below words of ours are ours. */
const markBare = (lines: readonly Source[]): readonly Source[] =>
  lines.map((line, i) =>
    !line.ours && BARE.test(line.text) && !isBlank(line.text) && (lines[i - 1]?.ours || lines[i + 1]?.ours)
      ? { ...line, ours: true }
      : line,
  );

/** Yandex puts a rule, `To:` and `Subject:` above its attribution. */
const joinFields = (lines: readonly Line[]): void => {
  const start = lines.findLastIndex(
    ({ kind, text }) => kind !== 'own' || !(isHeaderField(text) || isBlank(text)),
  );
  const rule = lines[start];
  if (rule?.kind !== 'own' || start === lines.length - 1 || !/^\s*[-–—_]{5,}\s*$/.test(rule.text)) return;
  for (const line of lines.slice(start)) line.kind = 'attribution';
};

/** A rule, or words between dashes, right above what is history anyway. */
const joinLeadIn = (lines: readonly Line[]): void => {
  const above = lines.findLast(({ text }) => !isBlank(text));
  if (above?.kind === 'own' && mayLeadIn(above.text)) above.kind = 'attribution';
};

const LOOK_AHEAD = 60;

/** Finds where earlier mails begin among lines, and whether those mark their lines. */
class History {
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
    const marked = quotedLines(this.#texts, surroundings);
    this.#quoted = source.map(({ ours, inserted }, i) => !inserted && (ours || marked[i] === true));
  }

  isQuoted(index: number): boolean {
    return this.#quoted[index] ?? false;
  }

  /** Where an attribution that begins here ends. */
  attributionAt(index: number): number | null {
    return this.#attributions.get(index) ?? null;
  }

  /** Where what introduces an earlier mail here ends (exclusive): a separator, a block of fields, or both. */
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

  /** Whether anything below tells old from new: marks, or words of ours. */
  isToldApart(index: number): boolean {
    return this.#hasOurs || this.marksItsLines(index);
  }

  #filledFrom(index: number): number {
    let at = index;
    while (at < this.#texts.length && isBlank(this.#texts[at] ?? '')) at++;
    return at;
  }

  /**
   * Whether the earlier mail that begins at `index` marks its lines, so that those without a mark are answers. Answers
   * may stand above the first of them.
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
   * Where the lines that introduce our own words begin, in a language that is not known: directly above them, and each
   * with a label, an address of ours or a moment.
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

/** Nothing but dashes and the like, or nothing at all. */
const isRule = (text: string): boolean => /^[\s\p{Pd}_=*~#.·•|+]*$/u.test(text);

/** What each line is. From the place on from which nothing marks what is old, all is `history`. */
export const label = (source: readonly MailLine[], context: Context): Line[] => {
  const cut = withOwnWords(source, context);
  const history = new History(cut, context.surroundings);
  const lines: Line[] = [];
  const push = (i: number, kind: Kind): void => {
    lines.push({ text: cut[i]?.text ?? '', kind, ours: cut[i]?.ours ?? false });
  };
  let hasText = false;
  let oursSeen = false;
  // Begins with an earlier mail that marks nothing: nobody can tell what of all that is new.
  let allOpen = false;
  for (let i = 0; i < cut.length; i++) {
    const { text = '', mark = null, ours = false, inserted = false } = cut[i] ?? {};
    if (ours && !oursSeen) {
      oursSeen = true;
      for (const line of lines.slice(history.leadIn(i))) if (line.kind === 'own') line.kind = 'attribution';
      hasText = lines.some((line) => line.kind === 'own' && !isBlank(line.text));
    }
    const attribution = mark === 'attribution' ? i : history.attributionAt(i);
    const head = ours || inserted ? null : history.headAt(i, hasText);
    const end = head ?? (attribution === null ? null : attribution + 1);
    // Below the text, or below our own words, what is not marked is old.
    const below = (hasText || oursSeen) && !allOpen;
    if (!below && !oursSeen && (head !== null || mark === 'history') && !history.isToldApart(end ?? i + 1)) {
      allOpen = true;
    }
    if (allOpen) {
      push(i, mark === 'signature' ? 'dropped' : history.isQuoted(i) ? 'quote' : 'own');
      continue;
    }
    if (mark === 'history' ? below : end !== null && below && !history.marksItsLines(end)) {
      if (head !== null || mark === 'history') joinLeadIn(lines);
      else joinFields(lines);
      for (let rest = i; rest < cut.length; rest++) push(rest, 'history');
      return lines;
    }
    if (mark === 'history' || end !== null) {
      if (head !== null || mark === 'history') joinLeadIn(lines);
      else joinFields(lines);
      const stop = end ?? i + 1;
      for (; i < stop - 1; i++) push(i, 'attribution');
      push(i, 'attribution');
      continue;
    }
    const quoted = history.isQuoted(i);
    if (!quoted && !isRule(text)) hasText = true;
    push(i, mark === 'signature' ? 'dropped' : quoted ? 'quote' : 'own');
  }
  return lines;
};

/** Takes signatures and footers out of every stretch that somebody wrote without a quotation in it. */
export const dropSignatures = (lines: readonly Line[], author: Author | null): void => {
  let start = 0;
  let hasText = false;
  let belowQuote = false;
  while (start < lines.length) {
    if (lines[start]?.kind !== 'own') {
      belowQuote ||= lines[start]?.kind === 'quote';
      start++;
      continue;
    }
    let end = start;
    while (end < lines.length && lines[end]?.kind === 'own') end++;
    const stretch = lines.slice(start, end);
    const texts = stretch.map(({ text }) => text);
    const quoteFollows = end < lines.length;
    const dropped = signatureLines(texts, { hasText, quoteFollows, belowQuote, author });
    for (const [index, line] of stretch.entries()) if (dropped[index]) line.kind = 'dropped';
    hasText ||= stretch.some(({ kind, text }) => kind === 'own' && !isBlank(text));
    start = end;
  }
};

/** Quotations count only between what was written: those are what the answers stand under. */
export const dropOuterQuotes = (lines: readonly Line[]): void => {
  const isOwn = ({ kind, text }: Line) => kind === 'own' && !isBlank(text);
  const first = lines.findIndex(isOwn);
  const last = lines.findLastIndex(isOwn);
  const ledIn = lines.slice(0, Math.max(first, 0)).some(({ kind, ours }) => kind === 'attribution' || ours);
  const between = lines.slice(Math.max(first, 0), last + 1).some(({ kind }) => kind === 'quote');
  for (const [index, line] of lines.entries()) {
    if (line.kind === 'quote' && (index > last || (index < first && ledIn && !between)))
      line.kind = 'dropped';
    if (line.kind === 'attribution') line.kind = 'dropped';
  }
};
