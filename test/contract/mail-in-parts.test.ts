import { randomUUID } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { withRealSizes } from '../../shared/application/conversation/receive/real-sizes.ts';
import type { MailGateway, RawMail } from '../../shared/application/ports/mail-gateway.ts';
import { createGmailGateway } from '../../shared/infrastructure/gmail/gateway.ts';
import { classifyMail } from '../../shared/mail/classify.ts';
import type { MailHeader } from '../../shared/mail/mime/header-block.ts';
import { parseMail } from '../../shared/mail/parse.ts';
import { newlyWrittenText } from '../../shared/mail/reply-text.ts';
import { hasCorpus, sayMissing } from '../mail/corpus.ts';
import { expectOk, type Setup, setUp } from './identity.setup.ts';
import { anyMail } from './mail-in-parts.mails.ts';

/*
 * A large mail is read in parts and put together again without its attachments. Whoever reads it then has to see what
 * they would have seen in the mail itself: who wrote it, what kind it is, and what was newly written.
 */

let setup: Setup;
let gateway: MailGateway;
let mailboxId: string;
const email = 'owner@example.com';

beforeAll(async () => {
  setup = await setUp();
  mailboxId = await setup.signIn(email);
  gateway = createGmailGateway({
    accessToken: setup.identity.accessToken,
    forgetAccessToken: setup.identity.forgetAccessToken,
    watchTopic: 'projects/local/topics/t',
    baseUrl: setup.google.origin,
    now: Date.now,
  });
});
afterAll(() => setup.close());

const LARGE = Number.MAX_SAFE_INTEGER;
/** Line ends and blank lines between parts, also those of text shown as HTML, depend on the transfer encoding. */
const plain = (text: string | null): string =>
  (text ?? '')
    .split(/\r?\n/)
    .filter((line) => line.replaceAll('<br>', '').trim() !== '')
    .join('\n');

/** Folding and the line that mail stores put in front are no part of a header. */
const fields = (headers: readonly MailHeader[]) =>
  headers
    .filter(({ name }) => !name.startsWith('From '))
    .map(({ name, value }) => `${name.toLowerCase()}: ${value.replaceAll(/\s+/g, ' ').trim()}`)
    // Gmail writes addresses in its own way.
    .filter((line) => !/^(?:from|to|cc|reply-to|sender):/.test(line));

/** All that the rest of the system takes from a mail. */
const seen = async (mail: RawMail) => {
  const parsed = withRealSizes(await parseMail(mail.raw), mail.attachments);
  const { text, quoted } = newlyWrittenText(parsed);
  const { from, sender, replyTo, to, cc, subject, messageId, inReplyTo, references, date } = parsed;
  return {
    people: { from, sender, replyTo, to, cc },
    about: { subject, messageId, inReplyTo, references, date },
    class: classifyMail(parsed, [email]),
    own: { text: plain(text), quoted: plain(quoted) },
    bodies: { text: plain(parsed.text), html: plain(parsed.html) },
    attachments: parsed.attachments.map(({ name, type }) => ({ name, type })),
    report: { dsn: parsed.dsn, returned: fields(parsed.returned) },
    flags: parsed.flags,
  };
};

const bothWays = async (raw: Uint8Array, bodiesAsWritten: boolean) => {
  setup.google.world.setBehaviour(email, { bodiesAsWritten });
  const { id } = setup.google.world.deliver(email, raw);
  const whole = expectOk(await gateway.getMessage(mailboxId, id, 0));
  const inParts = expectOk(await gateway.getMessage(mailboxId, id, LARGE));
  expect(whole.attachments).toBeUndefined();
  expect(inParts.attachments).toBeDefined();
  return { whole: await seen(whole), inParts: await seen(inParts) };
};

const CORPUS = new URL('../../../shared/mail/', import.meta.url);
const filesOf = (folder: string): readonly string[] => {
  const url = new URL(`${folder}/`, CORPUS);
  if (!existsSync(url)) return [];
  return readdirSync(url)
    .filter((name) => name.endsWith('.eml'))
    .map((name) => `${folder}/${name}`);
};

/**
 * Where the two differ: bytes beyond ASCII whose character set nobody named, which Gmail and we guess differently, and a
 * multipart that no delimiter divides, of which Gmail gives nothing and we its first lines.
 */
const DIFFERENT_IN_PARTS: ReadonlySet<string> = new Set([
  'classify/bounce--bouncehandler--45.eml',
  'classify/human--sisimai--lhost-trendmicro-03--lines-35-49.eml',
  'classify/list--flanker--from-encoding.eml',
  'classify/list--sisimai--lhost-sendgrid-01--lines-55-95.eml',
  'kinds/eight-bit-text-without-a-charset.eml',
  'classify/bounce--bouncehandler--10.eml',
  'classify/bounce--bouncehandler--12.eml',
  'classify/bounce--sisimai--lhost-messagingserver-08.eml',
  'classify/bounce--sisimai--lhost-qmail-04.eml',
  'classify/list--rubymail--content_transfer_encoding_7-bit.eml',
]);

if (!hasCorpus) sayMissing('real mails in parts');
describe.skipIf(!hasCorpus)('real mails', () => {
  test.each(['classify', 'kinds', 'replies'].flatMap(filesOf))('%s', async (file) => {
    const raw = readFileSync(new URL(file, CORPUS));
    for (const bodiesAsWritten of [false, true]) {
      const { whole, inParts } = await bothWays(raw, bodiesAsWritten);
      if (!DIFFERENT_IN_PARTS.has(file)) expect(inParts).toEqual(whole);
      expect(inParts.class.kind).toBe(whole.class.kind);
    }
  });
});

