import { describe, expect, it } from 'vitest';
import { FIRST, mailWith } from '../../test/mail/mail-builder.ts';
import { classifyMail } from './classify.ts';

type Headers = Readonly<Record<string, string | null>>;
const kindOf = async (headers: Headers, body?: string): Promise<string> =>
  classifyMail(await mailWith(headers, body)).kind;

describe('people', () => {
  it.each<[string, Headers, string?]>([
    ['an answer', {}],
    ['a first mail', FIRST],
    [
      'a forwarded mail',
      { Subject: 'Fwd: Undelivered Mail Returned to Sender' },
      'Look what came back!\n\n550 5.1.1 User unknown',
    ],
    [
      'somebody who asks about a bounce',
      { ...FIRST, Subject: 'Delivery failed?' },
      'Hi,\n\nmy mail to you could not be delivered. Is your address right?',
    ],
    [
      'somebody who quotes a bounce',
      { Subject: 'Re: Undeliverable: Hello' },
      'Try again please.\n\n> could not be delivered\n> 550 5.1.1 User unknown',
    ],
    [
      'somebody who pastes a bounce into an answer',
      {},
      'I get this:\n\nDelivery to the following recipient failed permanently\n550 5.1.1 no such user',
    ],
    ['somebody who wants no more mail', {}, 'Please unsubscribe me from this.'],
    [
      'somebody who wants no more mail, at length',
      {},
      "To unsubscribe, do I really have to ask? I don't want to receive this.",
    ],
    ['a question', {}, 'Is this an automated message? I would rather talk to a person.'],
    ['a suspicion', {}, 'I think this is an automated email. Stop it.'],
    ['a protest', {}, 'This is an automated email, and a bad one. Please stop.'],
    ['a demand', {}, 'Can you prove that you are a human?'],
    ['a travel notice', {}, "I'll be out of the office until Monday, let us talk after that."],
    ['a hint about an address', {}, 'Please do not reply to this address, use jane@example.net.'],
    ['a shop', { From: 'orders@example.com' }, 'Yes, we have it in blue.'],
    ['a box office', { From: 'Jane <tickets@example.com>' }, 'Two seats are left.'],
    ['a postmaster', { From: 'Jane <postmaster@example.com>' }, 'Your domain is set up now.'],
    ['a CRM', { 'Feedback-ID': '1:2:3', 'X-Mailer': 'SendGrid' }],
    ['a script that a webmail is written in', { ...FIRST, 'X-PHP-Originating-Script': '1000:rcube.php' }],
    ['a forwarder', { ...FIRST, 'Return-Path': '<SRS0=abc1=XY=example.com=jane@forwarder.example>' }],
    ['an anti-forgery tag', { ...FIRST, 'Return-Path': '<prvs=1234567890=jane@example.com>' }],
    [
      'a name like a bounce address',
      { ...FIRST, 'Return-Path': '<b.smith2@example.com>', From: 'b.smith2@example.com' },
    ],
    ['Auto-Submitted: no', { 'Auto-Submitted': 'no' }],
    ['no receipts wanted', { 'X-Auto-Response-Suppress': 'DR, RN, NRN' }],
    ['a signed mail', { 'Content-Type': 'multipart/signed; boundary=b' }, '--b\n\nHello\n--b--'],
    ['a list of details in an answer', {}, 'Name: Jane\nCompany: Example\nPhone: 123\nCity: Kyiv'],
    ['an empty mail', {}, ''],
    [
      'links, one a line',
      FIRST,
      'Hi,\n\nhttps://a.example/1\nhttps://a.example/2\nhttps://a.example/3\n\nJo',
    ],
    [
      'a colleague who knows more',
      { From: 'Bo <bo@example.com>' },
      'Jane no longer works here, I took over. What is it about?',
    ],
    ['a doubt', {}, 'Hm, this is an automatic reply, is it?'],
    [
      'somebody who got one',
      {},
      'Your colleague only sends "this is an automatic reply" back. Who can help me?',
    ],
    [
      'a desk that is a person',
      { From: 'Kim <support@example.com>' },
      'Hi, I have received your request. Which ticket number was it?',
    ],
  ])('%s', async (_name, headers, body) => {
    expect(await kindOf(headers, body)).toBe('human');
  });

  it('a mail to a group that is the owner', async () => {
    const headers = {
      'List-ID': '<hello.example.org>',
      'X-BeenThere': 'hello@example.org',
      Precedence: 'list',
    };
    const mail = await mailWith(headers);
    expect(classifyMail(mail, ['Hello@example.org']).kind).toBe('human');
    expect(classifyMail(mail, ['other@example.org']).kind).toBe('list');
  });
});

