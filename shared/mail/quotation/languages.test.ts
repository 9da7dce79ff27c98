import { describe, expect, it } from 'vitest';
import { newlyWrittenText } from '../reply-text.ts';

/*
 * An answer above an earlier mail that nothing marks, as mail programs write it in many languages. Written for this test.
 */

const NEW = 'Thank you, Tuesday works for me.';
const OLD = 'Would Tuesday at ten suit you?';
const MAIL = {
  html: null,
  from: [{ email: 'jo@example.com', name: 'Jo Doe' }],
  to: [{ email: 'owner@example.org', name: 'Owner' }],
  subject: 'Re: A short call',
};

/** From, Sent, To and Subject as Outlook writes them. */
const LABELS: Readonly<Record<string, string>> = {
  en: 'From|Sent|To|Subject',
  ar: 'من|تم الإرسال|إلى|الموضوع',
  be: 'Ад|Адпраўлена|Каму|Тэма',
  bg: 'От|Изпратено|До|Относно',
  bn: 'থেকে|পাঠানো হয়েছে|প্রতি|বিষয়',
  bs: 'Od|Poslano|Za|Predmet',
  ca: 'De|Enviat|Per a|Tema',
  cs: 'Od|Odesláno|Komu|Předmět',
  cy: 'Oddi wrth|Anfonwyd|At|Pwnc',
  da: 'Fra|Sendt|Til|Emne',
  de: 'Von|Gesendet|An|Betreff',
  el: 'Από|Στάλθηκε|Προς|Θέμα',
  es: 'De|Enviado el|Para|Asunto',
  et: 'Saatja|Saadetud|Adressaat|Teema',
  eu: 'Nork|Bidalia|Nori|Gaia',
  fa: 'از|ارسال شده|به|موضوع',
  fi: 'Lähettäjä|Lähetetty|Vastaanottaja|Aihe',
  fr: 'De|Envoyé|À|Objet',
  ga: 'Ó|Seolta|Chuig|Ábhar',
  gl: 'De|Enviado|Para|Asunto',
  gu: 'પ્રેષક|મોકલ્યું|પ્રતિ|વિષય',
  he: 'מאת|נשלח|אל|נושא',
  hi: 'प्रेषक|भेजा गया|प्रति|विषय',
  hr: 'Od|Poslano|Prima|Predmet',
  hu: 'Feladó|Elküldve|Címzett|Tárgy',
  hy: 'Ումից|Ուղարկված|Ում|Թեմա',
  id: 'Dari|Dikirim|Kepada|Subjek',
  is: 'Frá|Sent|Til|Efni',
  it: 'Da|Inviato|A|Oggetto',
  ja: '差出人|送信日時|宛先|件名',
  ka: 'საიდან|გაგზავნილია|ვის|თემა',
  kk: 'Кімнен|Жіберілді|Кімге|Тақырып',
  kn: 'ಇಂದ|ಕಳುಹಿಸಲಾಗಿದೆ|ಗೆ|ವಿಷಯ',
  ko: '보낸 사람|보낸 날짜|받는 사람|제목',
  lt: 'Nuo|Išsiųsta|Kam|Tema',
  lv: 'No|Nosūtīts|Kam|Tēma',
  mk: 'Од|Испратено|До|Предмет',
  ml: 'അയച്ചയാൾ|അയച്ചത്|സ്വീകർത്താവ്|വിഷയം',
  mr: 'कडून|पाठविले|प्रति|विषय',
  ms: 'Daripada|Dihantar|Kepada|Subjek',
  nb: 'Fra|Sendt|Til|Emne',
  nl: 'Van|Verzonden|Aan|Onderwerp',
  nn: 'Frå|Sendt|Til|Emne',
  pl: 'Od|Wysłano|Do|Temat',
  'pt-BR': 'De|Enviado|Para|Assunto',
  'pt-PT': 'De|Enviada|Para|Assunto',
  ro: 'De la|Trimis|Către|Subiect',
  ru: 'От|Отправлено|Кому|Тема',
  sk: 'Od|Odoslané|Komu|Predmet',
  sl: 'Od|Poslano|Za|Zadeva',
  sq: 'Nga|Dërguar|Për|Subjekti',
  'sr-Latn': 'Od|Poslato|Kome|Tema',
  'sr-Cyrl': 'Од|Послато|Коме|Тема',
  sv: 'Från|Skickat|Till|Ämne',
  sw: 'Kutoka|Imetumwa|Kwa|Mada',
  ta: 'அனுப்புநர்|அனுப்பியது|பெறுநர்|பொருள்',
  te: 'నుండి|పంపినది|వీరికి|విషయం',
  th: 'จาก|ส่ง|ถึง|เรื่อง',
  tr: 'Kimden|Gönderildi|Kime|Konu',
  uk: 'Від|Надіслано|Кому|Тема',
  ur: 'من جانب|بھیجا گیا|بنام|موضوع',
  uz: 'Kimdan|Yuborildi|Kimga|Mavzu',
  vi: 'Từ|Đã gửi|Tới|Chủ đề',
  'zh-CN': '发件人|发送时间|收件人|主题',
  'zh-TW': '寄件者|寄件日期|收件者|主旨',
  'a language that nobody knows': 'Blib|Blab|Blob|Blub',
};

