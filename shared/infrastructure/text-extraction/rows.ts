/** A row is read alone, in a passage: so each cell stands with the name of its column. */
const MAX_CELL = 2_000;

const oneLine = (cell: string): string => cell.replaceAll(/\s+/g, ' ').trim().slice(0, MAX_CELL);

/** Column names are short and different; a table of figures has none. */
const isHeader = (row: readonly string[]): boolean => {
  const named = row.filter((cell) => cell !== '');
  const isName = (cell: string) => cell.length <= 60 && !/^[-+]?[\d.,\s%€$£]+$/.test(cell);
  return named.length > 1 && named.every(isName) && new Set(named).size === named.length;
};

/**
 * The text of a table, a line for each row: `Column: cell; Column: cell`, until there are `maxChars`. Without a first row of
 * names, the cells alone.
 */
export const textOfRows = (
  rows: Iterable<readonly string[]>,
  maxChars: number,
): { text: string; cut: boolean } => {
  let names: readonly string[] | null = null;
  let isFirst = true;
  let text = '';
  for (const cells of rows) {
    const row = cells.map(oneLine);
    if (row.every((cell) => cell === '')) continue;
    if (isFirst) {
      isFirst = false;
      if (isHeader(row)) {
        names = row;
        continue;
      }
    }
    const line = row
      .flatMap((cell, n) => (cell === '' ? [] : [names?.[n] ? `${names[n]}: ${cell}` : cell]))
      .join('; ');
    text += `${line}\n`;
    if (text.length > maxChars) return { text, cut: true };
  }
  // A table of one row has no other.
  return { text: text === '' && names ? names.join('; ') : text, cut: false };
};
