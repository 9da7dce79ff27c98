import { constants, deflateRawSync } from 'node:zlib';
import { zipSync } from 'fflate';

/** Small real files, and monstrous ones, made from their bytes. */

const escaped = (text: string): string => text.replaceAll(/[\\()]/g, '\\$&');

/** Objects with their offsets and the table of them, as ISO 32000 wants it. */
const assemble = (objects: readonly (string | Buffer)[]): Buffer => {
  const chunks: Buffer[] = [Buffer.from('%PDF-1.4\n%\xe2\xe3\xcf\xd3\n', 'latin1')];
  const offsets: number[] = [];
  let length = chunks[0]?.length ?? 0;
  const push = (chunk: string | Buffer): void => {
    const bytes = Buffer.from(chunk as string, 'latin1');
    chunks.push(bytes);
    length += bytes.length;
  };
  objects.forEach((object, n) => {
    offsets.push(length);
    push(`${n + 1} 0 obj\n`);
    push(object);
    push('\nendobj\n');
  });
  const start = length;
  const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  push(`xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}`);
  push(`trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`);
  return Buffer.concat(chunks);
};

const stream = (content: string | Buffer, filter = ''): Buffer => {
  const bytes = Buffer.from(content as string, 'latin1');
  return Buffer.concat([
    Buffer.from(`<< /Length ${bytes.length}${filter} >>\nstream\n`),
    bytes,
    Buffer.from('\nendstream'),
  ]);
};

const documentOf = (contents: readonly Buffer[]): Buffer => {
  const pages = contents.map((_, n) => `${4 + n * 2} 0 R`).join(' ');
  return assemble([
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Kids [${pages}] /Count ${contents.length} >>`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>',
    ...contents.flatMap((content, n) => [
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents ${5 + n * 2} 0 R /Resources << /Font << /F1 3 0 R >> >> >>`,
      content,
    ]),
  ]);
};

/** One page for each text. */
export const pdfOf = (texts: readonly string[]): Buffer =>
  documentOf(
    texts.map((text) => {
      const lines = text.split('\n').map((line) => `(${escaped(line)}) Tj 0 -14 Td`);
      return stream(`BT /F1 12 Tf 72 760 Td ${lines.join(' ')} ET`);
    }),
  );

const MB = 1024 * 1024;

/** Deflated, `megabytes` of what is given: one block again and again, so that it is made at once. */
const grown = (megabytes: number, fill: string): Buffer => {
  const block = deflateRawSync(Buffer.alloc(MB, fill), { finishFlush: constants.Z_FULL_FLUSH });
  return Buffer.concat([...Array<Buffer>(megabytes).fill(block), deflateRawSync(Buffer.alloc(0))]);
};

/** A page whose content unpacks to `megabytes` of white space, or of what is given. */
export const pdfBomb = (megabytes: number, fill = ' '): Buffer => {
  const content = Buffer.concat([Buffer.from([0x78, 0x9c]), grown(megabytes, fill), Buffer.alloc(4)]);
  return documentOf([stream(content, ' /Filter /FlateDecode')]);
};

/** Its tree of pages leads back to itself. */
export const endlessPdf = (): Buffer =>
  assemble(['<< /Type /Catalog /Pages 2 0 R >>', '<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 1000000 >>']);

const WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
const wordPart = (body: string): string =>
  `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:document ${WORD}><w:body>${body}</w:body></w:document>`;
const paragraph = (text: string): string =>
  `<w:p><w:r><w:t xml:space="preserve">${text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</w:t></w:r></w:p>`;

const CONTENT_TYPES =
  '<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>';
const RELATIONSHIPS =
  '<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>';

const zipped = (document: string | Uint8Array): Buffer =>
  Buffer.from(
    zipSync({
      '[Content_Types].xml': Buffer.from(CONTENT_TYPES),
      '_rels/.rels': Buffer.from(RELATIONSHIPS),
      'word/document.xml': typeof document === 'string' ? Buffer.from(document) : document,
    }),
  );

/** A document of Word, one paragraph for each text. */
export const docxOf = (texts: readonly string[]): Buffer => zipped(wordPart(texts.map(paragraph).join('')));

/** A zip of one deflated part, which states `size` bytes. */
const zipOf = (name: string, packed: Buffer, size: number): Buffer => {
  const fields = Buffer.alloc(26);
  fields.writeUInt16LE(20, 0);
  fields.writeUInt16LE(8, 4);
  fields.writeUInt32LE(packed.length, 14);
  fields.writeUInt32LE(size, 18);
  fields.writeUInt16LE(name.length, 22);
  const local = Buffer.concat([Buffer.from('PK\x03\x04'), fields, Buffer.from(name), packed]);
  const central = Buffer.concat([
    Buffer.from('PK\x01\x02\x14\x00'),
    fields,
    Buffer.alloc(14),
    Buffer.from(name),
  ]);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06');
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(local.length, 16);
  return Buffer.concat([local, central, end]);
};

/** A document whose text unpacks to so many megabytes, and which states `size` bytes. */
export const docxBomb = (megabytes: number, size = megabytes * MB): Buffer =>
  zipOf('word/document.xml', grown(megabytes, ' '), size);

/** Entities that would grow to gigabytes where somebody expands them. */
export const docxOfEntities = (): Buffer => {
  const entities = Array.from({ length: 12 }, (_, n) => `<!ENTITY e${n + 1} "${`&e${n};`.repeat(10)}">`).join(
    '',
  );
  return zipped(
    `<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e0 "lol">${entities}]>${wordPart(paragraph('x')).replace('<?xml version="1.0" encoding="UTF-8" standalone="yes"?>', '').replace('>x<', '>&e12;<')}`,
  );
};
