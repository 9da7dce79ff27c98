import { describe, expect, it } from 'vitest';
import { FIRST, mailWith } from '../../../test/mail/mail-builder.ts';
import { classifyMail } from '../classify.ts';

/*
 * What machines say in many languages, with `Re:` and without any header of a machine. Written for this test.
 */

const OWN = ['owner@example.org'];
const plain = { 'Content-Type': 'text/plain; charset=utf-8' };
const encoded = (subject: string) => `=?utf-8?B?${Buffer.from(subject).toString('base64')}?=`;

/** "This is an automatic answer. I am away until 18 May 2026." */
const AWAY: readonly (readonly [language: string, text: string])[] = [
  ['en', 'This is an automated response to your message.\n\nI am out of the office until 18 May 2026.'],
  [
    'en, after a greeting',
    'Hello Owner, this is an automatic reply. I am on annual leave until 18 May 2026.',
  ],
  ['de', 'Dies ist eine automatische Antwort. Ich bin bis zum 18. Mai 2026 im Urlaub.'],
  ['de, of a mail', 'Diese E-Mail wurde automatisch erstellt. Ich bin bis 18. Mai nicht im Büro.'],
  ['nl', 'Dit is een automatisch antwoord. Ik ben met vakantie tot 18 mei 2026.'],
  ['fr', "Ceci est une réponse automatique. Je suis absent jusqu'au 18 mai 2026."],
  ['es', 'Esta es una respuesta automática. Estaré fuera de la oficina hasta el 18 de mayo de 2026.'],
  ['ca', 'Aquesta és una resposta automàtica. Estic de vacances fins al 18 de maig.'],
  ['pt', 'Esta é uma resposta automática. Estou de férias até 18 de maio de 2026.'],
  ['it', 'Questa è una risposta automatica. Sono in ferie fino al 18 maggio 2026.'],
  ['ro', 'Acesta este un răspuns automat. Sunt în concediu până pe 18 mai 2026.'],
  ['pl', 'To jest automatyczna odpowiedź. Jestem na urlopie do 18 maja 2026.'],
  ['cs', 'Toto je automatická odpověď. Do 18. května 2026 mám dovolenou, jsem mimo kancelář.'],
  ['sk', 'Toto je automatická odpoveď. Do 18. mája 2026 som na dovolenke.'],
  ['ru', 'Здравствуйте! Это автоматический ответ. Я в отпуске до 18 мая.'],
  ['uk', 'Вітаю! Це автоматична відповідь. Я у відпустці до 18 травня.'],
  ['bg', 'Това е автоматичен отговор. Аз съм в отпуск до 18 май 2026 г.'],
  ['hr', 'Ovo je automatski odgovor. Na godišnjem sam odmoru do 18. svibnja 2026.'],
  ['sr', 'Ово је аутоматски одговор. На годишњем сам одмору до 18. маја 2026.'],
  ['sl', 'To je samodejni odgovor. Na dopustu sem do 18. maja 2026.'],
  ['sv', 'Detta är ett automatiskt svar. Jag är på semester till den 18 maj 2026.'],
  ['da', 'Dette er et automatisk svar. Jeg er på ferie til den 18. maj 2026.'],
  ['nb', 'Dette er et automatisk svar. Jeg er på ferie til 18. mai 2026.'],
  ['fi', 'Tämä on automaattinen vastaus. Olen lomalla 18.5.2026 asti.'],
  ['et', 'See on automaatvastus. Olen puhkusel kuni 18. mai 2026.'],
  ['lv', 'Šī ir automātiskā atbilde. Esmu atvaļinājumā līdz 18. maijam.'],
  ['lt', 'Tai automatinis atsakymas. Atostogauju iki gegužės 18 d.'],
  ['hu', 'Ez egy automatikus válasz. Május 18-ig szabadságon vagyok.'],
  ['el', 'Αυτή είναι μια αυτόματη απάντηση. Είμαι εκτός γραφείου έως τις 18 Μαΐου.'],
  [
    'tr',
    'Bu otomatik bir yanıttır.\nBu otomatik yanıt size gönderildi. 18 Mayıs 2026 tarihine kadar izindeyim.',
  ],
  ['he', 'זוהי הודעה אוטומטית. אני בחופשה עד 18 במאי 2026.'],
  ['ar', 'هذا رد تلقائي. أنا في إجازة حتى 18 مايو 2026.'],
  ['fa', 'این یک پاسخ خودکار است. تا ۱۸ مهٔ ۲۰۲۶ در مرخصی هستم.'],
  ['hi', 'यह एक स्वचालित उत्तर है। मैं 18 मई 2026 तक छुट्टी पर हूँ।'],
  ['th', 'นี่คือการตอบกลับอัตโนมัติ ฉันลาพักร้อนถึง 18 พฤษภาคม 2026'],
  ['vi', 'Đây là thư trả lời tự động. Tôi nghỉ phép đến ngày 18 tháng 5 năm 2026.'],
  ['id', 'Ini adalah balasan otomatis. Saya sedang cuti sampai 18 Mei 2026.'],
  ['ja', 'これは自動返信メールです。5月18日まで不在にしております。'],
  ['zh', '这是自动回复。我正在休假，5月18日回来。'],
  ['ko', '이 메일은 자동으로 발송되었습니다. 5월 18일까지 휴가입니다.'],
];

