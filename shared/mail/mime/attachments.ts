import PostalMime from 'postal-mime';
import { isNamed } from './blocks.ts';
import { BUDGET, cut } from './budget.ts';
import type { Entity } from './entities.ts';
import { nameOf } from './headers.ts';
import { decodedSize, decodeTransfer } from './transfer.ts';
import type { EncodedFile } from './uuencode.ts';

export interface MailAttachment {
  /** Empty where it has none. */
  readonly name: string;
  /** Lower-case MIME type. */
  readonly type: string;
  /** Bytes, decoded. */
  readonly size: number;
}

const leavesOf = (entity: Entity): readonly Entity[] =>
  entity.children.length > 0 ? entity.children.flatMap(leavesOf) : [entity];

/** Of a large mail only the headers of files were fetched, so a file may be empty. An empty text is not a file. */
const isFile = (leaf: Entity): boolean =>
  leaf.end > leaf.start ||
  leaf.disposition === 'attachment' ||
  isNamed(leaf) ||
  !leaf.contentType.type.startsWith('text/');

/** The parts of a mail that are not shown as its text, in order. */
export const filesOf = (root: Entity, shown: ReadonlySet<Entity>): readonly Entity[] =>
  leavesOf(root)
    .filter((leaf) => !shown.has(leaf) && !leaf.contentType.type.startsWith('multipart/'))
    .filter(isFile);

const NAMING = /^content-(?:type|disposition)$/i;

/** The file name, which two headers may state in five ways (RFC 2047, RFC 2231); the library reads it. */
const statedName = async ({ headers }: Entity): Promise<string> => {
  const lines = headers
    .filter(({ name }) => NAMING.test(name))
    .slice(0, 4)
    .map(
      ({ name, value }) =>
        `${name}: ${value.replace(/^\s*(?:text|multipart|message)\//i, 'application/').slice(0, 4000)}`,
    );
  if (!lines.some((line) => /name/i.test(line))) return '';
  const part = new TextEncoder().encode(`${lines.join('\r\n')}\r\n\r\nx`);
  try {
    return (await PostalMime.parse(part)).attachments[0]?.filename ?? '';
  } catch {
    return '';
  }
};

/** Shortens a long name in the middle, because its extension shows the type. */
const cutName = (name: string): string => {
  const extension = /\.[^.\s]{1,10}$/.exec(name)?.[0] ?? '';
  return name.length <= BUDGET.attachmentName
    ? name
    : `${cut(name, BUDGET.attachmentName - extension.length)}${extension}`;
};

const plainName = (name: string): string => cutName(nameOf(name, Number.MAX_SAFE_INTEGER) ?? '');

/** The files of a mail: its parts, then the files inside its texts. */
export const attachmentsOf = async (
  files: readonly Entity[],
  inText: readonly EncodedFile[],
  raw: Buffer,
): Promise<readonly MailAttachment[]> => {
  const parts = await Promise.all(
    files.slice(0, BUDGET.attachments).map(async (file) => ({
      name: plainName(await statedName(file)),
      type: file.contentType.type,
      size: decodedSize(raw.subarray(file.start, file.end), file.encoding),
    })),
  );
  const others = inText.map(({ name, size }) => ({
    name: plainName(name),
    type: 'application/octet-stream',
    size,
  }));
  return [...parts, ...others].slice(0, BUDGET.attachments);
};

/** At most `max` bytes of a part, decoded. */
export const bytesOf = (file: Entity, raw: Buffer, max: number): Uint8Array => {
  // The largest ratio of encoded to decoded bytes: Base64 four to three plus line ends, quoted-printable three to one.
  const end = Math.min(file.end, file.start + max * 3 + 1000);
  return decodeTransfer(raw.subarray(file.start, end), file.encoding).subarray(0, max);
};
