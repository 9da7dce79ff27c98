/** Where what mail programs and companies add below a text begins: signatures, mobile footers, disclaimers, list footers. */

/** RFC 3676 section 4.3, with the trailing space that many lose and the dash that some make of it. */
const DELIMITER = /^\s*(?:--|—|––|__)\s*$/;
/** A rule of other characters: ends a text only when nothing, or something like a signature, follows. */
const RULE = /^\s*(?:[-–—_=*#~+]\s?){3,}\s*$/;

const OWN =
  '(?:my|meinem|meiner|mein|mon|ma|mi|mio|mia|il mio|dal mio|meu|minha|mijn|min|mitt|mit|mého|mojej|mojego|moim|моего|моей|мого|моєї)';
const MOBILE = new RegExp(
  [
    `^sent (?:from|via|with|using|by) (?:${OWN} )?[\\p{L}\\p{N}][\\p{L}\\p{N}\\p{M} .'’&+/()-]{1,50}\\.?$`,
    `^(?:get|download|télécharger|obtenir|obtener|obtenga|ottieni|scarica|obter|download|holen sie sich|skaffa|hent|få) outlook (?:for|pour|para|per|voor|für|för|til) .{2,40}$`,
    `^(?:von (?:${OWN} )?.{2,40} gesendet|gesendet (?:von|mit|über) .{2,60}|diese nachricht wurde von .{2,50} gesendet)\\.?$`,
    `^(?:envoyé (?:de|depuis|à partir de|avec|via|par) .{2,60}|enviado (?:desde|do|da|de|a partir do|via|con|com) .{2,60}|inviato (?:da|dal|con|tramite) .{2,60})\\.?$`,
    `^(?:verzonden|verstuurd) (?:vanaf|vanuit|met|via|door) .{2,60}$`,
    `^(?:sendt|send) (?:fra|via|med) .{2,60}$`,
    `^skickat (?:från|via|med) .{2,60}$`,
    `^lähetetty .{2,60}$`,
    `^(?:wysłane|wysłano) (?:z|ze|za pomocą|przy użyciu) .{2,60}$`,
    `^(?:отправлено|послано) (?:с|со|из|через|от) .{2,60}$`,
    `^(?:надіслано|відправлено) (?:з|із|зі|через|від) .{2,60}$`,
    `^odesláno (?:z|ze|přes) .{2,60}$`,
    `^(?:iphone|ipad|android)(?:から送信|에서 보냄)$|^我的 ?(?:iphone|ipad)|^发自我的.{1,40}$|^從我的.{1,40}$|^(?:나의|내) .{1,30}에서 보냄$`,
    `^via (?:mobile|iphone|ipad|android|blackberry)$|^(?:from|via) my (?:mobile|phone|iphone|ipad|blackberry)\\.?$`,
    `^(?:sendt|inviato|enviado|sent) .{0,30}(?:iphone|ipad|android|blackberry|smartphone|outlook|yahoo mail|windows (?:phone|mail)|samsung|huawei|xiaomi)\\b.{0,30}$`,
  ].join('|'),
  'iu',
);

const DISCLAIMER =
  /^[\s*_>-]*(?:(?:strictly )?confidential(?:ity)?(?: notice| note| statement)?\s*[:.-]|disclaimer\s*[:.-]|(?:legal|privacy) (?:notice|disclaimer)\s*[:.-]|(?:this|the information (?:contained )?in this|the contents? of this) (?:e-?mail|message|communication|transmission)\b.{0,160}\b(?:confidential|privileged|intended (?:only |solely )?for)|if you (?:are not|have received) .{0,80}(?:intended recipient|this (?:e-?mail|message) in error)|diese e-?mail (?:enthält|kann|ist|und).{0,160}vertraulich|vertraulichkeitshinweis|ce (?:message|courriel|mail|e-mail)\b.{0,160}confidentiel|(?:este (?:mensaje|correo|mensagem|e-mail)|esta mensagem)\b.{0,160}confiden[cz]ia|aviso (?:legal|de confidencialidad)|(?:le informazioni contenute|questo messaggio|questa (?:e-?mail|comunicazione))\b.{0,160}(?:riservat|confidenzial)|dit (?:e-?mail)?bericht\b.{0,160}vertrouwelijk|(?:niniejsza|ta) wiadomość\b.{0,160}(?:poufn|wyłącznie)|(?:данное|это|настоящее) (?:сообщение|письмо|электронное)\b.{0,160}конфиденц|(?:це|дане) (?:повідомлення|електронн)\b.{0,160}конфіденц|(?:please|bitte) (?:consider|think of|denken|prüfen) .{0,40}(?:environment|before printing|umwelt)|think before you print|virus-free\.|virenfrei\.|garanti sans virus|sin virus\.|privo di virus)/iu;

const LIST_FOOTER =
  /^(?:\S+ mailing list|to unsubscribe\b.{0,120}|you received this (?:message|email) because .{0,160}|you are receiving this .{0,160}|to respond, reply to this email .{0,160}|(?:reply to this email directly|view it on github|visit topic).{0,200}|unsubscribe\b.{0,100})$/i;

/** Gmail add-ons and trackers leave one of these alone on a line. */
const STRAY = /^[\s\u1427\u2063\u200B\uFEFF\u00AD]*$/;

const withoutLinks = (line: string): string =>
  line
    .slice(0, 400)
    .replace(/\s*[<([]\s*(?:https?:\/\/|mailto:|www\.)[^>)\]]*[>)\]]/gi, '')
    .replace(/[*_]/g, '')
    .trim();

