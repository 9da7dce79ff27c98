import { monthWord, weekdayWord } from './calendar.ts';
import type { Period, Reading } from './facts.ts';
import { magnitudeOf, ordinalWord, speltNumber, valuesOf } from './number-words.ts';
import { type Found, found, type Reader, touches } from './reader.ts';
import { yearBehind } from './scan-dates.ts';
import { clockReadings, partOfDay } from './scan-times.ts';
import type { Token } from './tokens.ts';
import {
  adverbPeriod,
  currencyBefore,
  currencyOf,
  durationOf,
  PER,
  percentTokens,
  periodOf,
  timeUnitOf,
  unitOf,
} from './units.ts';

interface NumberHere {
  readonly values: readonly number[];
  readonly next: number;
  readonly isSpelt: boolean;
  readonly isScaleAlone: boolean;
}

const numberAt = ({ tokens, language }: Reader, n: number): NumberHere | null => {
  const token = tokens[n];
  if (token?.type === 'number') {
    const plain = { values: valuesOf(token.raw), next: n + 1, isSpelt: false, isScaleAlone: false };
    const after = tokens[n + 1];
    const magnitude = after?.type === 'word' ? magnitudeOf(after.word) : null;
    if (magnitude === null || !after || (after.word === 'k' && !touches(token, after))) return plain;
    const isMark = tokens[n + 2]?.raw === '.' && after.word.length <= 4;
    return { ...plain, values: plain.values.map((value) => value * magnitude), next: n + (isMark ? 3 : 2) };
  }
  if (token?.type !== 'word') return null;
  const spelt = speltNumber(tokens, n, language);
  return (
    spelt && { values: [spelt.value], next: spelt.next, isSpelt: true, isScaleAlone: spelt.isScaleAlone }
  );
};

const PERIOD_REACH = 5;
/** "per month", "im Monat", "a seat and year" behind an amount. */
const periodBehind = ({ tokens, language }: Reader, n: number): Period | null => {
  let isPer = false;
  for (const token of tokens.slice(n, n + PERIOD_REACH)) {
    if (
      token.type !== 'word' &&
      token.raw !== '/' &&
      token.raw !== "'" &&
      token.raw !== '’' &&
      token.raw !== '.'
    )
      return null;
    const adverb = adverbPeriod(token.word);
    if (adverb) return adverb;
    const unit = isPer ? periodOf(timeUnitOf(token.word, language)) : null;
    if (unit) return unit;
    if (PER.has(token.word)) isPer = true;
  }
  return null;
};

const amounts = (values: readonly number[], currency: string, period: Period | null): readonly Reading[] =>
  values.map((value) => ({ kind: 'amount', value, currency, period }));

/** "€ 20", "USD 5". */
export const readAmountBehindSymbol = (reader: Reader, n: number): Found | null => {
  const { tokens } = reader;
  const currency = currencyBefore(tokens[n]?.word ?? '');
  const number = currency === null ? null : numberAt(reader, n + 1);
  if (!number || currency === null || number.isSpelt) return null;
  return found(
    tokens,
    n,
    number.next,
    amounts(number.values, currency, periodBehind(reader, number.next)),
    false,
    {
      count: number.values[0] ?? null,
    },
  );
};

const ORDINAL = new Set([
  'st',
  'nd',
  'rd',
  'th',
  'e',
  'er',
  'ere',
  'eme',
  'º',
  'ª',
  '°',
  'o',
  'a',
  'й',
  'и',
  'го',
  'я',
  'е',
  'м',
  'ого',
  'ro',
  'do',
  'to',
]);
const ofMonth = new Set(['of', 'de', 'del', 'di', 'd', "'", '’', '.']);

/** Where a month could stand behind a day: index of the month's token, or null. */
const monthBehind = ({ tokens }: Reader, n: number): number | null => {
  for (let at = n; at < n + 3; at++) {
    const token = tokens[at];
    if (!token) return null;
    if (token.type === 'word' && monthWord(token.word) !== null) return at;
    if (!ofMonth.has(token.word)) return null;
  }
  return null;
};

/** "I have two questions": numbers of no weight. */
const LIGHT = new Set(
  (
    'question questions point points thing things option options way ways time times word words line lines side sides sentence sentences reason reasons idea ideas step steps people colleagues of more hands topics example examples options other others ' +
    'frage fragen punkt punkte dinge sache sachen moglichkeiten wege worte worten satze zeilen seiten grunde ideen schritte beispiele mal kollegen kolleginnen optionen themen weitere andere anderen ' +
    'questions points choses options facons fois mots lignes raisons idees etapes exemples solutions precisions autres collegues ' +
    'preguntas puntos cosas opciones formas veces palabras lineas razones ideas pasos ejemplos dudas temas otros otras colegas ' +
    'domande punti cose opzioni modi volte parole righe ragioni idee passi esempi informazioni temi altri altre colleghi ' +
    'вопроса вопросов вопрос момента моментов пункта пунктов слова слов вещи вещей варианта вариантов раза раз строки строк причины примера шага уточнения темы способа других коллеги'
  ).split(' '),
);
const MAX_LIGHT = 10;

