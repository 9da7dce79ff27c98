import type { RemoteAttachment } from '../../application/ports/mail-gateway.ts';
import { isTurnedIntoUtf8 } from './charset.ts';
import { headerOf, type PartKind, partKinds } from './part-kind.ts';
import type { PayloadPart } from './payload.ts';

const CRLF = '\r\n';
/** RFC 5322, section 2.2: printable ASCII without the colon. */
const FIELD_NAME = /^[\x21-\x39\x3b-\x7e]+$/;

const oneLine = (value: string): string => value.replace(/[\r\n\0]+[ \t]*/g, ' ');

/** The first value of a parameter counts, so ours is put before the sender's. */
const contentType = (part: PayloadPart, parameter: string): string => {
  const written = oneLine(headerOf(part, 'content-type') ?? '');
  const rest = written.indexOf(';');
  return `${part.mimeType}${parameter}${rest < 0 ? '' : written.slice(rest)}`;
};

/** The part's header section in order; the two fields that describe the encoding of its body are replaced. */
const headerSection = (part: PayloadPart, type: string, encoding: string | null): string => {
  const replaced = new Map([
    ['content-type', type],
    ['content-transfer-encoding', encoding ?? '7bit'],
  ]);
  const lines: string[] = [];
  for (const { name, value } of part.headers) {
    if (!FIELD_NAME.test(name)) continue;
    const own = replaced.get(name.toLowerCase());
    replaced.delete(name.toLowerCase());
    lines.push(`${name}: ${own ?? oneLine(value)}`);
  }
  if (replaced.has('content-type')) lines.push(`Content-Type: ${type}`);
  if (replaced.has('content-transfer-encoding') && encoding !== null) {
    lines.push(`Content-Transfer-Encoding: ${encoding}`);
  }
  return lines.join(CRLF) + CRLF;
};

const fieldsOf = (part: PayloadPart): string =>
  part.headers.map(({ name, value }) => `${name}: ${oneLine(value)}${CRLF}`).join('');

/** Text for a line-based parser: each line ends in one line feed, unless it was in base64. */
const asRead = (part: PayloadPart, text: Uint8Array): Uint8Array => {
  if (text.length === 0 || /base64/i.test(headerOf(part, 'content-transfer-encoding') ?? '')) return text;
  return Buffer.concat([text.filter((byte, n) => byte !== 0x0d || text[n + 1] !== 0x0a), Buffer.from('\n')]);
};

/**
 * The content that is kept of a part: texts and reports completely, of an attached message its headers, of files
 * nothing.
 */
const contentOf = (part: PayloadPart, kind: PartKind, given: Uint8Array): Uint8Array => {
  switch (kind) {
    case 'text':
      return asRead(part, given);
    case 'report':
      // Gmail may return the groups of fields as separate parts.
      return given.length > 0 ? given : Buffer.from(part.parts.map(fieldsOf).join(CRLF));
    case 'message': {
      const [carried] = part.parts;
      return carried?.headers.length ? Buffer.from(fieldsOf(carried) + CRLF) : given;
    }
    default:
      return new Uint8Array();
  }
};

const inBase64 = (content: Uint8Array): string =>
  Buffer.from(content)
    .toString('base64')
    .replace(/.{1,76}/g, (line) => line + CRLF);

/**
 * Builds an RFC 5322 message from Gmail's tree, for the mail parser: all headers, texts and reports; files are empty.
 * All content is in base64, so that it cannot contain a delimiter. `fetched`: contents that Gmail stores separately.
 */
export const rebuild = (root: PayloadPart, fetched: ReadonlyMap<PayloadPart, Uint8Array>): Uint8Array => {
  const kinds = partKinds(root);
  let boundaries = 0;
  const write = (part: PayloadPart): string => {
    const kind = kinds.get(part) ?? 'file';
    if (kind === 'multipart') {
      const boundary = `email-ai-part-${++boundaries}`;
      const type = contentType(part, `; boundary="${boundary}"`);
      const parts = part.parts.map((child) => `--${boundary}${CRLF}${write(child)}`).join('');
      return `${headerSection(part, type, null)}${CRLF}${parts}--${boundary}--${CRLF}`;
    }
    const content = contentOf(part, kind, part.data ?? fetched.get(part) ?? new Uint8Array());
    const charset = kind === 'text' && isTurnedIntoUtf8(part, content) ? '; charset=utf-8' : '';
    return `${headerSection(part, contentType(part, charset), 'base64')}${CRLF}${inBase64(content)}`;
  };
  return Buffer.from(write(root));
};

/** All parts that are not a text of the mail, in order. */
export const attachmentsOf = (root: PayloadPart): readonly RemoteAttachment[] =>
  [...partKinds(root)]
    .filter(([, kind]) => kind !== 'text' && kind !== 'multipart')
    .map(([part]) => ({
      partId: part.partId,
      name: part.filename,
      type: part.mimeType,
      size: part.size,
    }));
