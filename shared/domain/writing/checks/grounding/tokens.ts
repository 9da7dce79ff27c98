import { LINK } from '../links.ts';

/** Where a piece of a text is, in UTF-16 units, so that the exact words can be shown. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export type TokenType =
  | 'link'
  | 'phone'
  | 'iso_date'
  | 'numeric_date'
  | 'clock'
  | 'version'
  | 'fraction'
  | 'code'
  | 'number'
  | 'word'
  | 'line'
  | 'symbol';

export interface Token extends Span {
  readonly type: TokenType;
  readonly raw: string;
  /** In lower case without accents. */
  readonly word: string;
}

/** Lower case, without accents: what two spellings of a word have in common. */
export const fold = (text: string): string =>
  text.toLowerCase().normalize('NFD').replaceAll(/\p{M}/gu, '').replaceAll('ß', 'ss');

const SPACES = /[\u00a0\u2000-\u200a\u202f\u205f\u3000\t]/g;
const FULL_WIDTH = /[\uff01-\uff5e]/g;
const OTHER_DIGITS = /[\u0660-\u0669\u06f0-\u06f9]/g;

/** The same text, character for character, with one kind of spaces, digits and letters: offsets stay what they are. */
export const level = (text: string): string =>
  text
    .replaceAll(SPACES, ' ')
    .replaceAll(FULL_WIDTH, (char) => String.fromCharCode(char.charCodeAt(0) - 0xfee0))
    .replaceAll(OTHER_DIGITS, (char) => String(char.charCodeAt(0) & 15));

/** Seven digits or more behind a plus or a zero, or three groups as American numbers have them. */
const PHONE = String.raw`(?<![\p{L}\d.,:/-])(?:(?:\+|\(?0)\d?[\d ()./–-]{5,20}\d|\(?\d{3}\)?[ .-]\d{3}[ .-]\d{4})(?![\p{L}\d])`;
/** The order decides where several fit; a plain word, the most frequent, comes first. */
const shapes: readonly (readonly [TokenType, string])[] = [
  ['word', String.raw`\p{L}[\p{L}\p{M}]*(?![\p{L}\p{M}\d]|-\d)`],
  ['line', String.raw`\n`],
  ['phone', PHONE],
  ['iso_date', String.raw`\d{4}-\d{2}-\d{2}(?!\d)`],
  [
    'numeric_date',
    String.raw`(?<![\d.])\d{1,2}(?:\.\d{1,2}\.(?:\d{4}(?!\d)|\d{2}(?!\d)|(?!\d))|/\d{1,2}/(?:\d{4}|\d{2})(?!\d))`,
  ],
  ['clock', String.raw`\d{1,2}:\d{2}(?![\d:])|\d{1,2} ?[hH] ?\d{2}(?![\p{L}\d])`],
  ['version', String.raw`\d+(?:\.\d+){2,}`],
  ['fraction', String.raw`\d{1,4}/\d{1,4}(?![\d/])`],
  ['code', String.raw`(?<!\p{L})\p{L}+(?:-?\d)[\p{L}\d]*`],
  ['number', String.raw`\d{1,3}(?:[ .,'’]\d{3})+(?!\d)(?:[.,]\d{1,2}(?!\d))?|\d+(?:[.,]\d+)?`],
  ['word', String.raw`\p{L}[\p{L}\p{M}]*`],
  ['symbol', String.raw`[^\s]`],
];
const TOKEN = new RegExp(shapes.map(([, shape]) => `(${shape})`).join('|'), 'gu');

const digits = (text: string): number => text.replaceAll(/\D/g, '').length;
const MIN_PHONE_DIGITS = 7;
const DATE_LIKE = /^\d{1,2}[./]\d{1,2}[./](?:\d{2}|\d{4})$/;

const typeOf = (match: RegExpExecArray): TokenType => {
  for (const [n, [type]] of shapes.entries()) if (match[n + 1] !== undefined) return type;
  return 'symbol';
};

/** A text in pieces, without spaces. Expects a levelled text. */
export const tokensOf = (text: string): readonly Token[] => {
  const tokens: Token[] = [];
  const blank = text.replaceAll(LINK, (raw: string, ...args: unknown[]) => {
    const start = args.find((arg) => typeof arg === 'number') ?? 0;
    const end = start + raw.replace(/[.,;:!?…*_~]+$/u, '').length;
    // "tomorrow.It" is a missing space.
    const host = /^[^/?#:]+/.exec(raw)?.[0] ?? '';
    if (!/[:/@]/.test(raw) && host !== host.toLowerCase() && host !== host.toUpperCase()) return raw;
    tokens.push({ type: 'link', raw, word: raw.toLowerCase(), start, end });
    return ' '.repeat(raw.length);
  });
  let from = 0;
  TOKEN.lastIndex = 0;
  for (let match = TOKEN.exec(blank); match; match = TOKEN.exec(blank)) {
    const [raw] = match;
    const type = typeOf(match);
    if (type === 'phone' && (digits(raw) < MIN_PHONE_DIGITS || DATE_LIKE.test(raw))) {
      // Read again without the phone: from the same place, as something else.
      const shorter = /^\d+(?:[.,]\d+)?|^./u.exec(raw)?.[0] ?? raw;
      const date = /^\d{1,2}[./]\d{1,2}[./](?:\d{4}|\d{2})?/.exec(raw)?.[0];
      const clock = /^\d{1,2}:\d{2}/.exec(raw)?.[0];
      const taken = date ?? clock ?? shorter;
      const kind: TokenType = date
        ? 'numeric_date'
        : clock
          ? 'clock'
          : /^\d/.test(taken)
            ? 'number'
            : 'symbol';
      tokens.push({
        type: kind,
        raw: taken,
        word: taken,
        start: match.index,
        end: match.index + taken.length,
      });
      TOKEN.lastIndex = match.index + taken.length;
      continue;
    }
    tokens.push({
      type,
      raw,
      word: type === 'word' || type === 'code' ? fold(raw) : raw,
      start: match.index,
      end: match.index + raw.length,
    });
    from = TOKEN.lastIndex;
    if (from >= blank.length) break;
  }
  return tokens.sort((a, b) => a.start - b.start);
};
