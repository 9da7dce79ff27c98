import { asciiDigits } from '../body/digits.ts';
import { withoutFormat } from './labels.ts';
import { DATE, saysMoment, saysWhen, TIME, YEAR } from './moments.ts';
import { NOWHERE, namesAddressee, type Surroundings } from './surroundings.ts';

/**
 * Attribution lines: what a mail program writes above a quotation (`On 3 May 2024 at 10:12, Jo <jo@example.com>
 * wrote:`), in the word orders of many languages, wrapped over up to six lines.
 */

/** "wrote" at the end of an attribution. */
const WROTE = [
  'wrote|writes|said|says|has written',
  'a écrit|as écrit|avez écrit|écrivait|écrit|nous a dit',
  'escribió|escribiste|ha escrito|escribía|va escriure|escreveu|escreveste|ha scritto|hai scritto|ha escrit|scrisse|scrive',
  'schrieb|schrieben|geschrieben|schreibt|schreef|schreven|het volgende geschreven|geschreven|skryf',
  'skrev|har skrevet|skrev følgende|skrev följande|kirjoitti|skrifaði|kirjutas|rakstīja|rašė',
  'napisał\\(a\\)|napisał\\/a|napisała|napisał|pisze|napsal\\(a\\)|napsala|napsal|napísal\\(a\\)|napísala|napísal|píše',
  'написал\\(а\\)|написала|написал|пишет|писала?|писал\\(а\\)|написав\\(ла\\)|написав\\(-ла\\)|написав|пише|писав|напісаў|напиша|написа',
  'je napisao\\/la|je napisal\\(a\\)|je napisala|je napisao|je napisal|napisao je|napisala je|ezt írta|írta|a scris|scris|yazdı|şunları yazdı|şunu yazdı',
  'έγραψε|έγραψες|đã viết|menulis|เขียนว่า|เขียน|ने लिखा|লিখেছেন|লিখেছে|كتب|كتبت|تمت كتابة ما يلي|نوشت|کتب|لکھا|כתב\\/ה|כתבה|כתב|שכתב',
  'het geskryf|geskryf|shkroi|ka shkruar|yazmışdır|yazıb|գրել է|գրեց|idatzi zuen|hau idatzi zuen|піша|напісала?|ਨੇ ਲਿਖਿਆ|દ્વારા લખાયું|ಬರೆದಿದ್ದಾರೆ|ఇలా వ్రాసారు|എഴുതി|எழுதியது|ले लेख्नुभयो|जणाने लिहिले|ने लिहिले',
  'დაწერა|жазды|жазған|бичсэн|yozdi|aliandika|wabhala|skribis|scripsit|sgrifennodd|ysgrifennodd|scríobh|በተጻፈው|ጻፈ|បានសរសេរ|ຂຽນວ່າ|ရေးခဲ့သည်',
].join('|');

/** The end of an attribution: a colon of any script. */
const COLON = /[:：﹕፦៖։။]\s*$/;
const ENDS_WITH_WROTE = new RegExp(`(?:^|[\\s,>)\\]"”'’*.])(?:${WROTE})\\s*[:：﹕፦៖։]?$`, 'iu');
const ENDS_WITH_WROTE_CJK =
  /(?:写道|寫道|のメッセージ|님이 작성|작성|さんは書きました|書きました|さんのメール)\s*[:：]?$/u;

/** Languages that put the verb before the name or the date: `Am 3. Mai schrieb Jo <...>:`. */
const VERB_INSIDE =
  /\s(?:schrieb|schreef|skrev|schrieben|écrivait|napisała?|napisał\(a\)|написала?|написал\(а\)|написав|пише|пишет|escribió|escreveu|kirjoitti|a écrit|ha scritto|wrote|ezt írta|kirjutas|hat)\s.{1,200}[:：]$/iu;

/** Words that begin an attribution without a verb: `Quoting Jo <...>:`, `Missatge de Jo <...> del dia ...:`. */
const QUOTING =
  /^(?:quoting|zitat von|zitiere|citando(?: a)?|citation de|citerar|citát|missatge de|cytowanie)\s/iu;

