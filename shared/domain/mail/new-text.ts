import { findAttributions } from './attribution.ts';
import type { Author } from './contact-card.ts';
import { isHeaderBlock, isSeparator } from './history-start.ts';
import { htmlLines } from './html-lines.ts';
import { type MailLine, plainLines } from './mail-line.ts';
import { signatureLines } from './signature.ts';

/** Longer bodies are cut; far more than anybody writes, and enough for the longest history. */
const MAX_TEXT = 1_000_000;
const MAX_LINES = 50_000;

/** `dropped` for good; `attribution` introduces a quotation; `quote` may belong to the answers that stand around it. */
type Kind = 'own' | 'quote' | 'attribution' | 'dropped';

interface Line {
  readonly text: string;
  kind: Kind;
}

const isBlank = (line: string): boolean => line.trim() === '';
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

/** What each line is, up to the place from which on all is history. */
const label = (source: readonly MailLine[]): Line[] => {
  const texts = asPlain(source);
  const attributions = findAttributions(texts);
  const lines: Line[] = [];
  let hasText = false;
  for (let i = 0; i < texts.length; i++) {
    const text = texts[i] ?? '';
    const mark = source[i]?.mark ?? null;
    const last = mark === 'attribution' ? i : attributions.get(i);
    const isHistory =
      mark === 'history' || (!isQuoted(text) && (isSeparator(text) || isHeaderBlock(texts, i)));
    if (isHistory || (last !== undefined && hasText && !quoteFollows(texts, last))) {
      return [...lines, ...texts.slice(i).map((rest): Line => ({ text: rest, kind: 'dropped' }))];
    }
    if (last !== undefined) {
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
const dropSignatures = (lines: readonly Line[], author: Author | null): void => {
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
const dropOuterQuotes = (lines: readonly Line[]): void => {
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

const join = (lines: readonly Line[], keep: (kind: Kind) => boolean): string => {
  const kept = lines.filter(({ kind }) => keep(kind)).map(({ text }) => text);
  const first = kept.findIndex((text) => !isBlank(text));
  return first < 0 ? '' : kept.slice(first).join('\n').trimEnd();
};

interface NewText {
  readonly text: string;
  readonly quoted: string;
}

const separate = (source: readonly MailLine[], author: Author | null): NewText => {
  const lines = label(source.slice(0, MAX_LINES));
  dropSignatures(lines, author);
  dropOuterQuotes(lines);
  return {
    text: join(lines, (kind) => kind === 'own' || kind === 'quote'),
    quoted: join(lines, (kind) => kind === 'dropped'),
  };
};

/** `This message is in HTML. Please use a client that displays it.` */
const isPlaceholder = (text: string): boolean =>
  text.trim().length < 300 &&
  /html/i.test(text) &&
  /view|client|display|support|reader|browser|anzeig|affich/i.test(text);

/**
 * Separates what the sender newly wrote from quoted history, signatures, disclaimers and mobile footers. Quotations
 * between answers stay, with their `>`, since the answers mean nothing without them. The plain text counts where there
 * is one, unless only the mark-up of the HTML tells where history begins; of HTML only what a reader would see. In
 * doubt a line stays. `from`: the From header, which tells the author's own contact details from somebody else's.
 */
export const newlyWrittenText = ({
  text,
  html,
  from = [],
}: {
  readonly text: string | null;
  readonly html: string | null;
  readonly from?: readonly Author[];
}): NewText => {
  const author = from[0] ?? null;
  const plain =
    text !== null && /\S/.test(text) ? separate(plainLines(text.slice(0, MAX_TEXT)), author) : null;
  if (html === null || (plain && plain.quoted !== '')) return plain ?? { text: '', quoted: '' };
  const lines = htmlLines(html.slice(0, MAX_TEXT));
  const tells = lines.some(
    (line) => line.depth > 0 || line.mark === 'history' || line.mark === 'attribution',
  );
  if (plain && !tells && !isPlaceholder(text ?? '')) return plain;
  let rendered = separate(lines, author);
  if (rendered.text === '' && lines.some((line) => line.mark === 'signature')) {
    // Nothing but the signature: somebody may have typed into it.
    rendered = separate(
      lines.map((line) => (line.mark === 'signature' ? { ...line, mark: null } : line)),
      author,
    );
  }
  return plain && rendered.text === '' ? plain : rendered;
};
