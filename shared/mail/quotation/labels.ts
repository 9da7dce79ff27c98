/** The labels of fields that mail programs repeat above an earlier mail, in the languages of Outlook and others. */

export type Field = 'from' | 'date' | 'to' | 'cc' | 'subject' | 'other';

const LABELS: Readonly<Record<Field, string>> = {
  from: `from|von|de|da|van|od|от|від|ад|fra|från|frå|frá|lähettäjä|feladó|kimden|gönderen|expéditeur|mittente|remitente
    desde|odesílatel|odosielateľ|nadawca|отправитель|від кого|от кого|de la|expeditor|από|発信者|差出人|送信者|发件人|寄件者
    寄件人|보낸 사람|발신|발신자|từ|người gửi|من|المرسل|از|فرستنده|מאת|saatja|kellelt|no|sūtītājs|nuo|siuntėjas|šalje|шаље|од
    pošiljatelj|pošiljalac|dari|daripada|кімнен|จาก|प्रेषक|द्वारा|থেকে|প্রেরক|પ્રેષક|ಇಂದ|నుండి|அனுப்புநர்|അയച്ചയാള്‍
    कडून|nork|bidaltzailea|oddi wrth|mula kay|mula sa|kutoka|kimdan|nga|ումից|ուղարկող|გამგზავნი|ვისგან|من جانب
    de part de|da parte di|avsender|afzender|absender`,
  date: `sent|date|gesendet|datum|gesendet am|envoyé|envoyé le|date d'envoi|enviado|enviado el|enviado em|enviada em|enviada
    enviat|enviat el|fecha|data|data d'enviament|data de envío|inviato|inviato il|data invio|verzonden|datum verzonden|wysłano
    wysłane|data wysłania|отправлено|дата|дата отправки|надіслано|відправлено|адпраўлена|изпратено|испратено|послато|poslato
    poslano|poslané|sendt|dato|sent at|skickat|sänt|lähetetty|päivämäärä|pvm|elküldve|küldve|dátum|tarih|gönderilme tarihi
    gönderildi|gönderilme|odesláno|odoslané|trimis|trimisă|data trimiterii|ημερομηνία|στάλθηκε|αποστολή|ημερομηνία αποστολής
    日付|日時|送信日時|发送时间|日期|寄件日期|傳送時間|傳送日期|보낸 날짜|날짜|보낸 시간|ngày|ngày gửi|đã gửi|gửi|gửi lúc
    التاريخ|تم الإرسال|تاريخ الإرسال|أُرسلت|أرسلت|تاریخ|ارسال|ارسال شده|ارسال شده در|תאריך|נשלח|נשלח בתאריך|saadetud|kuupäev
    nosūtīts|nosūtīta|datums|išsiųsta|data ir laikas|dikirim|tanggal|dihantar|tarikh|жіберілді|жіберілген|күні|ส่ง|ส่งเมื่อ|วันที่
    भेजा गया|प्रेषित|दिनांक|পাঠানো হয়েছে|তারিখ|મોકલ્યું|ಕಳುಹಿಸಲಾಗಿದೆ|పంపబడింది|పంపినది|அனுப்பியது|അയച്ചത്|पाठविले|bidalia
    bidaltze-data|anfonwyd|ipinadala|seolta|imetumwa|yuborildi|dërguar|ուղարկված|ուղարկվել է|გაგზავნილია|გაგზავნის თარიღი
    بھیجا گیا|sent on|date sent|sendt den|göndərilib|tarix`,
  to: `to|an|à|a|para|per a|aan|do|кому|получатель|til|till|vastaanottaja|címzett|kime|alıcı|komu|pro|către|catre|προς|宛先
    收件人|收件者|받는 사람|수신|수신자|đến|tới|người nhận|إلى|الى|به|אל|לכבוד|destinataire|destinatari|destinatario
    destinatário|ontvanger|empfänger|saaja|adressaat|kellele|kam|adresāts|gavėjas|prima|primatelj|kome|коме|за|до|za|naslovnik
    prejemnik|kepada|untuk|кімге|ถึง|प्रति|को|প্রতি|પ્રતિ|ಗೆ|వీరికి|பெறுநர்|സ്വീകര്‍ത്താവ്|nori|hartzailea|kimga
    për|drejtuar|ում|ստացող|ვის|მიმღები|بنام|mottaker|modtager|mottagare|příjemce|príjemca|odbiorca`,
  cc: `cc|kopie|copie|copie à|copia|còpia|a/c|kopia|dw|копия|копіја|копија|копія|копие|kopi|kopija|másolat|másolatot kap|bilgi
    cópia|抄送|副本|참조|bcc|kopio|ud|kp|κοιν|κοινοποίηση|נסח|עותק|העתק|نسخة|نسخة إلى|رونوشت|koopia|kópia|сс|көшірме|สำเนาถึง
    tembusan|salinan|प्रतिलिपि|afrit|đồng gửi`,
  subject: `subject|betreff|objet|asunto|oggetto|assunto|assumpte|onderwerp|temat|тема|emne|ämne|efni|aihe|tárgy|konu|předmět
    predmet|предмет|subiect|θέμα|件名|主题|主旨|제목|chủ đề|tiêu đề|الموضوع|موضوع|נושא|הנדון|teema|temats|tēma|tema|thema|ref
    относно|наслов|naslov|zadeva|subjek|perihal|тақырып|เรื่อง|ชื่อเรื่อง|विषय|বিষয়|વિષય|ವಿಷಯ|విషయం|பொருள்|വിഷയം|gaia
    pwnc|paksa|ábhar|mada|mavzu|subjekti|թեմա|თემა|mövzu`,
  other: `reply-to|reply to|antwort an|risposta|répondre à|responder a|importance|wichtigkeit|importancia|importância|priorità
    prioriteit|attachments|attachment|anlagen|anlage|anhänge|pièces jointes|archivos adjuntos|adjuntos|allegati|bijlagen
    załączniki|вложения|organization|organisation|sender|message-id|newsgroups|priority|priorität|prioridad|priorité|bijlage`,
};

