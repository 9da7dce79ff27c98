import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { classifyMail } from '../../shared/mail/classify.ts';
import { parseMail } from '../../shared/mail/parse.ts';
import { newlyWrittenText } from '../../shared/mail/reply-text.ts';
import { judgeSender } from '../../shared/mail/sender.ts';

const KINDS = ['human', 'bounce', 'out_of_office', 'list', 'machine'];
const QUESTION = {
  owner: ['owner@example.org'],
  recipient: 'jane@example.com',
  invited: [],
  participants: [],
};

/** Everything that happens to an inbound mail before it is recorded. */
const read = async (raw: Uint8Array) => {
  const mail = await parseMail(raw);
  return {
    class: classifyMail(mail, QUESTION.owner),
    verdict: judgeSender({ mail, ...QUESTION }),
    text: newlyWrittenText(mail),
  };
};

describe('much of it, in every place', () => {
  const MUCH = 100_000;
  const pieces = [
    '>',
    ' ',
    '\n',
    '--',
    '- ',
    'a ',
    '1 ',
    '5.1.1 ',
    '550-',
    '.',
    'could not ',
    'delivery ',
    'until ',
    '3 may ',
    '<a@b.co>',
    '(',
    '"',
    '=?utf-8?q?a?= ',
  ];
  const places = {
    body: (much: string) =>
      `From: a@b.co\nReturn-Path: <>\nAuto-Submitted: auto-replied\nDate: Tue, 24 Nov 2026 10:00:00 +0100\n\n${much}`,
    subject: (much: string) => `From: mailer-daemon@b.co\nSubject: ${much.replace(/\n/g, ' ')}\n\nx`,
    from: (much: string) => `From: ${much.replace(/\n/g, ' ')}\n\nx`,
    results: (much: string) =>
      `From: a@b.co\nAuthentication-Results: mx.google.com; ${much.replace(/\n/g, ' ')}\n\nx`,
  };
  test.each(Object.entries(places))('%s', async (_place, mailOf) => {
    for (const piece of pieces) {
      const raw = new TextEncoder().encode(mailOf(piece.repeat(MUCH / piece.length)));
      expect(KINDS).toContain((await read(raw)).class.kind);
    }
  });
});

test('a mail of a million lines is held for the owner', async () => {
  const raw = new TextEncoder().encode(
    `From: jane@example.com\r\nSubject: Hi\r\n\r\n${'\n'.repeat(1_000_000)}`,
  );
  const mail = await parseMail(raw);
  expect(mail).toMatchObject({ subject: 'Hi', flags: { unreadable: true, truncated: true } });
  expect(mail.from).toEqual([{ email: 'jane@example.com', name: null }]);
});

test('rubbish is read without a crash, and never counts as authenticated', async () => {
  const piece = fc.constantFrom(
    'From: jane@example.com\n',
    'From: ',
    'Authentication-Results: mx.evil.net; dmarc=pass header.from=example.com\n',
    'Reply-To: ',
    'Subject: Re: ',
    'Content-Type: multipart/report; report-type=delivery-status; boundary=b\n',
    'Content-Type: message/delivery-status\n',
    '--b\n',
    '--b--\n',
    'Action: failed\n',
    'Status: 5.1.1\n',
    'Return-Path: <>\n',
    'Auto-Submitted: auto-replied\n',
    'List-Id: x\n',
    'Date: Tue, 24 Nov 2026 10:00:00 +0100\n',
    'X-Apple-Criteria: endDate=\n',
    '\n',
    '\r\n',
    '\n\n',
    'back on 99.99.9999',
    'until 31 February',
    '<',
    '>',
    '@',
    '"',
    '\0',
    'é',
    '=?',
    '?=',
    '__proto__: 1\n',
  );
  const mail = fc.array(piece, { maxLength: 30 }).map((pieces) => new TextEncoder().encode(pieces.join('')));
  await fc.assert(
    fc.asyncProperty(fc.oneof(mail, fc.uint8Array({ maxLength: 300 })), async (raw) => {
      const result = await read(raw);
      expect(KINDS).toContain(result.class.kind);
      expect(result.verdict.kind).toBe('held');
    }),
    { numRuns: 300 },
  );
});
