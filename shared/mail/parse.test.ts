import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ParsedMail, parseMail } from './parse.ts';

const parse = (...lines: readonly string[]): Promise<ParsedMail> =>
  parseMail(new TextEncoder().encode(lines.join('\r\n')));

const FROM = 'From: Jane Doe <Jane@Example.com>';

describe('parseMail', () => {
  it('reads an ordinary mail', async () => {
    const mail = await parse(
      'Received: by mx.google.com; Wed, 6 May 2020 12:10:11 +0200',
      FROM,
      'To: "Doe, Joe" <joe@example.org>, team: a@example.org, b@example.org;',
      'Cc: =?utf-8?Q?J=C3=B6rg?= <joerg@example.org>',
      'Reply-To: other@example.com',
      'Subject: =?utf-8?B?0J/RgNC40LLRltGC?=',
      '  again',
      'Message-ID: <1@example.com>',
      'In-Reply-To: <0@example.org>',
      'References: <-1@example.org>',
      '\t<0@example.org>',
      'Date: Wed, 06 May 2020 12:10:11 +0200 (CEST)',
      'Content-Type: text/plain; charset="koi8-u"',
      'Content-Transfer-Encoding: quoted-printable',
      '',
      'Hi =D0=D2=C9=D7=A6=D4',
    );
    expect(mail).toMatchObject({
      from: [{ email: 'jane@example.com', name: 'Jane Doe' }],
      to: [
        { email: 'joe@example.org', name: 'Doe, Joe' },
        { email: 'a@example.org', name: null },
        { email: 'b@example.org', name: null },
      ],
      cc: [{ email: 'joerg@example.org', name: 'Jörg' }],
      replyTo: [{ email: 'other@example.com', name: null }],
      subject: 'Привіт again',
      messageId: '<1@example.com>',
      inReplyTo: '<0@example.org>',
      references: ['<-1@example.org>', '<0@example.org>'],
      date: Date.parse('2020-05-06T10:10:11Z'),
      html: null,
      attachments: [],
      dsn: [],
    });
    expect(mail.text?.trim()).toBe('Hi привіт');
    expect(mail.headers[0]?.name).toBe('Received');
    expect(mail.contentType.type).toBe('text/plain');
    expect(mail.contentType.parameters.get('charset')).toBe('koi8-u');
    expect(Object.values(mail.flags)).not.toContain(true);
  });

  it('sees every From, in one header or several', async () => {
    expect(
      (await parse('From: a@example.com, b@example.com', 'From: c@example.com', '', 'x')).from,
    ).toHaveLength(3);
  });

  it('passes over what mail stores put first', async () => {
    expect((await parse('From jane@example.com Wed May  6 12:10:11 2020', FROM, '', 'x')).from).toHaveLength(
      1,
    );
    expect((await parse('', '', FROM, '', 'x')).from).toHaveLength(1);
  });

  it('reads a delivery report and the headers of what it returns', async () => {
    const mail = await parse(
      'From: MAILER-DAEMON@example.com',
      'Content-Type: multipart/report; report-type=delivery-status; boundary=b',
      '',
      '--b',
      '',
      'It failed.',
      '--b',
      'Content-Type: message/delivery-status',
      '',
      'Reporting-MTA: dns; mx.example.com',
      '',
      'Final-Recipient: rfc822; <Joe@example.org>',
      'Action: failed (no such mailbox)',
      'Status: 5.1.1',
      'Diagnostic-Code: smtp; 550 no such',
      ' user',
      '--b',
      'Content-Type: message/rfc822',
      '',
      'Subject: =?utf-8?Q?H=C3=B6?=',
      'Message-ID: <our@example.com>',
      '',
      'our text',
      '--b--',
    );
    expect(mail.contentType.parameters.get('report-type')).toBe('delivery-status');
    expect(mail.dsn).toEqual([
      expect.objectContaining({
        finalRecipient: 'joe@example.org',
        action: 'failed',
        status: '5.1.1',
        diagnostic: '550 no such user',
      }),
    ]);
    expect(mail.returned).toEqual([
      { name: 'Subject', value: 'Hö' },
      { name: 'Message-ID', value: '<our@example.com>' },
    ]);
    expect(mail.text?.trim()).toBe('It failed.');
  });

  it("does not take a mail inside the mail for the sender's words", async () => {
    const mail = await parse(
      FROM,
      'Content-Type: multipart/mixed; boundary=b',
      '',
      '--b',
      '',
      'See below.',
      '--b',
      'Content-Type: message/rfc822',
      '',
      'From: eve@example.net',
      '',
      'Inner words.',
      '--b--',
    );
    expect(mail.text).not.toContain('Inner');
    expect(mail.attachments).toEqual([expect.objectContaining({ type: 'message/rfc822' })]);
  });
});

