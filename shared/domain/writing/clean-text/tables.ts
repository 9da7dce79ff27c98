const SEPARATOR = /^\s*\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)+\|?\s*$/;
const isRow = (line: string | undefined): boolean => line?.includes('|') ?? false;

const cellsOf = (row: string): readonly string[] =>
  row
    .trim()
    .replace(/^\|/, '')
    .replace(/(?<!\\)\|$/, '')
    .split(/(?<!\\)\|/)
    .map((cell) => cell.replaceAll('\\|', '|').trim());

/** "- Basic: 10 EUR" for two columns, "- Basic – Price: 10 EUR, Seats: 3" for more. */
const lineOf = (head: readonly string[], cells: readonly string[]): string => {
  const [first = '', ...others] = cells;
  if (others.length <= 1) return `- ${[first, ...others].filter((cell) => cell !== '').join(': ')}`;
  const named = others.flatMap((cell, n) => {
    const name = head[n + 1] ?? '';
    return cell === '' ? [] : [name === '' ? cell : `${name}: ${cell}`];
  });
  return `- ${[first, named.join(', ')].filter((piece) => piece !== '').join(' – ')}`;
};

/** Turns Markdown tables into lists. */
export const withoutTables = (text: string): string => {
  const lines = text.split('\n');
  const done: string[] = [];
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] ?? '';
    if (!isRow(line) || !SEPARATOR.test(lines[at + 1] ?? '')) {
      done.push(line);
      continue;
    }
    const head = cellsOf(line);
    at += 2;
    for (; isRow(lines[at]); at++) done.push(lineOf(head, cellsOf(lines[at] ?? '')));
    at--;
  }
  return done.join('\n');
};
