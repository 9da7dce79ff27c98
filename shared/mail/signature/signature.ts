import { isBoilerplate } from './boilerplate.ts';
import { type Author, cardStart, isCard, isFarewell, isName } from './contact-card.ts';
import { isCustomFooter, isMobileFooter } from './mobile-footer.ts';

/** RFC 3676 section 4.3. */
const DELIMITER = /^-- $/;
/** Also without the trailing space, which many programs remove, and with dashes that some replace. */
const LOOSE_DELIMITER = /^\s*(?:--|—|––|__|‐‐)\s*$/;
const RULE = /^\s*(?:[-–—‐_=*#~+]\s?){3,200}$/;
/** Cards, small print and footers occur in any order. */
const MAX_ROUNDS = 5;
/** Mail trackers leave these characters alone on a line. */
const STRAY = /^[\s\u1427\u2063\u200B\uFEFF\u00AD]{0,200}$/;

const isEmpty = (line: string): boolean => STRAY.test(line);
const isMark = (line: string): boolean => isEmpty(line) || RULE.test(line) || LOOSE_DELIMITER.test(line);

/** Text below a loose delimiter is a signature unless it reads like a continuation of the text. */
const readsLikeSignature = (rest: readonly string[]): boolean => {
  const filled = rest.filter((line) => !isEmpty(line));
  const below = filled.findIndex((line) => isBoilerplate([line]));
  const before = below < 0 ? filled : filled.slice(0, below);
  const sentences = before.filter(
    (line) => /[.!?…]["”')]?\s*$/.test(line) && line.trim().split(/\s+/).length >= 6,
  );
  const asks = before.some((line) => /[?？]\s*$/.test(line));
  const divides = before.some((line) => LOOSE_DELIMITER.test(line));
  return (
    before.length <= 15 &&
    sentences.length <= 2 &&
    !before.some((line) => line.length > 300) &&
    !(asks && (sentences.length > 0 || divides)) &&
    !(divides && sentences.length > 0)
  );
};

const firstFilled = (lines: readonly string[]): string => lines.find((line) => !isEmpty(line)) ?? '';

const delimiterAt = (lines: readonly string[], hasText: boolean): number => {
  let first = !hasText;
  let separates = false;
  for (const [index, line] of lines.entries()) {
    if (isEmpty(line)) continue;
    if (DELIMITER.test(line)) return index;
    const rest = lines.slice(index + 1, index + 60);
    if (!first && !separates && LOOSE_DELIMITER.test(line)) {
      if (readsLikeSignature(rest)) return index;
      // If dashes separate one pair of paragraphs, they separate all of them.
      separates = true;
    }
    if (!first && RULE.test(line) && (isCard(rest) || isBoilerplate([firstFilled(rest)]))) return index;
    first = false;
  }
  return lines.length;
};

/** The paragraphs as [start, end); a long line is its own paragraph. */
const paragraphs = (lines: readonly string[]): readonly (readonly [number, number])[] => {
  const found: [number, number][] = [];
  for (const [index, line] of lines.entries()) {
    if (isMark(line)) continue;
    const last = found.at(-1);
    const goesOn = last?.[1] === index && line.length <= 200 && (lines[index - 1] ?? '').length <= 200;
    if (last && goesOn) last[1] = index + 1;
    else found.push([index, index + 1]);
  }
  return found;
};

/** Where the small print begins that reaches to the end, including cards in it. */
const boilerplateAt = (lines: readonly string[], belowQuote: boolean): number => {
  let cut = lines.length;
  for (const [start, end] of paragraphs(lines).slice(-20).toReversed()) {
    const paragraph = lines.slice(start, end);
    if (isBoilerplate(paragraph, belowQuote)) cut = start;
    else if (!isCard(paragraph)) break;
  }
  return cut;
};

/** `Jo Doe` directly above `via mobile` belongs to the footer. */
const withNameAbove = (lines: readonly string[], index: number): number =>
  index > 1 &&
  isName(lines[index - 1] ?? '') &&
  isEmpty(lines[index - 2] ?? '') &&
  /^\s*(?:via|from)\s/i.test(lines[index] ?? '')
    ? index - 1
    : index;

/** A footer is alone, or at the end of its paragraph. */
const stands = (lines: readonly string[], index: number): boolean => {
  const next = lines[index + 1] ?? '';
  return isMark(next) || isMobileFooter(next);
};

/**
 * Finds signature, footer and small print among these lines, which were written without a quotation in between.
 * `hasText`: there is newly written text before them. `quoteFollows`: a quotation follows, so text below a footer was
 * written by the sender; otherwise it is history without a mark.
 */
export const signatureLines = (
  lines: readonly string[],
  context: {
    readonly hasText: boolean;
    readonly quoteFollows: boolean;
    readonly belowQuote: boolean;
    /** There is text between quotations. */
    readonly answered: boolean;
    readonly author: Author | null;
  },
): readonly boolean[] => {
  // Below a quotation a farewell alone is not an answer.
  if (context.belowQuote && !context.answered && context.hasText && isFarewell(lines, context.author)) {
    return lines.map(() => true);
  }
  const dropped = lines.map(() => false);
  let end = delimiterAt(lines, context.hasText);
  let hasText = context.hasText;
  const last = lines.slice(0, end).findLastIndex((line) => !isMark(line));
  if (last > 0 && isEmpty(lines[last - 1] ?? '') && isCustomFooter(lines[last] ?? '')) end = last;
  for (let index = 0; index < end; index++) {
    const line = lines[index] ?? '';
    if (isMobileFooter(line) && (!hasText || stands(lines.slice(0, end), index))) {
      const start = withNameAbove(lines, index);
      dropped.fill(true, start, index + 1);
      if (hasText && !context.quoteFollows) end = start;
    } else if (!isEmpty(line)) hasText = true;
  }
  for (let round = 0, before = -1; before !== end && round < MAX_ROUNDS; round++) {
    before = end;
    while (end > 0 && (dropped[end - 1] || isMark(lines[end - 1] ?? ''))) end--;
    const written = lines.slice(0, end);
    const small = boilerplateAt(written, context.belowQuote);
    const card = cardStart(written.slice(0, small), context.author);
    const cut = Math.min(small, card);
    // If the whole mail is a card or small print, that is its text.
    if (context.hasText || lines.slice(0, cut).some((line, index) => !dropped[index] && !isMark(line)))
      end = cut;
  }
  // Blank lines above a signature belong to the text, because a quotation may follow.
  while (end < lines.length && (lines[end] ?? '').trim() === '') end++;
  return dropped.map((drop, index) => drop || index >= end);
};