describe('bad input', () => {
  const flagged = async (...lines: readonly string[]): Promise<readonly string[]> =>
    Object.entries((await parse(...lines)).flags).flatMap(([flag, set]) => (set ? [flag] : []));

  it.each([
    ['no bytes at all', [], ['empty']],
    ['headers alone', [FROM, 'Subject: x'], ['empty']],
    ['white space', [FROM, '', ' ', '\t', ''], ['empty']],
    [
      'HTML without a word',
      [FROM, 'Content-Type: text/html', '', '<html><body><p>&nbsp;</p></body></html>'],
      ['empty'],
    ],
    [
      'HTML with hidden words',
      [FROM, 'Content-Type: text/html', '', '<p style="display:none">x</p>'],
      ['empty'],
    ],
    [
      'a picture',
      [FROM, 'Content-Type: image/png', 'Content-Transfer-Encoding: base64', '', 'iVBORw0KGgo='],
      ['imageOnly'],
    ],
    [
      'a picture on the web',
      [FROM, 'Content-Type: text/html', '', '<img src="https://example.com/x.png">'],
      ['imageOnly'],
    ],
    [
      'a file',
      [FROM, 'Content-Type: application/pdf', 'Content-Transfer-Encoding: base64', '', 'JVBERi0='],
      ['attachmentsOnly'],
    ],
    [
      'PGP/MIME',
      [
        FROM,
        'Content-Type: multipart/encrypted; protocol="application/pgp-encrypted"; boundary=b',
        '',
        '--b',
        'Content-Type: application/pgp-encrypted',
        '',
        'Version: 1',
        '--b',
        'Content-Type: application/octet-stream',
        '',
        '-----BEGIN PGP MESSAGE-----',
        '--b--',
      ],
      ['attachmentsOnly', 'encrypted'],
    ],
    [
      'inline PGP',
      [FROM, '', '-----BEGIN PGP MESSAGE-----', '', 'hQEM', '-----END PGP MESSAGE-----'],
      ['encrypted'],
    ],
    [
      'S/MIME',
      [
        FROM,
        'Content-Type: application/pkcs7-mime; smime-type=enveloped-data; name=smime.p7m',
        'Content-Transfer-Encoding: base64',
        '',
        'MIIB',
      ],
      ['attachmentsOnly', 'encrypted'],
    ],
    [
      'an invitation',
      [
        FROM,
        'Content-Type: multipart/alternative; boundary=b',
        '',
        '--b',
        '',
        'You are invited.',
        '--b',
        'Content-Type: text/calendar; method=REQUEST',
        '',
        'BEGIN:VCALENDAR',
        'END:VCALENDAR',
        '--b--',
      ],
      ['calendar'],
    ],
    [
      'a character set that the bytes are not in',
      [
        FROM,
        'Content-Type: text/plain; charset=utf-16',
        'Content-Transfer-Encoding: base64',
        '',
        Buffer.from([0, 0xd8, 0, 0xd8, 0, 0xd8, 0, 0xd8, 0, 0xd8]).toString('base64'),
      ],
      ['unreadable'],
    ],
    ['a boundary that never comes', [FROM, 'Content-Type: multipart/mixed; boundary=b', '', 'x'], []],
    ['a multipart without a boundary', [FROM, 'Content-Type: multipart/mixed', '', 'x'], []],
    ['an unknown encoding', [FROM, 'Content-Transfer-Encoding: x-wibble', '', 'Hello'], []],
    ['a mail without From', ['To: joe@example.org', '', 'Hello'], []],
  ])('%s', async (_name, lines, expected) => {
    expect([...(await flagged(...lines))].sort()).toEqual(expected);
  });

  it('gives the headers of a mail that is nested deeper than anybody nests', async () => {
    const parts = Array.from({ length: 300 }, (_, i) => [
      `Content-Type: multipart/mixed; boundary=b${i}`,
      '',
      `--b${i}`,
    ]);
    const mail = await parse(FROM, ...parts.flat(), '', 'x');
    expect(mail.flags.unreadable).toBe(true);
    expect(mail.from).toEqual([{ email: 'jane@example.com', name: 'Jane Doe' }]);
  });

  it('reads as many levels as anybody nests', async () => {
    const parts = Array.from({ length: 39 }, (_, i) => [
      `Content-Type: multipart/mixed; boundary=b${i}-`,
      '',
      `--b${i}-`,
    ]);
    const mail = await parse(FROM, ...parts.flat(), '', 'x');
    expect(mail.text?.trim()).toBe('x');
  });

  it('cuts five megabytes', async () => {
    const mail = await parse(FROM, '', 'word '.repeat(1_000_000));
    expect(mail.text?.length).toBe(3_000_000);
    expect(mail.flags.unreadable).toBe(false);
  });

  it('leaves nothing in names that could forge a line', async () => {
    const mail = await parse('From: =?utf-8?Q?Jane=0D=0ABcc:_x?= <jane@example.com>', '', 'x');
    expect(mail.from[0]?.name).not.toMatch(/\p{Cc}/u);
  });

  it('never throws', async () => {
    const fragment = fc.constantFrom(
      'From: ',
      'Content-Type: multipart/mixed; boundary=b',
      '--b',
      '--b--',
      '\r\n',
      '\n',
      '\r\n\r\n',
      '=?utf-8?B?',
      '?=',
      ';',
      '"',
      '(',
      '<',
      '>',
      '\0',
      '\u00FF',
      'Content-Type: message/delivery-status',
      'Content-Transfer-Encoding: base64',
      'charset=',
      ': ',
      'Content-Type: text/html',
      '<div>',
      '<!--',
      '&#',
      '__proto__: x',
      'constructor: y',
      'Content-Type: text/calendar; method=REQUEST',
    );
    const structured = fc
      .array(fragment, { maxLength: 40 })
      .map((parts) => new TextEncoder().encode(parts.join('')));
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.uint8Array({ maxLength: 400 }), structured), async (raw) => {
        const mail = await parseMail(raw);
        expect(Array.isArray(mail.headers)).toBe(true);
        expect(Object.getPrototypeOf(mail)).toBe(Object.prototype);
      }),
      { numRuns: 300 },
    );
  });
});
