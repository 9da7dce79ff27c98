import { describe, expect, it } from 'vitest';
import { attachmentContent, type ParsedMail, parseMail } from '../parse.ts';
import { newlyWrittenText } from '../reply-text.ts';

const raw = (...lines: readonly string[]): Uint8Array => new TextEncoder().encode(lines.join('\r\n'));
const parse = (...lines: readonly string[]): Promise<ParsedMail> => parseMail(raw(...lines));
const FROM = 'From: Jane Doe <jane@example.com>';
const DATE = 'Date: Mon, 04 May 2026 12:00:00 +0200';

describe('the parts of a mail', () => {
  it('stand apart, so that the end of one does not swallow the next', async () => {
    const mail = await parse(
      FROM,
      'Content-Type: multipart/mixed; boundary=b',
      '',
      '--b',
      '',
      'See the picture.',
      '',
      '-- ',
      'Jane',
      '--b',
      'Content-Type: image/png; name=a.png',
      'Content-Transfer-Encoding: base64',
      '',
      'iVBORw0KGgo=',
      '--b',
      'Content-Type: text/html',
      '',
      '<p>Call me <b>before</b> ten.</p>',
      '--b--',
    );
    expect(newlyWrittenText(mail).text).toBe('See the picture.\n\nCall me before ten.');
    expect(mail.attachments).toEqual([{ name: 'a.png', type: 'image/png', size: 8 }]);
  });

  it.each([
    ['a boundary that was not folded', ['Content-Type: multipart/mixed;', 'boundary="b"']],
    ['a boundary that is not stated', ['Content-Type: multipart/mixed']],
    ['white space after the delimiter', ['Content-Type: multipart/mixed; boundary="b"']],
  ])('are found in spite of %s', async (_name, header) => {
    const mail = await parse(FROM, ...header, '', '--b  ', '', 'One.', '--b', '', 'Two.', '--b-- ', 'behind');
    expect(mail.blocks.map(({ text }) => text)).toEqual(['One.', 'Two.']);
  });

  it('need no empty line above their text', async () => {
    const mail = await parse(
      FROM,
      'Content-Type: multipart/mixed; boundary=b',
      '',
      '--b',
      'Hello there.',
      '--b--',
    );
    expect(mail.text).toBe('Hello there.');
  });

  it('may be named files', async () => {
    const mail = await parse(
      FROM,
      'Content-Type: multipart/mixed; boundary=b',
      '',
      '--b',
      '',
      'See the file.',
      '--b',
      'Content-Type: text/plain; name="log.txt"',
      'Content-Disposition: inline; filename="log.txt"',
      '',
      'a very long log',
      '--b',
      "Content-Type: application/pdf; name*0*=utf-8''%D0%9F%D1%80; name*1=ice.pdf",
      'Content-Transfer-Encoding: base64',
      '',
      'JVBERi0=',
      '--b--',
    );
    expect(mail.text).toBe('See the file.');
    expect(mail.attachments).toEqual([
      { name: 'log.txt', type: 'text/plain', size: 15 },
      { name: 'Прice.pdf', type: 'application/pdf', size: 5 },
    ]);
  });

  it('give their content when it is asked for, and no more than asked for', async () => {
    const bytes = raw(
      FROM,
      'Content-Type: multipart/mixed; boundary=b',
      '',
      '--b',
      '',
      'x',
      '--b',
      'Content-Type: text/csv',
      'Content-Transfer-Encoding: quoted-printable',
      '',
      'a;=C3=A9=',
      ';b',
      '--b--',
    );
    expect(new TextDecoder().decode(attachmentContent(bytes, 0, 1000) ?? undefined)).toBe('a;é;b');
    expect(attachmentContent(bytes, 0, 2)).toHaveLength(2);
    expect(attachmentContent(bytes, 1, 2)).toBeNull();
  });

  it('may be files from before MIME', async () => {
    const mail = await parse(
      FROM,
      '',
      'Here it is.',
      '',
      'begin 644 moo.txt',
      '#8V]W',
      '`',
      'end',
      '',
      'Jane',
    );
    expect(mail.text).toBe('Here it is.\n\n\nJane');
    expect(mail.attachments).toEqual([{ name: 'moo.txt', type: 'application/octet-stream', size: 3 }]);
    expect((await parse(FROM, '', 'begin 644 the race', 'and end', 'it')).attachments).toEqual([]);
  });
});

