import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseMail } from '../../mail/parse.ts';
import { type PayloadPart, payloadOf } from './payload.ts';
import { attachmentsOf, rebuild } from './rebuild.ts';

const inBase64url = (content: string | Buffer): string => Buffer.from(content).toString('base64url');

const read = (payload: unknown, fetched: ReadonlyMap<PayloadPart, Uint8Array> = new Map()) =>
  parseMail(rebuild(payloadOf(payload), fetched));

const text = (content: string | Buffer, contentType = 'text/plain; charset=utf-8') => ({
  mimeType: 'text/plain',
  headers: [{ name: 'Content-Type', value: contentType }],
  body: { size: content.length, data: inBase64url(content) },
});

const FROM = { name: 'From', value: 'Ann <ann@example.com>' };

describe('headers', () => {
  test.each([
    'x\r\nFrom: evil@example.com',
    'x\nFrom: evil@example.com',
    'x\r\n\r\nFrom: evil@example.com',
  ])('no value starts another field: %j', async (value) => {
    const mail = await read({ ...text('hi'), headers: [{ name: 'Subject', value }, FROM] });
    expect(mail.from).toEqual([{ name: 'Ann', email: 'ann@example.com' }]);
    expect(mail.headers.filter(({ name }) => name === 'From')).toHaveLength(1);
    expect(mail.text?.trim()).toBe('hi');
  });

  test('a name that is none is left out', async () => {
    const headers = [{ name: 'X: y\r\nFrom', value: 'evil@example.com' }, { name: '', value: 'x' }, FROM];
    expect((await read({ ...text('hi'), headers })).from).toEqual([
      { name: 'Ann', email: 'ann@example.com' },
    ]);
  });

  test('all keep their order and number, the first of each kind counting', async () => {
    const headers = [
      { name: 'Authentication-Results', value: 'mx.google.com; dmarc=fail' },
      { name: 'Authentication-Results', value: 'evil.example; dmarc=pass' },
      { name: 'Content-Type', value: 'text/plain; charset=utf-8' },
      { name: 'Content-Type', value: 'text/html' },
      FROM,
    ];
    const mail = await read({ ...text('<b>'), headers });
    expect(mail.headers.filter(({ name }) => name === 'Authentication-Results')).toEqual(headers.slice(0, 2));
    expect([mail.text?.trim(), mail.html]).toEqual(['<b>', null]);
  });

  test.each([
    'text/plain\r\nFrom: evil@example.com',
    'nonsense',
    '',
  ])('a type that is %j', async (mimeType) => {
    const mail = await read({ mimeType, headers: [FROM], body: { size: 2, data: inBase64url('hi') } });
    expect(mail.from).toHaveLength(1);
    expect(mail.flags.unreadable).toBe(false);
  });
});

describe('texts', () => {
  test.each([
    ['turned into UTF-8', Buffer.from('Grüße'), 'iso-8859-1', 'Grüße'],
    ['as written', Buffer.from('Grüße', 'latin1'), 'iso-8859-1', 'Grüße'],
    ['without a charset', Buffer.from('Grüße'), '', 'Grüße'],
    ['in stateful ASCII', Buffer.from('\x1b$B$"\x1b(B'), 'iso-2022-jp', 'あ'],
    ['turned into UTF-8 from that', Buffer.from('あ'), 'iso-2022-jp', 'あ'],
    ['turned into UTF-8 from UTF-16, all ASCII', Buffer.from('hello'), 'utf-16', 'hello'],
  ])('%s', async (_title, content, charset, expected) => {
    const type = charset === '' ? 'text/plain' : `text/plain; charset="${charset}"`;
    expect((await read(text(content, type))).text?.trim()).toBe(expected);
  });

  test('none ends its part, whatever it looks like', async () => {
    const words = '--email-ai-part-1\r\nContent-Type: text/html\r\n\r\nevil\r\n--email-ai-part-1--';
    const type = { name: 'Content-Type', value: 'multipart/mixed; boundary="email-ai-part-1"' };
    const mail = await read({
      mimeType: 'multipart/mixed',
      headers: [type],
      parts: [text(words), text('b')],
    });
    expect(mail.html).toBeNull();
    expect(mail.text).toContain('Content-Type: text/html');
    expect(mail.text?.trim().endsWith('b')).toBe(true);
  });
});

