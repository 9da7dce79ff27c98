/** Lines that announce an earlier mail whose own lines are not marked. */

const ORIGINAL_MESSAGE = [
  "original message|original email|original mail|original appointment|reply message|forwarded message|forwarded by [^\\n]{1,80}|begin forwarded message|mensaje original|mensagem original|message d['’]origine|message original|message initial|message transféré|messaggio originale|messaggio inoltrato|messaggio originario|ursprüngliche (?:nachricht|mail|e-mail)|original[- ]?(?:nachricht|mail|e-mail|mitteilung)|antwort nachricht|weitergeleitete nachricht|oorspronkelijk bericht|origineel bericht|doorgestuurd bericht|doorgestuurd e-mail",
  'oprindelig (?:besked|meddelelse|mail)|opprinnelig melding|opprinnelig e-post|original ?melding|ursprungligt meddelande|original ?meddelande|vidarebefordrat meddelande|videresendt (?:besked|melding|meddelelse)|alkuperäinen viesti|välitetty viesti|eredeti üzenet|továbbított (?:levél|üzenet)|algne (?:kiri|sõnum)|originaalkiri|sākotnējais ziņojums|pradinis (?:laiškas|pranešimas)|upprunaleg skilaboð',
  'wiadomość oryginalna|oryginalna wiadomość|oryginalna wiadomosc|wiadomość przekazana|wiadomość przesłana dalej|treść oryginalnej wiadomości|původní (?:zpráva|e-mail)|pôvodná správa|izvorna poruka|izvirno sporočilo|originalna poruka|оригинална порука|исходное (?:сообщение|письмо)|оригинальное сообщение|пересылаемое сообщение|пересланное сообщение|вихідне повідомлення|початкове повідомлення|оригінальне повідомлення|переслане повідомлення|пересилане повідомлення|оригинално съобщение|първоначално съобщение|orijinal mesaj|orijinal ileti|özgün ileti|mesaj(?:ul)? original|αρχικό μήνυμα',
  'mensaje reenviado|mensagem encaminhada|mensagem reencaminhada|missatge original|jatorrizko mezua|mensaxe orixinal|pesan asli|pesan diteruskan|mesej asal|thư gốc|tin nhắn gốc|元のメッセージ|オリジナルメッセージ|转发的邮件|原始邮件|原邮件|邮件原件|郵件原件|原始訊息|原始郵件|원본 메시지|원본 메일|הודעה מקורית|הודעה מועברת|الرسالة الأصلية|پیام اصلی|ข้อความต้นฉบับ|मूल संदेश',
].join('|');

const DASHES = '[-–—_=*~ \\t]';
const SEPARATOR = new RegExp(
  `^[>\\s]*[*_]{0,2}${DASHES}{0,3}[-–—_=]+${DASHES}{0,60}(?:${ORIGINAL_MESSAGE})[:：]?${DASHES}{0,60}$`,
  'iu',
);
const BEGIN_FORWARDED =
  /^[>\s]*(?:begin forwarded message|anfang der weitergeleiteten (?:nachricht|e-mail)|début du message (?:transféré|réexpédié)|inizio messaggio inoltrato|inicio del mensaje reenviado|início da mensagem (?:re)?encaminhada|begin doorgestuurd bericht|början på vidarebefordrat meddelande|start på videresendt (?:besked|melding)|начало переадресованного сообщения|ursprüngliche nachricht|originalnachricht|wiadomość napisana przez|początek (?:przekazywanej|przesyłanej) wiadomości)\s*[:：]?$/iu;

/** Lotus Notes writes the sender, the time and the subject between dashes. */
const NOTES =
  /^.{2,80}? ?---? ?\d{1,4}[./-]\d{1,2}[./-]\d{2,4},? \d{1,2}:\d{2}(?::\d{2})?(?: ?[ap]m)?---?\S/iu;

/** Old versions drew a table around the fields. */
const NOTES_TABLE = /^\s*\|-{5,}\+-{5,}>\s*$/;

/** The line below which ticket systems ignore the text. */
const REPLY_ABOVE =
  /^[\s#*=_—–-]*(?:(?:please )?(?:type|write|enter|reply|add) (?:your (?:reply|response|answer) )?above this line|bitte (?:schreiben|geben) sie ihre antwort (?:oberhalb|über) dies.{0,30}|veuillez (?:saisir|écrire|taper) votre réponse au-dessus de cette ligne|(?:por favor,? )?(?:escriba|introduzca) su respuesta (?:por )?encima de esta línea)[.\s#*=_—–-]*$/iu;

/** Dashes, a few words, dashes; or dashes alone. */
const DASHED = /^\s*[-–—_=*~]{2,}(?:\s*[^\s\d][^\d]{0,60}?\s*[-–—_=*~]{2,})?\s*$/u;

/** Whether a ticket system's delimiter ends the reply here. At the top of its own mail the line means nothing. */
export const isReplyMarker = (line: string): boolean => line.length <= 200 && REPLY_ABOVE.test(line);

/** `-----Original Message-----`, `Begin forwarded message:` and similar lines. */
export const isSeparator = (line: string): boolean => {
  if (NOTES_TABLE.test(line)) return true;
  if (line.length > 200 || !/\p{L}/u.test(line)) return false;
  // The `i` flag does not match the dotted İ of Turkish.
  const plain = line.replaceAll('\u00A0', ' ').replaceAll('İ', 'i').trim();
  return SEPARATOR.test(plain) || NOTES.test(plain) || BEGIN_FORWARDED.test(plain);
};

/** Whether a line directly above a header block belongs to it: a rule, or words between dashes in any language. */
export const mayLeadIn = (line: string): boolean => line.length <= 120 && DASHED.test(line);
