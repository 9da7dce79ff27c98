import type { MailLine } from '../body/mail-line.ts';
import { findAttributions } from './attribution.ts';
import { headerBlockAt } from './header-block.ts';
import { isBlank, isQuoted } from './quoted-lines.ts';
import type { Surroundings } from './surroundings.ts';

const quotedLine = (text: string, depth: number): string =>
  `${'>'.repeat(Math.min(depth, 9))} ${text}`.trimEnd();

/**
 * The first of the nested blockquotes at the end of a mail: people do not indent like this, but programs quote like
 * this.
 */
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

/** Whether the blockquote that begins at `start` contains an earlier mail: it begins like one. */
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
 * Converts lines to plain text: lines that mark-up quotes get a `>`. A blockquote without further signs is a quotation
 * if an attribution is above it or in its first line, or if several are nested at the end; otherwise it is the writer's
 * own indentation.
 */
export const asPlain = (source: readonly MailLine[], surroundings: Surroundings): readonly string[] => {
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
