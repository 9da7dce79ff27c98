/** Finds lines that are marked as quoted, in any style. */

export const isBlank = (line: string): boolean => line.trim() === '';

/** `> `, the standard mark. */
export const isQuoted = (line: string): boolean => /^\s{0,3}>/.test(line.slice(0, 8));

/** The number of marks before a line. */
export const depthOf = (line: string): number =>
  (/^(?:\s{0,2}>){1,30}/.exec(line)?.[0].match(/>/g) ?? []).length;

export const withoutMarks = (line: string): string => line.replace(/^(?:\s{0,2}>){1,30}\s?/, '');

/** `JD> `: initials before the mark, as in The Bat! and news readers. */
const INITIALS = /^\s{0,3}(\p{L}[\p{L}\p{M}.-]{0,9})>{1,9}(?=\s|$)/u;
const BAR = /^\s{0,3}[|¦│](?:\s|$)/;

/** A line that replaces removed text of a quotation. */
const ELLIPSIS =
  /^\s*(?:[[(<{]\s*(?:\.{2,5}|…|-{1,3}\s*snip\s*-{0,3}|snip(?:ped)?|snap|cut|deleted|trimmed|gekürzt|zitat gekürzt|quoted text (?:hidden|muted)|text (?:hidden|removed)|цитата|skip(?:ped)?)\s*[\])>}]|[•·.]\s[•·.]\s[•·.]|<?-{1,3}\s*snip\s*-{1,3}>?)\s*$/iu;

/** Two lines with the same initials are not a coincidence; below an attribution one is enough. */
const initialsIn = (lines: readonly string[], attributed: ReadonlySet<number>): ReadonlySet<string> => {
  const counts = new Map<string, number>();
  for (const [index, line] of lines.entries()) {
    const initials = INITIALS.exec(line.slice(0, 30))?.[1];
    if (initials === undefined) continue;
    const below = attributed.has(index) ? 2 : 1;
    counts.set(initials, (counts.get(initials) ?? 0) + below);
  }
  return new Set([...counts].filter(([, count]) => count >= 2).map(([initials]) => initials));
};

/** The first non-empty line below each attribution. */
const firstBelow = (lines: readonly string[], ends: Iterable<number>): ReadonlySet<number> => {
  const found = new Set<number>();
  for (const end of ends) {
    let index = end + 1;
    while (index < lines.length && isBlank(lines[index] ?? '')) index++;
    found.add(index);
  }
  return found;
};

/**
 * The rest of a quoted line that a mail program wrapped has no mark. `ended`: also after the end of a sentence, where
 * an answer in lower case is possible too.
 */
const isWrapped = (lines: readonly string[], index: number, ended: boolean): boolean => {
  const before = lines[index - 1] ?? '';
  return (
    isQuoted(before) &&
    before.length >= 60 &&
    !(ended ? /[?:]\s*$/ : /[.?!:;]\s*$/).test(before.slice(-10)) &&
    /^\p{Ll}/u.test((lines[index] ?? '').slice(0, 4))
  );
};

/** For each line, whether it is a quotation by its own mark, or by those around it. */
export const quotedLines = (
  lines: readonly string[],
  attributions: ReadonlyMap<number, number>,
): readonly boolean[] => {
  const attributed = firstBelow(lines, attributions.values());
  const initials = initialsIn(lines, attributed);
  const hasBars = [...attributed].some((index) => BAR.test((lines[index] ?? '').slice(0, 6)));
  // If one line was wrapped within a sentence, more follow.
  const wraps = lines.some((_, index) => isWrapped(lines, index, false));
  const quoted = lines.map((line, index) => {
    if (isQuoted(line)) return true;
    if (initials.size > 0 && initials.has(INITIALS.exec(line.slice(0, 30))?.[1] ?? '')) return true;
    if (hasBars && BAR.test(line.slice(0, 6))) return true;
    return wraps && isWrapped(lines, index, true);
  });
  const touchesQuotation = (index: number): boolean => {
    let [above, below] = [index - 1, index + 1];
    while (above >= 0 && isBlank(lines[above] ?? '')) above--;
    while (below < lines.length && isBlank(lines[below] ?? '')) below++;
    return attributed.has(index) || quoted[above] === true || quoted[below] === true;
  };
  return quoted.map(
    (mark, index) => mark || (ELLIPSIS.test((lines[index] ?? '').slice(0, 60)) && touchesQuotation(index)),
  );
};
