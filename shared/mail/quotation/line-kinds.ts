import type { MailLine } from '../body/mail-line.ts';
import type { Author } from '../signature/contact-card.ts';
import { signatureLines } from '../signature/signature.ts';
import { findAttributions } from './attribution.ts';
import { isHeaderBlock, isHeaderField, isReplyMarker, isSeparator } from './history-start.ts';

/** `dropped` for good; `attribution` introduces a quotation; `quote` may belong to the answers that stand around it. */
export type Kind = 'own' | 'quote' | 'attribution' | 'dropped';

export interface Line {
  readonly text: string;
  kind: Kind;
}

export const isBlank = (line: string): boolean => line.trim() === '';
const isQuoted = (line: string): boolean => /^\s{0,3}>/.test(line.slice(0, 8));

const quotedLine = (text: string, depth: number): string =>
  `${'>'.repeat(Math.min(depth, 9))} ${text}`.trimEnd();

/**
 * Lines as they would stand in plain text: what mark-up quotes gets its `>`. A blockquote without further signs is a
 * quotation when an attribution stands above it, else the writer's own indentation.
 */
const asPlain = (source: readonly MailLine[]): readonly string[] => {
  const texts = source.map((line) => (line.depth > 0 ? quotedLine(line.text, line.depth) : line.text));
  if (!source.some((line) => line.indented)) return texts;
  for (const end of findAttributions(texts).values()) {
    let i = end + 1;
    while (i < texts.length && isBlank(texts[i] ?? '')) i++;
    for (; source[i]?.indented && source[i]?.depth === 0; i++) texts[i] = quotedLine(texts[i] ?? '', 1);
  }
  return texts;
};

/** The rest of a quoted line that a mail program wrapped stands without its `>`. */
const isWrapped = (lines: readonly string[], index: number): boolean => {
  const before = lines[index - 1] ?? '';
  return (
    isQuoted(before) &&
    before.length >= 60 &&
    !/[?:]\s*$/.test(before.slice(-10)) &&
    /^\p{Ll}/u.test((lines[index] ?? '').slice(0, 4))
  );
};

/** Whether the next line with anything on it is quoted. */
const quoteFollows = (texts: readonly string[], index: number): boolean => {
  for (let i = index + 1; i < texts.length; i++) {
    const text = texts[i] ?? '';
    if (!isBlank(text)) return isQuoted(text);
  }
  return true;
};

/** Yandex puts a rule, `To:` and `Subject:` above its attribution. */
const joinFields = (lines: readonly Line[]): void => {
  const start = lines.findLastIndex(
    ({ kind, text }) => kind !== 'own' || !(isHeaderField(text) || isBlank(text)),
  );
  const rule = lines[start];
  if (rule?.kind !== 'own' || start === lines.length - 1 || !/^\s*[-–—_]{5,}\s*$/.test(rule.text)) return;
  for (const line of lines.slice(start)) line.kind = 'attribution';
};

/** What each line is, up to the place from which on all is history. */
export const label = (source: readonly MailLine[]): Line[] => {
  const texts = asPlain(source);
  const attributions = findAttributions(texts);
  const lines: Line[] = [];
  let hasText = false;
  for (let i = 0; i < texts.length; i++) {
    const text = texts[i] ?? '';
    const mark = source[i]?.mark ?? null;
    const last = mark === 'attribution' ? i : attributions.get(i);
    const isHistory =
      mark === 'history' ||
      (!isQuoted(text) && (isSeparator(text) || (hasText && isReplyMarker(text)) || isHeaderBlock(texts, i)));
    if (isHistory || (last !== undefined && hasText && !quoteFollows(texts, last))) {
      if (!isHistory) joinFields(lines);
      return [...lines, ...texts.slice(i).map((rest): Line => ({ text: rest, kind: 'dropped' }))];
    }
    if (last !== undefined) {
      joinFields(lines);
      for (; i < last; i++) lines.push({ text: texts[i] ?? '', kind: 'attribution' });
      lines.push({ text: texts[last] ?? '', kind: 'attribution' });
      continue;
    }
    const quoted = isQuoted(text) || (!isBlank(text) && isWrapped(texts, i));
    if (!quoted && !isBlank(text)) hasText = true;
    lines.push({ text, kind: mark === 'signature' ? 'dropped' : quoted ? 'quote' : 'own' });
  }
  return lines;
};

/** Takes signatures and footers out of every stretch that somebody wrote without a quotation in it. */
export const dropSignatures = (lines: readonly Line[], author: Author | null): void => {
  let start = 0;
  let hasText = false;
  while (start < lines.length) {
    if (lines[start]?.kind !== 'own') {
      start++;
      continue;
    }
    let end = start;
    while (end < lines.length && lines[end]?.kind === 'own') end++;
    const stretch = lines.slice(start, end);
    const texts = stretch.map(({ text }) => text);
    const dropped = signatureLines(texts, { hasText, quoteFollows: end < lines.length, author });
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
  const ledIn = lines.slice(0, Math.max(first, 0)).some(({ kind }) => kind === 'attribution');
  const between = lines.slice(Math.max(first, 0), last + 1).some(({ kind }) => kind === 'quote');
  for (const [index, line] of lines.entries()) {
    if (line.kind === 'quote' && (index > last || (index < first && ledIn && !between)))
      line.kind = 'dropped';
    if (line.kind === 'attribution') line.kind = 'dropped';
  }
};
