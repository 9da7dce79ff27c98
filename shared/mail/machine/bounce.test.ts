import { describe, expect, it } from 'vitest';
import { FIRST, mailWith } from '../../../test/mail/mail-builder.ts';
import { classifyMail } from '../classify.ts';

type Headers = Readonly<Record<string, string | null>>;
const SYSTEM = { ...FIRST, 'Return-Path': '<>', From: 'Mail Delivery System <MAILER-DAEMON@mx.example.net>' };

const report = (fields: string): [Headers, string] => [
  {
    'Content-Type': 'multipart/report; report-type=delivery-status; boundary=b',
    'Auto-Submitted': 'auto-replied',
  },
  `--b\n\nSorry.\n--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example.net\n\n${fields}\n--b--`,
];

describe('delivery reports (RFC 3464)', () => {
  it.each([
    ['Action: failed\nStatus: 5.1.1\nDiagnostic-Code: smtp; 550 5.1.1 No such user', 'hard', '5.1.1'],
    ['Action: failed\nStatus: 5.7.1', 'hard', '5.7.1'],
    ['Action: failed\nStatus: 5.2.2', 'hard', '5.2.2'],
    ['Action: failed\nStatus: 4.4.7', 'hard', '4.4.7'],
    ['Action: failed\nStatus: 4.0.0\nDiagnostic-Code: smtp; The domain could not be found', 'hard', '4.0.0'],
    ['Action: delayed\nStatus: 5.2.2', 'soft', '5.2.2'],
    ['Action: delayed\nStatus: 4.4.1', 'soft', '4.4.1'],
    [
      'Action: FAILED (bad)\nStatus: 5.0.0\nDiagnostic-Code: X-Postfix; host x said: 550 5.1.10 gone',
      'hard',
      '5.1.10',
    ],
  ])('%j', async (fields, severity, status) => {
    const [headers, body] = report(`Final-Recipient: rfc822; Jo@example.net\n${fields}`);
    expect(classifyMail(await mailWith({ ...SYSTEM, ...headers }, body))).toMatchObject({
      kind: 'bounce',
      severity,
      status,
      failedRecipient: 'jo@example.net',
    });
  });

  it('counts the failure among several recipients', async () => {
    const [headers, body] = report(
      'Final-Recipient: rfc822; a@example.net\nAction: delivered\nStatus: 2.0.0\n\nFinal-Recipient: rfc822; b@example.net\nAction: failed\nStatus: 5.1.1',
    );
    expect(classifyMail(await mailWith({ ...SYSTEM, ...headers }, body))).toMatchObject({
      failedRecipient: 'b@example.net',
      severity: 'hard',
    });
  });

  it('is one also under the subject of an answer, and from an ordinary address', async () => {
    const [headers, body] = report('Final-Recipient: rfc822; a@example.net\nAction: failed\nStatus: 5.1.1');
    expect(classifyMail(await mailWith(headers, body)).kind).toBe('bounce');
  });

  it('keeps the diagnostic to one line', async () => {
    const [headers, body] = report(
      'Final-Recipient: rfc822; a@b.co\nAction: failed\nStatus: 5.1.1\nDiagnostic-Code: smtp; 550\n no\n such user',
    );
    expect(classifyMail(await mailWith({ ...SYSTEM, ...headers }, body))).toMatchObject({
      diagnostic: '550 no such user',
    });
  });
});

