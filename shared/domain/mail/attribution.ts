/**
 * Attribution lines: what a mail program writes above a quotation (`On 3 May 2024 at 10:12, Jo <jo@example.com> wrote:`),
 * in the order of words of many languages, wrapped over up to six lines.
 */

/** "wrote" at the end of an attribution. Slavic and Romance forms with both genders. */
const WROTE = [
  'wrote|writes|said|has written|you wrote',
  'a écrit|as écrit|avez écrit|écrivait|écrit',
  'escribió|escribiste|ha escrito|va escriure|escreveu|escreveste|ha scritto|hai scritto|ha escrit|scrisse|scrive',
  'schrieb|schrieben|geschrieben|schreibt|schreef|schreven|geschreven|geschreven|het volgende geschreven|skryf',
  'skrev|har skrevet|skrev følgende|skrev följande|kirjoitti|skrifaði|kirjutas|rakstīja|rašė',
  'napisał\\(a\\)|napisała|napisał|pisze|napisał\\/a|napsal\\(a\\)|napsal|napsala|napísal\\(a\\)|napísal|napísala|píše',
  'написал\\(а\\)|написала|написал|пишет|писал|писала|написав\\(ла\\)|написав|написала|пише|писав|писала|напісаў|напиша|написа|писа',
  'je napisao\\/la|je napisala?o?|je napisao|je napisal|napisao je|ezt írta|írta|a scris|scris|yazdı|şunları yazdı|şunu yazdı',
  'έγραψε|đã viết|menulis|ditulis|كتب|כתב\\/ה|כתב|כתבה|schreibte|shkroi',
  '写道|寫道|のメッセージ|님이 작성|작성|さんは書きました|wrote',
].join('|');

const ENDS_WITH_WROTE = new RegExp(`(?:^|[\\s,>)\\]"”'’*.])(?:${WROTE})\\s*[:：]?\\s*[-*]*$`, 'iu');
const WROTE_WITHOUT_SPACE = /(?:写道|寫道|のメッセージ|작성|さんは書きました)\s*[:：]?$/u;

/** Languages that put the verb before the name: `Am 3. Mai schrieb Jo <...>:`. */
const VERB_INSIDE =
  /^(?:Am|Op|Den|Le|El|Em|Il|On|W dniu|Dnia|\S{2,9}\.?,?\s\d|\d)[^\n]*\s(?:schrieb|schreef|skrev|schrieben|écrivait|napisał(?:\(a\))?|написал(?:\(а\))?|написав|пише|пишет|escribió|escreveu|kirjoitti|hat)\s[^\n]*[:：]$/iu;
/** `Jo Doe <jo@example.com> schrieb am Fr., 28. Apr. 2017 um 11:53 Uhr:` */
const VERB_BEFORE_DATE =
  /\s(?:schrieb am|schreef op|escreveu (?:no dia|em|às)|escribió el|a écrit le|ha scritto il|skrev den|wrote on|napisał w dniu|написал)\s[^\n]*\d[^\n]*[:：]$/iu;

