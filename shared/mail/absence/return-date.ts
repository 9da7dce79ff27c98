import { asciiDigits } from '../body/digits.ts';
import type { MailFacts } from '../machine/facts.ts';
import { datesInText } from './dates-in-text.ts';

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
/** The longest absence that is believed. */
const FARTHEST_DAYS = 400;
/** A range without a word about absence is only believed if it is soon. */
const SPAN_DAYS = 60;
const MORNING_HOUR = 9;
const SAMPLE = 6000;

/** Words before the day of return. */
const BACK_BEFORE =
  /(?<!\p{L})(?:back|return(?:s|ing)?|(?:available|reachable|at work|in the office|at my desk) (?:again|from|as of|on)|resum(?:e|ing)|wieder|zurück|zurueck|rückkehr|retour|revien(?:s|drai|t)|rentrer(?:ai|a)|repren(?:ds|drai)|vuelv[oa]|volveré|vuelta|regres(?:o|aré|a|ando)|reincorpor\p{L}*|voltarei|volto|volta|retorn(?:o|arei|ando)|rientr(?:o|erò|a)|torn(?:o|erò)|ritorno|terug|wracam|wrócę|powrót|powrocie|powracam|верн(?:усь|ется|емся)|возвращ\p{L}*|выйду|выхожу|поверн(?:усь|уся|еться)|поверта\p{L}*|виходжу|вийду|tillbaka|åter|tilbake|tilbage|retur|takaisin|palaan|zpět|zpátky|vrátím|vrátím se|vissza|visszaérkez\p{L}*|visszatér\p{L}*|revin|reveni|întorc|επιστρέφω|επιστροφή|επιστρέψω|връщам|върна|vraćam|vratit\p{L}*|враћам|вратићу|vračam|vrnem|vrátim|späť|grįš\p{L}*|grįžt\p{L}*|atgriez\p{L}*|naasen|tagasi|dönüş|אחזור|אשוב|חוזר(?:ת)?|חזרה|أعود|سأعود|العودة|عودتي|بازمی|برمی|वापस|लौट\p{L}*|kembali|trở lại|quay lại|กลับ|kthehem|вяртаюся|оралам|qayıd\p{L}*|torno|tornaré|itzuli\p{L}*)(?!\p{L})[^.!?\n]{0,40}$/iu;
