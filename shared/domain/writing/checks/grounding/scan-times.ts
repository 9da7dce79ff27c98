import type { LineLanguage } from '../../lines-below.ts';
import type { Reading } from './facts.ts';
import { speltNumber } from './number-words.ts';
import { type Found, found, type Reader } from './reader.ts';
import { fold, type Token } from './tokens.ts';

const AM = new Set('am morning morgens fruh vormittags matin mattina mattino утра mananas manana'.split(' '));
const PM = new Set(
  'pm afternoon evening tonight nachmittags abends soir midi apres tarde noche sera pomeriggio вечера дня'.split(
    ' ',
  ),
);
const WITHIN = new Set("in the de la du di del della l ' ’ o clock uhr".split(' '));

/** "in the evening", "del pomeriggio", "вечера" behind a time. */
export const partOfDay = (tokens: readonly Token[], n: number): 'am' | 'pm' | null => {
  for (let at = n; at < n + 5; at++) {
    const word = tokens[at]?.word ?? '';
    if (AM.has(word)) return 'am';
    if (PM.has(word)) return 'pm';
    if (!WITHIN.has(word)) return null;
  }
  return null;
};

const time = (minutes: number): Reading => ({ kind: 'time', minutes });

/** The readings of a time on a clock with twelve hours. */
const both = (minutes: number, part: 'am' | 'pm' | null): readonly Reading[] => {
  const hour = Math.floor(minutes / 60);
  if (hour > 12) return [time(minutes)];
  const [early, late] = [minutes % 720, (minutes % 720) + 720];
  if (part === 'am') return [time(early)];
  return part === 'pm' ? [time(late)] : [time(minutes), time(hour === 12 ? early : late)];
};

const MINUTES_OF_DAY = 1440;
const LATEST_HOUR = 29;

/** `am`, `a.m.` and the like; how many tokens they are. */
const meridiem = (
  tokens: readonly Token[],
  n: number,
): { readonly part: 'am' | 'pm'; readonly next: number } | null => {
  const word = tokens[n]?.word ?? '';
  if (word === 'am' || word === 'pm') return { part: word, next: n + 1 };
  const isSplit = (word === 'a' || word === 'p') && tokens[n + 1]?.raw === '.' && tokens[n + 2]?.word === 'm';
  if (!isSplit) return null;
  return {
    part: word === 'a' ? 'am' : 'pm',
    next: tokens[n + 3]?.raw === '.' && tokens[n + 3]?.start === tokens[n + 2]?.end ? n + 4 : n + 3,
  };
};

/** "10:30", "14h30". */
export const readClock = ({ tokens, language }: Reader, n: number): Found | null => {
  const token = tokens[n];
  if (token?.type !== 'clock') return null;
  const [hours = 0, minutes = 0] = token.raw.split(/[:hH]/).map((part) => Number(part.trim()));
  const at = hours * 60 + minutes;
  if (minutes > 59 || hours > LATEST_HOUR) {
    return found(tokens, n, n + 1, [{ kind: 'code', key: token.raw.replaceAll(' ', '') }]);
  }
  if (at > MINUTES_OF_DAY) return found(tokens, n, n + 1, [time(at)], false, { isImpossible: true });
  const marked = meridiem(tokens, n + 1);
  const unit = tokens[n + 1]?.word === 'uhr' ? n + 2 : n + 1;
  const part = marked?.part ?? partOfDay(tokens, unit);
  const isTwelve = language === 'en' || part !== null;
  return found(tokens, n, marked?.next ?? unit, isTwelve ? both(at, part) : [time(at)], false, {
    count: hours,
  });
};

interface Clocked {
  readonly readings: readonly Reading[];
  readonly next: number;
  readonly isSure: boolean;
}

const HALF = new Set(['demie', 'demi', 'media', 'mezza', 'mezzo']);
const QUARTER = new Set(['quart', 'cuarto', 'quarto']);

/** "y media", "et quart", "meno un quarto" behind an hour: minutes to add. */
const addition = (
  tokens: readonly Token[],
  n: number,
): { readonly minutes: number; readonly next: number } | null => {
  const join = tokens[n]?.word ?? '';
  const isMinus = ['moins', 'menos', 'meno'].includes(join);
  if (!isMinus && !['et', 'y', 'e'].includes(join)) return null;
  const at = ['le', 'un'].includes(tokens[n + 1]?.word ?? '') ? n + 2 : n + 1;
  const word = tokens[at]?.word ?? '';
  if (HALF.has(word) && !isMinus) return { minutes: 30, next: at + 1 };
  return QUARTER.has(word) ? { minutes: isMinus ? -15 : 15, next: at + 1 } : null;
};

/** A number as an hour, by what stands behind it; null: nothing says so. */
export const clockReadings = ({ tokens, language }: Reader, hour: number, n: number): Clocked | null => {
  if (!Number.isInteger(hour) || hour > 40) return null;
  const word = tokens[n]?.word ?? '';
  const marked = language === 'en' || word === 'pm' ? meridiem(tokens, n) : null;
  if (marked && hour <= 12)
    return { readings: both(hour * 60, marked.part), next: marked.next, isSure: true };
  if (word === 'uhr') {
    const minutes =
      tokens[n + 1]?.type === 'number' && /^[0-5]\d$/.test(tokens[n + 1]?.raw ?? '')
        ? Number(tokens[n + 1]?.raw)
        : 0;
    const next = minutes > 0 || tokens[n + 1]?.raw === '00' ? n + 2 : n + 1;
    const part = partOfDay(tokens, next);
    return { readings: part ? both(hour * 60 + minutes, part) : spoken(hour, minutes), next, isSure: true };
  }
  if (word === 'o' && tokens[n + 2]?.word === 'clock')
    return { readings: both(hour * 60, partOfDay(tokens, n + 3)), next: n + 3, isSure: true };
  const isHours = word === 'h' || word === 'heures' || word === 'heure';
  const added = addition(tokens, isHours ? n + 1 : n);
  if (added && hour <= 24)
    return {
      readings: both(hour * 60 + added.minutes, partOfDay(tokens, added.next)),
      next: added.next,
      isSure: false,
    };
  return null;
};

