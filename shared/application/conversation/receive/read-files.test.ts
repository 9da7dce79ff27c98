import { expect, test } from 'vitest';
import { rawMail } from '../../../../test/mail/mail-builder.ts';
import { err, ok } from '../../../domain/result.ts';
import { parseMail } from '../../../mail/parse.ts';
import type { MailError, MailGateway, RawMail, RemoteAttachment } from '../../ports/mail-gateway.ts';
import type { Extraction, FileToRead } from '../../ports/text-extractor.ts';
import { MAX_FILE_CHARS, readFiles } from './read-files.ts';
import { withRealSizes } from './real-sizes.ts';

const MB = 1024 * 1024;

interface Given {
  /** Gmail's answer for the contents, where the mail came without them. */
  readonly contents?: ReadonlyMap<string, Uint8Array> | MailError['code'];
  /** What the extractor answers, in turn. */
  readonly found?: readonly Extraction[];
  readonly until?: number;
}

interface File {
  readonly name: string;
  readonly type: string;
  readonly size: number;
}

/** A large mail that came without these files. */
const mailWithout = async (files: readonly File[], left: readonly RemoteAttachment[]) => {
  const parts = files.map(
    ({ name, type }) =>
      `--b\r\nContent-Type: ${type}; name="${name}"\r\nContent-Disposition: attachment; filename="${name}"\r\n\r\n`,
  );
  const raw = rawMail(
    { 'Content-Type': 'multipart/mixed; boundary=b' },
    `--b\r\nContent-Type: text/plain\r\n\r\nHi\r\n${parts.join('\r\n')}--b--`,
  );
  const mail: RawMail = { id: 'g1', threadId: 't', labelIds: [], internalDate: 1, raw, attachments: left };
  return { mail, parsed: withRealSizes(await parseMail(raw), left) };
};

const read = async (files: readonly File[], given: Given = {}, types = files.map(({ type }) => type)) => {
  const left = files.map((file, n) => ({ ...file, type: types[n] ?? '', partId: `${n + 1}` }));
  const { mail, parsed } = await mailWithout(files, left);
  const asked: (readonly string[])[] = [];
  const extracted: FileToRead[] = [];
  const { contents = new Map(left.map(({ partId }) => [partId, Buffer.from(partId)])), found = [] } = given;
  const outcome = await readFiles(
    {
      gateway: {
        getAttachments: async (_mailboxId: string, _messageId: string, partIds: readonly string[]) => {
          asked.push(partIds);
          if (typeof contents !== 'string') return ok(contents);
          const error =
            contents === 'passing'
              ? { code: contents, reason: 'rate_limited' as const, message: '' }
              : { code: contents as 'unavailable', message: '' };
          return err(error);
        },
      } as unknown as MailGateway,
      extractor: {
        extract: async (file) => {
          extracted.push(file);
          return (
            found[extracted.length - 1] ?? { kind: 'read', text: `text ${extracted.length}`, cut: false }
          );
        },
      },
      clock: { now: () => 1000 },
      logger: { info: () => {}, warn: () => {}, error: () => {} },
    },
    'mb1',
    mail,
    parsed,
    given.until ?? 2000,
  );
  return { outcome, asked, extracted, statuses: outcome.ok ? outcome.value.map(({ status }) => status) : [] };
};

const pdf = (size = 1000): File => ({ name: 'a.pdf', type: 'application/pdf', size });
const picture: File = { name: 'a.png', type: 'image/png', size: 9 };

test('asks once for the files that are read, and for nothing else', async () => {
  const { asked, statuses } = await read([picture, pdf(), picture, pdf()]);
  expect(asked).toEqual([['2', '4']]);
  expect(statuses).toEqual(['not_supported', 'read', 'not_supported', 'read']);
  expect((await read([picture])).asked).toEqual([]);
  expect((await read([])).asked).toEqual([]);
});

test('asks for no file that is too large, by itself or with those before it', async () => {
  const { asked, statuses } = await read([pdf(11 * MB), pdf(10 * MB), pdf(10 * MB), pdf(10 * MB), pdf(1)]);
  expect(statuses).toEqual(['too_large', 'read', 'read', 'too_large', 'too_large']);
  expect(asked).toEqual([['2', '3']]);
});

test('reads the first few, until there is enough text or no time', async () => {
  const many = await read(Array.from({ length: 8 }, () => pdf()));
  expect(many.statuses).toEqual([...Array(5).fill('read'), ...Array(3).fill('not_read')]);
  const long = await read([pdf(), pdf(), pdf()], {
    found: [
      { kind: 'read', text: 'x'.repeat(MAX_FILE_CHARS - 5), cut: false },
      { kind: 'read', text: 'yyyyy', cut: true },
    ],
  });
  expect(long.extracted.map(({ maxChars }) => maxChars)).toEqual([MAX_FILE_CHARS, 5]);
  expect(long.statuses).toEqual(['read', 'read', 'not_read']);
  expect((await read([pdf()], { until: 1000 })).statuses).toEqual(['not_read']);
});

test.each([
  'unavailable',
  'invalid',
  'not_found',
] as const)('a file that Gmail does not hand out (%s) does not hold up the mail', async (code) => {
  const { statuses, extracted } = await read([pdf()], { contents: code });
  expect([statuses, extracted]).toEqual([['failed'], []]);
});

test('what concerns the whole mailbox is tried again', async () => {
  expect((await read([pdf()], { contents: 'passing' })).outcome).toMatchObject({
    ok: false,
    error: { code: 'passing' },
  });
});

test('a part that is missing, or that is another one than the mail says, is not read', async () => {
  expect((await read([pdf()], { contents: new Map() })).statuses).toEqual(['failed']);
  const mixed = await read([pdf()], {}, ['image/png']);
  expect([mixed.asked, mixed.statuses]).toEqual([[[]], ['failed']]);
});
