import type { MailAddress } from '../../domain/mail-address.ts';

interface Wording {
  readonly locale: string;
  /** Receives the date, the time and the writer. */
  readonly line: (date: string, time: string, who: string) => string;
}

const WORDINGS: ReadonlyMap<string, Wording> = new Map([
  ['en', { locale: 'en-US', line: (date, time, who) => `On ${date} at ${time} ${who} wrote:` }],
  ['en-gb', { locale: 'en-GB', line: (date, time, who) => `On ${date} at ${time}, ${who} wrote:` }],
  ['de', { locale: 'de', line: (date, time, who) => `Am ${date} um ${time} Uhr schrieb ${who}:` }],
  ['fr', { locale: 'fr', line: (date, time, who) => `Le ${date} à ${time}, ${who} a écrit :` }],
  ['es', { locale: 'es', line: (date, time, who) => `El ${date} a las ${time}, ${who} escribió:` }],
  ['pt', { locale: 'pt', line: (date, time, who) => `Em ${date} às ${time}, ${who} escreveu:` }],
  [
    'it',
    { locale: 'it', line: (date, time, who) => `Il giorno ${date} alle ore ${time} ${who} ha scritto:` },
  ],
  ['nl', { locale: 'nl', line: (date, time, who) => `Op ${date} om ${time} schreef ${who}:` }],
  ['sv', { locale: 'sv', line: (date, time, who) => `Den ${date} kl ${time} skrev ${who}:` }],
  ['da', { locale: 'da', line: (date, time, who) => `Den ${date} kl. ${time} skrev ${who}:` }],
  ['nb', { locale: 'nb', line: (date, time, who) => `${date} kl. ${time} skrev ${who}:` }],
  ['fi', { locale: 'fi', line: (date, time, who) => `${date} klo ${time} ${who} kirjoitti:` }],
  ['pl', { locale: 'pl', line: (date, time, who) => `${date} o ${time} ${who} napisał(a):` }],
  ['cs', { locale: 'cs', line: (date, time, who) => `${date} v ${time} odesílatel ${who} napsal:` }],
  ['ru', { locale: 'ru', line: (date, time, who) => `${date} в ${time}, ${who}:` }],
  ['uk', { locale: 'uk', line: (date, time, who) => `${date} о ${time} ${who} пише:` }],
  ['tr', { locale: 'tr', line: (date, time, who) => `${who}, ${date} ${time} tarihinde şunu yazdı:` }],
  ['he', { locale: 'he', line: (date, time, who) => `בתאריך ${date} ב-${time} מאת ${who}:` }],
  [
    'ar',
    { locale: 'ar', line: (date, time, who) => `في ${date} في ${time} تمت كتابة ما يلي بواسطة ${who}:` },
  ],
  ['ja', { locale: 'ja', line: (date, time, who) => `${date} ${time} ${who}:` }],
  ['zh', { locale: 'zh', line: (date, time, who) => `${who} 于${date} ${time}写道：` }],
]);

const wordingOf = (language: string): Wording => {
  const tag = language.toLowerCase().replaceAll('_', '-');
  const [primary = ''] = tag.split('-');
  const found = WORDINGS.get(tag) ?? WORDINGS.get(primary === 'no' ? 'nb' : primary);
  return found ?? { locale: 'en-US', line: (date, time, who) => `On ${date} at ${time} ${who} wrote:` };
};

/**
 * Gmail's line above a quotation: `On Mon, May 4, 2026 at 10:15 AM Jo Doe <jo@example.com> wrote:`, in the language of
 * the mail if it is known. `at`: epoch ms; `timeZone`: the IANA name of the answering person's; `who`: the writer in
 * displayed form. Throws a RangeError if the zone does not exist.
 */
export const attributionLine = (
  { at, timeZone, language }: { readonly at: number; readonly timeZone: string; readonly language: string },
  who: string,
): string => {
  const { locale, line } = wordingOf(language);
  const format = (options: Intl.DateTimeFormatOptions): string =>
    new Intl.DateTimeFormat(locale, { ...options, timeZone, numberingSystem: 'latn' }).format(at);
  const date = format({ weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' });
  return line(date, format({ hour: 'numeric', minute: '2-digit' }), who);
};

/** Removes characters that could begin a line or another address. */
const plainName = ({ email, name }: MailAddress): string =>
  (name ?? '').replace(/[\p{C}<>"\u2028\u2029\s]+/gu, ' ').trim() || (email.split('@')[0] ?? '');

/** `Jo Doe <jo@example.com>`; without a name the address alone, in its brackets. */
export const whoWrote = (from: MailAddress): { readonly name: string; readonly email: string } => ({
  name: from.name === null ? '' : plainName(from),
  email: from.email.replace(/[\p{C}<>\s]+/gu, ''),
});
