/** Lines with a company's mandatory details: name, legal form, place, register, numbers. */

const COMMONPLACES: readonly RegExp[] = [
  /(?:^|[\s,(])(?:ltd|limited|llp|plc|inc|llc|corp|gmbh|mbh|ag|kg|ohg|ug|e\.\s?k|s\.?\s?a|s\.?\s?a\.?\s?s|s\.?\s?a\.?\s?r\.?\s?l|sarl|sas|eurl|s\.?\s?l|s\.?\s?l\.?\s?u|s\.?\s?r\.?\s?l|s\.?\s?p\.?\s?a|b\.?v|n\.?v|oy|oyj|ab|a\/s|aps|asa|sp\.? z o\.?\s?o|s\.\s?r\.\s?o|a\.\s?s|kft|zrt|d\.\s?o\.\s?o|s\.r\.l|pty|pvt|co\. ltd|lda|ltda|оао|зао|пао|ооо|тов|ао|株式会社|有限会社|有限公司|주식회사)\.?(?=[\s,.;:)–—|]|$)/iu,
  /registered (?:in|office|company|number|no\b|address)|company (?:reg(?:istration|istered)?\.? )?(?:no\b|number|house)|incorporated in|place of registration|registration (?:no\b|number)|sitz(?: der gesellschaft)?\s*[:：]|registergericht|amtsgericht|handelsregister|\bhr[ab]\s?[- ]?\d|siège social|\brcs\b|\bsiren\b|\bsiret\b|capital (?:social )?de|registro mercantil|domicilio social|sede legale|sede sociale|capitale sociale|statutair gevestigd|\bkvk\b|kamer van koophandel|zarejestrowana|sąd rejonowy|kapitał zakładowy|\bkrs\b|zapsan[áaé]|obchodní(?:m)? rejstřík|\bcvr\b|org\.?\s?(?:nr|nummer)|y-tunnus|юридический адрес|\bогрн\b|єдрпоу|адреса реєстрації/iu,
  /\bvat\b(?: (?:reg|no|number|id))?|ust\.?-?\s?id|umsatzsteuer|steuernummer|\btva\b|\bnif\b|\bcif\b|\bp\.?\s?iva\b|partita iva|\bbtw\b|\bnip\b|\bregon\b|\bdič\b|\bičo?\b|\bmoms\b|\bcnpj\b|\bnipc\b|\bинн\b|\bкпп\b|\babn\b|\bacn\b|\bein\b/iu,
  /managing director|(?:board of )?directors?\s*[:：]|geschäftsführ(?:er|ung|erin)|vorstand|aufsichtsrat|prokurist|gérant|président(?:e)?\s*[:：]|administrador(?:es)?\s*[:：]|amministratore|bestuurder|prezes|zarząd|jednatel|генеральный директор|директор\s*[:：]/iu,
  /\b\d{1,5}[a-z]?,? (?:\p{Lu}[\p{L}'’.-]+ ){1,4}(?:street|st|road|rd|avenue|ave|lane|drive|square|court|house|way|place|quay|boulevard|blvd)\b|\p{Lu}[\p{L}-]*(?:straße|strasse|str\.|weg|platz|allee|gasse|laan|straat|gracht|plein|gatan|vägen|gade|vej|veien|katu|tie)\s\d|(?:\brue|\bavenue|\bboulevard|\bplace|\bcalle|\bc\/|\bplaza|\bavenida|\brua|\bvia|\bviale|\bcorso|\bpiazza|\bul\.|\bulica|\bал\.|\bул\.|\bвул\.)\s\p{L}|\b[a-z]{1,2}\d{1,2}[a-z]? \d[a-z]{2}\b|\b\d{4,5}(?:-\d{3})? \p{Lu}\p{L}{2,}/iu,
  /(?:^|[\s|])(?:tel|phone|fax|telefon|téléphone|teléfono|telefono|e-?mail|web|www)\b\.?\s?[:.]?|https?:\/\//iu,
];

/** A person writes, or asks. */
const SPEAKS =
  /[?？]|(?:^|\s)(?:i|we|our|my|you|your|ich|wir|unser\p{L}*|mein\p{L}*|sie|ihr\p{L}*|je|nous|notre|nos|vous|votre|yo|nosotros|nuestr\p{L}*|usted|nós|nosso|nossa|io|noi|nostr[oa]|wij|onze|ons|u|ja|my|nasz\p{L}*|я|мы|мой|наш\p{L}*|вам|вас|ми|мій)(?=[\s,.!]|$)/iu;

/**
 * Whether a paragraph is such a line. `enough`: how many signs are required. A paragraph in which a person writes is
 * not one, because it may answer a question about these details.
 */
export const isCompanyLine = (paragraph: string, enough: number): boolean => {
  const text = paragraph.slice(0, 1000);
  return !SPEAKS.test(text) && COMMONPLACES.filter((commonplace) => commonplace.test(text)).length >= enough;
};