describe('automatic answers that say so in their text', () => {
  it.each(AWAY)('%s', async (_language, text) => {
    const mail = await mailWith({ ...plain, Date: 'Mon, 4 May 2026 12:00:00 +0200' }, text);
    expect(classifyMail(mail, OWN)).toMatchObject({ kind: 'out_of_office', says: 'away', outcome: 'wait' });
  });
});

/** The subject that Outlook gives to an absence note, and nothing else that tells. */
const SUBJECTS =
  `Automatic reply|Automatische Antwort|Automatisch antwoord|Réponse automatique|Respuesta automática|Resposta automática
  Risposta automatica|Resposta automàtica|Erantzun automatikoa|Răspuns automat|Odpowiedź automatyczna|Automatická odpověď
  Automatická odpoveď|Автоматический ответ|Автоматична відповідь|Автоматичен отговор|Аутоматски одговор|Автоматски одговор
  Аўтаматычны адказ|Automatski odgovor|Samodejni odgovor|Automatiskt svar|Autosvar|Automatisk svar|Sjálfvirkt svar
  Automaattinen vastaus|Automaatvastus|Automātiskā atbilde|Automatinis atsakymas|Automatikus válasz|Αυτόματη απάντηση
  Otomatik yanıt|Avtomatik cavab|Përgjigje automatike|ავტომატური პასუხი|Ավտոմատ պատասխան|Автоматты жауап|תשובה אוטומטית
  מענה אוטומטי|رد تلقائي|الرد التلقائي|پاسخ خودکار|خودکار جواب|स्वचालित उत्तर|স্বয়ংক্রিয় উত্তর|સ્વચાલિત જવાબ|स्वयंचलित उत्तर
  தானியங்கு பதில்|స్వయంచాలక ప్రత్యుత్తరం|ಸ್ವಯಂಚಾಲಿತ ಪ್ರತ್ಯುತ್ತರ|യാന്ത്രിക മറുപടി|ตอบกลับอัตโนมัติ|Trả lời tự động
  Balasan otomatis|Balasan automatik|Jibu la kiotomatiki|Awtomatikong tugon|自動応答|自动答复|自動回覆|자동 회신`
    .split(/\s*[|\n]\s*/)
    .map((subject) => subject.trim());

