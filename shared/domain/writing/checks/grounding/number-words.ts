import type { LineLanguage } from '../../lines-below.ts';
import { fold, type Token } from './tokens.ts';

/** The numbers that words stand for, by language: "due" is two in Italian and nothing in English. */

const count = (start: number, step: number, words: string): readonly (readonly [string, number])[] =>
  words
    .trim()
    .split(/\s+/)
    .flatMap((same, n) => same.split('|').map((word) => [fold(word), start + n * step] as const));

const atoms: Readonly<Record<LineLanguage, ReadonlyMap<string, number>>> = {
  en: new Map([
    ...count(
      2,
      1,
      'two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen',
    ),
    ...count(20, 10, 'twenty thirty forty|fourty fifty sixty seventy eighty ninety'),
    ['one', 1],
  ]),
  de: new Map([
    ...count(
      2,
      1,
      'zwei|zwo drei vier fünf|fuenf sechs sieben acht neun zehn elf zwölf|zwoelf dreizehn vierzehn fünfzehn sechzehn siebzehn achtzehn neunzehn',
    ),
    ...count(20, 10, 'zwanzig dreißig|dreissig vierzig fünfzig sechzig siebzig achtzig neunzig'),
    ...count(1, 0, 'ein|eins|eine|einem|einen|einer'),
  ]),
  fr: new Map([
    ...count(2, 1, 'deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize'),
    ...count(20, 10, 'vingt|vingts trente quarante cinquante soixante septante huitante|octante nonante'),
    ...count(1, 0, 'un|une'),
  ]),
  es: new Map([
    ...count(
      2,
      1,
      'dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis diecisiete dieciocho diecinueve',
    ),
    ...count(20, 10, 'veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa'),
    ...count(
      21,
      1,
      'veintiuno|veintiún|veintiuna veintidós veintitrés veinticuatro veinticinco veintiséis veintisiete veintiocho veintinueve',
    ),
    ...count(
      200,
      100,
      'doscientos|doscientas trescientos|trescientas cuatrocientos|cuatrocientas quinientos|quinientas seiscientos|seiscientas setecientos|setecientas ochocientos|ochocientas novecientos|novecientas',
    ),
    ...count(1, 0, 'un|una|uno'),
  ]),
  it: new Map([
    ...count(
      2,
      1,
      'due tre|tré quattro cinque sei sette otto nove dieci undici dodici tredici quattordici quindici sedici diciassette diciotto diciannove',
    ),
    ...count(
      20,
      10,
      'venti|vent trenta|trent quaranta|quarant cinquanta|cinquant sessanta|sessant settanta|settant ottanta|ottant novanta|novant',
    ),
    ...count(1, 0, 'un|una|uno'),
  ]),
  ru: new Map([
    ...count(
      2,
      1,
      'два|две|двух|двум|двумя|двое три|трех|трём|тремя|трое четыре|четырех|четырём|четырьмя|четверо пять|пяти|пятью|пятеро шесть|шести|шестью|шестеро семь|семи|семью|семеро восемь|восьми|восемью девять|девяти|девятью десять|десяти|десятью одиннадцать|одиннадцати двенадцать|двенадцати тринадцать|тринадцати четырнадцать|четырнадцати пятнадцать|пятнадцати шестнадцать|шестнадцати семнадцать|семнадцати восемнадцать|восемнадцати девятнадцать|девятнадцати',
    ),
    ...count(
      20,
      10,
      'двадцать|двадцати тридцать|тридцати сорок|сорока пятьдесят|пятидесяти шестьдесят|шестидесяти семьдесят|семидесяти восемьдесят|восьмидесяти девяносто|девяноста',
    ),
    ...count(
      200,
      100,
      'двести|двухсот триста|трехсот четыреста|четырехсот пятьсот|пятисот шестьсот|шестисот семьсот|семисот восемьсот|восьмисот девятьсот|девятисот',
    ),
    ...count(1, 0, 'один|одна|одно|одну|одной|одного|одним|одном'),
  ]),
};

const HUNDRED = new Set('hundred hundert cent cents cien ciento cento сто ста'.split(' '));
const THOUSAND = new Set('thousand tausend mille mil mila тысяча тысячи тысяч'.split(' '));
const MILLION = new Set(
  'million millions millionen millón millones milione milioni миллион миллиона миллионов mio mln млн'
    .split(' ')
    .map(fold),
);
const BILLION = new Set(
  'billion milliarde milliarden milliard milliards miliardo miliardi миллиард миллиарда миллиардов mrd млрд'
    .split(' ')
    .map(fold),
);
const JOINED = new Set(['und', 'and', 'et', 'y', 'e']);

const scaleOf = (word: string): number | null => {
  if (HUNDRED.has(word)) return 100;
  if (THOUSAND.has(word)) return 1000;
  if (MILLION.has(word)) return 1_000_000;
  return BILLION.has(word) ? 1_000_000_000 : null;
};

/** Behind digits: "4.2 Mio.", "120 млн", "5k". */
export const magnitudeOf = (word: string): number | null => {
  if (word === 'k' || word === 'тыс' || word === 'tsd') return 1000;
  return word === 'm' ? null : scaleOf(word);
};

const LONGEST = 14;