const FILLERS = new Set([
  'working',
  'business',
  'full',
  'whole',
  'calendar',
  'volle',
  'ganze',
  'рабочих',
  'рабочии',
  'календарных',
  'полных',
  'grandes',
  'short',
  'kurze',
]);
const TIME_BEFORE = new Set(
  'at um gegen ab bis von zwischen from between until till before after by around a à las alle le dalle ore tra fra entre vers des avant apres desde hasta sobre в с до к около после h'.split(
    ' ',
  ),
);

/** Words behind a number that it does not count. */
const SMALL = new Set(
  'a an at in on of to for and or per is are was if as by from with it that this which you we i so but then um am im in an auf und oder bis von mit fur ist sind pro je zu dann aber wenn das die der zum nach en et ou de des du le la les au aux pour par avec est sont si mais puis y o e el los las del al para por con es son si pero me te se nos os ed il i gli le da del della per con ma mi ti ci vi che и или а но в на с по к за от до у для это или же'.split(
    ' ',
  ),
);

const isListMarker = (tokens: readonly Token[], n: number, next: number): boolean => {
  const isFirst = n === 0 || tokens[n - 1]?.type === 'line';
  return (
    isFirst && ['.', ')', ':'].includes(tokens[next]?.raw ?? '') && touches(tokens[next - 1], tokens[next])
  );
};

const SMALL_TIMES = 2;

export const readNumber = (reader: Reader, n: number): Found | null => {
  const { tokens, language } = reader;
  const number = numberAt(reader, n) ?? fixedOne(reader, n);
  if (!number) return ordinalHere(reader, n);
  const { values, isSpelt, isScaleAlone } = number;
  const [value = 0] = values;
  const isOne = isSpelt && value === 1;
  const last = tokens[number.next - 1];
  let next = number.next;
  if (tokens[next]?.raw === '-' && tokens[next + 1]?.type === 'word' && touches(last, tokens[next])) next++;
  const after = tokens[next];
  const word = after?.word ?? '';
  const count = { count: value };

  const percent = percentTokens(word, tokens[next + 1]?.word ?? '');
  if (percent > 0) {
    const isIdiom = value === 100 && isSureOf(tokens, n, next + percent);
    return found(
      tokens,
      n,
      next + percent,
      values.map((one) => ({ kind: 'percent', value: one })),
      isIdiom,
      count,
    );
  }
  const currency = currencyOf(word);
  if (
    currency &&
    !(isOne && currency === 'GBP') &&
    !(word.length === 1 && /\p{L}/u.test(word) && !touches(last, after) && tokens[next + 1]?.raw !== '.')
  ) {
    const readings = amounts(values, currency, periodBehind(reader, next + 1));
    return found(tokens, n, next + 1, readings, isOne || isScaleAlone, count);
  }
  if (!isSpelt || value <= 12) {
    const readings = clockReadings(reader, value, next);
    if (readings)
      return found(tokens, n, readings.next, readings.readings, false, {
        ...count,
        isImpossible: value > 24 && readings.isSure,
      });
  }
  if (!isOne || touches(last, after) || language === 'fr') {
    const isDay = Number.isInteger(value) && value >= 1 && value <= 31;
    let behind = next;
    if (after && ORDINAL.has(word) && touches(last, after) && tokens[next + 1]?.raw !== "'") behind++;
    else if (
      tokens[next]?.raw === '.' &&
      ORDINAL.has(tokens[next + 1]?.word ?? '') &&
      touches(after, tokens[next + 1])
    )
      behind += 2;
    const monthAt = isDay || value > 31 ? monthBehind(reader, behind) : null;
    const month = monthAt === null ? null : monthWord(tokens[monthAt]?.word ?? '');
    if (monthAt !== null && month !== null && Number.isInteger(value) && value < 100) {
      const year = yearBehind(tokens, monthAt + 1);
      const readings: Reading[] = [{ kind: 'date', day: value, month, year: year.year, weekday: null }];
      return found(tokens, n, year.next, readings, false, count);
    }
    if (behind > next && isDay) {
      const readings: Reading[] = [
        { kind: 'quantity', value, unit: null, counts: false },
        { kind: 'date', day: value, month: null, year: null, weekday: null },
      ];
      return found(tokens, n, behind, readings, value === 1, count);
    }
  }
  let unitAt = next;
  while (FILLERS.has(tokens[unitAt]?.word ?? '') && unitAt < next + 2) unitAt++;
  const timeUnit = timeUnitOf(tokens[unitAt]?.word ?? '', language);
  const isUnit =
    timeUnit !== null && tokens[unitAt]?.type !== 'line' && !(word === 'h' && value > 24 && isSpelt);
  if (isUnit && timeUnit) {
    const readings = values.map((one): Reading => ({ kind: 'duration', ...durationOf(one, timeUnit) }));
    const isSmall = isSpelt && value <= SMALL_TIMES && (timeUnit === 'minute' || timeUnit === 'second');
    const asTime: readonly Reading[] =
      timeUnit === 'hour' && value <= 24 && Number.isInteger(value)
        ? [{ kind: 'time', minutes: value * 60 }]
        : [];
    return found(tokens, n, unitAt + 1, [...readings, ...asTime], isOne || isSmall || isScaleAlone, count);
  }
  if (isOne) return null;
  const unit = unitOf(word);
  if (unit && (word.length > 1 || touches(last, after) || tokens[next]?.start === (last?.end ?? 0) + 1)) {
    const isArea = unit === 'm' && ['²', '2'].includes(tokens[next + 1]?.raw ?? '');
    const readings = values.map(
      (one): Reading => ({ kind: 'quantity', value: one, unit: isArea ? 'm2' : unit, counts: false }),
    );
    return found(tokens, n, next + (isArea ? 2 : 1), readings, false, count);
  }
  return bare(reader, n, number, value);
};