const block = (labels: string, [sender, moment]: readonly [string, string], bold = ''): string => {
  const [from, sent, to, subject] = labels.split('|').map((label) => `${bold}${label}:${bold}`);
  return `${from} ${sender}\n${sent} ${moment}\n${to} Jo Doe <jo@example.com>\n${subject} A short call`;
};

describe('fields above an earlier mail', () => {
  it.each(Object.entries(LABELS))('%s', (_language, labels) => {
    for (const values of [
      ['Owner <owner@example.org>', '4.05.2026 10:15'],
      ['Owner <owner@example.org>', 'Monday, May 4, 2026 10:15 AM'],
    ] as const) {
      const text = `${NEW}\n\n${block(labels, values)}\n\n${OLD}`;
      expect(newlyWrittenText({ ...MAIL, text })).toEqual({
        text: NEW,
        quoted: expect.stringContaining(OLD),
      });
    }
  });

  it.each(['en', 'de', 'ru', 'ja'])('%s, known by its labels alone', (language) => {
    const text = `${NEW}\n\n${block(LABELS[language] ?? '', ['Owner', '4.05.2026 10:15'], '*')}\n\n${OLD}`;
    expect(newlyWrittenText({ text, html: null }).text).toBe(NEW);
  });

  it.each([
    ['an appointment', 'Subject: A short call\nWhen: Tuesday, 5 May 2026 10:00\nWhere: my office'],
    ['details of oneself', 'Name: Jo Doe\nE-Mail: jo@example.com\nDate: 4 May 2026, 10:15\nCity: Kyiv'],
    ['a list of people', 'Speaker: Kim\nModerator: Bo\nDate: 5 May 2026 10:00'],
    ['prices', 'Small: 10 EUR\nLarge: 20 EUR\nUntil: 5 May 2026 10:00'],
  ])('is not %s', (_name, details) => {
    const text = `${NEW}\n\n${details}\n\nIs that right?`;
    expect(newlyWrittenText({ ...MAIL, text }).text).toBe(text);
  });
});

