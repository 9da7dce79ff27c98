import { dayOf, weekdayOf } from './calendar.ts';
import type { Fact, ReadingOf } from './facts.ts';
import { daysOf, type Entry, type Known, shifted } from './known.ts';
import { type Claim, calculated, type OwnFacts, type Proof, type Prove, readingsOf } from './proof.ts';
import { isTheirTime, offsetsIn } from './zones.ts';

const isNear = ({ piece }: Entry): boolean => piece.isNear;

/** Days that follow from a day and a length: "14 days from the 20th". */
const calculatedDays = (known: Known, own: OwnFacts): ReadonlySet<number> => {
  const before = calculatedOf.get(own);
  if (before) return before;
  const days = daysFrom(known, own);
  calculatedOf.set(own, days);
  return days;
};
const calculatedOf = new WeakMap<OwnFacts, ReadonlySet<number>>();

/** Of more, anything would follow. */
const MAX_LENGTHS = 40;
const MAX_BASES = 200;

const daysFrom = (known: Known, own: OwnFacts): ReadonlySet<number> => {
  const lengths = [
    ...readingsOf(own, 'duration'),
    ...known
      .of('duration')
      .filter(isNear)
      .map(({ reading }) => reading),
  ];
  const bases = [
    known.today,
    ...known.days.filter(({ entry }) => entry === null || isNear(entry)).map(({ day }) => day),
  ];
  const from = [...new Set(bases)].slice(0, MAX_BASES);
  return new Set(
    lengths.slice(0, MAX_LENGTHS).flatMap((length) => from.flatMap((day) => shifted(day, length))),
  );
};

const inRange = (day: number, known: Known): boolean =>
  known.ranges.some(({ from, to, piece }) => {
    const said = known.today;
    const [first, last] = [from, to].map(
      ({ readings }) => readings.flatMap((one) => (one.kind === 'date' ? daysOf(one, said) : []))[0],
    );
    return piece.side === 'ours' && first !== undefined && last !== undefined && day >= first && day <= last;
  });

/** "Next week", "in April": the owner leaves the day open. */
const isWithinOpen = (day: number, known: Known): boolean => {
  const monday = known.today - ((weekdayOf(known.today) + 6) % 7);
  const weekday = weekdayOf(day);
  const isWorkday = weekday >= 1 && weekday <= 5;
  if (isWorkday && day >= monday + 7 && day < monday + 14 && NEXT_WEEK.test(known.near)) return true;
  if (isWorkday && day > known.today && day < monday + 7 && THIS_WEEK.test(known.near)) return true;
  return known
    .of('month')
    .some(
      ({ reading, piece }) => piece.isNear && piece.side === 'ours' && reading.month === dayOf(day).month,
    );
};
const NEXT_WEEK =
  /next week|n(?:ä|ae)chste[nr]? woche|kommende[nr]? woche|semaine prochaine|pr[oó]xima semana|semana que viene|settimana prossima|prossima settimana|следующ\p{L}+ недел/iu;
const THIS_WEEK = /this week|diese[r]? woche|cette semaine|esta semana|questa settimana|(?:этой|эту) недел/iu;

export const proveDate: Prove<'date'> = (reading, claim, known, own): Proof | null => {
  const { day, month, year, weekday } = reading;
  if (month === null) return proveDayOfMonth(reading, claim, known, own);
  const wanted = daysOf(reading, known.today);
  if (wanted.length === 0) return null;
  if (weekday !== null && year === null && !wanted.some((one) => weekdayOf(one) === weekday)) return null;
  const named = known.days.find((one) => wanted.includes(one.day));
  if (named) return { entry: named.entry };
  // Far from today, the year may be another one.
  const entry = known
    .of('date')
    .find(
      ({ reading: one }) =>
        one.day === day && one.month === month && (year === null || one.year === null || one.year === year),
    );
  if (entry) return { entry };
  if (wanted.some((one) => known.moments.includes(one) || one === known.today)) return calculated;
  const derived = calculatedDays(known, own);
  return wanted.some((one) => derived.has(one) || inRange(one, known) || isWithinOpen(one, known))
    ? calculated
    : null;
};

const proveDayOfMonth = (
  { day, weekday }: ReadingOf<'date'>,
  _claim: Claim,
  known: Known,
  own: OwnFacts,
): Proof | null => {
  const fits = (one: number): boolean =>
    dayOf(one).day === day && (weekday === null || weekdayOf(one) === weekday);
  const named = known.days.find((one) => fits(one.day));
  if (named) return { entry: named.entry };
  return [...calculatedDays(known, own)].some(fits) ? calculated : null;
};

const PAST =
  /(?<!\p{L})(?:promised|wrote|said|spoke|talked|sent|last|was|were|call|mentioned|agreed|asked|thanks|thank|schrieb\p{L}*|gesprochen|besprochen|geschrieben|letzte[nrs]?|vergangene[nrs]?|versprochen|hatte\p{L}*|war|dernier|[ée]crit|passé|dit|parl[ée]|convenu|promis|pasado|dijo|escrib\p{L}+|hablamos|scorso|scritto|parlato|detto|прошл\p{L}+|писал\p{L}*|говорил\p{L}*|обещал\p{L}*|сказал\p{L}*)(?!\p{L})/iu;
const EVERY_WORKDAY =
  /working days?|workdays?|weekdays?|any day|every day|daily|werktags|werktage?n?|täglich|jeden tag|tous les jours|jours ouvr|d[ií]as laborables|todos los d[ií]as|tutti i giorni|giorni feriali|ежедневно|по будням|рабочи\p{L}+ дн/iu;