/** "um 8 Uhr" is said in the evening as well; "um 8 Uhr 30" less so. */
const spoken = (hour: number, minutes: number): readonly Reading[] => [time(hour * 60 + minutes)];

const GENITIVES =
  'первого второго третьего четвертого пятого шестого седьмого восьмого девятого десятого одиннадцатого двенадцатого'
    .split(' ')
    .map(fold);
const NOON = new Set(['noon', 'midday', 'midi', 'mezzogiorno', 'полдень'].map(fold));
const MIDNIGHT = new Set(
  ['midnight', 'mitternacht', 'minuit', 'medianoche', 'mezzanotte', 'полночь', 'полуночи'].map(fold),
);

const hourAt = (
  tokens: readonly Token[],
  n: number,
  language: LineLanguage,
): { readonly hour: number; readonly next: number } | null => {
  const token = tokens[n];
  if (token?.type === 'number' && /^\d{1,2}$/.test(token.raw))
    return { hour: Number(token.raw), next: n + 1 };
  const spelt = speltNumber(tokens, n, language);
  return spelt && spelt.value <= 12 ? { hour: spelt.value, next: spelt.next } : null;
};

/** Words that are a duration by themselves, in minutes or months. */
const fixed: readonly (readonly [readonly string[], Reading])[] = (
  [
    ['half an hour', 30],
    ['half hour', 30],
    ['half - hour', 30],
    ['hour and a half', 90],
    ['halbe stunde', 30],
    ['halben stunde', 30],
    ['halbstunde', 30],
    ['viertelstunde', 15],
    ['dreiviertelstunde', 45],
    ['anderthalb stunden', 90],
    ['eineinhalb stunden', 90],
    ['demi - heure', 30],
    ['heure et demie', 90],
    ['quart d ’ heure', 15],
    ["quart d ' heure", 15],
    ['media hora', 30],
    ['hora y media', 90],
    ['mezz ’ ora', 30],
    ["mezz ' ora", 30],
    ['mezzora', 30],
    ['ora e mezza', 90],
    ['полчаса', 30],
    ['полтора часа', 90],
    ['half a year', -6],
    ['halbes jahr', -6],
    ['halbe jahr', -6],
    ['six months', -6],
    ['anderthalb jahre', -18],
    ['полгода', -6],
    ['полтора года', -18],
  ] as const
).map(([words, value]) => [
  words.split(' ').map(fold),
  value < 0
    ? { kind: 'duration', value: -value, unit: 'month' }
    : { kind: 'duration', value, unit: 'minute' },
]);

const starts = (tokens: readonly Token[], n: number, words: readonly string[]): boolean =>
  words.every((word, index) => tokens[n + index]?.word === word);

/** "half past nine", "halb drei", "в половине десятого", "noon", "half an hour". */
export const readSpokenTime = ({ tokens, language }: Reader, n: number): Found | null => {
  const token = tokens[n];
  if (token?.type !== 'word') return null;
  const { word } = token;
  for (const [words, reading] of fixed) {
    if (word === words[0] && starts(tokens, n, words)) return found(tokens, n, n + words.length, [reading]);
  }
  if (NOON.has(word)) return found(tokens, n, n + 1, [time(720)], language !== 'en');
  if (MIDNIGHT.has(word)) return found(tokens, n, n + 1, [time(0), time(MINUTES_OF_DAY)]);
  const read = relativeToHour(tokens, n, language);
  if (!read) return null;
  return found(tokens, n, read.next, both(read.minutes, partOfDay(tokens, read.next)));
};

const relativeToHour = (
  tokens: readonly Token[],
  n: number,
  language: LineLanguage,
): { readonly minutes: number; readonly next: number } | null => {
  const word = tokens[n]?.word ?? '';
  const second = tokens[n + 1]?.word ?? '';
  if (
    language === 'en' &&
    (word === 'half' || word === 'quarter') &&
    (second === 'past' || second === 'to')
  ) {
    const hour = hourAt(tokens, n + 2, language);
    const shift = word === 'half' ? 30 : 15;
    return hour && { minutes: hour.hour * 60 + (second === 'to' ? -shift : shift), next: hour.next };
  }
  if (word === 'halb') {
    const hour = hourAt(tokens, n + 1, 'de');
    return hour && { minutes: hour.hour * 60 - 30, next: hour.next };
  }
  if (word === 'viertel' && (second === 'nach' || second === 'vor')) {
    const hour = hourAt(tokens, n + 2, 'de');
    return hour && { minutes: hour.hour * 60 + (second === 'vor' ? -15 : 15), next: hour.next };
  }
  if (word === 'половине' || word === 'половина') {
    const hour = GENITIVES.indexOf(second) + 1;
    return hour > 0 ? { minutes: hour * 60 - 30, next: n + 2 } : null;
  }
  return null;
};
