/**
 * Converts spelt-out numbers to digits, in English, German, French, Spanish, Italian and Russian. The language is not
 * determined: it only matters that a secret and a text that reveals it give the same result. Expects lower-case words
 * without accents.
 */

const listed = (start: number, step: number, words: string): readonly (readonly [string, number])[] =>
  words
    .trim()
    .split(/\s+/)
    .flatMap((same, n) => same.split('|').map((word) => [word, start + n * step] as const));

/** Values that add up. */
const ATOMS = new Map<string, number>([
  ...listed(
    0,
    1,
    'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen',
  ),
  ...listed(20, 10, 'twenty thirty forty|fourty fifty sixty seventy eighty ninety'),
  ...listed(
    0,
    1,
    'null|oh ein|eins|eine zwei|zwo drei vier funf|fuenf sechs sieben acht neun zehn elf zwolf|zwoelf dreizehn vierzehn funfzehn|fuenfzehn sechzehn siebzehn achtzehn neunzehn',
  ),
  ...listed(20, 10, 'zwanzig dreissig|dreißig vierzig funfzig|fuenfzig sechzig siebzig achtzig neunzig'),
  ...listed(
    0,
    1,
    'zero|cero un|une|uno|una deux|dos|due trois|tres|tre quatre|cuatro|quattro cinq|cinco|cinque six|seis|sei sept|siete|sette huit|ocho|otto neuf|nueve|nove dix|diez|dieci onze|once|undici douze|doce|dodici treize|trece|tredici quatorze|catorce|quattordici quinze|quince|quindici seize|dieciseis|sedici dixsept|diecisiete|diciassette dixhuit|dieciocho|diciotto dixneuf|diecinueve|diciannove',
  ),
  ...listed(
    20,
    10,
    'vingt|vingts|veinte|venti trente|treinta|trenta quarante|cuarenta|quaranta cinquante|cincuenta|cinquanta soixante|sesenta|sessanta septante|setenta|settanta octante|ochenta|ottanta nonante|noventa|novanta',
  ),
  ...listed(
    21,
    1,
    'veintiuno|ventuno veintidos|ventidue veintitres|ventitre veinticuatro veinticinco veintiseis veintisiete veintiocho|ventotto veintinueve',
  ),
  ...listed(
    200,
    100,
    'doscientos|doscientas trescientos|trescientas cuatrocientos quinientos|quinientas seiscientos setecientos ochocientos novecientos',
  ),
  ...listed(
    0,
    1,
    'ноль|нуль один|одна два|две|двух три|трех четыре|четырех пять|пяти шесть|шести семь|семи восемь|восьми девять|девяти десять|десяти одиннадцать двенадцать тринадцать четырнадцать пятнадцать шестнадцать семнадцать восемнадцать девятнадцать',
  ),
  ...listed(
    20,
    10,
    'двадцать|двадцати тридцать|тридцати сорок|сорока пятьдесят|пятидесяти шестьдесят|шестидесяти семьдесят|семидесяти восемьдесят|восьмидесяти девяносто|девяноста',
  ),
  ...listed(
    200,
    100,
    'двести|двухсот триста|трехсот четыреста|четырехсот пятьсот|пятисот шестьсот|шестисот семьсот|семисот восемьсот|восьмисот девятьсот|девятисот',
  ),
]);
/** Values that multiply the number before them. */
const FACTORS = new Map<string, number>([
  ...['hundred', 'hundert', 'cent', 'cents', 'cien', 'ciento', 'cento', 'сто', 'ста'].map(
    (word) => [word, 100] as const,
  ),
  ...['thousand', 'tausend', 'mille', 'mil', 'mila', 'тысяча', 'тысячи', 'тысяч'].map(
    (word) => [word, 1000] as const,
  ),
  ...[
    'million',
    'millions',
    'millionen',
    'millones',
    'milione',
    'milioni',
    'миллион',
    'миллиона',
    'миллионов',
  ].map((word) => [word, 1_000_000] as const),
]);
const CONNECTORS = new Set(['and', 'und', 'et', 'y', 'e', 'i']);
const LONGEST = 16;

/** The numbers that one word consists of: `zweiundvierzig`, `novecentoventi`. null: not a number. */
const partsOf = (word: string): readonly string[] | null => {
  if (ATOMS.has(word) || FACTORS.has(word)) return [word];
  if (word.length < 7 || word.length > 60) return null;
  const parts: string[] = [];
  for (let at = 0; at < word.length; ) {
    let found = '';
    for (let length = Math.min(LONGEST, word.length - at); length > 1 && found === ''; length--) {
      const part = word.slice(at, at + length);
      if (ATOMS.has(part) || FACTORS.has(part) || part === 'und') found = part;
    }
    if (found === '') return null;
    if (found !== 'und') parts.push(found);
    at += found.length;
  }
  return parts;
};

const sumOf = (parts: readonly string[]): number => {
  let total = 0;
  let group = 0;
  for (const part of parts) {
    const factor = FACTORS.get(part);
    if (factor === undefined) {
      const value = ATOMS.get(part) ?? 0;
      // quatre-vingt
      group = group === 4 && value === 20 ? 80 : group + value;
    } else if (factor === 100) {
      const hundreds = group % 1000;
      group = group - hundreds + Math.max(1, hundreds) * 100;
    } else {
      total += Math.max(1, group) * factor;
      group = 0;
    }
  }
  return total + group;
};

/** Whether every part is a digit, as in a number that is read out digit by digit. */
const areDigits = (parts: readonly string[]): boolean =>
  parts.length > 1 && parts.every((part) => (ATOMS.get(part) ?? 10) < 10 && !FACTORS.has(part));

/**
 * The words with numbers in digits: a code that is read out digit by digit becomes one number, as does a compound
 * number.
 */
export const withDigits = (words: readonly string[]): readonly string[] => {
  const result: string[] = [];
  let run: string[] = [];
  const end = (): void => {
    if (run.length > 0) {
      result.push(areDigits(run) ? run.map((part) => String(ATOMS.get(part))).join('') : String(sumOf(run)));
    }
    run = [];
  };
  for (const [n, word] of words.entries()) {
    const parts = partsOf(word);
    if (parts) run.push(...parts);
    else if (run.length > 0 && CONNECTORS.has(word) && partsOf(words[n + 1] ?? '') !== null) continue;
    else {
      end();
      result.push(word);
    }
  }
  end();
  return result;
};
