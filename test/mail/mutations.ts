import fc from 'fast-check';

/** Mails that nobody would write: real ones damaged in transit, and others made from the pieces of the grammar. */

const PIECES = [
  'From: ',
  'From: jane@example.com\r\n',
  'To: owner@example.org\r\n',
  'Subject: ',
  '=?utf-8?B?',
  '=?utf-8?Q?=C3=A9?=',
  '?=',
  'Content-Type: multipart/mixed; boundary=b\r\n',
  'Content-Type: multipart/alternative;\r\nboundary="b"\r\n',
  'Content-Type: multipart/report; report-type=delivery-status; boundary=b\r\n',
  'Content-Type: message/delivery-status\r\n',
  'Content-Type: message/rfc822\r\n',
  'Content-Type: text/html; charset=utf-16\r\n',
  'Content-Type: text/plain; format=flowed; delsp=yes\r\n',
  'Content-Type: text/calendar; method=REQUEST\r\n',
  'Content-Type: text/vnd.google.email-reaction+json\r\n',
  "Content-Type: application/octet-stream; name*0*=utf-8''%C3; name*1*=%A9\r\n",
  'Content-Disposition: attachment; filename="',
  'Content-Transfer-Encoding: base64\r\n',
  'Content-Transfer-Encoding: quoted-printable\r\n',
  'Authentication-Results: mx.google.com; ',
  'dmarc=pass header.from=example.com',
  'Date: Mon, 04 May 2026 12:00:00 +0200\r\n',
  'Return-Path: <>\r\n',
  'Auto-Submitted: auto-replied\r\n',
  'List-Id: <x.example.com>\r\n',
  '--b\r\n',
  '--b--\r\n',
  '--',
  '\r\n',
  '\n',
  '\r',
  '\r\n\r\n',
  'Final-Recipient: rfc822; jo@example.net\r\nAction: failed\r\nStatus: 5.1.1\r\n',
  'BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART;TZID=Europe/Berlin:20260505T100000\r\n',
  'RRULE:FREQ=SECONDLY\r\n',
  'END:VEVENT\r\nEND:VCALENDAR\r\n',
  '{"version":1,"emoji":"👍"}',
  'On Mon, 4 May 2026 at 10:15, Owner <owner@example.org> wrote:\r\n',
  '-----Original Message-----\r\n',
  '> quoted\r\n',
  'JD> quoted\r\n',
  '[...]\r\n',
  'See my answers below.\r\n',
  '-- \r\nJo\r\n',
  '<div>',
  '</div>',
  '<blockquote>',
  '<style>.a{display:none}</style>',
  '<a href="',
  '&#',
  'back on 3 December',
  'jo no longer works here',
  'begin 644 a.txt\r\n#0V%T\r\n`\r\nend\r\n',
  '\0',
  '\u202E',
  '😀',
  'é',
  '(',
  ')',
  '"',
  '<',
  '>',
  ';',
  '=',
  ' ',
  '\t',
  '__proto__: x\r\n',
] as const;

/** Pieces of the grammar in any order, some of them very often. */
export const monster: fc.Arbitrary<Uint8Array> = fc
  .array(
    fc.tuple(
      fc.constantFrom(...PIECES),
      fc.oneof({ weight: 20, arbitrary: fc.constant(1) }, fc.integer({ min: 2, max: 3000 })),
    ),
    { maxLength: 40 },
  )
  .map((parts) => new TextEncoder().encode(parts.map(([piece, times]) => piece.repeat(times)).join('')));

/** One thing that happens to the bytes of a mail. */
const damage = fc.oneof(
  fc.record({ kind: fc.constant('flip' as const), at: fc.nat(), value: fc.integer({ min: 0, max: 255 }) }),
  fc.record({ kind: fc.constant('cut' as const), at: fc.nat(), length: fc.integer({ min: 1, max: 300 }) }),
  fc.record({
    kind: fc.constant('repeat' as const),
    at: fc.nat(),
    length: fc.integer({ min: 1, max: 200 }),
    times: fc.integer({ min: 1, max: 200 }),
  }),
  fc.record({ kind: fc.constant('insert' as const), at: fc.nat(), piece: fc.constantFrom(...PIECES) }),
  fc.record({ kind: fc.constant('end' as const), at: fc.nat() }),
);
type Damage = typeof damage extends fc.Arbitrary<infer T> ? T : never;

const damaged = (raw: Uint8Array, change: Damage): Uint8Array => {
  const at = raw.length === 0 ? 0 : change.at % raw.length;
  switch (change.kind) {
    case 'flip': {
      const copy = Uint8Array.from(raw);
      copy[at] = change.value;
      return copy;
    }
    case 'cut':
      return Buffer.concat([raw.subarray(0, at), raw.subarray(at + change.length)]);
    case 'repeat': {
      const piece = raw.subarray(at, at + change.length);
      return Buffer.concat([
        raw.subarray(0, at),
        ...Array.from({ length: change.times }, () => piece),
        raw.subarray(at),
      ]);
    }
    case 'insert':
      return Buffer.concat([raw.subarray(0, at), new TextEncoder().encode(change.piece), raw.subarray(at)]);
    case 'end':
      return raw.subarray(0, at);
    default:
      return change satisfies never;
  }
};

/** One of these mails, damaged in a few places. */
export const mutatedMail = (mails: readonly Uint8Array[]): fc.Arbitrary<Uint8Array> =>
  fc
    .tuple(fc.constantFrom(...mails), fc.array(damage, { minLength: 1, maxLength: 12 }))
    .map(([mail, changes]) => changes.reduce(damaged, mail));