const EMAIL = /[^\s<>()[\]"',;:]+@[^\s<>()[\]"',;:]+/;
const EMAIL_AT_END = /<[^<>]*@[^<>]*>{1,2}\s*[:：]$/;
const TIME = /(?:^|[^\d])\d{1,2}[:.h]\d{2}(?:[^\d]|$)/;
const DATE_NUMBER =
  /(?:^|[^\d])(?:\d{4}|\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{1,2}(?:st|nd|rd|th|\.|er|º)?\s+\p{L}{2,}|\p{L}{3,}\.?\s+\d{1,2})(?:[^\d]|$)/u;
/** What an attribution begins with: a word of the language, a weekday, a date, a name or an address. */
const STARTS =
  /^[-*\s]*(?:(?:On|At|In|Am|Le|El|Il|In data|Em|Na|Op|Den|Dnia|W dniu|Dne|Dňa|Dana|Pe|La|Tarihinde|Vào|Στις|В|Le)\s|\p{L}{2,14}\.?,?\s*\d|\d|在|20\d\d|["“']?\p{L}[^\n]{0,80}<[^<>\s]*@?|[\p{L}.'’" -]{2,60}\s(?:schrieb|schreef|escreveu|escribió|wrote|skrev|написал|написав|пише))/iu;
/** `2016-03-03 17:21 GMT+01:00 Jo Doe`: Gmail without its last words. */
const GMAIL_SHORT = /^\d{4}-\d{2}-\d{2} \d{1,2}:\d{2} GMT[+-]\d{1,2}:?\d{2} [^\n]{2,100}$/;
const AT_YOU_WROTE = /^At \d[^\n]{3,60}, you wrote:$/i;
const FIRST_PERSON = /\b(?:I|we|ich|wir|je|nous|yo|io|eu)\s+(?:wrote|said|schrieb|schrieben|écrivais)\s*:?$/i;

const MAX_LINES = 6;
const MAX_LENGTH = 600;

const tidy = (text: string): string =>
  text
    .replace(/\s+/g, ' ')
    .replace(/^[\s*_-]+|[\s*_-]+$/g, '')
    .trim();

/** Whether this text, joined from its lines, is an attribution. */
export const isAttribution = (joined: string): boolean => {
  const text = tidy(joined);
  if (text.length < 8 || text.length > MAX_LENGTH || !STARTS.test(text)) return false;
  if (GMAIL_SHORT.test(text) || AT_YOU_WROTE.test(text)) return true;
  const hasEmail = EMAIL.test(text);
  const hasDate = DATE_NUMBER.test(text);
  if (!hasEmail && !hasDate) return false;
  if (EMAIL_AT_END.test(text) && hasDate && TIME.test(text)) return true;
  if (FIRST_PERSON.test(text)) return false;
  const endsRight = ENDS_WITH_WROTE.test(text) || WROTE_WITHOUT_SPACE.test(text);
  const colon = /[:：]$/.test(text);
  if (endsRight) return colon || (hasEmail && hasDate);
  return (
    (VERB_INSIDE.test(text) || VERB_BEFORE_DATE.test(text)) &&
    (hasEmail || TIME.test(text) || /\d{4}/.test(text))
  );
};

const mayEnd = (line: string): boolean => {
  const text = tidy(line.slice(-200));
  return /[:：]$/.test(text) || ENDS_WITH_WROTE.test(` ${text}`) || GMAIL_SHORT.test(text);
};

/** Whether a `<` is still open, so that a line that begins with `>` closes it instead of being quoted. */
const isOpen = (text: string): boolean => text.lastIndexOf('<') > text.lastIndexOf('>');

/**
 * Where attributions are: from the index of an attribution's first line to that of its last. The search goes back from
 * lines that can end one and takes the shortest text that is one, so that a paragraph above it is never swallowed.
 */
export const findAttributions = (lines: readonly string[]): Map<number, number> => {
  const found = new Map<number, number>();
  let floor = 0;
  for (let end = 0; end < lines.length; end++) {
    const last = lines[end] ?? '';
    if (last.length > MAX_LENGTH || !mayEnd(last)) continue;
    let joined = '';
    for (let start = end; start >= floor && start > end - MAX_LINES; start--) {
      const line = lines[start] ?? '';
      joined = `${line} ${joined}`;
      if (joined.length > MAX_LENGTH * 2) break;
      if (
        /^\s*>/.test(line) &&
        start === end &&
        start > floor &&
        isOpen(lines.slice(Math.max(floor, end - MAX_LINES), end).join(' '))
      )
        continue;
      if (/^\s*>/.test(line)) break;
      if (
        line.trim() === '' &&
        !/^\s*<?\s*(?:mailto:|[^\s]*@)/i.test(joined.trim()) &&
        !/^\s*</.test(joined.trim())
      )
        break;
      if (isAttribution(joined)) {
        found.set(start, end);
        floor = end + 1;
        break;
      }
    }
  }
  return found;
};
