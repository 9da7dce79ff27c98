import { isCompanyLine } from './company-line.ts';

/** Paragraphs that companies, virus scanners and mailing lists add below a text. */

const LEGAL: readonly RegExp[] = [
  /confidential|privileged|vertraulich|confidentiel|confidencial|riservat|confidenzial|vertrouwelijk|poufn|конфиденциал|конфіденц|fortrolig|konfidentiell|luottamuksel|důvěrn/i,
  /intended recipient|intended (?:only|solely)|addressee|named recipient|for the use of|bestimmt|adressat|empfänger|destinataire|destinat[aá]rio|geadresseerde|ontvanger|odbiorc|адресат|получател|отримувач/i,
  /in error|by mistake|irrtümlich|versehentlich|par erreur|por error|por engano|per errore|per sbaglio|ten onrechte|omyłkow|pomyłk|по ошибке|ошибочно|помилков/i,
  /delet|destroy|löschen|vernichten|supprim|détrui|elimin|borr|apag|cancella|distrugg|verwijder|vernietig|usun|удал|видал|уничтож|знищ/i,
  /disclos|copy|copi|distribut|disseminat|weitergabe|weiterleit|divulg|diffus|reprodu|kopi|verspreid|rozpowszech|копирован|распростран|копіюв|розповсюдж/i,
  /virus|liabilit|liable|haftung|responsabil|aansprakelijk|odpowiedzialno|ответственност|відповідальн/i,
  /(?:this|the) (?:e-?mail|message|communication|transmission)|attachments?|diese(?:r)? (?:e-?mail|nachricht)|ce (?:message|courriel|mail)|cet e-?mail|este (?:mensaje|correo|e-?mail)|esta mensagem|questo messaggio|questa (?:e-?mail|comunicazione)|dit (?:e-?mail)?bericht|deze e-?mail|wiadomość|это(?:му)? (?:сообщени|письм)|данное (?:сообщени|письм)|настоящее|це повідомлення|дане повідомлення|informazioni contenute|informations contenues|information contained/i,
];

const ENOUGH = 3;

const FOOTERS: readonly RegExp[] = [
  /^(?:please |bitte )?(?:consider|think (?:of|about)|denken sie an|prüfen sie) .{0,60}(?:environment|before (?:you )?print|umwelt)/i,
  /^think before you print/i,
  /^pensez? à l['’]environnement/i,
  /^(?:virus-free|virenfrei|garanti sans virus|sans virus|libre de virus|sin virus|livre de vírus|privo di virus|virusvrij|wolny od wirusów|без вирусов|без вірусів)\b.{0,100}/iu,
  /^(?:this (?:e-?mail|message) (?:has been|was) (?:checked|scanned)|diese e-?mail wurde .{0,40}(?:geprüft|überprüft)|cet e-?mail a été vérifié|este (?:correo|mensaje|e-?mail) .{0,40}(?:analizado|verificado)|questa e-?mail è stata (?:controllata|esaminata)|questo messaggio e' stato analizzato)/i,
  /^scanned by /i,
  /^you (?:received|are receiving|have received) this (?:message|e-?mail|notification) because/i,
  /^(?:—|--)?\s*(?:reply to this email directly|view it on git(?:hub|lab)|visit topic)/i,
  /^to (?:unsubscribe|stop receiving)\b.{0,160}(?:visit|click|send|e-?mail|https?:|go to|this (?:group|list|thread))/i,
  /^to (?:respond|reply), (?:reply|respond)\b/i,
  /^to (?:view|see) this (?:discussion|message)\b/i,
  /^for more options, visit/i,
  /^\S{2,60} mailing list\s*$/i,
  /^confidentiality (?:notice|note|statement)\s*[:.]?\s*$/i,
  /^disclaimer\s*[:.]?\s*$/i,
];

/** Whether a paragraph is legal small print: at least three typical phrases. */
const isDisclaimer = (paragraph: string): boolean => {
  const text = paragraph.slice(0, 3000);
  return LEGAL.filter((commonplace) => commonplace.test(text)).length >= ENOUGH;
};

/** Within a text a company line needs more signs than below a quotation, where nothing else is expected. */
const IN_TEXT = 3;
const BELOW_QUOTATION = 2;

/** Whether a program added a paragraph. `belowQuote`: it is below a quotation. */
export const isBoilerplate = (lines: readonly string[], belowQuote = false): boolean => {
  const text = lines
    .join(' ')
    .replace(/\s+/g, ' ')
    .replace(/^[\s*_>-]+/, '');
  return (
    FOOTERS.some((footer) => footer.test(text)) ||
    isDisclaimer(text) ||
    isCompanyLine(text, belowQuote ? BELOW_QUOTATION : IN_TEXT)
  );
};