describe('the Date header', () => {
  it.each([
    ['Mon, 04 May 2026 12:00:00 +0200', '2026-05-04T10:00:00Z', 120],
    ['Mon, 4 May 2026 12:00 -0330 (NST)', '2026-05-04T15:30:00Z', -210],
    ['4 May 2026 12:00:00 GMT', '2026-05-04T12:00:00Z', 0],
    ['Mon, 4 May 2026 12:00:00 EST', '2026-05-04T17:00:00Z', -300],
    ['Mon, 4 May 2026 12:00:00 -0000', '2026-05-04T12:00:00Z', null],
    ['Mon, 4 May 2026 12:00:00 +0000', '2026-05-04T12:00:00Z', 0],
  ])('%s', async (value, instant, offset) => {
    const mail = await parse(FROM, `Date: ${value}`, '', 'x');
    expect([mail.date, mail.utcOffset]).toEqual([Date.parse(instant), offset]);
  });

  it.each(['', 'yesterday', 'Mon, 99 May 2026'])('none: %j', async (value) => {
    const mail = await parse(FROM, `Date: ${value}`, '', 'x');
    expect([mail.date, mail.utcOffset]).toEqual([null, null]);
  });
});

const invitationOf = async (calendar: readonly string[], method = 'REQUEST', date = DATE) =>
  (
    await parse(
      FROM,
      date,
      'Content-Type: multipart/alternative; boundary=b',
      '',
      '--b',
      '',
      'Shall we?',
      '--b',
      `Content-Type: text/calendar; charset=utf-8; method=${method}`,
      '',
      'BEGIN:VCALENDAR',
      ...calendar,
      'END:VCALENDAR',
      '--b--',
    )
  ).invitation;

const event = (...lines: readonly string[]): readonly string[] => ['BEGIN:VEVENT', ...lines, 'END:VEVENT'];

describe('invitations', () => {
  it('say who, when and in which zone', async () => {
    const invitation = await invitationOf([
      'METHOD:REQUEST',
      ...event(
        'UID:abc',
        'ORGANIZER;CN="Doe, Jane":mailto:Jane@example.com',
        'ATTENDEE;PARTSTAT=NEEDS-ACTION;CN=Owner:mai',
        ' lto:owner@example.org',
        'ATTENDEE;PARTSTAT=ACCEPTED:mailto:kim@example.com',
        'SUMMARY;LANGUAGE=en:A short call\\, again',
        'LOCATION:Room 1\\nsecond floor',
        'DTSTART;TZID=Europe/Berlin:20260505T100000',
        'DTEND;TZID=Europe/Berlin:20260505T103000',
        'RRULE:FREQ=WEEKLY;COUNT=3',
      ),
    ]);
    expect(invitation).toEqual({
      method: 'request',
      uid: 'abc',
      summary: 'A short call, again',
      location: 'Room 1 second floor',
      start: { at: Date.parse('2026-05-05T08:00:00Z'), local: '2026-05-05T10:00', zone: 'Europe/Berlin' },
      end: { at: Date.parse('2026-05-05T08:30:00Z'), local: '2026-05-05T10:30', zone: 'Europe/Berlin' },
      organizer: { email: 'jane@example.com', name: 'Doe, Jane' },
      attendees: [
        { email: 'owner@example.org', name: 'Owner', answer: 'open' },
        { email: 'kim@example.com', name: null, answer: 'accepted' },
      ],
      recurrence: 'FREQ=WEEKLY;COUNT=3',
    });
  });

  it.each([
    [
      'UTC',
      ['DTSTART:20260505T080000Z'],
      { at: '2026-05-05T08:00:00Z', local: '2026-05-05T08:00', zone: null },
    ],
    [
      'a name of Windows',
      ['DTSTART;TZID=W. Europe Standard Time:20260505T100000'],
      { at: '2026-05-05T08:00:00Z', local: '2026-05-05T10:00', zone: 'Europe/Berlin' },
    ],
    [
      'no zone: the writer’s own',
      ['DTSTART:20260505T100000'],
      { at: '2026-05-05T08:00:00Z', local: '2026-05-05T10:00', zone: null },
    ],
    [
      'a zone without a name',
      ['DTSTART;TZID=Customized Time Zone:20260505T100000'],
      { at: '2026-05-05T08:00:00Z', local: '2026-05-05T10:00', zone: null },
    ],
    ['a whole day', ['DTSTART;VALUE=DATE:20260505'], { at: null, local: '2026-05-05', zone: null }],
  ])('in %s', async (_name, lines, { at, local, zone }) => {
    const start = (await invitationOf(event(...lines)))?.start;
    expect(start).toEqual({ at: at === null ? null : Date.parse(at), local, zone });
  });

  it('last as long as they say', async () => {
    const invitation = await invitationOf(event('DTSTART:20260505T080000Z', 'DURATION:PT45M'));
    expect(invitation?.end).toMatchObject({
      at: Date.parse('2026-05-05T08:45:00Z'),
      local: '2026-05-05T08:45',
    });
  });

  it.each(['REPLY', 'COUNTER', 'CANCEL', 'PUBLISH'])('are told apart: %s', async (method) => {
    expect(await invitationOf(event('DTSTART:20260505T080000Z'), method)).toMatchObject({
      method: method.toLowerCase(),
    });
  });

  it.each([
    ['nothing', []],
    ['an event without a beginning', event('SUMMARY:x')],
    ['a beginning that is none', event('DTSTART:soon')],
    ['an impossible date', event('DTSTART:20269999T999999')],
    ['no event', ['BEGIN:VTODO', 'DTSTART:20260505T080000Z', 'END:VTODO']],
  ])('null: %s', async (_name, calendar) => {
    expect(await invitationOf(calendar)).toBeNull();
  });

  it('hand nothing to the library that could keep it busy', async () => {
    const calendar = event(
      'DTSTART:20260505T080000Z',
      'DTSTART:20260506T080000Z',
      'RRULE:FREQ=SECONDLY;COUNT=999999999',
      'RDATE:20260505T080000Z',
      '__PROTO__:x',
      ...Array.from({ length: 5000 }, (_, n) => `ATTENDEE:mailto:a${n}@example.com`),
    );
    const invitation = await invitationOf(calendar);
    expect(invitation?.start.local).toBe('2026-05-05T08:00');
    expect(invitation?.attendees.length).toBeLessThanOrEqual(100);
  });
});