describe('lists and bulk mail', () => {
  const TO_LIST = { To: 'friends@example.org' };
  it.each<[string, Headers, string?]>([
    ['RFC 2919', { ...TO_LIST, 'List-Id': 'Friends <friends.example.org>' }],
    ['RFC 2369', { ...FIRST, 'List-Unsubscribe': '<mailto:off@example.org>' }],
    ['Precedence: bulk', { ...FIRST, Precedence: 'bulk' }],
    ['Precedence: list', { ...FIRST, Precedence: 'list' }],
    ['Mailman', { ...TO_LIST, 'X-Mailman-Version': '2.1.15', Sender: 'friends-bounces@example.org' }],
    ['Majordomo', { ...TO_LIST, Sender: 'owner-friends@example.org' }],
    ['ezmlm', { ...FIRST, 'Mailing-List': 'contact friends-help@example.org; run by ezmlm' }],
    ['a list that wants the answers', { ...TO_LIST, Precedence: 'bulk', 'Reply-To': 'friends@example.org' }],
    ['a subdomain for mailings', { ...FIRST, From: 'Shop <hello@newsletter.example.com>' }],
    [
      'a footer of links, and nothing else that says so',
      { ...FIRST, 'Content-Type': 'text/html' },
      '<table><tr><td>Cameras</td></tr></table><a href="https://x.example/c?1">Unsubscribe</a>',
    ],
    [
      'a footer in Polish',
      { ...FIRST, 'Content-Type': 'text/html; charset=utf-8' },
      '<p>Nowości!</p><a href="https://x.example/c?1">Wypisz się</a>',
    ],
    ['a campaign', { ...FIRST, 'X-Mailer': 'MailChimp Mailer' }],
    ['Amazon SES', { ...FIRST, 'Feedback-ID': '1.eu-west-1.x:AmazonSES' }],
    [
      'an envelope for each recipient',
      { ...FIRST, 'Return-Path': '<bounce-17-owner=example.org@mail.example.com>' },
    ],
    ['a newsletter address', { ...FIRST, From: 'newsletter@example.com' }],
    ['wording', FIRST, 'Big sale!\n\nYou are receiving this email because you signed up.'],
    ['wording in German', FIRST, 'Angebote!\n\nUm sich vom Newsletter abzumelden, klicken Sie hier.'],
    [
      'a link at the end of HTML',
      { ...FIRST, 'Content-Type': 'text/html' },
      '<p>Sale!</p><a href="https://example.com/u">Click here to unsubscribe</a>',
    ],
  ])('%s', async (_name, headers, body) => {
    expect(await kindOf(headers, body)).toBe('list');
  });
});

describe('other machines', () => {
  it.each<[string, Headers, string?]>([
    ['Auto-Submitted: auto-generated', { 'Auto-Submitted': 'auto-generated' }],
    ['Auto-Submitted: auto-notified', { 'Auto-Submitted': 'auto-notified; owner-email="x"' }],
    ['X-Auto-Response-Suppress: All', { 'X-Auto-Response-Suppress': 'All' }],
    ['X-Loop', { 'X-Loop': 'example' }],
    ['a null return path', { 'Return-Path': '<>' }],
    ['no-reply', { From: 'Example <no-reply@example.com>' }],
    ['noreply in the middle', { From: 'team-noreply@example.com' }],
    ['Spanish no-reply', { From: 'no-responder@example.es' }],
    ['notifications', { From: 'notifications@example.com' }],
    ['a web server', { ...FIRST, 'Return-Path': '<www-data@web1.example.com>' }],
    ['a form', FIRST, 'Name: Jane\nEmail: jane@example.com\nPhone: 123\nMessage: hello'],
    ['a script', { ...FIRST, 'X-PHP-Originating-Script': '33:contact.php' }],
    ['a library', { ...FIRST, 'X-Mailer': 'PHPMailer 6.0' }],
    ['data', FIRST, '<?xml version="1.0"?><adf></adf>'],
    ['an order', { ...FIRST, From: 'order-confirmation@example.com' }],
    ['its own words', { ...FIRST }, 'Hello,\n\nThis is an automatically generated message.'],
    ['its own words in German', { ...FIRST }, 'Guten Tag,\n\nDiese E-Mail wurde automatisch erstellt.'],
    ['its own words in Ukrainian', { ...FIRST }, 'Вітаємо!\n\nЦей лист створено автоматично.'],
    ['a request not to answer', FIRST, 'Your parcel is here. Please do not reply to this email.'],
    [
      'a ticket system without headers',
      {},
      'We have received your request (ticket #123).\nThis is an automated response.',
    ],
    [
      'a read receipt (RFC 8098)',
      {
        'Content-Type': 'multipart/report; report-type=disposition-notification; boundary=b',
        'Auto-Submitted': 'auto-replied',
      },
      '--b\n\nYour message was read.\n--b\nContent-Type: message/disposition-notification\n\nDisposition: manual-action/MDN-sent-manually; displayed\n--b--',
    ],
    [
      'a read receipt without a report',
      { Subject: 'Read: Your question' },
      'Your message\n  To: Jane\nwas read on Tuesday.',
    ],
    [
      'an abuse report (RFC 5965)',
      { 'Content-Type': 'multipart/report; report-type=feedback-report; boundary=b' },
      '--b\n\nThis is an email abuse report.\n--b\nContent-Type: message/feedback-report\n\nFeedback-Type: abuse\n--b--',
    ],
    [
      'a DMARC report',
      { ...FIRST, Subject: 'Report domain: example.org Submitter: example.com Report-ID: 1' },
    ],
    [
      'a delivery report of success with an action that nobody knows',
      {
        From: 'MAILER-DAEMON@example.com',
        'Return-Path': '<>',
        'Content-Type': 'multipart/report; report-type=delivery-status; boundary=b',
      },
      '--b\n\nReport.\n--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; x\n\nFinal-Recipient: rfc822; jo@example.org\nAction: deliverable\nStatus: 2.1.5\n--b--',
    ],
    [
      'a challenge',
      { Subject: 'Please confirm your message' },
      'To prove that you are human, click https://example.com/c',
    ],
    [
      'a delivery receipt (RFC 3464)',
      {
        From: 'MAILER-DAEMON@example.com',
        'Return-Path': '<>',
        'Content-Type': 'multipart/report; report-type=delivery-status; boundary=b',
      },
      '--b\n\nDelivered.\n--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; x\n\nFinal-Recipient: rfc822; jo@example.org\nAction: delivered\nStatus: 2.0.0\n--b--',
    ],
  ])('%s', async (_name, headers, body) => {
    expect(await kindOf(headers, body)).toBe('machine');
  });
});

