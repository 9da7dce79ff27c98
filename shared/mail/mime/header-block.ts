import { BUDGET } from './budget.ts';
import { decodeText } from './charset.ts';

export interface MailHeader {
  /** As written; compare case-insensitively. */
  readonly name: string;
  /** Unfolded. */
  readonly value: string;
}

export interface HeaderBlock {
  readonly headers: readonly MailHeader[];
  /** The position of the body. */
  readonly end: number;
  readonly truncated: boolean;
}

const NEWLINE = 0x0a;
const RETURN = 0x0d;

/** Parameters that some programs put on their own line without folding. */
const UNFOLDED =
  /^(?:boundary|charset|name|filename|report-type|type|format|delsp|protocol|micalg|method)\*?\s*=/i;

/** RFC 5322 section 3.6.8, and blanks before the colon, which it calls obsolete. */
const FIELD = /^([!-9;-~]+)[ \t]*:/;

/** Whether the bytes begin like a header. */
const beginsLikeHeader = (line: string): boolean => FIELD.test(line) || line.trim() === '';

/** Header lines, unfolded (RFC 5322 section 2.2.3). Lines that are not headers are skipped. */
export const unfold = (lines: readonly string[], maxHeaders: number): readonly MailHeader[] => {
  const headers: { name: string; pieces: string[]; length: number }[] = [];
  for (const line of lines) {
    const last = headers.at(-1);
    const goesOn =
      /^[ \t]/.test(line) || (UNFOLDED.test(line) && last?.pieces.at(-1)?.trimEnd().endsWith(';'));
    if (last && goesOn) {
      const piece = line.trim();
      if (piece !== '' && last.length < BUDGET.header) {
        last.pieces.push(piece);
        last.length += piece.length + 1;
      }
      continue;
    }
    const name = FIELD.exec(line)?.[1];
    if (name === undefined) continue;
    if (headers.length >= maxHeaders) break;
    const value = line.slice(line.indexOf(':') + 1, BUDGET.header).trim();
    headers.push({ name: name.slice(0, BUDGET.headerName), pieces: [value], length: value.length });
  }
  return headers.map(({ name, pieces }) => ({
    name,
    value: pieces
      .join(' ')
      .replace(/[\r\n\0]+/g, ' ')
      .slice(0, BUDGET.header)
      .trim(),
  }));
};

/** The line at `start`, without its end, and the position of the next one. */
const lineAt = (
  raw: Buffer,
  start: number,
  limit: number,
): { readonly end: number; readonly next: number } => {
  const found = raw.indexOf(NEWLINE, start);
  const stop = found < 0 || found >= limit ? limit : found;
  return { end: stop > start && raw[stop - 1] === RETURN ? stop - 1 : stop, next: Math.min(stop + 1, limit) };
};

/**
 * Reads the headers at `start` of a raw mail, up to the empty line or `limit`. If the first line is not a header, there
 * are no headers and everything is body: a program forgot the empty line.
 */
export const readHeaderBlock = (
  raw: Buffer,
  start: number,
  limit: number,
  maxBytes: number = BUDGET.partHeaderBytes,
): HeaderBlock => {
  const first = lineAt(raw, start, limit);
  const opening = raw.toString('latin1', start, Math.min(first.end, start + 300));
  if (!beginsLikeHeader(opening)) return { headers: [], end: start, truncated: false };
  const lines: string[] = [];
  let at = start;
  while (at < limit && at - start < maxBytes) {
    const { end, next } = lineAt(raw, at, limit);
    if (end === at)
      return { headers: unfold(lines, BUDGET.headers), end: next, truncated: lines.length > 20_000 };
    if (lines.length <= 20_000) {
      lines.push(decodeText(raw.subarray(at, Math.min(end, at + BUDGET.header)), null));
    }
    at = next;
  }
  return { headers: unfold(lines, BUDGET.headers), end: bodyAfter(raw, at, limit), truncated: at < limit };
};

/** The body of a mail whose headers exceed the budget. */
const bodyAfter = (raw: Buffer, at: number, limit: number): number => {
  const rest = raw.subarray(at, limit);
  const ends = [
    { found: rest.indexOf('\r\n\r\n'), length: 4 },
    { found: rest.indexOf('\n\n'), length: 2 },
  ].filter(({ found }) => found >= 0);
  const [nearest] = ends.sort((a, b) => a.found - b.found);
  return nearest ? at + nearest.found + nearest.length : limit;
};

/**
 * The position of the first header: mail stores put blank lines and the mbox separator (`From x@y Mon ...`) before it.
 */
export const afterEnvelope = (raw: Buffer): number => {
  let start = 0;
  while (raw[start] === NEWLINE || raw[start] === RETURN) start++;
  const head = raw.toString('latin1', start, start + 6);
  if (!head.startsWith('From ') && head !== '>From ') return start;
  const end = raw.indexOf(NEWLINE, start);
  return end < 0 ? raw.length : end + 1;
};
