import { describe, expect, test } from 'vitest';
import { newlyWrittenText } from '../../shared/mail/reply-text.ts';
import { mailWith } from './mail-builder.ts';

const html = { 'Content-Type': 'text/html; charset=utf-8' };
const plain = { 'Content-Type': 'text/plain; charset=utf-8' };

/** Answers as mail programs write them, made for this test: what of each is newly written. */
const cases: readonly (readonly [
  what: string,
  headers: Readonly<Record<string, string>>,
  body: string,
  text: string,
])[] = [
  [
    'Gmail',
    plain,
    'Yes, Thursday works.\n\nOn Mon, Nov 2, 2026 at 10:00 AM Anna Berg <anna@example.org> wrote:\n\n> Hi Jane,\n> when could we talk?',
    'Yes, Thursday works.',
  ],
  [
    'Gmail, attribution on two lines',
    plain,
    'Gladly.\n\nOn Mon, Nov 2, 2026 at 10:00 AM Anna Berg via Very Long Mailing Name <\nanna@example.org> wrote:\n\n> When?',
    'Gladly.',
  ],
  [
    'Gmail in German',
    plain,
    'Passt mir gut.\n\nAm Mo., 2. Nov. 2026 um 10:00 Uhr schrieb Anna Berg <anna@example.org>:\n\n> Wann?',
    'Passt mir gut.',
  ],
  [
    'Gmail in Russian',
    plain,
    'Да, удобно.\n\nпн, 2 нояб. 2026 г. в 10:00, Анна Берг <anna@example.org>:\n\n> Когда?',
    'Да, удобно.',
  ],
  [
    'Gmail in Ukrainian',
    plain,
    'Так, зручно.\n\nпн, 2 лист. 2026 р. о 10:00 Анна Берг <anna@example.org> пише:\n\n> Коли?',
    'Так, зручно.',
  ],
  [
    'Gmail in Polish',
    plain,
    'Tak, pasuje.\n\npon., 2 lis 2026 o 10:00 Anna Berg <anna@example.org> napisał(a):\n\n> Kiedy?',
    'Tak, pasuje.',
  ],
  [
    'Gmail in French',
    plain,
    'Oui, jeudi.\n\nLe lun. 2 nov. 2026 à 10:00, Anna Berg <anna@example.org> a écrit :\n\n> Quand ?',
    'Oui, jeudi.',
  ],
  [
    'Gmail in Spanish',
    plain,
    'Sí, el jueves.\n\nEl lun, 2 nov 2026 a las 10:00, Anna Berg (<anna@example.org>) escribió:\n\n> ¿Cuándo?',
    'Sí, el jueves.',
  ],
  [
    'Apple Mail',
    plain,
    'That works.\n\nJane\n\n> On 2. Nov 2026, at 10:00, Anna Berg <anna@example.org> wrote:\n> \n> When?',
    'That works.\n\nJane',
  ],
  [
    'The Bat! in Russian',
    plain,
    'Да, удобно.\n\nВы писали 2 ноября 2026 г., 10:00:00:\n\nКогда?',
    'Да, удобно.',
  ],
  [
    'Thunderbird in Finnish',
    plain,
    'Sopii.\n\nAnna Berg kirjoitti 2.11.2026 klo 10.00:\n\nMilloin?',
    'Sopii.',
  ],
  ['Outlook in Turkish', plain, 'Olur.\n\n-----Özgün İleti-----\nNe zaman?', 'Olur.'],
  [
    'Yandex, with fields above its attribution',
    html,
    '<div>Да.</div><div>----------------</div><div>Кому: Жанна (j@example.com);</div><div>Тема: Вопрос;</div><div>02.11.2026, 10:00, "Anna" &lt;anna@example.org&gt;:</div><blockquote><p>Когда?</p></blockquote>',
    'Да.',
  ],
  [
    'Lotus Notes',
    plain,
    'Yes.\n\nAnna Berg ---11/02/2026 10:00:00 AM---Hi Jane, when?\n\nFrom: Anna Berg\nHi Jane, when?',
    'Yes.',
  ],
  [
    'Outlook for Mac, which holds history in a span',
    html,
    '<div>Yes.</div><span id="OLK_SRC_BODY_SECTION"><div>From: Anna</div>When?</span>',
    'Yes.',
  ],
  [
    'Yahoo, with its prefix',
    html,
    '<div>Yes.</div><div id="ydp1a2byahoo_quoted_3" class="ydp1a2byahoo_quoted"><div>Anna wrote on Monday:</div><div>When?</div></div>',
    'Yes.',
  ],
  [
    'what a ticket system puts between',
    plain,
    'Yes please.\n\n##- Please type your reply above this line -##\n\nYour request is open.',
    'Yes please.',
  ],
  [
    'what a ticket system puts above its agent',
    plain,
    '##- Please type your reply above this line -##\n\nWhich plan are you on?',
    '##- Please type your reply above this line -##\n\nWhich plan are you on?',
  ],
  ['Finnish footer', plain, 'Sopii.\n\nLähetetty iPhonesta', 'Sopii.'],
  ['Turkish footer', plain, "Olur.\n\niPhone'umdan gönderildi", 'Olur.'],
  ['Czech footer', plain, 'Ano.\n\nOdesláno z iPhonu', 'Ano.'],
  [
    'dashes that part a list from its question',
    plain,
    'Options:\n\n--\nA: 100 pieces\nB: 200 pieces\n--\nWhich would you choose?',
    'Options:\n\n--\nA: 100 pieces\nB: 200 pieces\n--\nWhich would you choose?',
  ],
  [
    'Outlook on the desktop',
    plain,
    'Fine with me.\n\n-----Original Message-----\nFrom: Anna Berg <anna@example.org>\nSent: Monday, November 2, 2026 10:00 AM\nTo: Jane Doe <jane@example.com>\nSubject: A call\n\nWhen?',
    'Fine with me.',
  ],
  [
    'Outlook without a line',
    plain,
    'Fine with me.\n\nFrom: Anna Berg <anna@example.org>\nSent: Monday, November 2, 2026 10:00\nTo: Jane Doe <jane@example.com>\nSubject: A call\n\nWhen?',
    'Fine with me.',
  ],
  [
    'Outlook in German',
    plain,
    'Gerne.\n\nVon: Anna Berg <anna@example.org>\nGesendet: Montag, 2. November 2026 10:00\nAn: Jane Doe <jane@example.com>\nBetreff: Anruf\n\nWann?',
    'Gerne.',
  ],
  [
    'Outlook in Russian',
    plain,
    'Хорошо.\n\nОт: Анна Берг <anna@example.org>\nОтправлено: 2 ноября 2026 г. 10:00\nКому: Джейн <jane@example.com>\nТема: Звонок\n\nКогда?',
    'Хорошо.',
  ],
  [
    'Outlook in Italian',
    plain,
    'Va bene.\n\nDa: Anna Berg <anna@example.org>\nInviato: lunedì 2 novembre 2026 10:00\nA: Jane <jane@example.com>\nOggetto: Chiamata\n\nQuando?',
    'Va bene.',
  ],
  [
    'Yahoo',
    plain,
    'Sounds good.\n\n    On Monday, November 2, 2026 at 10:00:00 AM GMT+1, Anna Berg <anna@example.org> wrote:  \n \n When?',
    'Sounds good.',
  ],
  [
    'ProtonMail',
    plain,
    'Agreed.\n\nSent with Proton Mail secure email.\n\nOn Monday, November 2nd, 2026 at 10:00, Anna Berg <anna@example.org> wrote:\n\n> When?',
    'Agreed.',
  ],
  [
    'mail.ru',
    plain,
    'Да.\n\n--\nДжейн\n\n>Понедельник, 2 ноября 2026, 10:00 +03:00 от Анна Берг <anna@example.org>:\n>\n>Когда?',
    'Да.',
  ],
  [
    'a phone',
    plain,
    'Yes please\n\nSent from my iPhone\n\n> On Nov 2, 2026, at 10:00 AM, Anna Berg <anna@example.org> wrote:\n> \n> When?',
    'Yes please',
  ],
  ['a phone in German', plain, 'Ja bitte\n\nVon meinem iPhone gesendet', 'Ja bitte'],
  [
    'a signature',
    plain,
    'We are interested.\n\n-- \nJane Doe\nHead of Everything\nExample Ltd\n+44 20 7946 0000',
    'We are interested.',
  ],
  [
    'a disclaimer',
    plain,
    'We are interested.\n\nThis e-mail and any attachments are confidential and intended solely for the addressee. If you have received this message in error, please notify the sender and delete it.',
    'We are interested.',
  ],
  [
    'nothing but text',
    plain,
    'Dear Anna,\n\nOn Monday we wrote:\nthat is, my colleague wrote: we cannot.\n\nKind regards\nJane',
    'Dear Anna,\n\nOn Monday we wrote:\nthat is, my colleague wrote: we cannot.\n\nKind regards\nJane',
  ],
  [
    'Gmail HTML',
    html,
    '<div dir="ltr">Yes, <b>Thursday</b>.</div><br><div class="gmail_quote"><div dir="ltr" class="gmail_attr">On Mon, Nov 2, 2026 Anna wrote:<br></div><blockquote class="gmail_quote">When?</blockquote></div>',
    'Yes, Thursday.',
  ],
  [
    'Outlook HTML',
    html,
    '<div class="WordSection1"><p class="MsoNormal">Fine with me.</p></div><div style="border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0in 0in 0in"><p class="MsoNormal"><b>From:</b> Anna Berg &lt;anna@example.org&gt;<br><b>Sent:</b> Monday, November 2, 2026<br><b>To:</b> Jane<br><b>Subject:</b> A call</p></div><p>When?</p>',
    'Fine with me.',
  ],
  [
    'Outlook mobile HTML',
    html,
    '<div dir="auto">Works for me</div><div id="ms-outlook-mobile-signature">Get <a href="https://aka.ms/o0ukef">Outlook for iOS</a></div><hr><div id="divRplyFwdMsg"><b>From:</b> Anna<br><b>Sent:</b> Monday<br><b>To:</b> Jane<br><b>Subject:</b> A call</div><div>When?</div>',
    'Works for me',
  ],
  [
    'Apple Mail HTML',
    html,
    '<html><body>That works.<br><div><br><blockquote type="cite"><div>On 2. Nov 2026, at 10:00, Anna wrote:</div><div>When?</div></blockquote></div></body></html>',
    'That works.',
  ],
  [
    'Yandex HTML',
    html,
    '<div>Да, удобно.</div><div> </div><div>02.11.2026, 10:00, "Анна Берг" &lt;anna@example.org&gt;:</div><blockquote><p>Когда?</p></blockquote>',
    'Да, удобно.',
  ],
  [
    'Thunderbird HTML',
    html,
    '<p>Yes.</p><div class="moz-cite-prefix">Am 02.11.26 um 10:00 schrieb Anna Berg:<br></div><blockquote type="cite" cite="mid:1">Wann?</blockquote>',
    'Yes.',
  ],
  [
    'an attribution on the line of the answer',
    plain,
    'Yes, gladly. On Mon, Nov 2, 2026 at 10:00 AM, anna@example.org wrote:\n> When?',
    'Yes, gladly.',
  ],
  [
    'the same, wrapped',
    plain,
    'First line.\nYes, gladly--- On Mon, Nov 2, 2026 at 10:00 AM, Anna Berg\n<anna@example.org> wrote:\n> When?',
    'First line.\nYes, gladly',
  ],
  [
    'an attribution from a paper whose name begins like one',
    plain,
    'Oui.\n\nLe lun. 2 nov. 2026 à 10:00, Le Monde <anna@example.org> a écrit :\n> Quand ?',
    'Oui.',
  ],
  [
    'an attribution between dashes',
    plain,
    'Yes.\n\n------On 12/29/2026 17:32 PM, Anna Berg wrote-----\n\nWhen?',
    'Yes.',
  ],
  ['a footer with an excuse', plain, 'Yes.\n\nSent from my phone, please excuse any typos.', 'Yes.'],
  [
    'a sentence that begins like a footer',
    plain,
    'Yes.\n\nSent from my desk, which beats my mobile phone.',
    'Yes.\n\nSent from my desk, which beats my mobile phone.',
  ],
  ['a Swedish footer', plain, 'Ja.\n\nfrån min iPhone', 'Ja.'],
  [
    'a farewell below the quotation',
    plain,
    'Yes, gladly.\n\n> When could we talk?\n\nKind regards,\nJane Doe\nExample Ltd',
    'Yes, gladly.',
  ],
  [
    'thanks below a quotation, which may be an answer',
    plain,
    'Yes, gladly.\n\n> I send it today.\n\nThanks!',
    'Yes, gladly.\n\n> I send it today.\n\nThanks!',
  ],
  [
    'a name below a quotation, which may be an answer',
    plain,
    'See below.\n\n> Who of you comes?\n\nMartin',
    'See below.\n\n> Who of you comes?\n\nMartin',
  ],
  [
    'a letter below a quotation, which may be an answer',
    plain,
    'Our choice:\n\n> Offer A or offer B?\n\nB',
    'Our choice:\n\n> Offer A or offer B?\n\nB',
  ],
  [
    'Lotus Notes with a table of fields',
    plain,
    'Yes.\n\n|---------+---------------------------->\n|         |           Anna Berg        |\n|         |           02/11/2026       |\n|---------+---------------------------->\n\nHi Jane, when?',
    'Yes.',
  ],
  [
    'an answer below what Outlook quotes with a bar',
    html,
    '<div id="divRplyFwdMsg"><b>From:</b> Anna<br><b>Sent:</b> Monday<br><b>To:</b> Jane<br><b>Subject:</b> A call</div><blockquote type="cite">When?</blockquote><div>On Thursday.</div>',
    'On Thursday.',
  ],
  [
    'an attachment between two texts',
    { 'Content-Type': 'multipart/mixed; boundary=b' },
    '--b\nContent-Type: text/plain\n\nThe plan is attached.\n--b\nContent-Type: application/pdf; name=plan.pdf\nContent-Disposition: attachment\n\nx\n--b\nContent-Type: text/plain\n\nWill you sign it?\n\n-- \nJane\n--b--',
    'The plan is attached.\n\nWill you sign it?',
  ],
  [
    'a part that holds nothing but the signature',
    { 'Content-Type': 'multipart/mixed; boundary=b' },
    '--b\nContent-Type: text/plain\n\nThe plan is attached.\n--b\nContent-Type: text/plain\n\n-- \nJane Doe\nExample Ltd\n--b--',
    'The plan is attached.',
  ],
];

describe('newly written text', () => {
  test.each(cases)('%s', async (_what, headers, body, text) => {
    expect(newlyWrittenText(await mailWith(headers, body)).text.trim()).toBe(text);
  });
});