const FIELD_OF: ReadonlyMap<string, Field> = new Map(
  (Object.entries(LABELS) as [Field, string][]).flatMap(([field, labels]) =>
    labels.split(/\s*[|\n]\s*/).map((label): [string, Field] => [label.trim(), field]),
  ),
);

/** Direction marks, and joiners that Indian scripts need but that are not letters. */
export const withoutFormat = (text: string): string =>
  /\p{Cf}/u.test(text) ? text.replace(/\p{Cf}/gu, '') : text;

/**
 * Labels of dates that normal text may contain too; the others mean that a mail was sent, which only mail programs
 * write.
 */
const PLAIN_DATES = new Set(
  `date|datum|fecha|data|дата|dato|päivämäärä|pvm|dátum|tarih|tarix|ημερομηνία|日付|日時|日期|날짜|ngày|التاريخ|تاریخ|תאריך|kuupäev
  datums|data ir laikas|tanggal|tarikh|күні|วันที่|दिनांक|তারিখ`.split(/\s*[|\n]\s*/),
);

const LABELLED = /^[\s*_|>]*([\p{L}][\p{L}\p{M}'’/. -]{0,28}?)[\s*_\u00A0]{0,4}[:：﹕](?!\/\/)(.*)$/u;

export interface Labelled {
  /** null: unknown label. */
  readonly field: Field | null;
  readonly value: string;
  /** The label means that a mail was sent. */
  readonly saysSent: boolean;
}

/** Splits `From: Jo` into label and value; null: the line has no label. */
export const labelled = (line: string): Labelled | null => {
  const [, label, value = ''] = LABELLED.exec(withoutFormat(line.slice(0, 600))) ?? [];
  if (label === undefined) return null;
  const plain = label.toLowerCase().replaceAll('’', "'");
  const field = FIELD_OF.get(plain) ?? null;
  return { field, value: value.trim(), saysSent: field === 'date' && !PLAIN_DATES.has(plain) };
};

/** The field of a line that is only a label, with or without a colon. */
export const labelAlone = (line: string): Field | null =>
  FIELD_OF.get(
    withoutFormat(line.slice(0, 60))
      .replace(/[:：]\s*$/, '')
      .trim()
      .toLowerCase(),
  ) ?? null;
