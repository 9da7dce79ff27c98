import { describe, expect, test } from 'vitest';
import {
  docxBomb,
  docxOf,
  docxOfEntities,
  endlessPdf,
  pdfBomb,
  pdfOf,
} from '../../../test/support/files/files.ts';
import type { ReadableKind } from '../../mail/mime/readable-kind.ts';
import { createTextExtractor, type ExtractorLimits } from './extractor.ts';

const extract = (
  kind: ReadableKind,
  content: Uint8Array,
  { limits = {}, maxChars = 10_000 }: { limits?: Partial<ExtractorLimits>; maxChars?: number } = {},
) => createTextExtractor(limits).extract({ kind, content, maxChars });

describe('a file that a stranger sent', () => {
  test('a PDF: its text, page by page', async () => {
    const read = await extract('pdf', pdfOf(['Price list\nBasic: 40 EUR (net)', 'Valid until May.']));
    expect(read).toEqual({
      kind: 'read',
      text: 'Price list\nBasic: 40 EUR (net)\n\nValid until May.',
      cut: false,
    });
  });

  test('a document of Word: its text', async () => {
    const read = await extract('docx', docxOf(['Dear Olivia,', 'we take two & a half < three. Grüße']));
    expect(read).toEqual({
      kind: 'read',
      text: 'Dear Olivia,\n\nwe take two & a half < three. Grüße',
      cut: false,
    });
  });

  test.each<[string, Uint8Array, string]>([
    ['UTF-8 with its mark', Buffer.from('\uFEFFname;price\r\nBasic;40 €\r\n'), 'name;price\nBasic;40 €'],
    ['windows-1252', Buffer.from('Gr\xfc\xdfe aus K\xf6ln', 'latin1'), 'Grüße aus Köln'],
    ['UTF-16 with its mark', Buffer.from('\uFEFFa;b', 'utf16le'), 'a;b'],
  ])('text: %s', async (_name, content, text) => {
    expect(await extract('text', content)).toEqual({ kind: 'read', text, cut: false });
  });

  test('is cut where there is more than is wanted, and says so', async () => {
    const long = Buffer.from('word '.repeat(10_000));
    expect(await extract('text', long, { maxChars: 9 })).toEqual({
      kind: 'read',
      text: 'word word',
      cut: true,
    });
    const pages = await extract('pdf', pdfOf(Array.from({ length: 10_000 }, (_, n) => `Page ${n}.`)));
    expect(pages).toMatchObject({ kind: 'read', cut: true });
    expect(pages.kind === 'read' && pages.text.split('\n\n').length).toBe(60);
    expect(await extract('docx', docxOf(['😀'.repeat(10)]), { maxChars: 5 })).toEqual({
      kind: 'read',
      text: '😀😀\uFFFD',
      cut: true,
    });
  });

  test('one without text says so', async () => {
    expect(await extract('pdf', pdfOf(['', '']))).toEqual({ kind: 'no_text' });
    expect(await extract('docx', docxOf(['']))).toEqual({ kind: 'no_text' });
    expect(await extract('text', Buffer.from(' \r\n\t'))).toEqual({ kind: 'no_text' });
  });

  const noise = Buffer.from(Array.from({ length: 5000 }, (_, n) => (n * 7919 + (n >> 3) * 31) % 256));
  test.each<[string, ReadableKind, Uint8Array]>([
    ['nothing at all', 'pdf', Buffer.alloc(0)],
    ['nothing at all', 'docx', Buffer.alloc(0)],
    ['noise', 'pdf', noise],
    ['noise', 'docx', noise],
    ['noise', 'text', noise],
    ['half of it', 'docx', docxOf(['Dear Olivia']).subarray(0, 300)],
    ['something else', 'pdf', docxOf(['Dear Olivia'])],
    ['something else', 'docx', pdfOf(['Price list'])],
    ['a picture', 'text', Buffer.from('89504e470d0a1a0a0000000d49484452000000010000000108060000', 'hex')],
  ])('rubbish fails and harms nobody: %s as %s', async (_name, kind, content) => {
    expect(await extract(kind, content)).toEqual({ kind: 'failed' });
  });

  test.each<[string, ReadableKind, Uint8Array]>([
    ['a zip that grows to a gigabyte', 'docx', docxBomb(1024)],
    ['one that understates what it holds', 'docx', docxBomb(1024, 1000)],
    ['entities that would grow to gigabytes', 'docx', docxOfEntities()],
    ['a page that grows to a gigabyte', 'pdf', pdfBomb(1024)],
  ])('a bomb takes neither the process nor its memory: %s', async (_name, kind, content) => {
    const before = process.memoryUsage.rss();
    const read = await extract(kind, content);
    expect(read.kind).not.toBe('no_text');
    if (read.kind === 'read') expect(read.text.length).toBeLessThanOrEqual(10_000);
    expect((process.memoryUsage.rss() - before) / 1024 / 1024).toBeLessThan(600);
  });

  test('one that leads back to itself ends', async () => {
    expect((await extract('pdf', endlessPdf())).kind).not.toBe('read');
  });

  test('what takes too long is ended at the time limit', async () => {
    // A thread cannot even start in so short a time.
    expect(await extract('pdf', pdfOf(['Price list']), { limits: { timeoutMs: 1 } })).toEqual({
      kind: 'failed',
    });
    const busy = await extract('pdf', pdfBomb(400, 'q Q '), {
      limits: { timeoutMs: 2_000, buffersMb: 4096 },
    });
    expect(busy).toEqual({ kind: 'failed' });
  });

  test('several at once are read one after the other, whatever became of those before', async () => {
    const extractor = createTextExtractor();
    const of = (content: Uint8Array) => extractor.extract({ kind: 'pdf', content, maxChars: 100 });
    const [first, second, third] = await Promise.all([of(pdfOf(['One'])), of(noise), of(pdfOf(['Three']))]);
    expect([first, second, third]).toEqual([
      { kind: 'read', text: 'One', cut: false },
      { kind: 'failed' },
      { kind: 'read', text: 'Three', cut: false },
    ]);
  });

  test('the content that was given stays with its owner', async () => {
    const content = pdfOf(['Price list']);
    await extract('pdf', content);
    expect(content.subarray(0, 5).toString()).toBe('%PDF-');
  });
});