describe('absence notes by their subject', () => {
  it.each(SUBJECTS)('%s', async (subject) => {
    const mail = await mailWith({ ...plain, Subject: encoded(`${subject}: A short call`) }, 'xyz 18.5.2026');
    expect(classifyMail(mail, OWN)).toMatchObject({ kind: 'out_of_office', says: 'away', outcome: 'wait' });
  });

  it.each([
    'Out of Office: A short call',
    'Jane Doe is out of the office',
    'AUTO: Jane Doe is out of the office (returning 05/18/2026)',
    'Abwesenheitsnotiz: Anruf',
    'Absence du bureau : Appel',
    'Fuera de la oficina: Llamada',
    'Вне офиса: Звонок',
    'Извън офиса: Обаждане',
    'Izvan ureda: Poziv',
    'מחוץ למשרד: שיחה',
    'خارج المكتب: مكالمة',
    '不在通知：お電話',
  ])('%s', async (subject) => {
    const mail = await mailWith(
      { ...plain, Subject: encoded(subject), 'Auto-Submitted': 'auto-replied' },
      'x',
    );
    expect(classifyMail(mail, OWN)).toMatchObject({ kind: 'out_of_office', says: 'away' });
  });
});

/** "This is an automatic message. Please do not answer it." */
const NOT_TO_BE_ANSWERED: readonly (readonly [language: string, text: string])[] = [
  ['en', 'This is an automatically generated message. Please do not reply to this e-mail.'],
  ['en, an inbox', 'This message was sent automatically. This inbox is not monitored.'],
  ['de', 'Dies ist eine automatisch generierte Nachricht. Bitte antworten Sie nicht auf diese E-Mail.'],
  [
    'de, of the mail',
    'Diese E-Mail wurde automatisch erzeugt. Antworten auf diese Nachricht werden nicht gelesen.',
  ],
  ['nl', 'Dit is een automatisch gegenereerd bericht. U kunt dit bericht niet beantwoorden.'],
  ['nl, of the mail', 'Dit bericht is automatisch verzonden, gelieve niet te antwoorden.'],
  ['fr', 'Ceci est un message automatique, merci de ne pas y répondre.'],
  ['fr, of the mail', 'Cet e-mail a été envoyé automatiquement. Veuillez ne pas répondre à ce message.'],
  ['es', 'Este es un mensaje automático, por favor no responda a este correo.'],
  ['es, of the mail', 'Este correo ha sido generado automáticamente. No responda a este mensaje.'],
  ['ca', 'Aquest és un missatge automàtic. Si us plau, no respongueu aquest correu.'],
  ['pt', 'Esta é uma mensagem automática. Por favor, não responda a este e-mail.'],
  ['pt, of the mail', 'Este e-mail foi enviado automaticamente. Por favor não responda.'],
  ['it', 'Questo è un messaggio automatico, si prega di non rispondere.'],
  ['it, of the mail', 'Questa e-mail è stata generata automaticamente. Ti preghiamo di non rispondere.'],
  ['ro', 'Acesta este un mesaj automat. Vă rugăm să nu răspundeți la acest e-mail.'],
  ['pl', 'To jest wiadomość wygenerowana automatycznie, prosimy na nią nie odpowiadać.'],
  ['pl, of the mail', 'Ta wiadomość została wysłana automatycznie. Prosimy nie odpowiadać na tę wiadomość.'],
  ['cs', 'Toto je automaticky generovaná zpráva. Prosím, neodpovídejte na ni.'],
  ['cs, of the mail', 'Tento e-mail byl vygenerován automaticky, neodpovídejte na něj.'],
  ['sk', 'Toto je automaticky generovaná správa. Prosím, neodpovedajte na ňu.'],
  ['ru', 'Это автоматическое сообщение, пожалуйста, не отвечайте на него.'],
  ['ru, of the mail', 'Данное письмо сформировано автоматически. Отвечать на него не нужно.'],
  ['uk', 'Це автоматичне повідомлення. Будь ласка, не відповідайте на нього.'],
  ['uk, of the mail', 'Цей лист створено автоматично, не відповідайте на нього.'],
  ['bg', 'Това е автоматично генерирано съобщение. Моля, не отговаряйте на него.'],
  ['hr', 'Ovo je automatski generirana poruka. Molimo ne odgovarajte na nju.'],
  ['sr', 'Ово је аутоматски генерисана порука. Молимо вас да не одговарате на њу.'],
  ['sl', 'To je samodejno ustvarjeno sporočilo. Prosimo, ne odgovarjajte nanj.'],
  ['sv', 'Detta är ett automatiskt meddelande. Det går inte att svara på detta mejl.'],
  ['sv, of the mail', 'Detta mejl har skickats automatiskt. Svara inte på detta meddelande.'],
  ['da', 'Dette er en automatisk genereret besked. Besvar venligst ikke denne mail.'],
  ['nb', 'Dette er en automatisk generert melding. Vennligst ikke svar på denne e-posten.'],
  ['fi', 'Tämä on automaattinen viesti. Älä vastaa tähän viestiin.'],
  ['et', 'See on automaatselt genereeritud kiri. Palun ärge sellele vastake.'],
  ['lv', 'Šī ir automātiski ģenerēta vēstule. Lūdzu, neatbildiet uz to.'],
  ['lt', 'Tai automatiškai sugeneruotas laiškas. Prašome į jį neatsakyti.'],
  ['hu', 'Ez egy automatikusan generált üzenet. Kérjük, ne válaszoljon rá.'],
  ['el', 'Αυτό είναι ένα αυτόματο μήνυμα. Παρακαλούμε μην απαντήσετε.'],
  ['tr', 'Bu otomatik olarak oluşturulmuş bir mesajdır. Lütfen yanıtlamayınız.'],
  ['tr, of the mail', 'Bu e-posta otomatik olarak gönderilmiştir, lütfen cevap vermeyin.'],
  ['he', 'זוהי הודעה אוטומטית. נא לא להשיב להודעה זו.'],
  ['ar', 'هذه رسالة تلقائية. يرجى عدم الرد على هذه الرسالة.'],
  ['fa', 'این یک پیام خودکار است. لطفاً به این ایمیل پاسخ ندهید.'],
  ['hi', 'यह एक स्वचालित संदेश है। कृपया इस ईमेल का उत्तर न दें।'],
  ['th', 'นี่คือข้อความอัตโนมัติ กรุณาอย่าตอบกลับอีเมลนี้'],
  ['vi', 'Đây là email tự động. Vui lòng không trả lời email này.'],
  ['id', 'Ini adalah pesan otomatis. Mohon tidak membalas email ini.'],
  ['ja', 'これは自動返信メールです。このメールに返信しないでください。'],
  [
    'ja, of the mail',
    'このメールは送信専用アドレスから自動配信されています。ご返信いただいてもお答えできません。',
  ],
  ['zh', '这是一封自动发送的邮件，请勿直接回复。'],
  ['zh, traditional', '此為系統自動發送之郵件，請勿直接回覆。'],
  ['ko', '본 메일은 발신 전용 메일로 자동 발송되었습니다. 회신하지 마십시오.'],
];

