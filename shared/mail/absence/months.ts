/** The names of the months, in the languages of absence notes. */

const MONTHS = [
  'january|jan|januar|jänner|janvier|janv|enero|ene|gennaio|janeiro|januari|stycznia|styczeń|sty|января|янв|січня|січ|ledna|tammikuuta|tammikuun|ocak|ocakta|januára|ianuarie|január|ιανουαρίου',
  'february|feb|februar|feber|février|fevrier|févr|fév|febrero|febbraio|fevereiro|fev|februari|lutego|luty|lut|февраля|февр|фев|лютого|лют|února|helmikuuta|helmikuun|şubat|februarie|február|φεβρουαρίου',
  'march|mar|märz|maerz|mrz|mär|mars|marzo|março|marco|maart|mrt|marca|marzec|марта|мар|березня|берез|бер|března|maaliskuuta|maaliskuun|mart|martie|március|μαρτίου',
  'april|apr|avril|avr|abril|abr|aprile|kwietnia|kwiecień|kwi|апреля|апр|квітня|квіт|кві|dubna|huhtikuuta|huhtikuun|nisan|aprilie|április|απριλίου',
  'may|mai|mayo|maggio|maio|mei|maja|maj|мая|травня|трав|тра|května|toukokuuta|toukokuun|mayıs|május|μαΐου|μαίου',
  'june|jun|juni|juin|junio|giugno|giu|junho|czerwca|czerwiec|cze|июня|июн|червня|черв|чер|června|kesäkuuta|kesäkuun|haziran|iunie|június|ιουνίου',
  'july|jul|juli|juillet|juil|julio|luglio|lug|julho|lipca|lipiec|lip|июля|июл|липня|лип|července|heinäkuuta|heinäkuun|temmuz|iulie|július|ιουλίου',
  'august|aug|août|aout|agosto|augustus|sierpnia|sierpień|sie|августа|авг|серпня|серп|сер|srpna|elokuuta|elokuun|ağustos|augusti|augusztus|αυγούστου',
  'september|sept|sep|septembre|septiembre|setiembre|settembre|setembro|września|wrzesień|wrz|сентября|сент|сен|вересня|верес|вер|září|syyskuuta|syyskuun|eylül|septembrie|szeptember|σεπτεμβρίου',
  'october|oct|oktober|okt|octobre|octubre|ottobre|ott|outubro|października|październik|paź|октября|окт|жовтня|жовт|жов|října|lokakuuta|lokakuun|ekim|octombrie|október|οκτωβρίου',
  'november|nov|novembre|noviembre|novembro|listopada|listopadu|listopad|lis|ноября|ноя|нояб|листопада|листоп|лис|marraskuuta|marraskuun|kasım|noiembrie|νοεμβρίου',
  'december|dec|dezember|dez|décembre|decembre|déc|diciembre|dic|dicembre|dezembro|grudnia|grudzień|gru|декабря|дек|грудня|груд|гру|prosince|joulukuuta|joulukuun|aralık|desember|decembrie|δεκεμβρίου',
];

const byName = new Map(
  MONTHS.flatMap((names, index) => names.split('|').map((name): [string, number] => [name, index + 1])),
);

/** Further languages whose names of months come from the runtime. */
const LANGUAGES =
  `ar be bg bn bs ca cs cy da el es et eu fa fi fil fr ga gl gu he hi hr hu hy id is it ka kk km kn lo lt lv mk ml
  mr ms nb nl nn pl pt ro ru sk sl sq sr sr-Latn sv sw ta te th tr uk ur uz vi az af mn ne si zu`.split(
    /\s+/,
  );

const letters = (text: string): string =>
  text
    .toLowerCase()
    .replace(/\p{Cf}/gu, '')
    .replace(/[.’']+$/, '');

/** Takes tens of milliseconds, so it is done only for the first note in such a language. */
const namesOfRuntime = (): ReadonlyMap<string, number> => {
  const names = new Map<string, number>();
  for (const language of LANGUAGES) {
    for (const options of [
      { day: 'numeric', month: 'long' },
      { month: 'long' },
      { month: 'short' },
    ] as const) {
      const format = new Intl.DateTimeFormat(`${language}-u-ca-gregory-nu-latn`, {
        ...options,
        timeZone: 'UTC',
      });
      for (let month = 1; month <= 12; month++) {
        const part = format.formatToParts(Date.UTC(2026, month - 1, 10)).find(({ type }) => type === 'month');
        const name = letters(part?.value ?? '');
        // The first language in which the word is a month; Croatian and Czech share some.
        if (/\p{L}{2}/u.test(name) && !names.has(name) && !byName.has(name)) names.set(name, month);
      }
    }
  }
  return names;
};

let runtime: ReadonlyMap<string, number> | null = null;

/** Inflected forms: `maijā`, `maijam`. This many letters identify a month. */
const STEM = 4;

/** The month that a word names, from 1 to 12; 0: none. */
export const monthOf = (word: string): number => {
  const name = letters(word);
  const known = byName.get(name);
  if (known !== undefined) return known;
  // A word of plain Latin letters belongs to the languages above.
  if (/^[a-z]*$/.test(name) && !/^[a-z]{5,}$/.test(name)) return 0;
  runtime ??= namesOfRuntime();
  const stated = runtime.get(name) ?? runtime.get(name.replace(/^[בלמהו]/, ''));
  if (stated !== undefined) return stated;
  if (name.length < STEM) return 0;
  const stem = name.slice(0, STEM);
  const bent = [...runtime].filter(
    ([other]) => other.startsWith(stem) && Math.abs(other.length - name.length) <= 3,
  );
  const months = new Set(bent.map(([, month]) => month));
  return months.size === 1 ? ([...months][0] ?? 0) : 0;
};