const EMAIL = /[^\s<>()[\]"',;:]{1,64}@[^\s<>()[\]"',;:]+\.[^\s<>()[\]"',;:]+/;
const EMAIL_AT_END = /(?:<[^<>]*@[^<>]*>{1,2}|\([^()]*@[^()]*\))\s*[:：]$/;
/** The maximum text between the address and the final colon, in an unknown language. */
const EMAIL_NEAR_END = /@[^\s@<>()]{3,100}[>)\]"' ]{0,4}[^@]{0,40}[:：]$/;
/** The beginning of an attribution: a word of the language, a weekday, a date, a name or an address. */
const STARTS =
  /^(?:(?:On|At|In|Am|Le|El|Il|In data|Em|No dia|Na|Op|Den|Dnia|W dniu|Dne|Dňa|Dana|Pe|La|În|Vào|Στις|В|У|На|Pada|Þann)\s|\p{L}{1,14}\.?,?\s*\d|\d|在|於|ใน|เมื่อ|في|בתאריך|["“'*]?\p{L}.{0,80}(?:<|@)|.{2,60}\s(?:via|schrieb|schreef|wrote|skrev|kirjoitti|написал|написав|пише)\s)/iu;

/** `2016-03-03 17:21 GMT+01:00 Jo Doe`, `2013/10/2 jo <jo@example.com>`: Gmail without a verb. */
const GMAIL_SHORT =
  /^(?:\d{4}-\d{2}-\d{2} \d{1,2}:\d{2} GMT[+-]\d{1,2}:?\d{2} .{2,100}|\d{4}[/-]\d{1,2}[/-]\d{1,2} .{0,80}<[^<>\s]+@[^<>\s]+>:?)$/u;
const VIA = /^.{2,80} via .{2,80} (?:wrote|schrieb)[:：]?$/iu;
/** `On Monday I wrote:` introduces the writer's own words. */
const FIRST_PERSON =
  /(?:^|\s)(?:I|we|ich|wir|je|nous|yo|nosotros|io|eu|я|ми|мы|ja)\s+(?:\p{L}+\s)?\p{L}+\s*:?$/iu;
const YOU_WROTE =
  /\d.{0,60}\byou (?:wrote|said):?$|^(?:вы писали|ви писали|ты писал|sie schrieben|vous écriviez)[ ,].{0,40}\d{4}.{0,20}\d:\d\d.{0,12}:$/iu;

const MAX_LINES = 6;
const MAX_LENGTH = 500;

const tidy = (text: string): string =>
  asciiDigits(withoutFormat(text))
    .replace(/\s+/g, ' ')
    .replace(/^[\s>*_‐–—-]{1,40}/u, '')
    .replace(/[\s*_‐–—-]{1,40}$/u, '');

/** Whether this text, joined from its lines, is an attribution. */
export const isAttribution = (joined: string, surroundings: Surroundings = NOWHERE): boolean => {
  if (joined.length > MAX_LENGTH * 2 || !/[@\p{Nd}]| via /iu.test(joined)) return false;
  const text = tidy(joined);
  if (text.length < 8 || text.length > MAX_LENGTH) return false;
  if (GMAIL_SHORT.test(text) || VIA.test(text) || YOU_WROTE.test(text)) return true;
  const hasEmail = EMAIL.test(text);
  const hasDate = DATE.test(text);
  if (!hasEmail && !hasDate) return false;
  // Dashes on both sides count like a colon.
  const colon = COLON.test(text) || /^\s*-{2,}.*-{2,}\s*$/s.test(joined);
  // As does the address of a recipient of this mail, with the time at which they wrote.
  if (colon && saysMoment(text) && namesAddressee(surroundings, text)) return true;
  // An address, a complete date, a time and a colon are an attribution in any language.
  if (colon && hasEmail && YEAR.test(text) && TIME.test(text) && EMAIL_NEAR_END.test(text)) return true;
  if (colon && QUOTING.test(text)) return true;
  if (!STARTS.test(text)) return false;
  if (EMAIL_AT_END.test(text) && hasDate && TIME.test(text)) return true;
  if (ENDS_WITH_WROTE.test(text) || ENDS_WITH_WROTE_CJK.test(text)) {
    if (!hasEmail && FIRST_PERSON.test(text)) return false;
    return colon || (hasEmail && hasDate);
  }
  return colon && VERB_INSIDE.test(text) && (hasEmail || TIME.test(text) || YEAR.test(text));
};

/** `Jo Doe wrote:` is an attribution only if a quotation follows. */
const NAME_WROTE = new RegExp(`^\\p{L}[^:：]{0,80}\\s(?:${WROTE})\\s*[:：]$`, 'iu');

const isQuoted = (line: string): boolean => /^\s{0,3}>/.test(line.slice(0, 8));

/** The longest ending with a word for "wrote", in characters. */
const ENDING = 50;
/** Characters that end a sentence, but not an attribution. */
const SENTENCE_END = /[!?…,;。！？]\s*$/;

const mayEnd = (line: string): boolean => {
  if (line.length < 2 || SENTENCE_END.test(line.slice(-10))) return false;
  const text = tidy(line.slice(-ENDING));
  // Its address continues on the next line.
  if (/<[^<>]*$/.test(text)) return false;
  return (
    COLON.test(text) ||
    ENDS_WITH_WROTE.test(` ${text}`) ||
    ENDS_WITH_WROTE_CJK.test(text) ||
    (/^[\s>*]*\d{4}[-/]/.test(line) && GMAIL_SHORT.test(tidy(line))) ||
    (/ via /i.test(line) && VIA.test(tidy(line)))
  );
};

const count = (text: string, char: string): number => text.split(char).length - 1;

/** Whether a `<` before this line is still open, so that the line's `>` closes it instead of quoting. */
const closesBracket = (lines: readonly string[], floor: number, index: number): boolean => {
  const before = lines.slice(Math.max(floor, index - MAX_LINES + 1), index);
  const text = before.filter((line) => !isQuoted(line) && line.length <= MAX_LENGTH).join(' ');
  return count(text, '<') > count(text, '>');
};

/** A blank line inside an attribution is only allowed above an address on its own line. */
const continuesAddress = (joined: string): boolean => /^\s*(?:<|<?\s*mailto:|[^\s@]{1,64}@)/i.test(joined);

/**
 * Finds attributions: maps the index of the first line of each to that of its last. Searches backwards from lines that
 * can end an attribution and takes the shortest match, so that the paragraph above is never included.
 */
export const findAttributions = (
  lines: readonly string[],
  surroundings: Surroundings = NOWHERE,
): ReadonlyMap<number, number> => {
  const found = new Map<number, number>();
  let floor = 0;
  for (let end = 0; end < lines.length; end++) {
    const last = lines[end] ?? '';
    if (last.length > MAX_LENGTH || !mayEnd(last)) continue;
    const shortest = startOf(lines, floor, end, surroundings);
    if (shortest === null) continue;
    // The part before the address was wrapped to the line above.
    const start = shortest > floor && /<\s*$/.test(lines[shortest - 1] ?? '') ? shortest - 1 : shortest;
    found.set(start, end);
    floor = end + 1;
  }
  return found;
};

const startOf = (
  lines: readonly string[],
  floor: number,
  end: number,
  surroundings: Surroundings,
): number | null => {
  let joined = '';
  let found: number | null = null;
  for (let start = end; start >= floor && start > end - MAX_LINES; start--) {
    const line = lines[start] ?? '';
    if (isQuoted(line) && !(start === end && closesBracket(lines, floor, end))) break;
    if (line.trim() === '' && !continuesAddress(joined)) break;
    joined = `${line} ${joined}`;
    if (joined.length > MAX_LENGTH * 2) break;
    if (isQuoted(joined)) continue;
    // `<jo@example.com> wrote:` is complete, but its date may be on the line above.
    if (isAttribution(joined, surroundings) && (found === null || saysWhen(tidy(joined)))) found = start;
    if (found !== null && saysWhen(tidy(joined))) return found;
  }
  if (found !== null) return found;
  const below = lines.slice(end + 1, end + 4).find((line) => line.trim() !== '') ?? '';
  return NAME_WROTE.test((lines[end] ?? '').trim()) && isQuoted(below) ? end : null;
};