describe('mails that say that they are automatic and not to be answered', () => {
  it.each(NOT_TO_BE_ANSWERED)('%s', async (_language, text) => {
    for (const words of [text, `Hello,\n\n${text}\n\nExample Ltd`]) {
      expect(classifyMail(await mailWith(plain, words), OWN).kind).not.toBe('human');
    }
  });

  it.each([
    'We got a mail that says "this is an automated message, please do not reply". Was it from you?',
    'I thought: this is an automated message, please do not reply. But here I am. What does it cost?',
    'Please do not reply to this address, write to my private one. Tuesday suits me.',
    'Bitte antworten Sie nicht auf diese E-Mail, sondern rufen Sie mich an. Dienstag passt.',
    'Merci de ne pas répondre avant lundi, je suis en réunion. Mardi me convient.',
    'Your mails look automatically generated. Are you a person?',
    'The invoice is created automatically. Please send the address.',
    'Die Rechnung wird automatisch erstellt. Bitte senden Sie die Adresse.',
  ])('not: %s', async (text) => {
    expect(classifyMail(await mailWith(plain, text), OWN).kind).toBe('human');
  });
});

/** Gone for good, or an address that is given up; whom to write to instead. */
const LEFT: readonly (readonly [language: string, text: string, successor: object | null])[] = [
  [
    'en',
    'Jane no longer works at Example. Please write to bo@example.com instead.',
    { email: 'bo@example.com', name: null },
  ],
  [
    'en, with a name',
    'I have left the company. Please contact my colleague Bo Smith (bo.smith@example.com) from now on.',
    { email: 'bo.smith@example.com', name: 'Bo Smith' },
  ],
  [
    'en, a name alone',
    'I am no longer with Example. Please contact Bo Smith.',
    { email: null, name: 'Bo Smith' },
  ],
  ['en, an address', 'This mailbox is no longer monitored.', null],
  [
    'en, a new address',
    'My e-mail address has changed. Please use jane.doe@new.example from now on.',
    { email: 'jane.doe@new.example', name: null },
  ],
  [
    'de',
    'Ich arbeite nicht mehr bei der Beispiel GmbH. Bitte wenden Sie sich an Bo Schmidt, bo.schmidt@example.com.',
    { email: 'bo.schmidt@example.com', name: 'Bo Schmidt' },
  ],
  ['de, ausgeschieden', 'Ich bin aus dem Unternehmen ausgeschieden.', null],
  [
    'nl',
    'Ik werk niet meer bij Voorbeeld BV. Neem contact op met Bo Jansen (bo@example.com).',
    { email: 'bo@example.com', name: 'Bo Jansen' },
  ],
  [
    'fr',
    'Je ne travaille plus chez Exemple. Merci de contacter Bo Martin : bo.martin@example.com',
    { email: 'bo.martin@example.com', name: 'Bo Martin' },
  ],
  [
    'es',
    'Ya no trabajo en Ejemplo. Por favor, escriba a bo@example.com.',
    { email: 'bo@example.com', name: null },
  ],
  [
    'pt',
    'Já não trabalho na Exemplo. Por favor contacte bo@example.com.',
    { email: 'bo@example.com', name: null },
  ],
  [
    'it',
    'Non lavoro più in Esempio. Potete scrivere a bo@example.com.',
    { email: 'bo@example.com', name: null },
  ],
  [
    'pl',
    'Już nie pracuję w firmie Przykład. Proszę pisać do: bo@example.com',
    { email: 'bo@example.com', name: null },
  ],
  ['cs', 'Již zde nepracuji. Pište prosím na bo@example.com.', { email: 'bo@example.com', name: null }],
  [
    'ru',
    'Я больше не работаю в компании. Пишите, пожалуйста, на bo@example.com.',
    { email: 'bo@example.com', name: null },
  ],
  ['uk', 'Я більше не працюю в компанії. Пишіть на bo@example.com.', { email: 'bo@example.com', name: null }],
  ['bg', 'Вече не работя в Пример. Моля, пишете на bo@example.com.', { email: 'bo@example.com', name: null }],
  ['hr', 'Više ne radim u Primjeru. Pišite na bo@example.com.', { email: 'bo@example.com', name: null }],
  [
    'sv',
    'Jag arbetar inte längre på Exempel. Kontakta bo@example.com.',
    { email: 'bo@example.com', name: null },
  ],
  [
    'da',
    'Jeg arbejder ikke længere hos Eksempel. Skriv til bo@example.com.',
    { email: 'bo@example.com', name: null },
  ],
  [
    'nb',
    'Jeg jobber ikke lenger i Eksempel. Skriv til bo@example.com.',
    { email: 'bo@example.com', name: null },
  ],
  [
    'fi',
    'En enää työskentele Esimerkissä. Ota yhteyttä: bo@example.com.',
    { email: 'bo@example.com', name: null },
  ],
  [
    'hu',
    'Már nem dolgozom a Példánál. Írjon a bo@example.com címre.',
    { email: 'bo@example.com', name: null },
  ],
  ['ro', 'Nu mai lucrez la Exemplu. Scrieți la bo@example.com.', { email: 'bo@example.com', name: null }],
  [
    'el',
    'Δεν εργάζομαι πλέον στην εταιρεία. Γράψτε στο bo@example.com.',
    { email: 'bo@example.com', name: null },
  ],
  [
    'tr',
    'Artık Örnek şirketinde çalışmıyorum. Lütfen bo@example.com adresine yazın.',
    { email: 'bo@example.com', name: null },
  ],
  ['he', 'אני לא עובדת יותר בחברה. נא לכתוב אל bo@example.com', { email: 'bo@example.com', name: null }],
  ['ar', 'لم أعد أعمل في الشركة. يرجى الكتابة إلى bo@example.com', { email: 'bo@example.com', name: null }],
  [
    'vi',
    'Tôi không còn làm việc tại công ty. Vui lòng viết cho bo@example.com.',
    { email: 'bo@example.com', name: null },
  ],
  [
    'id',
    'Saya sudah tidak bekerja lagi di perusahaan ini. Hubungi bo@example.com.',
    { email: 'bo@example.com', name: null },
  ],
  [
    'ja',
    '私は3月末で退職いたしました。今後は bo@example.com までご連絡ください。',
    { email: 'bo@example.com', name: null },
  ],
  ['zh', '我已离职，请联系 bo@example.com。', { email: 'bo@example.com', name: null }],
  ['ko', '저는 퇴사하였습니다. bo@example.com 으로 연락 주세요.', { email: 'bo@example.com', name: null }],
];