describe('what is no letter', () => {
  it('a reaction is known by its part', async () => {
    const part = 'Content-Type: text/vnd.google.email-reaction+json; charset=utf-8';
    const reaction = async (json: string) => (await parse(FROM, part, '', json)).reaction;
    expect(await reaction('{"version":1,"emoji":"👍"}')).toEqual({ emoji: '👍' });
    expect(await reaction('{"version":2,"emoji":"👍"}')).toBeNull();
    expect(await reaction('nonsense')).toBeNull();
  });

  const shows = async (html: string): Promise<boolean> =>
    (await parse(FROM, 'Content-Type: text/html; charset=utf-8', '', html)).flags.protected;

  it.each([
    [
      'Gmail’s confidential mode',
      '<p>Jane has sent you an email via Gmail confidential mode:</p><a href="https://confidential-mail.google.com/msg/1">View the email</a>',
    ],
    [
      'Microsoft’s, with a link',
      '<p>Jane (jane@example.com) has sent you a protected message.</p><a href="https://outlook.office365.com/encryption/retrieve">Read the message</a>',
    ],
    [
      'a portal in German',
      '<p>Sie haben eine verschlüsselte Nachricht erhalten.</p><a href="https://x.zixportal.com/s">Nachricht lesen</a>',
    ],
  ])('a letter behind a link is protected: %s', async (_name, html) => {
    expect(await shows(html)).toBe(true);
  });

  it('a letter that speaks of protection is not', async () => {
    expect(await shows('<p>We sent a protected message to you last week. Did you get it?</p>')).toBe(false);
  });

  it.each([
    'message_v4.rpmsg',
    'securedoc_20260504T101500.html',
  ])('neither is what only %s holds', async (name) => {
    const mail = await parse(
      FROM,
      'Content-Type: multipart/mixed; boundary=b',
      '',
      '--b',
      '',
      'Read the message.',
      '--b',
      `Content-Type: application/octet-stream; name="${name}"`,
      '',
      'x',
      '--b--',
    );
    expect(mail.flags.protected).toBe(true);
  });
});