export const isMobileFooter = (line: string): boolean => {
  const plain = withoutLinks(line);
  return plain.length <= 90 && plain.split(/\s+/).length <= 9 && MOBILE.test(plain);
};

const CONTACT =
  /(?:\+?\d[\d\s()./-]{6,}\d|\b(?:tel|phone|mobile|mob|cell|fax|skype|direct|office|m|t|p|f|e|w|телефон|тел|моб|tél|téléphone|teléfono|telefon|telefax|handy|mobil|e-?mail|web)\s*[.:]|https?:\/\/|www\.[^\s]+\.|[^\s@]+@[^\s@]+\.[^\s@]{2,})/iu;

const isShort = (line: string): boolean =>
  line.trim().length <= 90 && !/[.!?]\s+\p{Lu}/u.test(line) && !/\?\s*$/.test(line);

/** Whether these lines look like a card: short ones, at least two with a number, an address or a link. */
const isContactBlock = (lines: readonly string[]): boolean => {
  const filled = lines.filter((line) => !STRAY.test(line));
  if (filled.length === 0) return true;
  const short = filled.filter(isShort).length;
  return (
    filled.filter((line) => CONTACT.test(line)).length >= 2 &&
    short >= filled.length * 0.8 &&
    filled.length <= 40
  );
};

const isName = (line: string): boolean =>
  /^(?:[\p{Lu}][\p{L}'’.-]*)(?:\s+(?:[\p{Lu}][\p{L}'’.-]*|de|von|van|der|la|le|di|da)){0,4}$/u.test(
    line.trim(),
  ) && line.trim().length <= 50;

const SIGN_OFF =
  /^(?:(?:many |kind |best |warm |kindest |warmest )*(?:regards|wishes)|thanks(?: and regards| again| in advance)?|thank you|cheers|best|sincerely|yours(?: sincerely| truly| faithfully)?|mit (?:freundlichen|besten|herzlichen|lieben|vielen) grü(?:ß|ss)en|(?:viele|liebe|beste|herzliche|freundliche) grü(?:ß|ss)e|cordialement|bien à vous|bien cordialement|saludos|un saludo|atentamente|atenciosamente|abraços|cordiali saluti|distinti saluti|saluti|met vriendelijke groet(?:en)?|groeten|z poważaniem|pozdrawiam|с уважением|з повагою|med (?:vennlig hilsen|venlig hilsen|vänliga hälsningar)|mvh)[,!. ]*$/iu;

/** The first line of a last paragraph that is a card under a name, with text before it; or the end. */
const contactBlockStart = (lines: readonly string[]): number => {
  let end = lines.length;
  while (end > 0 && STRAY.test(lines[end - 1] ?? '')) end--;
  let start = end;
  while (start > 0 && !STRAY.test(lines[start - 1] ?? '')) start--;
  const block = lines.slice(start, end);
  const signOff = block.findIndex((line) => SIGN_OFF.test(line.trim()));
  if (signOff >= 0) {
    // The greeting and the name are the writer's own; the card below them is not.
    const name = signOff + 1;
    const card = block.slice(name + 1);
    return isName(block[name] ?? '') && card.length >= 2 && isContactBlock(card) && card.every(isShort)
      ? start + name + 1
      : lines.length;
  }
  const before = lines.slice(0, start).findLast((line) => !STRAY.test(line)) ?? '';
  if (start === 0 || block.length < 3 || /[:：]\s*$/.test(before)) return lines.length;
  return isName(block[0] ?? '') &&
    block.length <= 12 &&
    block.every(isShort) &&
    isContactBlock(block.slice(1))
    ? start
    : lines.length;
};

/**
 * Where, in lines that somebody wrote without a quotation between them, the text ends and a signature, footer or
 * disclaimer begins. `hasText`: something was written before these lines.
 */
export const signatureStart = (lines: readonly string[], hasText: boolean): number => {
  let isFirst = !hasText;
  for (const [index, line] of lines.entries()) {
    if (STRAY.test(line)) continue;
    const rest = lines.slice(index + 1, index + 200);
    if (!isFirst && DELIMITER.test(line)) return index;
    if (!isFirst && RULE.test(line) && (isContactBlock(rest) || LIST_FOOTER.test(firstFilled(rest))))
      return index;
    if (isMobileFooter(line) && (isFirst || stands(lines, index))) return nameAbove(lines, index);
    if (
      !isFirst &&
      line.length <= 2000 &&
      (DISCLAIMER.test(line.slice(0, 400)) || LIST_FOOTER.test(line.trim()))
    )
      return index;
    isFirst = false;
  }
  return contactBlockStart(lines);
};

const firstFilled = (lines: readonly string[]): string =>
  (lines.find((line) => !STRAY.test(line)) ?? '').trim();

/** A footer stands alone: its paragraph ends with it. */
const stands = (lines: readonly string[], index: number): boolean =>
  STRAY.test(lines[index + 1] ?? '') ||
  DELIMITER.test(lines[index + 1] ?? '') ||
  RULE.test(lines[index + 1] ?? '') ||
  isMobileFooter(lines[index + 1] ?? '');

/** `Jo Doe` directly above `via mobile` is part of the same footer. */
const nameAbove = (lines: readonly string[], index: number): number =>
  index > 1 &&
  isName(lines[index - 1] ?? '') &&
  STRAY.test(lines[index - 2] ?? '') &&
  /^via\b/i.test((lines[index] ?? '').trim())
    ? index - 1
    : index;
