import fc from 'fast-check';

/** Mails of every make: trees of parts in all encodings and charsets, with what people and machines put in them. */

const WORDS = [
  'Yes, Tuesday suits me.',
  'Grüße aus Köln',
  'Привет, да',
  'はい、火曜日に',
  '100 € – “ok”',
  '-- ',
  '> quoted',
];
const text = fc
  .array(fc.constantFrom(...WORDS, '', 'On Mon, Ann wrote:', '--b0', 'From: me'), {
    minLength: 1,
    maxLength: 6,
  })
  .map((lines) => lines.join('\r\n'));

/** What a charset can write; the rest is a question mark. */
const CHARSETS: Readonly<Record<string, (text: string) => Buffer>> = {
  'utf-8': (value) => Buffer.from(value),
  'iso-8859-1': (value) => Buffer.from(value.replaceAll(/[^\0-\xff]/g, '?'), 'latin1'),
  'us-ascii': (value) => Buffer.from(value.replaceAll(/[^\0-\x7f]/g, '?'), 'latin1'),
  // Cyrillic letters stand in a row from 0xC0 on.
  'windows-1251': (value) =>
    Buffer.from(
      value
        .replaceAll(/[а-яА-Я]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) - 0x410 + 0xc0))
        .replaceAll(/[^\0-\xff]|[\x80-\xbf]/g, '?'),
      'latin1',
    ),
  // RFC 1468: the two syllables that it is tried with are あ and い.
  'iso-2022-jp': (value) => Buffer.from(`${value.replaceAll(/[^\0-\x7f]/g, '?')}\x1b$B$"$$\x1b(B`, 'latin1'),
};

const ENCODINGS: Readonly<Record<string, (bytes: Buffer) => string>> = {
  '8bit': (bytes) => bytes.toString('latin1'),
  base64: (bytes) => bytes.toString('base64').replaceAll(/.{76}/g, '$&\r\n'),
  'quoted-printable': (bytes) =>
    bytes
      .toString('latin1')
      .split('\r\n')
      .map((line) =>
        line
          .replaceAll(
            /[^\x21-\x3c\x3e-\x7e ]/g,
            (c) => `=${c.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`,
          )
          .replace(/ $/, '=20'),
      )
      .join('\r\n'),
};

/** A part: its header section, a blank line, its body; one character per byte. */
type Part = string;

const partOf = (headers: readonly string[], body: string): Part => [...headers, '', body].join('\r\n');

const writing = fc
  .record({
    type: fc.constantFrom('text/plain', 'text/html', 'TEXT/Plain'),
    charset: fc.constantFrom(...Object.keys(CHARSETS)),
    encoding: fc.constantFrom(...Object.keys(ENCODINGS)),
    disposition: fc.constantFrom(
      null,
      'inline',
      'attachment; filename="notes.txt"',
      'inline; filename=a.txt',
    ),
    flowed: fc.boolean(),
    text,
  })
  .map(({ type, charset, encoding, disposition, flowed, text: words }) => {
    const content = type === 'text/html' ? `<p>${words.replaceAll('\r\n', '<br>\r\n')}</p>` : words;
    const bytes = CHARSETS[charset]?.(content) ?? Buffer.from(content);
    return partOf(
      [
        `Content-Type: ${type}; charset="${charset}"${flowed && type !== 'text/html' ? '; format=flowed' : ''}`,
        `Content-Transfer-Encoding: ${encoding}`,
        ...(disposition === null ? [] : [`Content-Disposition: ${disposition}`]),
      ],
      ENCODINGS[encoding]?.(bytes) ?? '',
    );
  });

const file = fc
  .constantFrom(
    ['application/pdf', 'offer.pdf'],
    ['image/png', 'logo.png'],
    ['application/ms-tnef', 'winmail.dat'],
    ['application/pkcs7-signature', 'smime.p7s'],
    ['text/calendar; method=REQUEST', 'invite.ics'],
    ['application/octet-stream', "utf-8''Gr%C3%BC%C3%9Fe.bin"],
  )
  .map(([type = '', name = '']) =>
    partOf(
      [
        `Content-Type: ${type}`,
        name.startsWith('utf-8')
          ? `Content-Disposition: attachment; filename*=${name}`
          : `Content-Disposition: attachment; filename="${name}"`,
        'Content-Transfer-Encoding: base64',
      ],
      'AAAA',
    ),
  );

const carried = text.map((words) =>
  partOf(
    ['Content-Type: message/rfc822'],
    partOf(
      ['From: owner@example.com', 'Subject: =?utf-8?q?Gr=C3=BC=C3=9Fe?=', 'Message-ID: <carried@x>'],
      Buffer.from(words).toString('latin1'),
    ),
  ),
);

const report = fc
  .constantFrom('5.1.1', '4.2.2', '5.4.5')
  .map((status) =>
    partOf(
      ['Content-Type: message/delivery-status'],
      [
        'Reporting-MTA: dns; mx.example',
        '',
        'Final-Recipient: rfc822; jo@firm.example',
        'Action: failed',
        `Status: ${status}`,
        '',
      ].join('\r\n'),
    ),
  );

let boundaries = 0;
const multipart = (kind: string, parts: readonly Part[]): Part => {
  const boundary = `=_${++boundaries}`;
  return partOf(
    [`Content-Type: multipart/${kind}; boundary="${boundary}"`],
    `Preamble.\r\n${parts.map((part) => `--${boundary}\r\n${part}`).join('\r\n')}\r\n--${boundary}--\r\nEpilogue.`,
  );
};

const tree = fc.letrec<{ part: Part; branch: Part }>((tie) => ({
  part: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    writing,
    file,
    carried,
    report,
    tie('branch'),
  ),
  branch: fc
    .tuple(
      fc.constantFrom('mixed', 'alternative', 'related', 'signed', 'report; report-type=delivery-status'),
      fc.array(tie('part'), { minLength: 1, maxLength: 4 }),
    )
    .map(([kind, parts]) => multipart(kind, parts)),
})).part;

const header = fc.constantFrom(
  'Auto-Submitted: auto-replied',
  'List-Id: <l.example>',
  'X-Failed-Recipients: jo@firm.example',
  'Reply-To: =?iso-8859-1?q?M=FCller=2C_Jo?= <jo@example.com>',
  'Cc: "Doe, Jane" <jane@example.com>, =?utf-8?b?0J/RgNC40LLQtdGC?= <p@example.com>',
  'References: <1@mail.gmail.com>\r\n <2@mail.gmail.com>',
  'Precedence: bulk',
);

/** RFC 5322 bytes. */
export const anyMail = fc
  .record({
    from: fc.constantFrom(
      'Ann <ann@example.com>',
      '=?utf-8?q?Gr=C3=BCn=2C_Ann?= <ann@example.com>',
      'mailer-daemon@mx.example',
      '=?utf-8?q?a=40x=2Eexample=2C?= <ann@example.com>, b@example.com',
    ),
    subject: fc.constantFrom(
      'Re: Hello',
      '=?utf-8?b?R3LDvMOfZQ==?=',
      'Undelivered Mail Returned to Sender',
      '',
    ),
    headers: fc.uniqueArray(header, { maxLength: 3 }),
    body: tree,
  })
  .map(({ from, subject, headers, body }) =>
    Buffer.from(
      [
        `From: ${from}`,
        'To: owner@example.com',
        `Subject: ${subject}`,
        ...headers,
        'MIME-Version: 1.0',
        body,
      ].join('\r\n'),
      'latin1',
    ),
  );
