import type { EvalCase } from './cases.ts';
import type { Score } from './score.ts';

export interface Prices {
  /** For a million tokens. */
  readonly input: number;
  readonly output: number;
}

export interface Line {
  readonly one: EvalCase;
  readonly score: Score;
}

const mark = (good: boolean): string => (good ? 'ok' : 'NO');
const percent = (part: number, all: number): string =>
  all === 0 ? '–' : `${((100 * part) / all).toFixed(1)} %`;

const remarks = ({ one, score }: Line): string =>
  [
    ...(score.decision ? [] : [`expected ${one.actions.join(' or ')}`]),
    ...score.invented.map((what) => `invented ${what}`),
    ...score.content,
    ...score.objections,
  ].join('; ');

const costOf = ({ score }: Line, prices: Prices): number =>
  (score.inputTokens * prices.input + score.outputTokens * prices.output) / 1_000_000;

const table = (rows: readonly (readonly string[])[]): string => {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
};

/** Whether a model is fit to be left alone: no invention, nothing unsendable, nearly always the right decision. */
export const MIN_DECISIONS = 0.9;
export const isGood = (lines: readonly Line[]): boolean =>
  lines.filter(({ score }) => score.decision).length >= MIN_DECISIONS * lines.length &&
  lines.every(({ score }) => score.invented.length === 0 && score.objections.length === 0);

/** A line for each case, then the totals. */
export const report = (lines: readonly Line[], prices: Prices | null): string => {
  const count = (good: (score: Score) => boolean): string => {
    const found = lines.filter(({ score }) => good(score)).length;
    return `${found} of ${lines.length} (${percent(found, lines.length)})`;
  };
  const sum = (of: (line: Line) => number): number => lines.reduce((total, line) => total + of(line), 0);
  const rows = lines.map((line) => [
    line.one.file,
    line.one.id,
    line.score.action,
    mark(line.score.decision),
    mark(line.score.language),
    mark(line.score.length),
    mark(line.score.invented.length === 0),
    mark(line.score.content.length === 0),
    String(line.score.inputTokens + line.score.outputTokens),
    remarks(line),
  ]);
  return [
    table([
      ['file', 'case', 'action', 'decision', 'language', 'length', 'facts', 'content', 'tokens', ''],
      ...rows,
    ]),
    '',
    table([
      ['right decision', count((score) => score.decision)],
      ['right language', count((score) => score.language)],
      ['right length', count((score) => score.length)],
      ['nothing invented', count((score) => score.invented.length === 0)],
      ['right content', count((score) => score.content.length === 0)],
      ['fit to be sent', count((score) => score.objections.length === 0)],
      [
        'tokens',
        `${sum(({ score }) => score.inputTokens)} in, ${sum(({ score }) => score.outputTokens)} out`,
      ],
      ...(prices ? [['cost', sum((line) => costOf(line, prices)).toFixed(4)]] : []),
    ]),
  ].join('\n');
};