const WHO = 'Owner <owner@example.org>';
/** What Gmail writes above a quotation. */
const ATTRIBUTIONS: Readonly<Record<string, string>> = {
  en: `On Mon, May 4, 2026 at 10:15 AM ${WHO} wrote:`,
  'en-GB': `On Mon, 4 May 2026 at 10:15, ${WHO} wrote:`,
  af: `Op Ma. 04 Mei 2026 om 10:15 het ${WHO} geskryf:`,
  am: `ሰኞ፣ ሜይ 4 2026 10:15 ላይ ${WHO} ጻፈ፦`,
  ar: 'في الاثنين، ٤ مايو ٢٠٢٦ في ١٠:١٥ ص تمت كتابة ما يلي بواسطة ‏‪Owner‬‏ <‪owner@example.org‬‏>:',
  az: `4 may 2026 B.e. 10:15 tarixində ${WHO} yazmışdır:`,
  be: `пн, 4 мая 2026 г. у 10:15 ${WHO} піша:`,
  bg: `На пн, 4.05.2026 г. в 10:15 ${WHO} написа:`,
  bn: `সোম, ৪ মে, ২০২৬ তারিখে ১০:১৫ AM টায় তারিখে ${WHO} লিখেছেন:`,
  ca: `Missatge de ${WHO} del dia dl., 4 de maig 2026 a les 10:15:`,
  cs: `po 4. 5. 2026 v 10:15 odesílatel ${WHO} napsal:`,
  cy: `Ar Llun, 4 Mai 2026 am 10:15, ysgrifennodd ${WHO}:`,
  da: `Den man. 4. maj 2026 kl. 10.15 skrev ${WHO}:`,
  de: `Am Mo., 4. Mai 2026 um 10:15 Uhr schrieb ${WHO}:`,
  el: `Στις Δευ, 4 Μαΐ 2026 στις 10:15 π.μ., ο χρήστης ${WHO} έγραψε:`,
  es: 'El lun, 4 may 2026 a las 10:15, Owner (<owner@example.org>) escribió:',
  et: `Kuupäev: E, 4. mai 2026 kell 10:15, saatja: ${WHO}:`,
  eu: 'Owner (<owner@example.org>) igorleak hau idatzi zuen (2026 mai. 4(a), al. 10:15):',
  fa: 'در تاریخ دوشنبه ۴ مهٔ ۲۰۲۶،‏ ۱۰:۱۵ Owner <owner@example.org> نوشت:',
  fi: 'ma 4. toukok. 2026 klo 10.15 Owner (owner@example.org) kirjoitti:',
  fil: `Noong Lun, May 4, 2026 nang 10:15 AM, isinulat ni ${WHO}:`,
  fr: `Le lun. 4 mai 2026 à 10:15, ${WHO} a écrit :`,
  gl: `O luns, 4 maio 2026 ás 10:15, Owner (<owner@example.org>) escribiu:`,
  gu: `સોમ, 4 મે, 2026 એ 10:15 AM વાગ્યે ${WHO} એ લખ્યું:`,
  he: '‫בתאריך יום ב׳, 4 במאי 2026 ב-10:15 מאת ‪Owner‬‏ <‪owner@example.org‬‏>:‬',
  hi: `सोम, 4 मई 2026 को 10:15 am बजे को ${WHO} ने लिखा:`,
  hr: `pon, 4. svi 2026. u 10:15 ${WHO} napisao je:`,
  hu: `Owner <owner@example.org> ezt írta (időpont: 2026. máj. 4., H, 10:15):`,
  hy: `Երկ, մայ 4, 2026 10:15, ${WHO}-ը գրել է՝:`,
  id: `Pada tanggal Sen, 4 Mei 2026 pukul 10.15 ${WHO} menulis:`,
  is: `Þann mán., 4. maí 2026 kl. 10:15 skrifaði ${WHO}:`,
  it: `Il giorno lun 4 mag 2026 alle ore 10:15 ${WHO} ha scritto:`,
  ja: `2026年5月4日(月) 10:15 ${WHO}:`,
  ka: `ორშ, 4 მაი. 2026, 10:15-ზე, მომხმარებელმა ${WHO} დაწერა:`,
  km: `នៅ ច័ន្ទ 4 ឧសភា 2026 ម៉ោង 10:15 ${WHO} បានសរសេរ៖`,
  kn: `ಸೋಮ, ಮೇ 4, 2026 ರಂದು 10:15 ಪೂರ್ವಾಹ್ನ ಸಮಯಕ್ಕೆ ${WHO} ಅವರು ಬರೆದಿದ್ದಾರೆ:`,
  ko: `2026년 5월 4일 (월) 오전 10:15, ${WHO}님이 작성:`,
  lt: `2026-05-04, pr, 10:15 ${WHO} rašė:`,
  lv: `Pirmd., 2026. g. 4. maijs plkst. 10:15 — lietotājs ${WHO} rakstīja:`,
  ml: `2026, മേയ് 4 തിങ്കൾ 10:15 AM-ന് ${WHO} ഇതെഴുതി:`,
  mn: `2026 оны 5-р сарын 4, Даваа 10:15 цагт ${WHO} бичсэн:`,
  mr: `सोम, ४ मे, २०२६ रोजी १०:१५ AM वाजता ${WHO} ने लिहिले:`,
  ms: `Pada Isn, 4 Mei 2026 pada 10:15 PG ${WHO} menulis:`,
  nb: `man. 4. mai 2026 kl. 10:15 skrev ${WHO}:`,
  nl: `Op ma 4 mei 2026 om 10:15 schreef ${WHO}:`,
  pl: `pon., 4 maj 2026 o 10:15 ${WHO} napisał(a):`,
  'pt-BR': `Em seg., 4 de mai. de 2026 às 10:15, ${WHO} escreveu:`,
  'pt-PT': `${WHO} escreveu (segunda, 4/05/2026 à(s) 10:15):`,
  ro: `În lun., 4 mai 2026 la 10:15, ${WHO} a scris:`,
  ru: `пн, 4 мая 2026 г. в 10:15, ${WHO}:`,
  sk: `po 4. 5. 2026 o 10:15 ${WHO} napísal(a):`,
  sl: `V V pon., 4. maj 2026 ob 10:15 je oseba ${WHO} napisala:`,
  sr: `пон, 4. мај 2026. у 10:15 ${WHO} је написао/ла:`,
  sv: `Den mån 4 maj 2026 kl 10:15 skrev ${WHO}:`,
  sw: `Mnamo Jum, 4 Mei 2026 saa 10:15 ${WHO} aliandika:`,
  ta: `திங்., 4 மே, 2026 அன்று முற்பகல் 10:15 மணிக்கு, ${WHO} எழுதியது:`,
  te: `సోమ, 4 మే 2026 10:15 AMకి, ${WHO} ఇలా వ్రాసారు:`,
  th: `ในวันที่ จ. 4 พ.ค. 2569 เวลา 10:15 ${WHO} เขียนว่า:`,
  tr: `Owner <owner@example.org>, 4 May 2026 Pzt, 10:15 tarihinde şunu yazdı:`,
  uk: `пн, 4 трав. 2026 р. о 10:15 ${WHO} пише:`,
  ur: 'بروز پیر، 4 مئی، 2026 کو 10:15 AM بجے ‪Owner‬‏ <‪owner@example.org‬‏> نے لکھا:',
  vi: `Vào Th 2, 4 thg 5, 2026 vào lúc 10:15 ${WHO} đã viết:`,
  'zh-CN': `Owner <owner@example.org> 于2026年5月4日周一 10:15写道：`,
  'zh-TW': `Owner <owner@example.org> 於 2026年5月4日 週一 上午10:15寫道：`,
  zu: `NgoMso, 4 Mey 2026 ngo-10:15 ${WHO} wabhala:`,
  'a language that nobody knows': `Blib 4 blub 2026 blab 10:15 ${WHO} blob:`,
};