test('any mail', { timeout: 120_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(anyMail, fc.boolean(), async (raw, bodiesAsWritten) => {
      const { whole, inParts } = await bothWays(raw, bodiesAsWritten);
      expect(inParts).toEqual(whole);
    }),
    { numRuns: 150 },
  );
});

test('what a mail carries is not fetched: 25 MB cost kilobytes, and their size is told', async () => {
  const file = Buffer.alloc(25 * 1024 * 1024, 7)
    .toString('base64')
    .replaceAll(/.{76}/g, '$&\r\n');
  const raw = [
    'From: ann@example.com',
    `To: ${email}`,
    'Subject: Holiday',
    `Message-ID: <${randomUUID()}@example.com>`,
    'Content-Type: multipart/mixed; boundary=b',
    '',
    '--b',
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: 8bit',
    '',
    'See the picture, Größe L.',
    '--b',
    'Content-Type: image/png; name="sea.png"',
    'Content-Disposition: attachment; filename="sea.png"',
    'Content-Transfer-Encoding: base64',
    '',
    file,
    '--b--',
  ].join('\r\n');
  const { id } = setup.google.world.deliver(email, Buffer.from(raw));
  setup.google.world.resetQuota(email);
  const mail = expectOk(await gateway.getMessage(mailboxId, id));
  expect(mail.raw.byteLength).toBeLessThan(4_000);
  expect(mail.attachments).toEqual([
    { partId: '1', name: 'sea.png', type: 'image/png', size: 25 * 1024 * 1024 },
  ]);
  expect(Object.keys(setup.google.world.quota(email).methods)).toEqual(['gmail.users.messages.get']);
  expect(setup.google.world.quota(email).units).toBe(40);
  const parsed = withRealSizes(await parseMail(mail.raw), mail.attachments);
  expect(parsed.text?.trim()).toBe('See the picture, Größe L.');
  expect(parsed.attachments).toEqual([{ name: 'sea.png', type: 'image/png', size: 25 * 1024 * 1024 }]);
});

test('a text that Gmail keeps apart is fetched, one beyond all bounds is not, and neither are many', async () => {
  const part = (text: string, name?: string): readonly string[] => [
    '--b',
    `Content-Type: text/plain; charset=utf-8${name ? `; name=${name}` : ''}`,
    'Content-Disposition: inline',
    '',
    text,
  ];
  const mailOf = (parts: readonly (readonly string[])[]): Buffer =>
    Buffer.from(
      [
        'From: ann@example.com',
        'Content-Type: multipart/mixed; boundary=b',
        '',
        ...parts.flat(),
        '--b--',
      ].join('\r\n'),
    );
  const read = async (raw: Buffer) => {
    const { id } = setup.google.world.deliver(email, raw);
    setup.google.world.resetQuota(email);
    const mail = expectOk(await gateway.getMessage(mailboxId, id, LARGE));
    const { text } = await parseMail(mail.raw);
    return { text: text ?? '', units: setup.google.world.quota(email).units };
  };
  const huge = 'x'.repeat(5 * 1024 * 1024);
  const one = await read(mailOf([part('first', 'a.txt'), part(huge)]));
  expect([one.text.trim(), one.units]).toEqual(['first', 40]);
  // A text with a name behind another text is a file.
  const files = await read(mailOf([part('first', 'a.txt'), part('second', 'b.txt')]));
  expect([files.text.trim(), files.units]).toEqual(['first', 40]);
  const long = 'x'.repeat(600 * 1024);
  const many = await read(mailOf(Array.from({ length: 20 }, (_, n) => part(`text ${n}. ${long}`))));
  expect(many.units).toBe(20 + 8 * 20);
  expect(many.text).toContain('text 0.');
});

test('files of a mail are fetched by their parts’ ids, however often Gmail changes its own', async () => {
  const file = (name: string, content: Buffer): readonly string[] => [
    '--b',
    `Content-Type: application/pdf; name="${name}"`,
    `Content-Disposition: attachment; filename="${name}"`,
    'Content-Transfer-Encoding: base64',
    '',
    content.toString('base64').replaceAll(/.{76}/g, '$&\r\n'),
  ];
  const first = Buffer.from('%PDF-1.4 first\u0000\u00ff', 'latin1');
  const second = Buffer.alloc(700 * 1024, 3);
  const raw = [
    'From: ann@example.com',
    'Content-Type: multipart/mixed; boundary=b',
    '',
    '--b',
    '',
    'See the files.',
    ...file('a.pdf', first),
    ...file('b.pdf', second),
    ...file('none.pdf', Buffer.alloc(0)),
    '--b--',
  ].join('\r\n');
  const { id } = setup.google.world.deliver(email, Buffer.from(raw));
  const mail = expectOk(await gateway.getMessage(mailboxId, id, LARGE));
  const [a = '', b = '', none = ''] = (mail.attachments ?? []).map(({ partId }) => partId);
  setup.google.world.resetQuota(email);
  const both = expectOk(await gateway.getAttachments(mailboxId, id, [b, a, 'x', none]));
  expect([...both.keys()].toSorted()).toEqual([a, b]);
  expect(Buffer.from(both.get(a) ?? []).equals(first)).toBe(true);
  expect(Buffer.from(both.get(b) ?? []).equals(second)).toBe(true);
  expect(setup.google.world.quota(email).units).toBe(60);
  expect(expectOk(await gateway.getAttachments(mailboxId, id, [])).size).toBe(0);
  expect(await gateway.getAttachments(mailboxId, 'ffff', [a])).toMatchObject({ ok: false });
});
