import type { MailLine } from '../body/mail-line.ts';
import type { Author } from '../signature/contact-card.ts';
import { isHeaderField } from './header-block.ts';
import { History, isRule } from './history.ts';
import { isBlank } from './quoted-lines.ts';
import { mayLeadIn } from './separators.ts';
import { sourceLines } from './source-lines.ts';
import type { Surroundings } from './surroundings.ts';

/**
 * `own`: newly written. `quote`: a quotation that may belong to the answers around it. `attribution`: introduces a
 * quotation. `history`: the earlier mail and everything after it. `dropped`: signature, footer, small print.
 */
export type Kind = 'own' | 'quote' | 'attribution' | 'history' | 'dropped';

export interface Line {
  readonly text: string;
  kind: Kind;
  /** Words that we sent. */
  readonly ours: boolean;
}

/** Context of the text. */
export interface Context {
  readonly surroundings: Surroundings;
  /** The texts that we sent in this conversation, oldest first. */
  readonly ownTexts: readonly string[];
  readonly author: Author | null;
  /** An earlier part of the same mail has its own text. */
  readonly continues: boolean;
}

/** Yandex writes a rule, `To:` and `Subject:` above its attribution. */
const joinFields = (lines: readonly Line[]): void => {
  const start = lines.findLastIndex(
    ({ kind, text }) => kind !== 'own' || !(isHeaderField(text) || isBlank(text)),
  );
  const rule = lines[start];
  if (rule?.kind !== 'own' || start === lines.length - 1 || !/^\s*[-–—_]{5,}\s*$/.test(rule.text)) return;
  for (const line of lines.slice(start)) line.kind = 'attribution';
};

/** A rule, or words between dashes, directly above history. */
const joinLeadIn = (lines: readonly Line[]): void => {
  const above = lines.findLast(({ text }) => !isBlank(text));
  if (above?.kind === 'own' && mayLeadIn(above.text)) above.kind = 'attribution';
};

/** The kind of each line. Where nothing below marks old text any more, everything is `history`. */
export const label = (source: readonly MailLine[], context: Context): Line[] => {
  const cut = sourceLines(source, context.surroundings, context.ownTexts);
  const history = new History(cut, context.surroundings);
  const lines: Line[] = [];
  const push = (i: number, kind: Kind): void => {
    lines.push({ text: cut[i]?.text ?? '', kind, ours: cut[i]?.ours ?? false });
  };
  let hasText = false;
  let oursSeen = false;
  // It begins with an earlier mail without marks, so new text cannot be recognised.
  let allOpen = false;
  for (let i = 0; i < cut.length; i++) {
    const { text = '', mark = null, ours = false, inserted = false } = cut[i] ?? {};
    if (ours && !oursSeen) {
      oursSeen = true;
      for (const line of lines.slice(history.leadIn(i))) if (line.kind === 'own') line.kind = 'attribution';
      hasText = lines.some((line) => line.kind === 'own' && !isRule(line.text));
    }
    const attribution = mark === 'attribution' ? i : history.attributionAt(i);
    const head = ours || inserted ? null : history.headAt(i, hasText);
    const end = head ?? (attribution === null ? null : attribution + 1);
    const body = end ?? i + 1;
    const begins = head !== null || mark === 'history';
    // Below the text, or below our own words, unmarked lines are old.
    const below = hasText || oursSeen;
    allOpen ||= begins && !below && !history.isToldApart(body);
    if (!allOpen && (begins || end !== null)) {
      const marks = mark === 'history' ? history.marksWhatFollows(body) : history.marksItsLines(body);
      if (begins) joinLeadIn(lines);
      else joinFields(lines);
      const stop = below && !marks ? cut.length : body;
      const kind = below && !marks ? 'history' : 'attribution';
      for (; i < stop; i++) push(i, kind);
      i--;
      continue;
    }
    const quoted = history.isQuoted(i);
    hasText ||= !quoted && !isRule(text);
    push(i, mark === 'signature' ? 'dropped' : quoted ? 'quote' : 'own');
  }
  return lines;
};

/** Quotations only count between newly written lines, which answer them. */
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
