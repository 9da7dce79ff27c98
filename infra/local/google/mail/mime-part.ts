import { decodeWords } from 'postal-mime';
import { htmlToText } from './html-text.ts';
import {
  type HeaderField,
  parseHeaderFields,
  parseRawMail,
  type RawMail,
  rawHeader,
  splitHeaders,
} from './raw-mail.ts';

/** One node of a message's MIME tree (RFC 2045/2046). */
export interface MimePart {
  /** Gmail's numbering: "" for the root, then "0", "1", "1.0" ... */
  readonly partId: string;
  readonly mimeType: string;
  readonly charset: string;
  readonly filename: string;
  readonly headers: readonly HeaderField[];
  /** Decoded on first use, because it may be large; empty for a multipart. */
  readonly content: Buffer;
  /** The parts of a multipart, or the one message in a message/rfc822. */
  readonly parts: readonly MimePart[];
}

const MAX_DEPTH = 20;

export function parseMime(mail: RawMail): MimePart {
  return parsePart(mail.headers, mail.body, '', 0);
}

function parsePart(headers: readonly HeaderField[], body: string, partId: string, depth: number): MimePart {
  const contentType = rawHeader(headers, 'Content-Type') ?? 'text/plain';
  const mimeType = (/^\s*([\w.+-]+\/[\w.+-]+)/.exec(contentType)?.[1] ?? 'text/plain').toLowerCase();
  const boundary = parameter(contentType, 'boundary');
  const disposition = rawHeader(headers, 'Content-Disposition') ?? '';
  const base = {
    partId,
    mimeType,
    charset: parameter(contentType, 'charset') ?? 'utf-8',
    filename: wordsOf(disposition, 'filename') ?? wordsOf(contentType, 'name') ?? '',
    headers,
  };
  if (mimeType.startsWith('multipart/') && boundary !== null && depth < MAX_DEPTH) {
    const parts = splitMultipart(body, boundary).map((text, index) => {
      const { headerText, body: partBody } = splitHeaders(text);
      const id = partId === '' ? String(index) : `${partId}.${index}`;
      return parsePart(parseHeaderFields(headerText), partBody, id, depth + 1);
    });
    return { ...base, content: Buffer.alloc(0), parts };
  }
  let decodedBody: Buffer | undefined;
  const content = (): Buffer => {
    decodedBody ??= decodeBody(body, rawHeader(headers, 'Content-Transfer-Encoding') ?? '');
    return decodedBody;
  };
  const parts =
    mimeType === 'message/rfc822' && depth < MAX_DEPTH ? [messageWithin(content(), partId, depth)] : [];
  return {
    ...base,
    get content() {
      return content();
    },
    parts,
  };
}

/** Gmail's tree includes the parts of attached messages. */
function messageWithin(content: Buffer, partId: string, depth: number): MimePart {
  const { headers, body } = parseRawMail(content);
  return parsePart(headers, body, partId === '' ? '0' : `${partId}.0`, depth + 1);
}

/** The parts of this message only, without those of attached messages. */
const ownParts = (part: MimePart): readonly MimePart[] =>
  part.mimeType.startsWith('multipart/') ? part.parts : [];

/**
 * The parts between the delimiter lines (RFC 2046 section 5.1.1). Does not look at each line, because a file may be
 * large.
 */
function splitMultipart(body: string, boundary: string): string[] {
  const delimiter = `--${boundary}`;
  const parts: string[] = [];
  let start: number | null = null;
  let at = body.startsWith(delimiter) ? 0 : afterLineEnd(body, delimiter, 0);
  while (at !== -1) {
    const lineEnd = body.indexOf('\r\n', at);
    const line = body.slice(at, lineEnd === -1 ? undefined : lineEnd).trimEnd();
    if (line === delimiter || line === `${delimiter}--`) {
      if (start !== null) parts.push(body.slice(start, Math.max(start, at - 2)));
      if (line !== delimiter) return parts;
      start = lineEnd === -1 ? body.length : lineEnd + 2;
    }
    at = lineEnd === -1 ? -1 : afterLineEnd(body, delimiter, lineEnd);
  }
  if (start !== null) parts.push(body.slice(start));
  return parts;
}

