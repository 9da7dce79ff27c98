import type { MailLine } from '../body/mail-line.ts';
import { asPlain } from './as-plain.ts';
import { findOwnWords } from './own-words.ts';
import { depthOf, isBlank, isQuoted, withoutMarks } from './quoted-lines.ts';
import type { Surroundings } from './surroundings.ts';

/** A line, or a piece of one, with its author. */
export interface Source {
  readonly text: string;
  readonly ours: boolean;
  /** Between lines of ours in a quotation, but not one of them. */
  readonly inserted: boolean;
  readonly mark: MailLine['mark'];
}

/** Lines that were typed into a marked quotation of ours: between two lines of ours, at the same depth. */
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

/** Splits lines where our own words begin and end. */
export const sourceLines = (
  source: readonly MailLine[],
  surroundings: Surroundings,
  ownTexts: readonly string[],
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
      // In a marked line, text before our first words comes from the mail program.
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

/** Only quotation marks (`>`) or dashes. */
const BARE = /^[\s>|¦│:*_=~\p{Pd}]+$/u;

/** Lines with only marks directly above or below words of ours are ours. */
const markBare = (lines: readonly Source[]): readonly Source[] =>
  lines.map((line, i) =>
    !line.ours && BARE.test(line.text) && !isBlank(line.text) && (lines[i - 1]?.ours || lines[i + 1]?.ours)
      ? { ...line, ours: true }
      : line,
  );
