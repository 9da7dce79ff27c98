import { describe, expect, test } from 'vitest';
import { classifyMail, type MailClass } from '../../shared/mail/classify.ts';
import { FIRST, mailWith } from './mail-builder.ts';

type Headers = Readonly<Record<string, string | null>>;

/** Nothing says which mail it is about. */
const UNRELATED = { 'In-Reply-To': null, References: null };

/** Kinds of mail as they come in real life, written for this test: what each is taken for. */
const cases: readonly (readonly [kind: MailClass['kind'], what: string, headers: Headers, body: string])[] = [
  // Bounces
  [
    'bounce',
    'Exim',
    {
      'Return-Path': '<>',
      From: 'Mail Delivery System <Mailer-Daemon@mx1.hoster.example>',
      Subject: 'Mail delivery failed: returning message to sender',
      'Auto-Submitted': 'auto-replied',
      'X-Failed-Recipients': 'jo@firm.example',
      'In-Reply-To': null,
      References: null,
    },
    'This message was created automatically by mail delivery software.\n\nA message that you sent could not be delivered to one or more of its\nrecipients. This is a permanent error. The following address(es) failed:\n\n  jo@firm.example\n    host mx.firm.example [192.0.2.1]\n    SMTP error from remote mail server after RCPT TO:<jo@firm.example>:\n    550 5.1.1 User unknown',
  ],
  [
    'bounce',
    'Postfix in German, without a report',
    {
      'Return-Path': '<>',
      From: 'MAILER-DAEMON@mail.firma.example (Mail Delivery System)',
      Subject: 'Undelivered Mail Returned to Sender',
      'In-Reply-To': null,
      References: null,
    },
    'Dies ist das Mailsystem auf host mail.firma.example.\n\nIhre Nachricht konnte an einen oder mehrere Empfänger nicht zugestellt werden.\n\n<jo@firma.example>: unknown user: "jo"',
  ],
  [
    'bounce',
    'Exchange in French',
    {
      'Return-Path': '<>',
      From: 'Microsoft Outlook <postmaster@contoso.example>',
      Subject: 'Non remis : Votre question',
      'X-MS-Exchange-Message-Is-Ndr': '',
      'In-Reply-To': null,
      References: null,
    },
    "Votre message n'a pas pu être remis à jo@contoso.example.\n\nL'adresse de courrier que vous avez entrée est introuvable.\n\n550 5.1.10 RESOLVER.ADR.RecipientNotFound",
  ],
  [
    'bounce',
    'Office 365 in Polish',
    {
      'Return-Path': '<>',
      From: 'Microsoft Outlook <MicrosoftExchange329e71ec88ae4615bbc36ab6ce41109e@firma.example>',
      Subject: 'Niedostarczone: Pytanie',
      'In-Reply-To': null,
      References: null,
      'Auto-Submitted': 'auto-replied',
    },
    'Nie można dostarczyć wiadomości do następujących adresatów:\n\njan@firma.example\nNie znaleziono adresu e-mail.\n\n550 5.1.1',
  ],
  [
    'bounce',
    'qmail',
    {
      'Return-Path': '<>',
      From: 'MAILER-DAEMON@mail.old.example',
      Subject: 'failure notice',
      'In-Reply-To': null,
      References: null,
    },
    "Hi. This is the qmail-send program at mail.old.example.\nI'm afraid I wasn't able to deliver your message to the following addresses.\nThis is a permanent error; I've given up. Sorry it didn't work out.\n\n<jo@old.example>:\nSorry, no mailbox here by that name. (#5.1.1)",
  ],
  [
    'bounce',
    'Gmail delay',
    {
      'Return-Path': '<>',
      From: 'Mail Delivery Subsystem <mailer-daemon@googlemail.com>',
      Subject: 'Delivery Status Notification (Delay)',
      'Auto-Submitted': 'auto-replied',
      'In-Reply-To': null,
      References: null,
    },
    'There was a temporary problem while delivering your message to jo@slow.example. Gmail will retry for 46 more hours.',
  ],
  [
    'bounce',
    'Zoho',
    {
      'Return-Path': '<>',
      From: 'mailer-daemon@mail.zoho.com',
      Subject: 'Undelivered Mail Returned to Sender',
      'In-Reply-To': null,
      References: null,
    },
    'This message was created automatically by mail delivery software.\nA message that you sent could not be delivered to one or more of its recipients. This is a permanent error.\n\njo@firm.example ERROR_CODE :550, ERROR_CODE :5.1.1 Recipient not found',
  ],
  [
    'bounce',
    'mailbox full in Italian',
    {
      'Return-Path': '<>',
      From: 'Mail Delivery System <postmaster@posta.example>',
      Subject: 'Consegna fallita: Re: domanda',
      'In-Reply-To': null,
      References: null,
    },
    'Il messaggio non è stato consegnato a: anna@posta.example\n552 5.2.2 Mailbox full / Casella piena',
  ],
  [
    'bounce',
    'Russian provider',
    {
      'Return-Path': '<>',
      From: 'MAILER-DAEMON@yandex.example',
      Subject: 'Недоставленное сообщение',
      'In-Reply-To': null,
      References: null,
    },
    'Это письмо отправлено почтовым сервером.\nК сожалению, мы вынуждены сообщить Вам о том, что Ваше письмо не может быть отправлено одному или нескольким адресатам.\n\n<jo@firm.example>: host mx.firm.example said: 550 5.1.1 No such user',
  ],
  [
    'bounce',
    'a mail system in a language that the rules do not know',
    { 'Return-Path': '<>', From: 'Post <mailer-daemon@posta.example>', Subject: 'Tilkynning', ...UNRELATED },
    'Ekki tókst að koma skilaboðunum til jo@firm.example.',
  ],
  [
    'bounce',
    'a gateway that is nobody by name, without a code',
    { From: 'smtp-service@gateway.example', Subject: 'Delivery failure notification', ...UNRELATED },
    'Your message could not be delivered to the following recipients:\n\njo@firm.example\n\nPlease do not resend it.',
  ],
  [
    'bounce',
    'a gateway that puts the outcome behind the subject',
    {
      From: 'internet@bank.example',
      Subject: 'RE: Your question : non remis (delivery failed)',
      ...UNRELATED,
    },
    "Votre message n'a pas pu être délivré à\njo@bank.example",
  ],
  [
    'bounce',
    'Dovecot, which refuses mail in the form of a receipt',
    {
      'Return-Path': '<>',
      From: 'Mail Delivery Subsystem <postmaster@firm.example>',
      Subject: 'Automatically rejected mail',
      'Auto-Submitted': 'auto-replied (rejected)',
      'Content-Type': 'multipart/report; report-type=disposition-notification; boundary=b',
      ...UNRELATED,
    },
    '--b\nContent-Type: text/plain\n\nYour message to <jo@firm.example> was automatically rejected:\nQuota exceeded\n--b\nContent-Type: message/disposition-notification\n\nFinal-Recipient: rfc822; jo@firm.example\nDisposition: automatic-action/MDN-sent-automatically; deleted\n\n--b--',
  ],
  // Absences
  [
    'out_of_office',
    'Outlook in English',
    {
      'Return-Path': '<>',
      Subject: 'Automatic reply: Your question',
      'Auto-Submitted': 'auto-replied',
      'X-Auto-Response-Suppress': 'All',
    },
    'I am out of the office until Monday, 9 November with limited access to email.',
  ],
  [
    'out_of_office',
    'Gmail responder',
    {
      Precedence: 'bulk',
      'X-Autoreply': 'yes',
      'Auto-Submitted': 'auto-replied',
      Subject: 'Out of office Re: Your question',
    },
    'On vacation, back on the 12th.',
  ],
  [
    'out_of_office',
    'German',
    { 'Return-Path': '<>', Subject: 'Automatische Antwort: Ihre Frage', 'Auto-Submitted': 'auto-generated' },
    'Vielen Dank für Ihre Nachricht. Ich bin bis zum 15.11.2026 nicht im Büro. In dringenden Fällen wenden Sie sich bitte an info@firma.example.',
  ],
  [
    'out_of_office',
    'French',
    {
      'Return-Path': '<>',
      Subject: 'Réponse automatique : votre question',
      'Auto-Submitted': 'auto-replied',
    },
    'Bonjour, je suis absent jusqu’au 20 novembre inclus.',
  ],
  [
    'out_of_office',
    'Spanish',
    { Subject: 'Respuesta automática: su pregunta', 'Auto-Submitted': 'auto-replied' },
    'Estaré fuera de la oficina hasta el 10 de noviembre.',
  ],
  [
    'out_of_office',
    'Portuguese',
    { Subject: 'Resposta automática: sua pergunta', 'Auto-Submitted': 'auto-replied' },
    'Estou de férias e retorno no dia 10/11.',
  ],
  [
    'out_of_office',
    'Dutch',
    { Subject: 'Automatisch antwoord: uw vraag', 'X-Autoreply': 'yes' },
    'Ik ben met vakantie en weer bereikbaar vanaf 16 november.',
  ],
  [
    'out_of_office',
    'Polish',
    { Subject: 'Odpowiedź automatyczna: pytanie', 'Auto-Submitted': 'auto-replied' },
    'Jestem na urlopie do 12 listopada.',
  ],
  [
    'out_of_office',
    'Russian',
    { Subject: 'Автоответ: Ваш вопрос', 'Auto-Submitted': 'auto-replied' },
    'Здравствуйте! Я в отпуске до 15 ноября.',
  ],
  [
    'out_of_office',
    'Ukrainian',
    { Subject: 'Автоматична відповідь: питання', 'Auto-Submitted': 'auto-replied' },
    'Добрий день! Я у відпустці до 15 листопада.',
  ],
  [
    'out_of_office',
    'Czech',
    { Subject: 'Automatická odpověď: dotaz', 'Auto-Submitted': 'auto-replied' },
    'Do 15. 11. čerpám dovolenou.',
  ],
  [
    'out_of_office',
    'Turkish',
    { Subject: 'Otomatik yanıt: sorunuz', 'Auto-Submitted': 'auto-replied' },
    '15 Kasım tarihine kadar ofis dışındayım.',
  ],
  [
    'out_of_office',
    'Japanese',
    { Subject: '自動応答: ご質問', 'Auto-Submitted': 'auto-replied' },
    '11月15日まで不在にしております。',
  ],
  [
    'out_of_office',
    'GroupWise, by its name alone',
    {
      'Return-Path': '<>',
      'X-Mailer': 'Novell GroupWise Internet Agent',
      Subject: 'Your question - Out of office',
      'Auto-Submitted': 'auto-replied',
    },
    'I will return on Monday.',
  ],
  [
    'out_of_office',
    'sick leave',
    { Subject: 'Abwesenheitsnotiz', 'Auto-Submitted': 'auto-replied' },
    'Ich bin zurzeit erkrankt und nicht erreichbar.',
  ],
  [
    'out_of_office',
    'a program that keeps the subject and has no header of its own',
    { 'Return-Path': '<>' },
    'I am out of the office until 1 December.',
  ],
  [
    'out_of_office',
    'a receipt that calls itself bulk',
    { 'Return-Path': '<>', Precedence: 'bulk', Subject: 'Thank you for your e-mail', ...UNRELATED },
    'I will endeavour to reply as soon as possible.',
  ],
  [
    'out_of_office',
    'Polish in brackets',
    { Precedence: 'junk', Subject: '[Automatyczna odpowiedź] Pytanie', ...UNRELATED },
    'Dziękuję za wiadomość.',
  ],
  // Lists and bulk
  [
    'list',
    'Mailman',
    {
      ...FIRST,
      'List-Id': 'Users <users.lists.example>',
      'List-Post': '<mailto:users@lists.example>',
      Precedence: 'list',
      From: 'Jane via Users <users@lists.example>',
    },
    'Has anybody seen this?',
  ],
  [
    'list',
    'newsletter',
    {
      ...FIRST,
      From: 'Shop <news@shop.example>',
      'List-Unsubscribe': '<https://shop.example/u?x=1>',
      'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
      'Feedback-ID': '1:2:shop',
    },
    'Our offers of the week. Unsubscribe here.',
  ],
  [
    'list',
    'Google Groups',
    { ...FIRST, 'List-ID': '<team.groups.example>', 'X-Google-Group-Id': '1234', Precedence: 'list' },
    'Minutes attached.',
  ],
  [
    'list',
    'bulk without list headers',
    { ...FIRST, Precedence: 'bulk', From: 'Events <events@city.example>', 'X-Campaign': '77' },
    'Join us on Friday! To unsubscribe click here.',
  ],
  // Other machines
  [
    'machine',
    'ticket system',
    {
      From: 'Support <support@helpdesk.example>',
      Subject: '[#48211] Your request has been received',
      'Auto-Submitted': 'auto-generated',
      'X-Auto-Response-Suppress': 'All',
      'In-Reply-To': null,
      References: null,
    },
    'Your request (#48211) has been received and is being reviewed by our support staff.',
  ],
  [
    'machine',
    'GitHub',
    {
      ...FIRST,
      From: 'octocat <notifications@github.com>',
      'X-GitHub-Reason': 'mention',
      Subject: 'Re: [org/repo] Fix (#12)',
      'Auto-Submitted': 'auto-generated',
    },
    '@you can you look?',
  ],
  [
    'machine',
    'no-reply receipt',
    { ...FIRST, From: 'Rail <no-reply@rail.example>', Subject: 'Your booking 8XK2' },
    'Thank you for your booking. Do not reply to this mail.',
  ],
  [
    'machine',
    'verification code',
    { ...FIRST, From: 'Account <noreply@id.example>', Subject: '482913 is your code' },
    'Enter 482913 to sign in. It expires in ten minutes.',
  ],
  [
    'machine',
    'read receipt',
    {
      Subject: 'Read: Your question',
      'Content-Type': 'multipart/report; report-type=disposition-notification; boundary=b',
      'Auto-Submitted': 'auto-replied',
    },
    '--b\nContent-Type: text/plain\n\nYour message was read on Monday.\n--b\nContent-Type: message/disposition-notification\n\nFinal-Recipient: rfc822;jane@example.com\nDisposition: manual-action/MDN-sent-manually; displayed\n\n--b--',
  ],
  [
    'machine',
    'spam complaint',
    {
      ...FIRST,
      'Content-Type': 'multipart/report; report-type=feedback-report; boundary=b',
      From: 'fbl@isp.example',
    },
    '--b\nContent-Type: text/plain\n\nThis is an abuse report.\n--b\nContent-Type: message/feedback-report\n\nFeedback-Type: abuse\n\n--b--',
  ],
  [
    'machine',
    'cron',
    {
      ...FIRST,
      From: 'root@server.example (Cron Daemon)',
      Subject: 'Cron <root@server> backup',
      'Auto-Submitted': 'auto-generated',
      'X-Cron-Env': '<SHELL=/bin/sh>',
    },
    'done',
  ],
  [
    'machine',
    'social network',
    {
      ...FIRST,
      From: 'LinkedIn <messages-noreply@linkedin.example>',
      Subject: 'Jane sent you a message',
      'X-LinkedIn-Class': 'INMAIL',
    },
    'Jane: Hi! Reply',
  ],
  [
    'machine',
    'a challenge',
    { Subject: 'Re: Your question' },
    "This account is protected by Mailguard. Please click on the following link to have your address added to the recipient's allowed list.\n\nhttps://mailguard.example/verify/1",
  ],
  [
    'machine',
    'a challenge in French',
    { Subject: 'Re: Votre question' },
    'Votre message est en attente de validation. Cliquez sur le lien suivant pour vous authentifier : https://filtre.example/x',
  ],
  [
    'machine',
    'a receipt in French, in the thread',
    { Subject: 'Re: Votre question' },
    'Ceci est un message automatique, merci de ne pas y répondre. Nous avons bien reçu votre demande.',
  ],
  [
    'machine',
    'a ticket system that calls its mail bulk',
    { Precedence: 'bulk', 'Auto-Submitted': 'auto-generated', From: 'Help <rt@firm.example>' },
    'A ticket was opened.',
  ],
  // People
  [
    'human',
    'a company that wants no automatic answers to any mail of its people',
    { 'X-Auto-Response-Suppress': 'DR, OOF, AutoReply', 'Thread-Index': 'AdFuZ6XxOH' },
    'Thursday works.',
  ],
  ['human', 'a short yes', {}, 'ok'],
  ['human', 'an emoji', {}, '👍'],
  ['human', 'Russian', { Subject: 'Re: Вопрос' }, 'Здравствуйте! Да, давайте созвонимся в четверг в 15:00.'],
  [
    'human',
    'who speaks of being out of office',
    {},
    "I'm out of office next week, so let us talk on the 20th instead. Does 10:00 work?",
  ],
  [
    'human',
    'who speaks of an undeliverable mail',
    {},
    'My colleague says that your mail was undeliverable (550 5.1.1), but I got it. Shall we talk on Tuesday?',
  ],
  [
    'human',
    'who speaks of vacation in the subject',
    { Subject: 'Re: Your question before my vacation' },
    'I leave tomorrow, so: yes.',
  ],
  ['human', 'from a phone', { 'X-Mailer': 'iPhone Mail (22B91)' }, 'Sure, call me.\n\nSent from my iPhone'],
  [
    'human',
    'from a function address',
    { From: 'Sales <info@firm.example>', 'Return-Path': '<info@firm.example>' },
    'Hello Anna, I am Peter from sales. What would it cost for fifty people?',
  ],
  [
    'human',
    'who forwards a bounce with a word',
    { Subject: 'Fwd: Undelivered Mail Returned to Sender' },
    'Hi, see below, my answer did not reach you. Trying again: yes, Thursday.\n\n---------- Forwarded message ---------\nFrom: Mail Delivery System <MAILER-DAEMON@mx.example>\nSubject: Undelivered Mail Returned to Sender\n\n550 5.1.1 user unknown',
  ],
  ['human', 'with Auto-Submitted: no', { 'Auto-Submitted': 'no' }, 'A person wrote this.'],
  [
    'human',
    'with high importance',
    { Importance: 'high', 'X-Priority': '1 (Highest)', Priority: 'urgent' },
    'Please call me today.',
  ],
  [
    'human',
    'from a mail merge of their own, answering',
    { 'X-Mailer': 'Mailbird', 'User-Agent': 'Mozilla Thunderbird' },
    'Thanks, not for us.',
  ],
  ['human', 'Japanese', { Subject: 'Re: ご質問' }, 'お世話になっております。木曜日の15時でお願いします。'],
  [
    'human',
    'asked for a ticket number',
    {},
    'Could you send me the ticket number of our last conversation? We received your request but lost it.',
  ],
  [
    'human',
    'a mail of one’s own subject',
    { Subject: 'New subject', 'In-Reply-To': '<1@mail.gmail.com>' },
    'Changing the subject: how about lunch?',
  ],
  [
    'bounce',
    'a gateway that says no more than whom it did not reach',
    {
      From: 'Some_AntiVirus_for_SMTP@gate.example',
      Subject: 'Delivery failure notification',
      'In-Reply-To': null,
      References: null,
    },
    'Your message with Subject: Re: Lunch\ncould not be delivered to the following recipients:\n\njo@firm.example\n\nPlease do not resend it.',
  ],
  [
    'bounce',
    'a gateway that answers in two languages, as if it were a reply',
    {
      From: 'internet-gateway@firm.example',
      Subject: 'RE: Lunch : non remis (delivery failed)',
      'In-Reply-To': null,
      References: null,
    },
    "*****************\nVotre message n'a pas pu etre delivre a\njo@firm.example\n\n*****************\nYour message could not be delivered to\njo@firm.example\n*****************",
  ],
  [
    'human',
    'forwards the address that did not work',
    { Subject: 'Re: Lunch' },
    'Hm, my mail could not be delivered to\njo@firm.example\nIs that the right one?',
  ],
  [
    'machine',
    'challenge and response',
    { Subject: 'Re: Lunch' },
    'Your message was received.\n\nThis account is protected by SafeMail. Please click on the following link to have your address added to the recipient’s allowed list and to ensure delivery of your mail.\n\nhttps://safe.example/verification/1234',
  ],
  [
    'human',
    'wants to be confirmed',
    { Subject: 'Re: Lunch' },
    'Could you confirm that you are coming? The link to the place: https://place.example/verify',
  ],
  [
    'out_of_office',
    'a vacation program of the old school',
    { 'Return-Path': '<>', Precedence: 'bulk', Subject: 'Thank you', 'In-Reply-To': null, References: null },
    'Thank you for your e-mail. I will endeavour to reply as soon as possible.\n\nJohn',
  ],
  [
    'out_of_office',
    'a subject in brackets',
    { Precedence: 'junk', Subject: '[Automatyczna odpowiedź] Lunch', 'In-Reply-To': null, References: null },
    'Dziękuję za wiadomość.',
  ],
];

const OWN = ['owner@example.org'];

describe('kinds of mail', () => {
  test.each(cases)('%s: %s', async (kind, _what, headers, body) => {
    expect(classifyMail(await mailWith(headers, body), OWN)).toMatchObject({ kind });
  });
});