describe('mail systems with words of their own', () => {
  it.each<
    [string, Headers, string, Partial<Record<'severity' | 'status' | 'failedRecipient', string | null>>]
  >([
    [
      'Exim',
      {
        ...SYSTEM,
        Subject: 'Mail delivery failed: returning message to sender',
        'X-Failed-Recipients': 'jo@example.net',
      },
      'This message was created automatically by mail delivery software.\n\nA message that you sent could not be delivered to one or more of its\nrecipients. This is a permanent error. The following address(es) failed:\n\n  jo@example.net\n    host mx [192.0.2.1]: 550 5.1.1 User unknown\n',
      { severity: 'hard', status: '5.1.1', failedRecipient: 'jo@example.net' },
    ],
    [
      'Exim, waiting',
      { ...SYSTEM, Subject: 'Warning: message 1abc delayed 24 hours' },
      'This message was created automatically by mail delivery software.\nA message that you sent has not yet been delivered to one or more of its recipients.\n\n  jo@example.net\n    Delay reason: Connection timed out\n\nNo action is required on your part. Delivery attempts will continue.',
      { severity: 'soft', failedRecipient: 'jo@example.net' },
    ],
    [
      'qmail',
      { ...SYSTEM, Subject: 'failure notice' },
      "Hi. This is the qmail-send program at mx.example.net.\nI'm afraid I wasn't able to deliver your message to the following addresses.\n\n<jo@example.net>:\nSorry, no mailbox here by that name. (#5.1.1)\n\n--- Below this line is a copy of the message.\n\nFrom: x@y.zz",
      { severity: 'hard', status: '5.1.1', failedRecipient: 'jo@example.net' },
    ],
    [
      'Postfix without a report',
      { ...SYSTEM, Subject: 'Undelivered Mail Returned to Sender' },
      'This is the mail system at host mx.example.net.\n\n<jo@example.net>: host a[192.0.2.1] said: 552 5.2.2 Mailbox full',
      { severity: 'hard', status: '5.2.2', failedRecipient: 'jo@example.net' },
    ],
    [
      'old sendmail',
      { ...SYSTEM, Subject: 'Returned mail: User unknown' },
      '   ----- The following addresses had permanent fatal errors -----\n<jo@example.net>\n\n   ----- Transcript of session follows -----\n550 <jo@example.net>... User unknown',
      { severity: 'hard', status: '5.0.0', failedRecipient: 'jo@example.net' },
    ],
    [
      'Gmail',
      {
        ...SYSTEM,
        From: 'Mail Delivery Subsystem <mailer-daemon@googlemail.com>',
        Subject: 'Delivery Status Notification (Failure)',
      },
      "Address not found\n\nYour message wasn't delivered to jo@example.net because the address couldn't be found.\n\nThe response was:\n550 5.1.1 The email account that you tried to reach does not exist.",
      { severity: 'hard', status: '5.1.1', failedRecipient: 'jo@example.net' },
    ],
    [
      'Exchange',
      { ...SYSTEM, From: 'Microsoft Outlook <postmaster@example.net>', Subject: 'Undeliverable: Hello' },
      "Delivery has failed to these recipients or groups:\n\njo@example.net\nThe e-mail address you entered couldn't be found.\n\nDiagnostic information for administrators:\nGenerating server: mx\n#550 5.1.10 RESOLVER.ADR.RecipientNotFound ##",
      { severity: 'hard', status: '5.1.10' },
    ],
    [
      'Domino',
      { ...SYSTEM, From: 'Postmaster@example.net', Subject: 'DELIVERY FAILURE: User jo not listed' },
      'Your message\n  Subject: Hello\nwas not delivered to:\n  jo@example.net\nbecause:\n  User jo not listed in Domino Directory',
      { severity: 'hard', failedRecipient: 'jo@example.net' },
    ],
    [
      'Courier',
      { ...SYSTEM, From: '"Courier mail server at x" <@>', Subject: 'NOTICE: mail delivery status.' },
      'This is a delivery status notification from x,\nrunning the Courier mail server.\n\nThe original message was received...\n\nUNDELIVERABLE MAIL\n\n<jo@example.net>:\n   550 User unknown.',
      { severity: 'hard' },
    ],
    [
      'OpenSMTPD',
      { ...SYSTEM, Subject: 'Delivery status notification: error' },
      '    Hi!\n\n    This is the MAILER-DAEMON, please DO NOT REPLY to this email.\n\n    An error has occurred while attempting to deliver a message.\n\n  jo@example.net: 550 5.2.0 <jo@example.net>... Mailbox Disabled',
      { severity: 'hard', status: '5.2.0' },
    ],
    [
      'Yahoo',
      { ...SYSTEM, Subject: 'Failure Notice' },
      'Sorry, we were unable to deliver your message to the following address.\n\n<jo@example.net>:\n550: 5.1.1 User unknown',
      { severity: 'hard', failedRecipient: 'jo@example.net' },
    ],
    [
      'IMail',
      {
        ...FIRST,
        'Return-Path': '<>',
        From: 'Postmaster <postmaster@example.net>',
        Subject: 'Undeliverable Mail',
        'X-Mailer': '<SMTP32 v8.22>',
      },
      'Unknown user: jo@example.net\n\nOriginal message follows.',
      { severity: 'hard', failedRecipient: 'jo@example.net' },
    ],
    [
      'MailMarshal',
      {
        ...FIRST,
        From: '"MailMarshal" <postmaster@example.net>',
        'Return-Path': '<>',
        Subject: 'Undeliverable Mail: "Hello"',
      },
      'Your message:\n   Subject: Hello\nCould not be delivered because of\n\n550 5.1.1 User unknown\n\nThe following recipients were affected: \n    jo@example.net',
      { severity: 'hard', status: '5.1.1' },
    ],
    [
      'KDDI',
      {
        ...FIRST,
        'Return-Path': '<>',
        From: 'no-reply@app.example.ne.jp',
        Subject: 'Mail System Error - Returned Mail',
      },
      'Your mail sent on: Thu, 29 Apr 2010 11:04:47 +0900\nCould not be delivered to: jo@example.net\nAs their mailbox is full.',
      { severity: 'hard', failedRecipient: 'jo@example.net' },
    ],
    [
      'Japanese',
      {
        ...FIRST,
        'Return-Path': '<>',
        From: 'postmaster@example.ne.jp',
        Subject: '=?utf-8?B?44Oh44O844Or6YWN5L+h44Ko44Op44O8?=',
      },
      '次のあて先へのメッセージはエラーのため送信できませんでした。\n\n<jo@example.net>',
      { severity: 'hard', failedRecipient: 'jo@example.net' },
    ],
    [
      'Mail.ru',
      {
        ...SYSTEM,
        From: 'mailer-daemon@corp.example.ru',
        Subject: '=?utf-8?B?0JLQsNGI0LUg0YHQvtC+0LHRidC10L3QuNC1INC90LUg0LTQvtGB0YLQsNCy0LvQtdC90L4=?=',
      },
      'Это письмо создано автоматически сервером, отвечать на него не нужно.\n\nК сожалению, Ваше письмо не может быть доставлено.\n\n  jo@example.net\n    550 5.1.1 User unknown',
      { severity: 'hard', status: '5.1.1' },
    ],
    [
      'German Exchange',
      { ...FIRST, 'Return-Path': '<>', From: 'postmaster@example.de', Subject: 'Unzustellbar: Hallo' },
      'Fehler bei der Nachrichtenzustellung an folgende Empfänger oder Verteilerlisten:\n\njo@example.net\nIhre Nachricht konnte nicht zugestellt werden.\n#550 5.1.1 x',
      { severity: 'hard', status: '5.1.1' },
    ],
    [
      'French Exchange',
      { ...FIRST, 'Return-Path': '<>', From: 'postmaster@example.fr', Subject: 'Non remis : Bonjour' },
      "Échec de la remise pour ces destinataires ou groupes :\n\njo@example.net\nL'adresse est introuvable.\n#550 5.1.1 x",
      { severity: 'hard' },
    ],
    [
      'a content filter',
      {
        ...FIRST,
        'Return-Path': '<>',
        From: '"Content-filter at x" <postmaster@example.net>',
        Subject: 'Considered UNSOLICITED BULK EMAIL, apparently from you',
      },
      'A message from <you> to:\n-> jo@example.net\nwas considered unsolicited. Delivery of the email was stopped! It was rejected.\n554 5.7.0 Reject',
      { severity: 'hard', status: '5.7.0' },
    ],
    [
      'fields in the text',
      { ...SYSTEM, Subject: 'Delivery Status Notification (Failure)' },
      'An error occurred while trying to deliver the mail.\n\nFinal-Recipient: rfc822; jo@example.net\nAction: failed\nStatus: 5.1.2\nDiagnostic-Code: smtp; 550 Host unknown',
      { severity: 'hard', status: '5.1.2', failedRecipient: 'jo@example.net' },
    ],
  ])('%s', async (_name, headers, body, expected) => {
    expect(classifyMail(await mailWith(headers, body))).toMatchObject({ kind: 'bounce', ...expected });
  });
});