describe('notes that somebody has left for good', () => {
  it.each(LEFT)('%s, without a header that tells', async (_language, text, successor) => {
    const found = classifyMail(await mailWith(plain, text), OWN);
    expect(found).toMatchObject({ kind: 'out_of_office', says: 'left', outcome: 'tell', returnsAt: null });
    expect(found).toHaveProperty('successor', successor);
  });

  it.each(LEFT)('%s, as an automatic answer', async (_language, text) => {
    const headers = { ...plain, 'Auto-Submitted': 'auto-replied', Subject: 'Automatic reply: A short call' };
    expect(classifyMail(await mailWith(headers, text), OWN)).toMatchObject({ says: 'left', outcome: 'tell' });
  });
});

/** "We have received your request" with a number. */
const RECEIPTS: readonly (readonly [language: string, text: string])[] = [
  [
    'en',
    'We have received your request and a ticket has been created with Ticket ID - 4711.\nA representative will answer within 24 hours.',
  ],
  ['de', 'Vielen Dank für Ihre Anfrage. Ihre Anfrage ist bei uns eingegangen und hat die Ticket-Nr. 4711.'],
  ['nl', 'Wij hebben uw bericht in goede orde ontvangen. Uw zaaknummer: zaak 4711.'],
  ['fr', 'Nous avons bien reçu votre demande. Votre ticket n° 4711 a été créé. Demande #4711.'],
  ['es', 'Hemos recibido su solicitud. Se ha creado el ticket #4711.'],
  ['pt', 'Recebemos a sua mensagem. Protocolo: 4711.'],
  ['it', 'Abbiamo ricevuto la sua richiesta. Ticket #4711.'],
  ['pl', 'Otrzymaliśmy Państwa wiadomość. Numer zgłoszenia #4711.'],
  ['ru', 'Ваше обращение зарегистрировано. Номер обращения: 4711. Обращение №: #4711'],
  ['uk', 'Ваше звернення отримано. Ticket #4711.'],
  ['sv', 'Vi har tagit emot ditt ärende. Ärende #4711.'],
  ['tr', 'Talebiniz alındı. Talep #4711.'],
  ['ja', 'お問い合わせいただきありがとうございます。受付番号：4711'],
];