describe('attributions', () => {
  it.each(Object.entries(ATTRIBUTIONS))('%s', (_language, attribution) => {
    for (const text of [
      `${NEW}\n\n${attribution}\n\n> ${OLD}\n`,
      `${NEW}\n\n${attribution}\n\n${OLD}`,
      `${NEW}\n\n${attribution.replace('Owner <', 'Owner <\n')}\n\n> ${OLD}`,
    ]) {
      expect(newlyWrittenText({ ...MAIL, text })).toEqual({
        text: NEW,
        quoted: expect.stringContaining(OLD),
      });
    }
  });
});

describe('words that say that the answers are below', () => {
  it.each([
    'Hi, see my answers below.',
    'Please find our comments inline.',
    'My replies are in red.',
    'I have answered in your text.',
    'See below.',
    'Meine Antworten stehen unten in Rot.',
    'Ich habe unten im Text geantwortet.',
    'Mes réponses sont ci-dessous, en rouge.',
    'Respuestas abajo, en rojo.',
    'Minhas respostas estão abaixo.',
    'Le mie risposte sono qui sotto.',
    'Mijn antwoorden staan hieronder.',
    'Moje odpowiedzi są poniżej.',
    'Odpovědi jsou níže, červeně.',
    'Ответы ниже, красным.',
    'Відповіді нижче.',
    'Отговорите са по-долу.',
    'Odgovori su ispod.',
    'Mina svar finns nedan.',
    'Mine svar står nedenfor.',
    'Vastaukset alla.',
    'Válaszaim lent, pirossal.',
    'Răspunsurile sunt mai jos.',
    'Οι απαντήσεις μου είναι παρακάτω.',
    'Cevaplarım aşağıda.',
    'תשובותיי למטה.',
    'إجاباتي أدناه بالأحمر.',
    'Jawaban saya di bawah.',
    'Câu trả lời ở bên dưới.',
    '回答は下記に赤字で記入しました。',
    '我的回复见下面红字。',
    '답변은 아래에 있습니다.',
  ])('%s', (note) => {
    const text = `${note}\n\n${block(LABELS.en ?? '', [WHO, 'Monday, May 4, 2026 10:15'])}\n\n${OLD} Yes, it would.`;
    expect(newlyWrittenText({ ...MAIL, text }).text).toBe(text);
  });

  it.each([
    'I live below the station.',
    'The answer is no.',
    'Prices have gone down in red states.',
    'Kommen Sie nach unten.',
  ])('not: %s', (note) => {
    const text = `${note}\n\n${block(LABELS.en ?? '', [WHO, 'Monday, May 4, 2026 10:15'])}\n\n${OLD}`;
    expect(newlyWrittenText({ ...MAIL, text }).text).toBe(note);
  });
});