describe('reports that most programs overlook', () => {
  it.each<[string, Headers, string]>([
    [
      'Exim, as an automatic answer from nobody',
      { 'Return-Path': '<>', From: '<>', Subject: '', 'Auto-Submitted': 'auto-replied' },
      "You sent mail to jo@example.net. That's not a valid user here.",
    ],
    [
      'a list that takes mail from members only',
      { From: 'team+owner@lists.example.net', Subject: 'Post to team@lists.example.net denied: Hello' },
      'Hi, this is the program that manages the mailing list <team@lists.example.net>.\n\nYour mail was unable to be delivered to the list because of an access rule.',
    ],
    [
      'Mailman',
      {
        'Return-Path': '<team-bounces@lists.example.net>',
        From: 'team-owner@lists.example.net',
        Subject: 'Request to mailing list team rejected',
      },
      'Your request to the team mailing list\n\n    Posting of your message titled "Hello"\n\nhas been rejected by the list moderator. You are not allowed to post to this mailing list.',
    ],
    [
      'Google Groups',
      {
        'Return-Path': '<>',
        From: 'Mail Delivery Subsystem <mailer-daemon@googlemail.com>',
        Subject: 'Delivery Status Notification (Failure)',
      },
      "Hello owner@example.org,\n\nWe're writing to let you know that the group you tried to contact (team) may not exist, or you may not have permission to post messages to the group.",
    ],
    [
      'Amazon WorkMail',
      {
        'Return-Path': '<>',
        From: 'postmaster@amazonaws.example',
        Subject: 'Delivery Status Notification (Failure)',
        'X-Mailer': 'Amazon WorkMail',
        'Content-Type': 'multipart/report; report-type=delivery-status; boundary=b',
      },
      '--b\n\nTechnical report:\n\n--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; x\n\nFinal-Recipient: rfc822;jo@example.net\nAction: failed\nDiagnostic-Code: smtp; 550 5.1.1 <jo@example.net>... User Unknown\nStatus: 5.1.1\n--b--',
    ],
    [
      'a boundary that was not folded',
      {
        'Return-Path': '<>',
        From: 'MAILER-DAEMON@mx.example.net',
        Subject: 'Undelivered Mail Returned to Sender',
        'Content-Type': 'multipart/report; report-type=delivery-status;\r\nboundary="b"',
      },
      '--b\n\nSorry.\n--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; x\n\nFinal-Recipient: rfc822;jo@example.net\nAction: failed\nStatus: 5.1.1\n--b--',
    ],
  ])('%s', async (_name, headers, body) => {
    const found = classifyMail(await mailWith(headers, body), ['owner@example.org']);
    expect(found).toMatchObject({ kind: 'bounce', severity: 'hard', cause: 'recipient' });
  });
});