const bare = ({ tokens }: Reader, n: number, number: NumberHere, value: number): Found => {
  const { values, isSpelt, isScaleAlone } = number;
  const { next } = number;
  const after = tokens[next];
  const before = tokens[n - 1]?.word ?? '';
  const isWordBehind = after?.type === 'word' && weekdayWord(after.word) === null && !SMALL.has(after.word);
  const readings: Reading[] = values.map((one) => ({
    kind: 'quantity',
    value: one,
    unit: null,
    counts: isWordBehind,
  }));
  const isHour = Number.isInteger(value) && value <= 24;
  if (isHour && (TIME_BEFORE.has(before) || !isWordBehind)) {
    const part = partOfDay(tokens, next);
    readings.push(...hourReadings(value, part));
  }
  // "15.30" is a time as well.
  const dotted = /^(\d{1,2})\.([0-5]\d)$/.exec(tokens[n]?.raw ?? '');
  if (dotted && Number(dotted[1]) < 24) {
    readings.push({ kind: 'time', minutes: Number(dotted[1]) * 60 + Number(dotted[2]) });
  }
  const isLight =
    isScaleAlone ||
    value === 0 ||
    (isSpelt &&
      value <= MAX_LIGHT &&
      (LIGHT.has(after?.word ?? '') || after === undefined || after.raw === ':')) ||
    isListMarker(tokens, n, next) ||
    (['number', 'nummer', 'numero', 'номер'].includes(before) && value <= MAX_LIGHT);
  return found(tokens, n, next, readings, isLight, { count: value });
};

export const hourReadings = (hour: number, part: 'am' | 'pm' | null): readonly Reading[] => {
  const exact: Reading = { kind: 'time', minutes: hour * 60 };
  const later: Reading = { kind: 'time', minutes: (hour + 12) * 60 };
  if (hour > 12 || part === 'am') return [exact];
  if (part === 'pm') return [hour === 12 ? exact : later];
  return hour === 12 ? [exact] : [exact, later];
};

/** "an hour", "ein Tag": one. */
const fixedOne = ({ tokens, language }: Reader, n: number): NumberHere | null => {
  const [article, unit] = [tokens[n]?.word, tokens[n + 1]?.word];
  const isOne =
    (article === 'a' || article === 'an') && language === 'en' && timeUnitOf(unit ?? '', language) !== null;
  return isOne ? { values: [1], next: n + 1, isSpelt: true, isScaleAlone: false } : null;
};

/** "third floor": proves a 3, and is none of the numbers that need a proof. */
const ordinalHere = ({ tokens, language }: Reader, n: number): Found | null => {
  const token = tokens[n];
  const value = token?.type === 'word' ? ordinalWord(token.word, language) : null;
  if (value === null) return null;
  return found(tokens, n, n + 1, [{ kind: 'quantity', value, unit: null, counts: false }], true, {
    count: value,
  });
};

const SURE =
  /^(?:sure|certain|agree|agreed|right|happy|behind|committed|honest|transparent|remote|sicher|uberzeugt|einverstanden|dabei|ehrlich|recht|sur|sure|certain|certaine|convaincu|daccord|accord|seguro|segura|acuerdo|sicuro|sicura|certo|daccordo|accordo|convinto|уверен|уверена|уверены|согласен|согласна|прав|правы)$/;
const isSureOf = (tokens: readonly Token[], at: number, next: number): boolean =>
  tokens.slice(Math.max(0, at - 3), next + 3).some(({ word }) => SURE.test(word));
