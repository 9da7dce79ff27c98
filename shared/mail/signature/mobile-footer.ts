/** `Sent from my iPhone` and similar lines, which mail programs add automatically. */

const OWN =
  /^(?:my|our|meinem|meiner|unserem|mon|ma|mi|mio|mia|il mio|la mia|meu|minha|mijn|min|mitt|mit|mého|mojej|mojego|moim|моего|моей|мого|моєї|moj\p{L}*)\s/iu;

const DEVICE =
  /(?:^|[^\p{L}])(?:iphon(?:e(?:sta)?|u)|ipad(?:ista|u)?|ipod|android\p{L}*|samsung|galaxy|huawei|honor|xiaomi|redmi|oneplus|pixel|nokia|lumia|blackberry|windows|outlook|gmail|inbox|yahoo|aol|proton(?:mail)?|tutanota|thunderbird|spark|airmail|typeapp|bluemail|mailbird|mailspring|boxer|superhuman|front|missive|hey|fastmail|zimbra|posteo|gmx|web\.de|t-online|orange|sfr|laposte|libero|mail\.ru|htc|sony|xperia|motorola|wiko|oppo|vivo|tablet\p{L}*|smartphone\p{L}*|cell ?phone|phone|mobile?|mobil\p{L}*|handy|téléphone|telefon\p{L}*|teléfono|telefoon|telefono|móvil|celular|telemóvel|cellulare|tablette|device|gerät|dispositivo|appareil|телефон\p{L}*|смартфон\p{L}*|планшет\p{L}*|мобильн\p{L}*|мобільн\p{L}*|почт\p{L}*|пошт\p{L}*|яндекс\p{L}*|yandex\p{L}*|mail|myMail)(?:[^\p{L}]|$)/iu;

/** The sentence around the device, by language. */
const SENT = [
  /^sent (?:from|via|with|using|by|on) (.{2,80})$/iu,
  /^gesendet (?:von|mit|über|aus) (.{2,80})$/iu,
  /^von (.{2,60}) gesendet$/iu,
  /^diese (?:nachricht|e-?mail) wurde von (.{2,60}) gesendet$/iu,
  /^envoyé (?:de|depuis|à partir (?:de|d’|d')|avec|via|par) (.{2,80})$/iu,
  /^enviad[oa] (?:desde|do|da|de|a partir d[oae]|via|con|com|por) (.{2,80})$/iu,
  /^inviat[oa] (?:da|dal|dalla|con|tramite|via) (.{2,80})$/iu,
  /^(?:verzonden|verstuurd) (?:vanaf|vanuit|met|via|door) (.{2,80})$/iu,
  /^(?:sendt|send) (?:fra|via|med) (.{2,80})$/iu,
  /^skickat (?:från|via|med) (.{2,80})$/iu,
  /^lähetetty (.{2,80})$/iu,
  /^(?:wysłan[eoa]) (?:z|ze|za pomocą|przy użyciu) (.{2,80})$/iu,
  /^(?:отправлено|послано) (?:с|со|из|через|от|при помощи) (.{2,80})$/iu,
  /^(?:надіслано|відправлено) (?:з|із|зі|через|від|за допомогою) (.{2,80})$/iu,
  /^odesláno (?:z|ze|přes|pomocí) (.{2,80})$/iu,
  /^trimis (?:de pe|din|cu) (.{2,80})$/iu,
  /^(.{2,40}?)(?: (?:üzerinden|ile)|['’]?(?:u|ı|i)?m?[dt][ae]n) gönderildi$/iu,
];

const WHOLE = [
  /^(?:get|download|télécharge[rz]|obtenir|obtene?r|obtenga|ottieni|scarica|baixar|obter|holen sie sich|skaffa|hent|få|hämta|pobierz|завантажити|скачать) outlook (?:for|pour|para|per|voor|für|för|til|dla|для) .{2,40}$/iu,
  /^outlook (?:für|voor) .{2,20} (?:beziehen|herunterladen|downloaden)$/iu,
  /^(?:iphone|ipad|android) ?(?:から送信|에서 보냄)$/iu,
  /^(?:我的 ?(?:iphone|ipad)|发自我的|從我的|从我的|나의|내 ).{0,40}$/iu,
  /^(?:from|via) (?:my )?(?:mobile(?: phone| device)?|phone|cell|iphone|ipad|android|blackberry)$/iu,
  /^\p{L}{2,20} from (?:my )?(?:mobile|phone|iphone)$/iu,
  /^(?:please )?excuse (?:my |any )?(?:brevity|typos)(?:[ ,.].{0,60})?$/iu,
  /^von (?:unterwegs|mobil) gesendet$/iu,
  /^från min (?:iphone|ipad|mobil\p{L}*|telefon|surfplatta|android\p{L}*|samsung).{0,20}$/iu,
];

const withoutLinks = (line: string): string =>
  line
    .slice(0, 400)
    .replace(/\s*[<([]\s*(?:https?:\/\/|mailto:|www\.)[^>)\]]*[>)\]]/gi, '')
    .replace(/[*_[\]<>()]/g, '')
    .replace(/\s+/g, ' ')
    .replace(/[.!]\s*$/, '')
    .trim();

/** Apologies that people add to their footer after a comma. */
const EXCUSE =
  /excus|pardon|sorry|forgive|typo|brev|short|autocorrect|entschuldig|verzeih|kürze|tippfehler|désolé|fautes|disculp|perdon|errores|erros|desculp|scus|errori|verontschuldig|typefout|przepraszam|извин|прост|опечат|вибач|beklag|ursäkta|ursäk/iu;

/** Whether this names a device, optionally followed by an apology: `my desk, which beats my phone` does not. */
const namesDevice = (by: string): boolean => {
  const [head = '', tail = ''] = by.split(/[,;.](?=\s)\s*(.*)/s);
  return DEVICE.test(head) && (tail === '' || tail.split(' ').length <= 3 || EXCUSE.test(tail));
};

/** Whether a line is only such a footer. */
export const isMobileFooter = (line: string): boolean => {
  const plain = withoutLinks(line);
  if (plain.length > 100 || plain.split(' ').length > 11) return false;
  if (WHOLE.some((pattern) => pattern.test(plain))) return true;
  return SENT.some((pattern) => {
    const by = pattern.exec(plain)?.[1];
    if (by === undefined) return false;
    if (namesDevice(by)) return true;
    // An unknown brand is still written like a name.
    const named = OWN.test(by) ? by.replace(OWN, '') : /^sent (?:from|via)/i.test(plain) ? by : '';
    return /^[\p{Lu}\d]/u.test(named) && named.split(' ').length <= 5;
  });
};

/**
 * Whether the last line of a text reads like such a footer, whatever it names (`Sent from a magnificent torch of
 * pixels`), because some people write their own. Not if it contains a time, as in news of a parcel.
 */
export const isCustomFooter = (line: string): boolean => {
  const plain = withoutLinks(line);
  return (
    /^sent from \p{L}/iu.test(plain) &&
    plain.split(' ').length <= 9 &&
    !/[,;:?.]|\b(?:yesterday|today|now|morning|week|ago|last|this|on|at|office|address|account|warehouse)\b/i.test(
      plain,
    )
  );
};