export const proveWeekday: Prove<'weekday'> = ({ weekday }, { sentence }, known, own): Proof | null => {
  const entry = known.of('weekday').find(({ reading }) => reading.weekday === weekday);
  if (entry) return { entry };
  const day = known.days.find(
    (one) => weekdayOf(one.day) === weekday && one.entry?.reading.kind !== 'weekday',
  );
  if (day) return { entry: day.entry };
  if (known.ranges.some(({ from, to }) => isWithinWeek(weekday, from, to))) return calculated;
  if (weekday >= 1 && weekday <= 5 && EVERY_WORKDAY.test(known.near)) return calculated;
  if (weekday === weekdayOf(known.today) && PAST_OR_TODAY.test(sentence)) return calculated;
  if (PAST.test(sentence) && known.moments.some((one) => weekdayOf(one) === weekday)) return calculated;
  // Beside a date of the text, which is looked at by itself.
  const dates = readingsOf(own, 'date').filter((one) => one.weekday === weekday || one.month !== null);
  const derived = calculatedDays(known, own);
  return dates.some((date) =>
    daysOf(date, known.today).some(
      (one) => weekdayOf(one) === weekday && (date.weekday === weekday || derived.has(one)),
    ),
  )
    ? calculated
    : [...derived].some((one) => weekdayOf(one) === weekday && lengthsStated(own))
      ? calculated
      : null;
};
const PAST_OR_TODAY = /today|heute|aujourd|hoy|oggi|сегодня/iu;
const lengthsStated = (own: OwnFacts): boolean => readingsOf(own, 'duration').length > 0;

const isWithinWeek = (weekday: number, from: Fact, to: Fact): boolean => {
  const [a, b] = [from, to].map(({ readings }) => readings.find((one) => one.kind === 'weekday')?.weekday);
  if (a === undefined || b === undefined) return false;
  return a <= b ? weekday >= a && weekday <= b : weekday >= a || weekday <= b;
};

export const proveRelativeDay: Prove<'relative_day'> = ({ days }, _claim, known, own): Proof | null => {
  const wanted = known.today + days;
  const named = known.days.find(({ day }) => day === wanted);
  if (named) return { entry: named.entry };
  return calculatedDays(known, own).has(wanted) || inRange(wanted, known) || isWithinOpen(wanted, known)
    ? calculated
    : null;
};

const MONTH_WORD = /(?<!\p{L})(?:month|monats?|mois|mes|mese|месяц\p{L}*)(?!\p{L})/iu;

export const proveMonth: Prove<'month'> = ({ month }, _claim, known, own): Proof | null => {
  const entry = known.of('month').find(({ reading }) => reading.month === month);
  if (entry) return { entry };
  const day = known.days.find((one) => dayOf(one.day).month === month && one.entry?.reading.kind === 'date');
  if (day) return { entry: day.entry };
  const current = dayOf(known.today).month;
  if (MONTH_WORD.test(known.near) && (month === current || month === (current % 12) + 1)) return calculated;
  return [...calculatedDays(known, own)].some((one) => dayOf(one).month === month) ? calculated : null;
};

export const proveQuarter: Prove<'quarter'> = ({ quarter }, _claim, known): Proof | null => {
  const entry = known.of('quarter').find(({ reading }) => reading.quarter === quarter);
  return entry ? { entry } : null;
};

const MINUTES_OF_DAY = 1440;
const LONGEST = 12 * 60;
const within = (minutes: number): number => ((minutes % MINUTES_OF_DAY) + MINUTES_OF_DAY) % MINUTES_OF_DAY;

export const proveTime: Prove<'time'> = ({ minutes }, { sentence }, known, own): Proof | null => {
  const times = known.of('time');
  const entry = times.find(({ reading }) => within(reading.minutes) === within(minutes));
  if (entry) return { entry };
  const isInRange = known.ranges.some(({ from, to, piece }) => {
    if (!piece.isNear) return false;
    const [a, b] = [from, to].map(({ readings }) => readings.find((one) => one.kind === 'time')?.minutes);
    return a !== undefined && b !== undefined && minutes >= a && minutes <= b;
  });
  if (isInRange) return calculated;
  const lengths = [
    ...readingsOf(own, 'duration'),
    ...known
      .of('duration')
      .filter(isNear)
      .map(({ reading }) => reading),
  ]
    .filter(({ unit, value }) => unit === 'minute' && value <= LONGEST)
    .map(({ value }) => value);
  const bases = times.filter(isNear).map(({ reading }) => reading.minutes);
  if (bases.some((base) => lengths.some((length) => within(base + length) === minutes))) return calculated;
  return isElsewhere(
    minutes,
    sentence,
    known,
    times.map(({ reading }) => reading.minutes),
  )
    ? calculated
    : null;
};

/** The same moment on another clock, where the sentence names one. */
const isElsewhere = (minutes: number, sentence: string, known: Known, times: readonly number[]): boolean => {
  const named = offsetsIn(sentence);
  if (named.length === 0 && !isTheirTime(sentence)) return false;
  const all = [...new Set([...named, ...known.offsets, ...offsetsIn(known.texts)])];
  const differences = new Set(all.flatMap((a) => all.map((b) => a - b)));
  return times.some((time) =>
    [...differences].some((difference) => within(time + difference) === within(minutes)),
  );
};