/** Where `text` begins a line, at or after `from`. -1: nowhere. */
function afterLineEnd(body: string, text: string, from: number): number {
  const found = body.indexOf(`\r\n${text}`, from);
  return found === -1 ? -1 : found + 2;
}

function decodeBody(body: string, encoding: string): Buffer {
  switch (encoding.trim().toLowerCase()) {
    case 'base64':
      return Buffer.from(body, 'base64');
    case 'quoted-printable':
      return Buffer.from(
        body
          .split('\r\n')
          .map(withoutTrailingBlanks)
          .join('\r\n')
          .replace(/=\r\n/g, '')
          .replace(/=([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
        'latin1',
      );
    default:
      return Buffer.from(body, 'latin1');
  }
}

/**
 * RFC 2045 section 6.7 rule 3. Not a regular expression, which would be quadratic, and not trimEnd, which removes more.
 */
function withoutTrailingBlanks(line: string): string {
  let end = line.length;
  while (end > 0 && (line[end - 1] === ' ' || line[end - 1] === '\t')) end -= 1;
  return line.slice(0, end);
}

function parameter(value: string, name: string): string | null {
  const match = new RegExp(`;\\s*${name}\\s*=\\s*(?:"((?:[^"\\\\]|\\\\.)*)"|([^;\\s]+))`, 'i').exec(value);
  return match === null ? null : (match[1]?.replace(/\\(.)/g, '$1') ?? match[2] ?? null);
}

/** A parameter in readable form: encoded words, or another charset and several pieces (RFC 2231). */
function wordsOf(value: string, name: string): string | null {
  const plain = parameter(value, name);
  if (plain !== null) return decodeWords(plain);
  const pieces: string[] = [];
  let charset: string | null = null;
  for (let n = 0; ; n += 1) {
    const encoded =
      (n === 0 ? parameter(value, `${name}\\*`) : null) ?? parameter(value, `${name}\\*${n}\\*`);
    const piece = encoded ?? parameter(value, `${name}\\*${n}`);
    if (piece === null) break;
    const [, stated, rest] = (n === 0 && encoded !== null && /^([^']*)'[^']*'(.*)$/s.exec(piece)) || [];
    charset ??= stated ?? null;
    pieces.push(encoded === null ? encodeURIComponent(piece) : (rest ?? piece));
  }
  if (pieces.length === 0) return null;
  const bytes = pieces
    .join('')
    .replace(/%([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return decoded(Buffer.from(bytes, 'latin1'), charset ?? 'utf-8');
}

/** The names of all attached files. */
export const fileNames = (part: MimePart): string[] => [
  ...(part.filename === '' ? [] : [part.filename]),
  ...ownParts(part).flatMap(fileNames),
];

/** The first part of that type, depth first; attachments do not count. */
export function findPart(part: MimePart, mimeType: string): MimePart | null {
  if (part.mimeType === mimeType && part.filename === '') return part;
  for (const child of ownParts(part)) {
    const found = findPart(child, mimeType);
    if (found !== null) return found;
  }
  return null;
}

/** The text that a person reads: the plain text, or the HTML without its tags. */
export function readableText(root: MimePart): string {
  const plain = findPart(root, 'text/plain');
  if (plain !== null) return decodeText(plain);
  const html = findPart(root, 'text/html');
  return html === null ? '' : htmlToText(decodeText(html));
}

/** Everything that Gmail's search covers: every text, and the content of delivery reports. */
export const searchableText = (root: MimePart): string =>
  root.parts.length > 0
    ? root.parts.map(searchableText).join('\n')
    : /^(?:text\/|message\/delivery-status$)/.test(root.mimeType) && root.filename === ''
      ? root.mimeType === 'text/html'
        ? htmlToText(decodeText(root))
        : decodeText(root)
      : '';

export const decodeText = (part: MimePart): string => decoded(part.content, part.charset);

function decoded(content: Buffer, charset: string): string {
  try {
    return new TextDecoder(charset).decode(content);
  } catch {
    return content.toString('utf8');
  }
}
