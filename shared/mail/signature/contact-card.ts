/** Contact cards: the name, position, telephone and links that people add below a text without a delimiter. */

const CONTACT =
  /(?:\+?\d[\d\s()./-]{6,25}\d|(?:^|[^\p{L}])(?:tel|phone|ph|mobile|mob|cell|fax|skype|direct|office|m|t|p|f|e|w|d|c|телефон|тел|моб|tél|téléphone|portable|teléfono|móvil|telefon|telefax|telefono|cellulare|handy|mobil|e-?mail|mail|web|telegram|whatsapp|linkedin)\s*\.?\s*[:：]|https?:\/\/|www\.[^\s.]+\.|[^\s@<>]{1,64}@[^\s@<>]{2,}\.[^\s@<>]{2,})/iu;

const isBlank = (line: string): boolean => line.trim() === '';

/** Short, and not a sentence. */
const isTerse = (line: string): boolean =>
  line.trim().length <= 90 &&
  !/[.!?]\s+\p{Lu}/u.test(line) &&
  !/[?!]\s*$/.test(line) &&
  !(/\.\s*$/.test(line) && line.trim().split(/\s+/).length > 6);

export const hasContact = (line: string): boolean => CONTACT.test(line.slice(0, 200));

/** Whether these lines look like a card: short, and at least two of them with a number, an address or a link. */
export const isCard = (lines: readonly string[]): boolean => {
  const filled = lines.filter((line) => !isBlank(line));
  return (
    filled.length <= 40 &&
    filled.filter(hasContact).length >= 2 &&
    filled.filter(isTerse).length >= filled.length * 0.8
  );
};

/** `Jo Doe`, `Dr. Jo van der Doe, PhD` */
export const isName = (line: string): boolean =>
  line.trim().length <= 50 &&
  /^\p{Lu}[\p{L}'’.-]*(?:\s+(?:\p{Lu}[\p{L}'’.-]*|de|von|van|der|den|la|le|di|da|del)){0,4}(?:,\s*[\p{L}.]{2,8})?$/u.test(
    line.trim(),
  );

const SIGN_OFF =
  /^(?:(?:with )?(?:many |kind |best |warm |kindest |warmest )*(?:regards|wishes)|thanks(?: and regards| again| in advance| a lot)?|many thanks|thank you|cheers|best|sincerely|yours(?: sincerely| truly| faithfully)?|mit (?:freundlichen|besten|herzlichen|lieben|vielen) grü(?:ß|ss)en|(?:viele|liebe|beste|herzliche|freundliche|schöne) grü(?:ß|ss)e|(?:bien )?cordialement|bien à vous|saludos(?: cordiales)?|un saludo|atentamente|atenciosamente|abraços|cordiali saluti|distinti saluti|saluti|met vriendelijke groet(?:en)?|groeten|z poważaniem|pozdrawiam|(?:с|із|з) (?:уважением|повагою)|med (?:vennlig hilsen|venlig hilsen|vänliga hälsningar)|mvh|mfg|lg|vg)[,!. ]*$/iu;

const words = (text: string): readonly string[] =>
  text
    .toLowerCase()
    .split(/[^\p{L}]+/u)
    .filter((word) => word.length > 1);

/**
 * Whether lines below a quotation are only a farewell: a closing phrase with the writer's name, or that name alone.
 * Another name, or thanks alone, may be an answer.
 */
export const isFarewell = (lines: readonly string[], author: Author | null): boolean => {
  const filled = lines.map((line) => line.trim()).filter((line) => line !== '');
  const [first = '', ...rest] = filled;
  if (filled.length === 0 || filled.length > 8) return false;
  const own = new Set(words(`${author?.name ?? ''} ${author?.email.split('@')[0] ?? ''}`));
  const isOwnName = (line: string): boolean =>
    isName(line) && words(line).length > 0 && words(line).every((word) => own.has(word));
  if (!SIGN_OFF.test(first.slice(0, 100))) return filled.length === 1 && isOwnName(first);
  const [name, ...card] = rest;
  return name !== undefined && isOwnName(name) && card.every((line) => isTerse(line) && line.length <= 80);
};

/** The sender, from the From header. */
export interface Author {
  readonly email: string;
  readonly name: string | null;
}

/** A card is the author's own unless it clearly names another mailbox, which may be the topic of the mail. */
const isSomebodyElses = (card: readonly string[], author: Author | null): boolean => {
  if (!author) return false;
  const text = card.join('\n').toLowerCase();
  const addresses = text.match(/[^\s@<>:]{1,64}@[^\s@<>]{2,}/g) ?? [];
  const words = (author.name ?? author.email.split('@')[0] ?? '').toLowerCase().split(/[^\p{L}]+/u);
  const named = words.some((word) => word.length > 2 && text.includes(word));
  return !named && addresses.length > 0 && !addresses.some((address) => address.startsWith(author.email));
};

/**
 * The line of the last paragraph at which a card begins, or the number of lines if there is none. The closing phrase
 * and the name are the writer's own words; the card below them is not.
 */
export const cardStart = (lines: readonly string[], author: Author | null): number => {
  let end = lines.length;
  while (end > 0 && isBlank(lines[end - 1] ?? '')) end--;
  let start = end;
  while (start > 0 && !isBlank(lines[start - 1] ?? '')) start--;
  const block = lines.slice(start, end);
  if (block.length > 15 || isSomebodyElses(block, author)) return lines.length;
  const signOff = block.findIndex((line) => SIGN_OFF.test(line.trim().slice(0, 100)));
  if (signOff >= 0) {
    const card = block.slice(signOff + 2);
    return isName(block[signOff + 1] ?? '') && isCard(card) && card.every(isTerse)
      ? start + signOff + 2
      : lines.length;
  }
  const above = lines.slice(0, start).findLast((line) => !isBlank(line)) ?? '';
  // `You can reach her here:` introduces the following lines.
  if (above === '' || /[:：]\s*$/.test(above)) return lines.length;
  const card = SIGN_OFF.test(above.trim().slice(0, 100)) || isName(above) ? block : block.slice(1);
  const named = card === block || isName(block[0] ?? '');
  return named && isCard(card) && block.every(isTerse) ? start : lines.length;
};
