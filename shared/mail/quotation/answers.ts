import { findAttributions } from './attribution.ts';
import { headerBlockAt } from './header-block.ts';
import type { Line } from './line-kinds.ts';
import { isBlank, isQuoted } from './quoted-lines.ts';
import { isSeparator } from './separators.ts';
import type { Surroundings } from './surroundings.ts';

/** The indexes of lines that introduce the mails of a history. */
const headsIn = (texts: readonly string[], surroundings: Surroundings): ReadonlySet<number> => {
  const heads = new Set<number>();
  const attributions = findAttributions(texts, surroundings);
  for (let i = 0; i < texts.length; i++) {
    const end =
      headerBlockAt(texts, i, surroundings) ??
      (isSeparator(texts[i] ?? '') ? i + 1 : null) ??
      (attributions.has(i) ? (attributions.get(i) ?? i) + 1 : null);
    if (end === null) continue;
    for (; i < end - 1; i++) heads.add(i);
    heads.add(i);
  }
  return heads;
};

/**
 * Finds answers in an earlier mail without marked lines: lines below words of ours, in the same mail, that are not
 * ours. Marks them as `own`, and ours as the quotations that they answer. Returns whether there were any.
 */
export const findAnswers = (lines: readonly Line[], surroundings: Surroundings): boolean => {
  const start = lines.findIndex(({ kind }) => kind === 'history');
  if (start < 0 || !lines.slice(start).some(({ ours }) => ours)) return false;
  const region = lines.slice(start);
  const heads = headsIn(
    region.map(({ text }) => text),
    surroundings,
  );
  let oursSeen = false;
  const answers = region.filter((line, i) => {
    if (heads.has(i)) oursSeen = false;
    else if (line.ours) oursSeen = true;
    else return oursSeen && !isBlank(line.text) && !isQuoted(line.text);
    return false;
  });
  if (answers.length === 0) return false;
  for (const line of region) {
    if (line.ours) line.kind = 'quote';
    else if (answers.includes(line)) line.kind = 'own';
  }
  return true;
};