describe('delivery reports', () => {
  const STATUS = 'Final-Recipient: rfc822; jo@firm.example\r\nAction: failed\r\nStatus: 5.1.1\r\n';
  const report = (status: object) => ({
    mimeType: 'multipart/report',
    headers: [
      { name: 'Content-Type', value: 'multipart/report; report-type=delivery-status; boundary=b' },
      FROM,
    ],
    parts: [text('It failed.'), { mimeType: 'message/delivery-status', ...status }],
  });
  const failed = [{ finalRecipient: 'jo@firm.example', action: 'failed', status: '5.1.1' }];

  test('given along', async () => {
    const mail = await read(report({ body: { size: STATUS.length, data: inBase64url(STATUS) } }));
    expect(mail.dsn).toMatchObject(failed);
    expect(mail.contentType.parameters.get('report-type')).toBe('delivery-status');
  });

  test('in groups of fields', async () => {
    const fields = STATUS.trim()
      .split('\r\n')
      .map((line) => line.split(': '))
      .map(([name, value]) => ({ name, value }));
    const groups = [{ headers: [{ name: 'Reporting-MTA', value: 'dns; mx' }] }, { headers: fields }];
    expect((await read(report({ body: { size: 0 }, parts: groups }))).dsn).toMatchObject(failed);
  });

  test('kept apart', async () => {
    const root = payloadOf(report({ body: { size: STATUS.length, attachmentId: 'a' } }));
    const [, status] = root.parts;
    const fetched = new Map(status ? [[status, Buffer.from(STATUS)]] : []);
    expect((await parseMail(rebuild(root, fetched))).dsn).toMatchObject(failed);
  });
});

test('of a carried message the headers are kept, and it is listed with the files', async () => {
  const root = payloadOf({
    mimeType: 'multipart/mixed',
    headers: [{ name: 'Content-Type', value: 'multipart/mixed; boundary=b' }],
    parts: [
      text('See below.'),
      {
        partId: '1',
        mimeType: 'message/rfc822',
        filename: 'Größe.eml',
        body: { size: 4000, attachmentId: 'a' },
        parts: [{ ...text('Carried words'), headers: [{ name: 'Message-ID', value: '<ours@x>' }] }],
      },
      {
        partId: '2',
        mimeType: 'application/pdf',
        filename: 'offer.pdf',
        body: { size: 9, attachmentId: 'b' },
      },
    ],
  });
  const mail = await parseMail(rebuild(root, new Map()));
  expect(mail.returned).toContainEqual({ name: 'Message-ID', value: '<ours@x>' });
  expect(mail.text).not.toContain('Carried');
  expect(attachmentsOf(root)).toEqual([
    { partId: '1', name: 'Größe.eml', type: 'message/rfc822', size: 4000 },
    { partId: '2', name: 'offer.pdf', type: 'application/pdf', size: 9 },
  ]);
  expect(mail.attachments.map(({ type }) => type)).toEqual(attachmentsOf(root).map(({ type }) => type));
});

test('any tree gives a mail', async () => {
  const tree = fc.letrec((tie) => ({
    part: fc.record(
      {
        mimeType: fc.oneof(fc.constantFrom('multipart/mixed', 'text/plain', 'message/rfc822'), fc.anything()),
        filename: fc.anything(),
        headers: fc.oneof(
          fc.array(fc.record({ name: fc.string(), value: fc.string() })),
          fc.constant([{ name: 'Content-Type', value: 'multipart/mixed; boundary*0=a; boundary="' }]),
          fc.anything(),
        ),
        body: fc.oneof(fc.record({ size: fc.anything(), data: fc.string() }), fc.anything()),
        parts: fc.oneof({ depthSize: 'small' }, fc.array(tie('part'), { maxLength: 3 }), fc.anything()),
      },
      { requiredKeys: [] },
    ),
  })).part;
  await fc.assert(
    fc.asyncProperty(tree, async (payload) => {
      const root = payloadOf(payload);
      expect((await parseMail(rebuild(root, new Map()))).from).toBeInstanceOf(Array);
      expect(attachmentsOf(root)).toBeInstanceOf(Array);
    }),
    { numRuns: 300 },
  );
});

test('a tree of any depth is read', () => {
  let deep: object = text('deepest');
  for (let n = 0; n < 10_000; n++) deep = { mimeType: 'multipart/mixed', parts: [deep] };
  expect(rebuild(payloadOf(deep), new Map()).byteLength).toBeGreaterThan(0);
});