/** The numbers that a compound consists of: `zweiundvierzig`, `ventidue`. */
const partsOf = (word: string, language: LineLanguage): readonly string[] | null => {
  const known = atoms[language];
  if (known.has(word) || scaleOf(word) !== null) return [word];
  if ((language !== 'de' && language !== 'it') || word.length < 6 || word.length > 40) return null;
  const parts: string[] = [];
  for (let at = 0; at < word.length; ) {
    let found = '';
    for (let length = Math.min(LONGEST, word.length - at); length > 2 && found === ''; length--) {
      const part = word.slice(at, at + length);
      if (known.has(part) || scaleOf(part) !== null || (language === 'de' && part === 'und')) found = part;
    }
    if (found === '') return null;
    if (found !== 'und') parts.push(found);
    at += found.length;
  }
  return parts;
};

export interface SpeltNumber {
  readonly value: number;
  /** Index behind its last token. */
  readonly next: number;
  /** Only "hundred", "thousand": mostly an idiom. */
  readonly isScaleAlone: boolean;
}

/** The number that is spelt out from this token on; null: none. */
export const speltNumber = (
  tokens: readonly Token[],
  at: number,
  language: LineLanguage,
): SpeltNumber | null => {
  const known = atoms[language];
  let total = 0;
  let group = 0;
  let last = Number.POSITIVE_INFINITY;
  let next = at;
  let isScaleAlone = true;
  for (let n = at; n < tokens.length; ) {
    const token = tokens[n];
    if (!token) break;
    const parts = token.type === 'word' ? partsOf(token.word, language) : null;
    if (!parts) {
      const follows = tokens[n + 1];
      const isJoint = next > at && n === next && (token.raw === '-' || JOINED.has(token.word));
      const more = follows?.type === 'word' ? partsOf(follows.word, language) : null;
      // "zwei und drei" are two numbers; "treinta y cinco" is one.
      const tail = more ? (known.get(more[0] ?? '') ?? scaleOf(more[0] ?? '') ?? 0) : 0;
      const isCompound = isJoint && more !== null && last >= 20 && last % 10 === 0 && tail > 0 && tail < last;
      const isHyphen = isJoint && token.raw === '-' && more !== null && tail < 100;
      if (!isCompound && !isHyphen) break;
      n++;
      continue;
    }
    let isEnd = false;
    for (const part of parts) {
      const scale = scaleOf(part);
      if (scale !== null) {
        if (scale === 100) group = Math.max(1, group % 1000) * 100;
        else {
          total += Math.max(1, group) * scale;
          group = 0;
        }
        last = scale;
        continue;
      }
      const value = known.get(part) ?? 0;
      const isFour = last === 4 && value === 20;
      // "two three" are two numbers, and "sixty ten" is French.
      const isFrench = language === 'fr' && last % 20 === 0 && last >= 60 && value < 20;
      const isGerman = language === 'de' && last < 10 && value >= 20 && parts.length > 1;
      if (next > at && value >= last && !isFour && !isGerman) {
        isEnd = true;
        break;
      }
      if (next > at && last < 20 && !isFour && !isGerman && !isFrench) {
        isEnd = true;
        break;
      }
      group = isFour ? group - 4 + 80 : group + value;
      last = isFour ? 80 : value;
      isScaleAlone = false;
      next = Math.max(next, n + 1);
    }
    if (isEnd) break;
    next = n + 1;
    n = next;
  }
  return next === at ? null : { value: total + group, next, isScaleAlone };
};

const ordinals: Readonly<Record<LineLanguage, string>> = {
  en: 'second third fourth fifth sixth seventh eighth ninth tenth',
  de: 'zweite dritte vierte funfte sechste siebte achte neunte zehnte',
  fr: 'deuxieme|second|seconde troisieme quatrieme cinquieme sixieme septieme huitieme neuvieme dixieme',
  es: 'segund tercer cuart quint sext septim octav noven decim',
  it: 'second terz quart quint sest settim ottav non decim',
  ru: 'втор трет четверт пят шест седьм восьм девят десят',
};
/** "dritter", "terzo": stems with the endings that adjectives have. */
export const ordinalWord = (word: string, language: LineLanguage): number | null => {
  const stems = ordinals[language].split(' ');
  const at = stems.findIndex((same) =>
    same.split('|').some((stem) => {
      const end = word.startsWith(fold(stem)) ? word.slice(fold(stem).length) : null;
      return (
        end !== null &&
        /^(?:|[nrms]|[oaie]|os|as|ый|ий|ой|ая|яя|ое|ье|ья|ого|ему|ому|ую|ью|ьего|ьем|ом|ых|их)$/.test(
          end.normalize('NFD').replaceAll(/\p{M}/gu, ''),
        )
      );
    }),
  );
  return at === -1 ? null : at + 2;
};

/** The readings of digits: "1.250" is a thousand in German and one and a quarter in English. */
export const valuesOf = (raw: string): readonly number[] => {
  const plain = raw.replaceAll(/[ '’]/g, '');
  const groups = /^\d{1,3}([.,])\d{3}(?:\1\d{3})*(?:[.,](\d{1,2}))?$/.exec(plain);
  if (groups) {
    const [, mark = '', cents] = groups;
    const isRepeated = plain.split(mark).length > 2 || cents !== undefined || raw !== plain;
    const whole = cents === undefined ? plain : plain.slice(0, -cents.length - 1);
    const value = Number(whole.replaceAll(/[.,]/g, '')) + (cents === undefined ? 0 : Number(`0.${cents}`));
    return isRepeated || plain.startsWith('0') ? [value] : [value, Number(plain.replace(',', '.'))];
  }
  return [Number(plain.replace(',', '.'))];
};