/** Words after it, if the verb ends the clause: `ab dem 3. Dezember bin ich wieder da`. */
const BACK_AFTER =
  /^[^.!?\n]{0,45}(?<!\p{L})(?:back|available|reachable|return|in the office|wieder|zurück|erreichbar|de retour|disponible|joignable|de vuelta|de volta|disponível|di nuovo|disponibile|rientr\p{L}*|terug|bereikbaar|aanwezig|z powrotem|ponownie|dostępn\p{L}*|w biurze|на месте|на связи|в офисе|доступ\p{L}*|на роботі|на зв['’]язку|в офісі|tillbaka|tilbake|tilbage|takaisin|paikalla|zpět|k dispozici|vissza)(?!\p{L})/iu;
/** The same for languages without spaces, or with the verb at the very end: `12月1日に戻ります`, `1 Aralık'ta döneceğim`. */
const BACK_RIGHT_AFTER =
  /^\s{0,2}(?:['’]?[a-zığüşöç]{0,4}\s)?(?:[(（].{1,4}[)）])?[^.!?。\n]{0,12}(?:戻り|復帰|出社|出勤|より対応|返回|回来|回到|恢复|恢復|復工|上班|복귀|출근|돌아|dön(?:eceğim|üyorum|üş)|ofiste)/iu;
/** Words after the last day of absence: `12月1日まで`, `1 Aralık tarihine kadar`, `4.12. asti`, `december 4-ig`. */
const UNTIL_AFTER =
  /^\s{0,2}(?:[(（].{1,4}[)）])?\s?(?:まで|迄|之前|以前|前(?!往)|为止|為止|까지|(?:['’]?\p{L}{1,4}\s)?(?:tarihine |günü(?:ne)? |gününe )?(?:kadar|dek|değin)(?!\p{L})|(?:saakka|asti)(?!\p{L})|(?:तक|পর্যন্ত|дейін|қədər|qədər|arte|gacha|-?მდე)(?!\p{L})|-?i?g(?!\p{L}))/iu;
/** Words directly before the last day of absence. */
const UNTIL_BEFORE =
  /(?:จนถึง|ถึง)(?:วันที่)?\s*$|(?<!\p{L})(?:until|till?|'til|through|thru|to|up to|bis(?: (?:zum|einschließlich|einschl\.|inkl\.|und mit))?|jusqu['’](?:au|à|en)|au|hasta(?: el)?|al|até(?: (?:o|ao|dia))?|a(?:o)?|fino a(?:l|d|ll['’])?|sino al|tot(?: (?:en met|aan))?|t\/m|do(?: dnia)?|po dzień|до|по|включительно до|fram till|till och med|til og med|t\.?o\.?m\.?|til|do dne|až do|până (?:pe|la|în)|έως(?: τις)?|μέχρι(?: τις)?|עד(?: ה-?)?|حتى|إلى|لغاية|تا|จนถึง|ถึง|đến(?: hết)?(?: ngày)?|hết(?: ngày)?|sampai(?: dengan)?(?: tanggal)?|hingga(?: tanggal)?|sehingga|iki|līdz|kuni|deri(?: më)?|gjer|մինչև|fins(?: al?)?|ata(?: o)?|hadi|tan|da)(?!\p{L})\s*(?:and including\s+)?(?:\p{L}{2,12}[.,]?\s*,?\s*(?:the|den|dem|le|el|il|dia|de|dnia)?\s*)?$/iu;
/** The sender is still away on the named day. */
const INCLUSIVE_BEFORE =
  /(?:through|thru|including|einschließlich|einschl\.|inkl\.|inclu[sí]\p{L}*|en met|t\/m|compreso|włącznie|включительно|по|till och med|til og med|t\.?o\.?m\.?)(?!\p{L})\s*(?:\p{L}{2,12}[.,]?\s*)?$/iu;
const INCLUSIVE_AFTER =
  /^\s*[,(]?\s*(?:inclusive|included|einschließlich|inklusive|inclus\p{L}*|incluido|inclusive|compreso|inbegrepen|włącznie|включительно|включно|včetně|mukaan lukien)/iu;
const SPAN_BEFORE = /[-–—]\s*$/;

const WEEKDAYS = [
  'sunday|sonntag|dimanche|domingo|domenica|zondag|söndag|søndag|sunnuntaina|neděle|neděli|pazar|niedziel[aęi]|воскресенье|неділю|неділі',
  'monday|montag|lundi|lunes|måndag|mandag|maanantaina|pondělí|pazartesi|segunda(?:-feira)?|lunedì|maandag|poniedziałe?k|poniedziałku|понедельник|понеділок|понеділка',
  'tuesday|dienstag|mardi|martes|tisdag|tirsdag|tiistaina|úterý|salı|terça(?:-feira)?|martedì|dinsdag|wtorek|wtorku|вторник|вівторок|вівторка',
  'wednesday|mittwoch|mercredi|onsdag|keskiviikkona|středu|středa|çarşamba|miércoles|quarta(?:-feira)?|mercoledì|woensdag|środ[aęy]|среду|среда|середу|середи',
  'thursday|donnerstag|jeudi|torsdag|torstaina|čtvrtek|perşembe|jueves|quinta(?:-feira)?|giovedì|donderdag|czwartek|czwartku|четверг|четвер|четверга',
  "friday|freitag|vendredi|fredag|perjantaina|pátek|cuma|viernes|sexta(?:-feira)?|venerdì|vrijdag|piątek|piątku|пятницу|пятница|п[’']ятницю|п[’']ятниці",
  'saturday|samstag|lördag|lørdag|lauantaina|sobotu|cumartesi|sonnabend|samedi|sábado|sabato|zaterdag|sobot[aęy]|субботу|суббота|суботу|суботи',
];
const WEEKDAY = new RegExp(
  `(?<!\\p{L})(?:${WEEKDAYS.map((names) => `(${names})`).join('|')})(?!\\p{L})`,
  'giu',
);
const TOMORROW = /(?<!\p{L})(?:tomorrow|morgen|demain|mañana|amanhã|domani|jutro|завтра)(?!\p{L})/giu;

interface Candidate {
  readonly day: number;
  readonly rank: number;
}

const BACK = 3;
const BACK_LATER = 2.75;
const UNTIL = 2;
const SPAN = 1;

/** Minutes east of Greenwich from a Date header. */
const offsetOf = (date: string): number => {
  const [, sign, hours, minutes] = /([+-])(\d{2})(\d{2})(?!\d)/.exec(date) ?? [];
  if (!sign || Number(hours) > 14) return 0;
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
};

/** North and South America, where 3/12 is the 12th of March. */
const writesMonthFirst = (offset: number, text: string): boolean =>
  offset <= -240 && offset >= -600 && /\b(?:the|and|will|office|return|away)\b/i.test(text);

/**
 * When an absent sender will be back: the morning of that day in their time zone, epoch ms, or null. `sent` is the
 * mail's Date, epoch ms; without it neither year nor weekday can be determined. A day in the past is ignored.
 */
export const returnDate = (text: string, sent: number | null, facts: MailFacts): number | null => {
  if (sent === null) return null;
  const offset = offsetOf(facts.header('date'));
  const today = Math.floor((sent + offset * MINUTE_MS) / DAY_MS);
  const morningOf = (day: number): number => day * DAY_MS + MORNING_HOUR * 3_600_000 - offset * MINUTE_MS;
  const stated = Date.parse(/endDate=([\dT:Z.+-]{10,30})/.exec(facts.header('x-apple-criteria'))?.[1] ?? '');
  if (stated > sent) return stated;

  const sample = asciiDigits(text.slice(0, SAMPLE)).replace(/\p{Cf}/gu, '');
  const dates = datesInText(sample, today, writesMonthFirst(offset, sample));
  const candidates: Candidate[] = [];
  for (const [index, { start, end, day, endsSpan }] of dates.entries()) {
    const before = sample.slice(Math.max(dates[index - 1]?.end ?? 0, start - 80), start);
    const after = sample.slice(end, Math.min(dates[index + 1]?.start ?? sample.length, end + 70));
    const until =
      UNTIL_BEFORE.test(before) || UNTIL_AFTER.test(after) || (index > 0 && SPAN_BEFORE.test(before));
    const last = endsSpan || INCLUSIVE_BEFORE.test(before) || INCLUSIVE_AFTER.test(after);
    if (until) candidates.push({ day: last ? day + 1 : day, rank: UNTIL });
    else if (BACK_BEFORE.test(before)) candidates.push({ day, rank: BACK });
    else if (BACK_AFTER.test(after) || BACK_RIGHT_AFTER.test(after))
      candidates.push({ day, rank: BACK_LATER });
    else if (endsSpan && day <= today + SPAN_DAYS) candidates.push({ day: day + 1, rank: SPAN });
  }
  for (const match of [...sample.matchAll(WEEKDAY), ...sample.matchAll(TOMORROW)]) {
    const before = sample.slice(Math.max(0, match.index - 60), match.index);
    const after = sample.slice(match.index + match[0].length, match.index + match[0].length + 25);
    const dated = dates.some(
      ({ start }) => start >= match.index && start <= match.index + match[0].length + 12,
    );
    const rank = UNTIL_BEFORE.test(before)
      ? UNTIL
      : BACK_BEFORE.test(before) || BACK_AFTER.test(after)
        ? BACK
        : 0;
    if (dated || rank === 0) continue;
    const weekday = match.slice(1).findIndex((name) => name !== undefined);
    // 1970-01-01 was a Thursday.
    const ahead = weekday < 0 ? 1 : (weekday - ((today + 4) % 7) + 7) % 7 || 7;
    candidates.push({ day: today + ahead, rank: rank - 0.5 });
  }
  const future = candidates.filter(({ day }) => day > today && day <= today + FARTHEST_DAYS);
  const best = future.toSorted((a, b) => b.rank - a.rank)[0];
  return best ? morningOf(best.day) : null;
};