describe('the limit of one’s own mailbox', () => {
  const [headers, body] = report(
    'Final-Recipient: rfc822; jo@example.net\nAction: failed\nStatus: 5.4.5\nDiagnostic-Code: smtp; 550 5.4.5 Daily user sending limit exceeded',
  );
  it.each<[string, Headers, string]>([
    ['a report with 5.4.5', { ...SYSTEM, ...headers }, body],
    [
      'Gmail’s notice',
      {
        ...SYSTEM,
        From: 'Mail Delivery Subsystem <mailer-daemon@googlemail.com>',
        Subject: 'Message not sent',
      },
      'Message not sent\n\nYou have reached a limit for sending mail. Your message was not sent.',
    ],
    [
      'Gmail’s notice in German',
      { ...SYSTEM, From: 'mailer-daemon@googlemail.com', Subject: 'Delivery Status Notification (Failure)' },
      'Die Nachricht wurde nicht zugestellt. Sie haben das Limit für das Senden von E-Mails erreicht.',
    ],
  ])('%s says nothing of the recipient', async (_name, given, text) => {
    expect(classifyMail(await mailWith(given, text))).toMatchObject({
      kind: 'bounce',
      cause: 'sending_limit',
      severity: 'soft',
    });
  });
});

it('does not take an automatic answer for one, though nobody may answer it either', async () => {
  const vacation = await mailWith(
    { 'Return-Path': '<>', 'Auto-Submitted': 'auto-replied', Subject: 'Away' },
    'I will return on Monday.',
  );
  expect(classifyMail(vacation).kind).toBe('out_of_office');
  const other = await mailWith(
    { 'Return-Path': '<>', From: 'postmaster@example.net', Subject: 'Welcome' },
    'Your account is ready.',
  );
  expect(classifyMail(other).kind).toBe('machine');
});
