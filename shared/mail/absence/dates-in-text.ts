import { monthOf } from './months.ts';

/** Calendar dates as people write them, in many languages and by number. */

export interface DateInText {
  readonly start: number;
  readonly end: number;
  /** Days since 1970-01-01. */
  readonly day: number;
  /** The last day of a range (`10-31 July`). */
  readonly endsSpan: boolean;
}

/** A word that may be the name of a month. */
const WORD = "[\\p{L}\\p{M}'’]{3,20}";
const EDGE = '(?![\\p{L}\\p{M}])';
const YEAR = '(?:[,.]?\\s{0,3}(?:de[l]?\\s+|r\\.\\s*)?((?:19|20)\\d{2}))?';

/** `3 December 2014`, `3rd of Dec`, `3. Dezember`, `3 de diciembre`, `10-31 July`. */
const DAY_FIRST = new RegExp(
  `(?<![\\d.:/-])(?:(\\d{1,2})(?:\\.|st|nd|rd|th)?\\s{0,2}[-–—]\\s{0,2})?(\\d{1,2})(?:\\.|st|nd|rd|th|er|º|°|-(?:го|е|ого))?\\s{1,3}(?:(?:de|of|van|di|ta['’])\\s+)?(${WORD})\\.?${EDGE}${YEAR}`,
  'giu',
);
/** German writes `3.Dezember` without a space. */
const DAY_DOT = new RegExp(`(?<![\\d.:/-])(\\d{1,2})\\.(${WORD})\\.?${EDGE}${YEAR}`, 'giu');
/** `December 3rd, 2014`, `Dec 7`, `July 10-31`. */
const MONTH_FIRST = new RegExp(
  `(?<![\\p{L}])(${WORD})\\.?\\s{1,3}(?:the\\s+)?(\\d{1,2})(?:st|nd|rd|th)?(?:\\s{0,2}[-–—]\\s{0,2}(\\d{1,2})(?:st|nd|rd|th)?)?(?![\\d:.]\\d|\\d)${YEAR}`,
  'giu',
);
/** `ngày 18 tháng 5 năm 2026` */
const VIETNAMESE =
  /(?<!\d)(\d{1,2})\s+(?:tháng|thg)\s+(\d{1,2})(?:[\s,]+(?:năm\s+)?((?:19|20)\d{2}))?(?!\d)/giu;
const ISO = /(?<![\d.-])((?:19|20)\d{2})([-./])(\d{1,2})\2(\d{1,2})(?!\d)/g;
const CJK = /(?:((?:19|20)\d{2})\s?[年년]\s?)?(\d{1,2})\s?[月월]\s?(\d{1,2})\s?[日일]/gu;
/** `03.12.`, `3.12.2014`, `24/12`, `09/18/2014`, `3-12-2014`. */
const NUMERIC = /(?<![\d.:/-])(\d{1,2})([./-])(\d{1,2})(?:\2((?:19|20)?\d{2})(?!\d)|\.(?!\d)|(?![\d.:/-]))/g;

const DAY_MS = 86_400_000;

const dayNumber = (year: number, month: number, day: number): number | null => {
  const ms = Date.UTC(year, month - 1, day);
  const date = new Date(ms);
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? ms / DAY_MS : null;
};

/** How long ago a date without a year may be; an earlier one is taken for next year's. */
const LOOK_BACK = 60;

/** The day without a stated year: the next one, unless it has only just passed. */
const nearest = (month: number, day: number, sent: number): number | null => {
  const year = new Date(sent * DAY_MS).getUTCFullYear();
  for (const candidate of [year - 1, year, year + 1]) {
    const number = dayNumber(candidate, month, day);
    if (number !== null && number >= sent - LOOK_BACK) return number;
  }
  return null;
};

const resolve = (year: string | undefined, month: number, day: number, sent: number): number | null => {
  if (month < 1 || month > 12 || day < 1 || day > 31) return null;
  if (!year) return nearest(month, day, sent);
  const full = year.length === 2 ? 2000 + Number(year) : Number(year);
  return dayNumber(full, month, day);
};

/**
 * Finds dates. `sent`: the day of the mail, as days since 1970, which supplies the year. `monthFirst`: whether an
 * ambiguous `3/12` is the 12th of March.
 */
export const datesInText = (text: string, sent: number, monthFirst: boolean): readonly DateInText[] => {
  const found: DateInText[] = [];
  const add = (match: RegExpMatchArray, day: number | null, endsSpan = false): void => {
    const start = match.index ?? 0;
    const end = start + match[0].length;
    if (day !== null && !found.some((other) => start < other.end && other.start < end)) {
      found.push({ start, end, day, endsSpan });
    }
  };
  const named = (name: string | undefined): number => monthOf(name ?? '');
  for (const match of text.matchAll(DAY_FIRST)) {
    add(match, resolve(match[4], named(match[3]), Number(match[2]), sent), match[1] !== undefined);
  }
  for (const match of text.matchAll(DAY_DOT))
    add(match, resolve(match[3], named(match[2]), Number(match[1]), sent));
  for (const match of text.matchAll(MONTH_FIRST)) {
    add(
      match,
      resolve(match[4], named(match[1]), Number(match[3] ?? match[2]), sent),
      match[3] !== undefined,
    );
  }
  for (const match of text.matchAll(ISO))
    add(match, resolve(match[1], Number(match[3]), Number(match[4]), sent));
  for (const match of text.matchAll(VIETNAMESE))
    add(match, resolve(match[3], Number(match[2]), Number(match[1]), sent));
  for (const match of text.matchAll(CJK))
    add(match, resolve(match[1], Number(match[2]), Number(match[3]), sent));
  for (const match of text.matchAll(NUMERIC)) {
    const [, first = '', separator, second = '', year] = match;
    // A lone `3-12` or `3.12` may be a number instead of a date.
    if (year === undefined && (separator === '-' || (separator === '.' && !match[0].endsWith('.')))) {
      if (separator === '-' || first.length + second.length < 4) continue;
    }
    const read = (swapped: boolean): number | null =>
      resolve(year, Number(swapped ? first : second), Number(swapped ? second : first), sent);
    const open = separator === '/' && Number(first) <= 12 && Number(second) <= 12;
    const [one, other] = [read(monthFirst && open), open ? read(!monthFirst) : read(separator === '/')];
    // Of two interpretations, the one in the past is unlikely.
    add(match, one === null || (one < sent && other !== null && other >= sent) ? other : one);
  }
  return found.sort((a, b) => a.start - b.start);
};
