/** Places where a mail program puts the whole earlier mail below, without marking its lines. */

type Field = 'from' | 'date' | 'to' | 'cc' | 'subject' | 'other';

const LABELS: Readonly<Record<Field, string>> = {
  from: 'from|von|de|da|van|od|от|від|ад|fra|från|lähettäjä|feladó|kimden|gönderen|expéditeur|mittente|remitente|desde|odesílatel|odosielateľ|nadawca|отправитель|від кого|от кого|de la|από|発信者|差出人|送信者|发件人|寄件者|보낸 사람|từ|من|מאת|saatja|no|nuo|šalje',
  date: "sent|date|gesendet|datum|gesendet am|envoyé|envoyé le|date d'envoi|enviado|enviado el|enviado em|enviada em|enviada|fecha|data|inviato|inviato il|data invio|verzonden|datum verzonden|wysłano|wysłane|data wysłania|отправлено|дата|дата отправки|надіслано|відправлено|sendt|dato|skickat|lähetetty|päivämäärä|pvm|elküldve|küldve|dátum|tarih|gönderilme tarihi|gönderildi|odesláno|odoslané|trimis|data trimiterii|ημερομηνία|日付|日時|送信日時|发送时间|日期|寄件日期|보낸 날짜|날짜|ngày|التاريخ|תאריך|saadetud|nosūtīts|išsiųsta|poslano|sent at",
  to: 'to|an|à|a|para|aan|do|кому|получатель|til|till|vastaanottaja|címzett|kime|alıcı|komu|pro|către|προς|宛先|收件人|받는 사람|đến|إلى|אל|destinataire|destinatario|destinatário|ontvanger|empfänger|saaja|kam|kam:|kam',
  cc: 'cc|kopie|copie|copie à|copia|kopia|dw|копия|копія|kopi|másolat|bilgi|cópia|抄送|참조|bcc|kopio|ud',
  subject:
    'subject|betreff|objet|asunto|oggetto|assunto|onderwerp|temat|тема|emne|ämne|aihe|tárgy|konu|předmět|predmet|subiect|θέμα|件名|主题|主旨|제목|chủ đề|الموضوع|נושא|teema|temats|tema|ref',
  other:
    'reply-to|reply to|antwort an|risposta|répondre à|responder a|importance|wichtigkeit|importancia|importância|priorità|prioriteit|attachments|anlagen|anhänge|pièces jointes|archivos adjuntos|allegati|bijlagen|załączniki|вложения|organization|organisation|sender|message-id|newsgroups|priority|priorität|prioridad|priorité',
};

const FIELD_OF = new Map<string, Field>(
  (Object.entries(LABELS) as [Field, string][]).flatMap(([field, labels]) =>
    labels.split('|').map((label): [string, Field] => [label, field]),
  ),
);

