import type { Language } from './language.ts';

const DAY_MS = 24 * 60 * 60_000;

const MONTHS: readonly (readonly [RegExp, number])[] = [
  [/^(?:jan|янв)/i, 1],
  [/^(?:feb|фев)/i, 2],
  [/^(?:mar|mär|март)/i, 3],
  [/^(?:apr|апр)/i, 4],
  [/^(?:ma[iy]|ма[йя])/i, 5],
  [/^(?:jun|июн)/i, 6],
  [/^(?:jul|июл)/i, 7],
  [/^(?:aug|авг)/i, 8],
  [/^(?:sep|сен)/i, 9],
  [/^(?:o[ck]t|окт)/i, 10],
  [/^(?:nov|ноя)/i, 11],
  [/^(?:de[cz]|дек)/i, 12],
];

/** In the order of the week, Sunday first. */
const WEEKDAYS: Readonly<Record<Language, readonly string[]>> = {
  en: ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'],
  de: ['sonntag', 'montag', 'dienstag', 'mittwoch', 'donnerstag', 'freitag', 'samstag'],
  ru: ['воскресен', 'понедельник', 'вторник', 'сред[ауы]', 'четверг', 'пятниц', 'суббот'],
};
const TOMORROW = /(?<!\p{L})(?:tomorrow|(?<!guten )morgen(?!s)|завтра)(?!\p{L})/iu;
const NEXT_WEEK = /(?<!\p{L})(?:next week|n(?:ä|ae)chste[rn]? Woche|на следующей неделе)(?!\p{L})/iu;
const DATE = /(?<!\d)(\d{1,2})(?:st|nd|rd|th|\.)? (\p{L}{3,})(?: (\d{4}))?/gu;

const monthOf = (word: string): number | null => MONTHS.find(([name]) => name.test(word))?.[1] ?? null;

const iso = (at: number): string => new Date(at).toISOString().slice(0, 10);

/** The day that "Monday, 2 November 2026, 10:00 Europe/Berlin" names, as UTC midnight, epoch ms; null: none. */
export const spokenDay = (text: string): number | null => {
  for (const [, day, word = '', year] of text.matchAll(DATE)) {
    const month = monthOf(word);
    if (month !== null && year !== undefined) return Date.UTC(Number(year), month - 1, Number(day));
  }
  return null;
};

/** The day that a mail of today names, as `2026-11-06`; null: none. `today`: UTC midnight. */
export const namedDate = (text: string, today: number): string | null => {
  for (const [, day, word = '', year] of text.matchAll(DATE)) {
    const month = monthOf(word);
    if (month === null) continue;
    const thisYear = new Date(today).getUTCFullYear();
    const at = Date.UTC(Number(year ?? thisYear), month - 1, Number(day));
    return iso(year === undefined && at < today ? Date.UTC(thisYear + 1, month - 1, Number(day)) : at);
  }
  if (TOMORROW.test(text)) return iso(today + DAY_MS);
  const weekday = new Date(today).getUTCDay();
  for (const names of Object.values(WEEKDAYS)) {
    const named = names.findIndex((name) => new RegExp(`(?<!\\p{L})${name}`, 'iu').test(text));
    if (named >= 0) return iso(today + (((named - weekday + 6) % 7) + 1) * DAY_MS);
  }
  return NEXT_WEEK.test(text) ? iso(today + ((8 - weekday) % 7 || 7) * DAY_MS) : null;
};