describe('receipts of ticket systems', () => {
  it.each(RECEIPTS)('%s', async (_language, text) => {
    const headers = { ...plain, From: 'Example Support <support@example.com>' };
    for (const subject of ['Re: A short call', 'Ticket Received - 4711 - A short call']) {
      const mail = await mailWith({ ...headers, Subject: subject }, text);
      expect(classifyMail(mail, OWN)).toMatchObject({ kind: 'machine', what: 'receipt', outcome: 'ignore' });
    }
  });
});

describe('somebody behind a program', () => {
  const WORDS = 'Hi, Tuesday at ten works for us. Could you send the price list before?\n\nKim';
  it.each<[string, Readonly<Record<string, string>>]>([
    [
      'Zendesk',
      { 'Auto-Submitted': 'auto-generated', 'X-Mailer': 'Zendesk Mailer', 'X-Zendesk-From-Account-Id': 'a1' },
    ],
    [
      'Request Tracker',
      { Precedence: 'bulk', 'X-RT-Loop-Prevention': 'example.com', 'X-RT-Ticket': 'example.com #4711' },
    ],
    ['Freshdesk', { 'X-Freshdesk-Ticket-Id': '4711', 'X-Auto-Response-Suppress': 'All' }],
    ['Zammad', { 'X-Mailer': 'Zammad Mail Service', 'X-Loop': 'yes', Precedence: 'bulk' }],
    ['a CRM', { 'List-Unsubscribe': '<mailto:off@crm.example>', 'Feedback-ID': '1:2:3' }],
    ['a group', { 'List-Id': '<events.example.com>', Precedence: 'list' }],
    [
      'a group of Google’s',
      {
        'List-ID': '<sales.example.com>',
        'X-Google-Group-Id': '1',
        Precedence: 'list',
        'X-BeenThere': 'sales@example.com',
      },
    ],
  ])('answers through %s', async (_name, headers) => {
    expect(classifyMail(await mailWith(headers, WORDS), OWN).kind).toBe('human');
  });

  it.each<[string, Readonly<Record<string, string>>]>([
    [
      'a program that is nobody by name',
      { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
    ],
    ['a sender that nobody reads', { From: 'Kim <no-reply@example.com>' }],
    ['another assistant', { 'Auto-Submitted': 'auto-replied' }],
    ['a list', { To: 'friends@example.com', 'List-Id': '<friends.example.com>', Precedence: 'list' }],
  ])('is shown behind %s', async (_name, headers) => {
    expect(classifyMail(await mailWith(headers, WORDS), OWN)).toMatchObject({ outcome: 'tell' });
  });

  it('is nobody where a program answers nothing', async () => {
    const headers = { ...FIRST, 'Auto-Submitted': 'auto-generated' };
    expect(classifyMail(await mailWith(headers, WORDS), OWN)).toMatchObject({
      kind: 'machine',
      outcome: 'ignore',
    });
  });

  it('is not the desk itself, which confirms receipt', async () => {
    const headers = {
      'Auto-Submitted': 'auto-generated',
      'X-Zendesk-From-Account-Id': 'a1',
      From: 'support@example.com',
    };
    const text =
      '##- Please type your reply above this line -##\n\nYour request (4711) has been received and is being reviewed by our support staff.';
    expect(classifyMail(await mailWith(headers, text), OWN)).toMatchObject({
      what: 'receipt',
      outcome: 'ignore',
    });
  });
});

describe('challenges', () => {
  it.each([
    'To prove that you are human, please click https://guard.example/c/1',
    'Bitte bestätigen Sie, dass Sie ein Mensch sind: https://guard.example/c/1',
    'Pour confirmer, cliquez ici pour valider votre message : https://guard.example/c/1',
    'Por favor, verifique que es usted una persona: https://guard.example/c/1',
    'Подтвердите, что вы не робот: https://guard.example/c/1',
    'Your message to jane@example.com is being held. Please verify yourself to complete delivery by clicking the link https://guard.example/verify/1',
  ])('%s', async (text) => {
    expect(classifyMail(await mailWith(plain, text), OWN)).toMatchObject({
      kind: 'machine',
      what: 'challenge',
      outcome: 'tell',
    });
  });
});