const fieldOf = (line: string): Field | null => {
  const [, label] =
    /^[\s*_|>]*([\p{L}][\p{L}\p{M}' -]{0,24}?)[\s*_\u00A0]{0,4}[:：]/u.exec(line.slice(0, 120)) ?? [];
  return label === undefined ? null : (FIELD_OF.get(label.toLowerCase()) ?? null);
};

/** Nobody but a mail program says when a mail was sent. */
const SENT_LABEL =
  /(?:^|[\s*_])(?:sent|gesendet|envoyé|enviad[oa]|inviato|verzonden|wysłano|wysłane|отправлено|надіслано|відправлено|sendt|skickat|lähetetty|odesláno)[\s*_]*(?:am|le|el|em|il)?[\s*_]*[:：]/iu;
const LOOK_AHEAD = 14;

/**
 * Whether a block of header fields as mail programs repeat them above an earlier mail begins here. A travel plan has From,
 * To and Date as well, so a subject, a repeated date label or an address must be among them.
 */
export const isHeaderBlock = (lines: readonly string[], start: number): boolean => {
  const first = fieldOf(lines[start] ?? '');
  if (first === null || first === 'cc' || first === 'other') return false;
  const seen = new Set<Field>([first]);
  let block = lines[start] ?? '';
  let unlabelled = 0;
  for (let i = start + 1; i < Math.min(lines.length, start + LOOK_AHEAD); i++) {
    const line = lines[i] ?? '';
    if (/^\s*>/.test(line) !== /^\s*>/.test(lines[start] ?? '')) break;
    const field = fieldOf(line);
    if (field === null) {
      // One blank line or two folded ones may come between; a text may not.
      if (++unlabelled > 2) break;
      continue;
    }
    if (seen.has(field) && field !== 'other' && field !== 'cc') break;
    unlabelled = 0;
    seen.add(field);
    block += ` ${line.slice(0, 300)}`;
  }
  if (!seen.has('from') && !(seen.has('subject') && seen.has('date') && seen.has('to'))) return false;
  const main = [...seen].filter((field) => field !== 'other' && field !== 'cc').length;
  const hasAddress = /[^\s<>]@[^\s<>]+\.[^\s<>]/.test(block);
  const saysSent = SENT_LABEL.test(block);
  return (
    (main >= 3 && (seen.has('subject') || hasAddress || saysSent)) ||
    (main >= 2 && hasAddress && !/^\s*to\b/i.test(block))
  );
};

const ORIGINAL_MESSAGE = [
  "original message|original email|original appointment|reply message|forwarded message|forwarded by [^\\n]{1,80}|begin forwarded message|mensaje original|mensagem original|message d['’]origine|message original|message initial|message transféré|messaggio originale|messaggio inoltrato|ursprüngliche nachricht|originalnachricht|original-nachricht|antwort nachricht|weitergeleitete nachricht|oorspronkelijk bericht|origineel bericht|doorgestuurd bericht|doorgestuurd e-mail",
  'oprindelig (?:besked|meddelelse)|opprinnelig melding|opprinnelig e-post|originalmelding|ursprungligt meddelande|originalmeddelande|vidarebefordrat meddelande|videresendt (?:besked|melding|meddelelse)|alkuperäinen viesti|välitetty viesti|eredeti üzenet|továbbított levél',
  'wiadomość oryginalna|oryginalna wiadomość|oryginalna wiadomosc|wiadomość przekazana|wiadomość przesłana dalej|treść oryginalnej wiadomości|původní zpráva|původní e-mail|pôvodná správa|izvorna poruka|originalna poruka|исходное сообщение|исходное письмо|оригинальное сообщение|пересылаемое сообщение|пересланное сообщение|вихідне повідомлення|початкове повідомлення|оригінальне повідомлення|переслане повідомлення|пересилане повідомлення|orijinal mesaj|orijinal ileti|özgün ileti|mesaj original|αρχικό μήνυμα',
  'mensaje reenviado|mensagem encaminhada|mensagem reencaminhada|元のメッセージ|オリジナルメッセージ|转发的邮件|原始邮件|原邮件|邮件原件|郵件原件|原始訊息|원본 메시지|원본 메일',
].join('|');

const DASHES = '[-–—_=*~ \\t]';
const SEPARATOR = new RegExp(
  `^[>\\s]*[*_]{0,2}${DASHES}{0,3}[-–—_=]+${DASHES}{0,60}(?:${ORIGINAL_MESSAGE})[:：]?${DASHES}{0,60}$`,
  'iu',
);
const BEGIN_FORWARDED =
  /^[>\s]*(?:begin forwarded message|anfang der weitergeleiteten (?:nachricht|e-mail)|début du message (?:transféré|réexpédié)|inizio messaggio inoltrato|inicio del mensaje reenviado|início da mensagem (?:re)?encaminhada|begin doorgestuurd bericht|början på vidarebefordrat meddelande|start på videresendt (?:besked|melding)|начало переадресованного сообщения|ursprüngliche nachricht|originalnachricht|wiadomość napisana przez|początek (?:przekazywanej|przesyłanej) wiadomości)\s*[:：]?$/iu;

/** Lotus Notes names the writer, the time and the subject between dashes. */
const NOTES =
  /^.{2,80}? ?---? ?\d{1,4}[./-]\d{1,2}[./-]\d{2,4},? \d{1,2}:\d{2}(?::\d{2})?(?: ?[ap]m)?---?\S/iu;

/** Below this line ticket systems ignore what is written. */
const REPLY_ABOVE =
  /^[\s#*=_—–-]*(?:(?:please )?(?:type|write|enter|reply|add) (?:your (?:reply|response|answer) )?above this line|bitte (?:schreiben|geben) sie ihre antwort (?:oberhalb|über) dies.{0,30}|veuillez (?:saisir|écrire|taper) votre réponse au-dessus de cette ligne|(?:por favor,? )?(?:escriba|introduzca) su respuesta (?:por )?encima de esta línea)[.\s#*=_—–-]*$/iu;

/** Whether a reply ends here because a ticket system says so. At the head of its own mail the line means nothing. */
export const isReplyMarker = (line: string): boolean => line.length <= 200 && REPLY_ABOVE.test(line);

/** Whether this is one of the fields that mail programs repeat above an earlier mail. */
export const isHeaderField = (line: string): boolean => fieldOf(line) !== null;

/** `-----Original Message-----`, `Begin forwarded message:` and their kin. */
export const isSeparator = (line: string): boolean => {
  if (line.length > 200 || !/\p{L}/u.test(line)) return false;
  // Without regard to case, the dotted İ of Turkish is none of the two i.
  const plain = line.replaceAll('\u00A0', ' ').replaceAll('İ', 'i').trim();
  return SEPARATOR.test(plain) || NOTES.test(plain) || BEGIN_FORWARDED.test(plain);
};
