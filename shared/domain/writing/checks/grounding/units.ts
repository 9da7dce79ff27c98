import type { LineLanguage } from '../../lines-below.ts';
import type { Period } from './facts.ts';
import { fold } from './tokens.ts';

/** Words behind numbers, in the languages that we check. All of them without accents, as `fold` gives them. */

const table = (rows: Readonly<Record<string, string>>): ReadonlyMap<string, string> =>
  new Map(
    Object.entries(rows).flatMap(([name, words]) =>
      words.split(' ').map((word) => [fold(word), name] as const),
    ),
  );

const currencies = table({
  EUR: '€ eur euro euros евро',
  USD: '$ usd us$ dollar dollars dólar dólares dollari dollaro доллар доллара долларов баксов',
  GBP: '£ gbp pound pounds pfund livre livres libra libras sterlina sterline фунт фунта фунтов quid',
  CHF: 'chf franken franchi fr sfr',
  JPY: '¥ jpy yen иен',
  RUB: '₽ rub rur рубль рубля рублей рублях рублям rubel roubles roubles руб р',
  UAH: '₴ uah гривна гривны гривен грн',
  KZT: '₸ kzt тенге',
  PLN: 'pln zł złoty zloty',
  SEK: 'sek kronor',
  INR: '₹ inr rupees rupien',
  CENT: 'cent cents centimes centavos céntimos centesimi копеек копейки ct pence',
});
const BEFORE = new Set([
  '€',
  '$',
  '£',
  '¥',
  '₽',
  '₴',
  '₸',
  '₹',
  'eur',
  'usd',
  'gbp',
  'chf',
  'jpy',
  'rub',
  'pln',
  'sek',
  'inr',
]);

export const currencyOf = (word: string): string | null => currencies.get(word) ?? null;
export const currencyBefore = (word: string): string | null => (BEFORE.has(word) ? currencyOf(word) : null);

const PERCENT = new Set(['%', 'percent', 'prozent', 'процент', 'процента', 'процентов', 'pct']);
const CENTUM = new Set(['cent', 'ciento', 'cento']);
/** How many tokens say "per cent"; 0: none. */
export const percentTokens = (word: string, next: string): number => {
  if (PERCENT.has(word)) return 1;
  return ['per', 'pour', 'por'].includes(word) && CENTUM.has(next) ? 2 : 0;
};

type TimeUnit = 'second' | 'minute' | Period;
const timeUnits: readonly (readonly [TimeUnit, string, LineLanguage | null])[] = [
  [
    'second',
    'second seconds sec secs sekunde sekunden seconde secondes segundo segundos secondo secondi секунда секунды секунд',
    null,
  ],
  [
    'minute',
    'minute minutes min mins minuten minuto minutos minuti минута минуты минут минуту мин minutigen minutige minütiges',
    null,
  ],
  ['hour', 'hour hours hr hrs stunde stunden std heure heures hora horas час часа часов часами ч', null],
  ['hour', 'ora ore', 'it'],
  ['hour', 'h', null],
  [
    'day',
    'day days tag tage tagen tags werktag werktage werktagen arbeitstage arbeitstagen kalendertage jour jours día días giorno giorni giornate giornata день дня дней дни дн сутки суток',
    null,
  ],
  ['day', 'business working laborables', null],
  [
    'week',
    'week weeks wk wks woche wochen semaine semaines semana semanas settimana settimane неделя недели недель неделю',
    null,
  ],
  ['month', 'month months mo monat monate monaten monats mesi mese meses месяц месяца месяцев месяцы', null],
  ['month', 'mois', 'fr'],
  ['month', 'mes', 'es'],
  [
    'year',
    'year years yr yrs jahr jahre jahren jahres année années año años anno anni год года лет годы',
    null,
  ],
  ['year', 'an ans', 'fr'],
];
const unitsOfTime = new Map<string, readonly (readonly [TimeUnit, LineLanguage | null])[]>();
for (const [unit, words, language] of timeUnits) {
  for (const word of words.split(' ').map(fold)) {
    unitsOfTime.set(word, [...(unitsOfTime.get(word) ?? []), [unit, language]]);
  }
}
export const timeUnitOf = (word: string, language: LineLanguage): TimeUnit | null =>
  unitsOfTime.get(word)?.find(([, only]) => only === null || only === language)?.[0] ?? null;

const MINUTES: Readonly<Record<Exclude<TimeUnit, 'month' | 'year'>, number>> = {
  second: 1 / 60,
  minute: 1,
  hour: 60,
  day: 1440,
  week: 10_080,
};
/** In minutes, or in months. */
export const durationOf = (
  value: number,
  unit: TimeUnit,
): { readonly value: number; readonly unit: 'minute' | 'month' } =>
  unit === 'month' || unit === 'year'
    ? { value: unit === 'year' ? value * 12 : value, unit: 'month' }
    : { value: value * MINUTES[unit], unit: 'minute' };

export const periodOf = (unit: TimeUnit | null): Period | null =>
  unit === null || unit === 'second' || unit === 'minute' ? null : unit;
const MONTHLY = new Map<string, Period>([
  ...[
    'monthly',
    'monatlich',
    'mensuel',
    'mensuels',
    'mensuelle',
    'mensuales',
    'mensual',
    'mensili',
    'mensile',
    'ежемесячно',
  ].map((word) => [word, 'month'] as const),
  ...['yearly', 'annually', 'annual', 'jahrlich', 'annuel', 'anuales', 'anual', 'annui', 'ежегодно'].map(
    (word) => [word, 'year'] as const,
  ),
]);
export const adverbPeriod = (word: string): Period | null => MONTHLY.get(word) ?? null;
export const PER = new Set(
  'per a an each every pro je im par le la l de al por el ciascuno в за / jede jeden jeder'.split(' '),
);

const units = table({
  GB: 'gb gigabyte gigabytes go гб',
  MB: 'mb megabyte megabytes mo мб',
  TB: 'tb terabyte terabytes тб',
  kg: 'kg kilo kilos kilogramm kilograms chili кг',
  g: 'gramm grams grammes гр г',
  t: 'tonnen tonnes toneladas tonnellate тонн',
  km: 'km kilometer kilometers kilometres kilomètres kilómetros chilometri км',
  m: 'm metre metres meter meters mètres metros metri м',
  cm: 'cm centimetres zentimeter см',
  mm: 'mm millimetres millimeter мм',
  inch: 'inch inches zoll pouces pulgadas pollici',
  mile: 'mile miles meilen',
  m2: 'm² m2 qm sqm',
  kW: 'kw kilowatt кВт',
  W: 'w watt watts вт',
  V: 'v volt volts',
  dB: 'db dezibel decibel',
  l: 'l liter litre litres liters litros litri л',
  ml: 'ml мл',
});
/** A unit of measure; those that are one letter only right behind the number, or spelt in the same way. */
export const unitOf = (word: string): string | null => units.get(word) ?? null;