describe('automatic answers', () => {
  it.each<[string, Headers, string?]>([
    ['RFC 3834', { 'Auto-Submitted': 'auto-replied (vacation)', Precedence: 'bulk' }],
    ['X-Autoreply', { 'X-Autoreply': 'yes' }],
    ['X-Autorespond', { 'X-Autorespond': 'Away' }],
    ['Precedence: auto_reply', { Precedence: 'auto_reply' }],
    ['Exchange', { 'X-MS-Exchange-Inbox-Rules-Loop': 'jane@example.com', 'X-Auto-Response-Suppress': 'All' }],
    ['iCloud', { 'X-Apple-Action': 'VACATION' }],
    ['a subject', { Subject: 'Automatic reply: Your question' }],
    ['a subject and its words', { Subject: 'Out of Office' }, 'I am on vacation.'],
    ['German', { Subject: 'Automatische Antwort: Ihre Frage' }, 'Ich bin nicht im Büro.'],
    ['German absence', { Subject: 'Abwesenheitsnotiz' }, 'Ich bin im Urlaub.'],
    ['French', { Subject: 'Réponse automatique : Votre question' }],
    ['Spanish', { Subject: 'Respuesta automática: Su pregunta' }],
    ['Portuguese', { Subject: 'Resposta automática: Sua pergunta' }],
    ['Italian', { Subject: 'Risposta automatica: Domanda' }],
    ['Dutch', { Subject: 'Automatisch antwoord: Vraag' }],
    ['Polish', { Subject: 'Automatyczna odpowiedź: Pytanie' }],
    ['Russian', { Subject: 'Автоматический ответ: Вопрос' }],
    ['Ukrainian', { Subject: 'Автоматична відповідь: Питання' }],
    ['Danish', { Subject: 'Automatisk svar: Spørgsmål' }],
    ['Japanese', { Subject: '自動返信: 質問' }],
    [
      'a null return path and words of absence',
      { 'Return-Path': '<>', Subject: 'Your question' },
      'I am away until Monday.',
    ],
  ])('%s', async (_name, headers, body) => {
    expect(await kindOf(headers, body)).toBe('out_of_office');
  });

  it('say when somebody is back', async () => {
    const mail = await mailWith({ 'Auto-Submitted': 'auto-replied', Subject: 'Away' }, 'Back on 3 December.');
    expect(classifyMail(mail)).toMatchObject({
      says: 'away',
      outcome: 'wait',
      returnsAt: Date.parse('2026-12-03T08:00:00Z'),
    });
  });

  it('or only that a mail has arrived', async () => {
    const mail = await mailWith(
      { 'Auto-Submitted': 'auto-replied' },
      'Thank you for contacting us. Ticket #1.',
    );
    expect(classifyMail(mail)).toMatchObject({
      kind: 'out_of_office',
      says: 'received',
      outcome: 'ignore',
      returnsAt: null,
    });
  });

  it.each([
    'Re: Automatic reply: Your question',
    'Auto response system for your shop',
    'Out of office chairs',
  ])('are not what people write under %j', async (subject) => {
    expect(await kindOf({ Subject: subject }, 'Shall we talk?')).toBe('human');
  });
});
