/** Mail whose content is elsewhere: behind a link, or in a file that needs its own program. */

/** Microsoft's rights management (Purview Message Encryption), and the pages that secure-mail gateways attach. */
const SEALED_TYPE = /^application\/(?:x-microsoft-rpmsg-message|vnd\.ms-rpmsg|x-virtru)/;
const SEALED_NAME =
  /\.(?:rpmsg|tdf|tdf\.html|ztnef)$|^(?:secure(?:doc|message(?:att)?|mail)|message_zdm|encrypted_?message|protectedmessage|message_v\d)[\w-]*\.(?:html?|rpmsg)$/i;

/** Where to read the content. */
const PORTAL =
  /https?:\/\/(?:[\w-]+\.)*(?:confidential-mail\.google\.com|outlook\.office365\.com\/encryption|(?:secure|pickup|securemail|encrypt(?:ed)?)[\w-]*\.(?:virtru|zixmail|zixport|proofpoint|mimecast|cisco|egress|barracuda)[\w-]*\.\w+|\w+\.zixportal\.com|(?:www\.)?virtru\.com\/secure|mail\.proton(?:mail)?\.(?:com|me)\/eo\/|(?:app|mail)\.tuta(?:nota)?\.com\/mail\/|read\.egress\.com|res\.cisco\.com)/i;

/** The content of such a notice: a protected mail was sent, and where to read it. */
const SAYS_SEALED =
  /(?:has sent you (?:an? )?(?:protected|encrypted|secure|confidential|e-?mail via gmail confidential)|(?:sent|received|have) an? (?:secure|encrypted|protected) (?:e-?mail|message)|this message is (?:protected|encrypted) (?:by|with|using)|(?:microsoft )?purview message encryption|office 365 message encryption|gmail confidential mode|confidential mode|(?:geschützte|verschlüsselte|sichere) (?:nachricht|e-?mail) (?:gesendet|erhalten)|vous a envoyé un (?:message|e-?mail) (?:protégé|chiffré|sécurisé)|le ha enviado un mensaje (?:protegido|cifrado)|te ha enviado un mensaje (?:protegido|cifrado)|(?:lhe )?enviou uma mensagem (?:protegida|criptografada)|ti ha inviato un messaggio (?:protetto|crittografato)|heeft u een (?:beveiligd|versleuteld) bericht|wysłał\(?a?\)? (?:ci|do ciebie) (?:chronioną|zaszyfrowaną) wiadomość|(?:отправил|прислал)\(?а?\)? вам (?:защищенное|зашифрованное) (?:сообщение|письмо))/i;
const READ_ELSEWHERE =
  /(?:read (?:the |your )?(?:secure |encrypted |protected )?(?:message|e-?mail)|view (?:the |your )?(?:secure |encrypted )?(?:message|e-?mail)|open (?:the |your )?(?:secure |encrypted )?(?:message|e-?mail)|click|sign in|nachricht (?:lesen|anzeigen|öffnen)|lire le message|leer (?:el )?mensaje|ler a mensagem|leggi(?: il)? messaggio|bericht (?:lezen|openen)|przeczytaj|прочитать|https?:\/\/)/i;
/** Longer texts have their own content. */
const NOTICE = 2500;

interface Input {
  readonly types: readonly string[];
  readonly visible: string;
  readonly html: string | null;
  readonly attachments: readonly { readonly name: string; readonly type: string }[];
}

/** Whether a mail only says that its content is elsewhere. */
export const isProtected = ({ types, visible, html, attachments }: Input): boolean => {
  if (types.some((type) => SEALED_TYPE.test(type))) return true;
  if (attachments.some(({ name }) => SEALED_NAME.test(name))) return true;
  const text = visible.trim();
  if (text.length > NOTICE || !SAYS_SEALED.test(text)) return false;
  return PORTAL.test(`${text}\n${(html ?? '').slice(0, 100_000)}`) || READ_ELSEWHERE.test(text);
};
