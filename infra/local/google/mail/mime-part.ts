import { decodeWords } from 'postal-mime';
import { type HeaderField, parseHeaderFields, type RawMail, rawHeader, splitHeaders } from './raw-mail.ts';

/** One node of a message's MIME tree (RFC 2045/2046). */
export interface MimePart {
  /** As Gmail counts them: "" for the root, then "0", "1", "1.0" ... */
  readonly partId: string;
  readonly mimeType: string;
  readonly charset: string;
  readonly filename: string;
  readonly headers: readonly HeaderField[];
  /** Decoded content; empty for a multipart. */
  readonly content: Buffer;
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
    filename: decodeWords(parameter(disposition, 'filename') ?? parameter(contentType, 'name') ?? ''),
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
  return {
    ...base,
    content: decodeBody(body, rawHeader(headers, 'Content-Transfer-Encoding') ?? ''),
    parts: [],
  };
}

function splitMultipart(body: string, boundary: string): string[] {
  const parts: string[] = [];
  let current: string[] | null = null;
  for (const line of body.split('\r\n')) {
    const trimmed = line.trimEnd();
    if (trimmed === `--${boundary}` || trimmed === `--${boundary}--`) {
      if (current !== null) parts.push(current.join('\r\n'));
      if (trimmed.endsWith(`${boundary}--`)) return parts;
      current = [];
    } else {
      current?.push(line);
    }
  }
  if (current !== null) parts.push(current.join('\r\n'));
  return parts;
}

function decodeBody(body: string, encoding: string): Buffer {
  switch (encoding.trim().toLowerCase()) {
    case 'base64':
      return Buffer.from(body, 'base64');
    case 'quoted-printable':
      return Buffer.from(
        body
          .replace(/[ \t]+\r\n/g, '\r\n')
          .replace(/=\r\n/g, '')
          .replace(/=([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
        'latin1',
      );
    default:
      return Buffer.from(body, 'latin1');
  }
}

function parameter(value: string, name: string): string | null {
  const match = new RegExp(`;\\s*${name}\\s*=\\s*(?:"((?:[^"\\\\]|\\\\.)*)"|([^;\\s]+))`, 'i').exec(value);
  return match === null ? null : (match[1]?.replace(/\\(.)/g, '$1') ?? match[2] ?? null);
}

/** The first part of that type, depth first; attachments do not count. */
export function findPart(part: MimePart, mimeType: string): MimePart | null {
  if (part.mimeType === mimeType && part.filename === '') return part;
  for (const child of part.parts) {
    const found = findPart(child, mimeType);
    if (found !== null) return found;
  }
  return null;
}

/** What a person reads: the plain text, or the HTML without its tags. */
export function readableText(root: MimePart): string {
  const plain = findPart(root, 'text/plain');
  if (plain !== null) return decodeText(plain);
  const html = findPart(root, 'text/html');
  return html === null ? '' : htmlToText(decodeText(html));
}

function decodeText(part: MimePart): string {
  try {
    return new TextDecoder(part.charset).decode(part.content);
  } catch {
    return part.content.toString('utf8');
  }
}

function htmlToText(html: string): string {
  return html
    .replace(/<(style|script|head)\b[\s\S]*?<\/\1>/gi, '')
    .replace(/<br\s*\/?>|<\/(p|div|li|tr|h\d)>/gi, '\n')
    .replace(/<[^>]*>/g, '')
    .replace(/&nbsp;/g, ' ')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&#0?39;/g, "'")
    .replace(/&amp;/g, '&');
}
