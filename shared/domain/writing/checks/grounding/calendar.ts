import type { LineLanguage } from '../../lines-below.ts';
import { fold } from './tokens.ts';

const DAY_MS = 86_400_000;

/** Days since 1 January 1970; null: there is no such date. */
export const dayNumber = (year: number, month: number, day: number): number | null => {
  const at = new Date(Date.UTC(year, month - 1, day));
  return at.getUTCMonth() === month - 1 && at.getUTCDate() === day ? at.getTime() / DAY_MS : null;
};

export interface Day {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}
export const dayOf = (number: number): Day => {
  const at = new Date(number * DAY_MS);
  return { year: at.getUTCFullYear(), month: at.getUTCMonth() + 1, day: at.getUTCDate() };
};

/** 0 is Sunday, as for `Date`. */
export const weekdayOf = (number: number): number => (((number + 4) % 7) + 7) % 7;

/** Whether some year has this date: the 29th of February has one. */
export const existsDate = (month: number, day: number): boolean => dayNumber(2024, month, day) !== null;

/** The date nearest to another, where the year is not named; null: near it there is none. */
export const nearest = (month: number, day: number, to: number): number | null => {
  const { year } = dayOf(to);
  const days = [year - 1, year, year + 1].flatMap((one) => dayNumber(one, month, day) ?? []);
  return days.toSorted((a, b) => Math.abs(a - to) - Math.abs(b - to))[0] ?? null;
};

/** `months` later, at most on the month's last day. */
export const monthsLater = (number: number, months: number): number => {
  const { year, month, day } = dayOf(number);
  const index = year * 12 + month - 1 + months;
  const [y, m] = [Math.floor(index / 12), (index % 12) + 1];
  for (let one = day; one > 27; one--) {
    const found = dayNumber(y, m, one);
    if (found !== null) return found;
  }
  return dayNumber(y, m, day) ?? number;
};

const rows = (lines: string): ReadonlyMap<string, number> =>
  new Map(
    lines
      .trim()
      .split('\n')
      .flatMap((line, n) =>
        line
          .trim()
          .split(/\s+/)
          .map((word) => [fold(word), n] as const),
      ),
  );

const weekdays = rows(`
  sunday sundays sonntag sonntags sonntage dimanche dimanches domingo domingos domenica domeniche воскресенье воскресенья воскресенью воскресеньям
  monday mondays montag montags montage lundi lundis lunes lunedi lunedì понедельник понедельника понедельнику понедельникам понедельники
  tuesday tuesdays dienstag dienstags dienstage mardi mardis martes martedi martedì вторник вторника вторнику вторникам вторники
  wednesday wednesdays mittwoch mittwochs mittwoche mercredi mercredis miércoles mercoledi mercoledì среда среду среды среде средам
  thursday thursdays donnerstag donnerstags donnerstage jeudi jeudis jueves giovedi giovedì четверг четверга четвергу четвергам четверги
  friday fridays freitag freitags freitage vendredi vendredis viernes venerdi venerdì пятница пятницу пятницы пятнице пятницам
  saturday saturdays samstag samstags samstage sonnabend sonnabends samedi samedis sábado sábados sabato sabati суббота субботу субботы субботе субботам
`);
const PARTS_OF_DAY = /^(?:s?morgen|s?vormittag|s?mittag|s?nachmittag|s?abend|s?nacht|s)s?$/;
/** German joins the part of the day: "Mittwochabend". */
export const weekdayWord = (word: string): number | null => {
  const whole = weekdays.get(word);
  if (whole !== undefined) return whole;
  const german = /^((?:sonn|mon|diens|donners|frei|sams)tag|mittwoch|sonnabend)(.+)$/.exec(word);
  return german && PARTS_OF_DAY.test(german[2] ?? '') ? (weekdays.get(german[1] ?? '') ?? null) : null;
};
const shortWeekdays = rows(`
  sun so dim dom вс
  mon mo lun пн
  tue tues di mar вт
  wed mi mer mié ср
  thu thur thurs do jeu jue gio чт
  fri fr ven vie пт
  sat sa sam sáb sab сб
`);
export const shortWeekday = (word: string): number | null => shortWeekdays.get(word) ?? null;

const months = rows(`
  january jan januar jänner janvier enero gennaio январь января январе
  february feb februar feber février febrero febbraio февраль февраля феврале
  march mar märz maerz mars marzo март марта марте
  april apr avril abril aprile апрель апреля апреле
  may mai mayo maggio май мая мае
  june jun juni juin junio giugno июнь июня июне
  july jul juli juillet julio luglio июль июля июле
  august aug août agosto август августа августе
  september sep sept septembre septiembre setiembre settembre сентябрь сентября сентябре
  october oct oktober okt octobre octubre ottobre октябрь октября октябре
  november nov novembre noviembre ноябрь ноября ноябре
  december dec dezember dez décembre diciembre dicembre декабрь декабря декабре
`);
/** 1 to 12. */
export const monthWord = (word: string): number | null => {
  const at = months.get(word);
  return at === undefined ? null : at + 1;
};
/** Words that are months only beside a day: "may", "march", "mar". */
export const isDoubtfulMonth = (word: string, language: LineLanguage): boolean =>
  [
    'jan',
    'feb',
    'mar',
    'apr',
    'jun',
    'jul',
    'aug',
    'sep',
    'sept',
    'oct',
    'okt',
    'nov',
    'dec',
    'dez',
    'mae',
    'мае',
  ].includes(word) ||
  (language === 'en' && ['may', 'march', 'august'].includes(word));

const relative = new Map<string, number>([
  ...['today', 'tonight', 'heute', "aujourd'hui", 'aujourd', 'hoy', 'oggi', 'stasera', 'сегодня'].map(
    (word) => [word, 0] as const,
  ),
  ...['tomorrow', 'morgen', 'demain', 'mañana', 'domani', 'завтра'].map((word) => [fold(word), 1] as const),
  ...['übermorgen', 'dopodomani', 'послезавтра'].map((word) => [fold(word), 2] as const),
  ...['yesterday', 'gestern', 'hier', 'ayer', 'ieri', 'вчера'].map((word) => [word, -1] as const),
]);
export const relativeDay = (word: string): number | null => relative.get(word) ?? null;
