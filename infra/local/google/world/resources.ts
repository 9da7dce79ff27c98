import { type MimePart, parseMime, readableText } from '../mail/mime-part.ts';
import { displayValue, type HeaderField } from '../mail/raw-mail.ts';
import { invalidArgument } from './google-error.ts';
import type { Kernel } from './kernel.ts';
import { historyId, requireMailbox } from './mailboxes.ts';
import { mailOf, type StoredMessage } from './messages.ts';

export type Format = 'full' | 'metadata' | 'minimal' | 'raw';

export interface View {
  readonly format?: string | undefined;
  readonly metadataHeaders?: readonly string[] | undefined;
}

interface HeaderResource {
  readonly name: string;
  readonly value: string;
}

export interface PartResource {
  readonly partId?: string;
  readonly mimeType: string;
  readonly filename?: string;
  readonly headers?: readonly HeaderResource[];
  readonly body?: { readonly size: number; readonly data?: string; readonly attachmentId?: string };
  readonly parts?: readonly PartResource[];
}

/** https://developers.google.com/workspace/gmail/api/reference/rest/v1/users.messages */
export interface MessageResource {
  readonly id: string;
  readonly threadId: string;
  readonly labelIds?: readonly string[];
  readonly snippet?: string;
  readonly historyId?: string;
  readonly internalDate?: string;
  readonly sizeEstimate?: number;
  readonly payload?: PartResource;
  readonly raw?: string;
}

export function formatOf(view: View, allowed: readonly Format[]): Format {
  const format = (view.format ?? 'full').toLowerCase();
  const known = allowed.find((candidate) => candidate === format);
  if (known === undefined) throw invalidArgument(`Invalid value at 'format': "${view.format ?? ''}"`);
  return known;
}

export function messageResource(
  kernel: Kernel,
  message: StoredMessage,
  format: Format,
  metadataHeaders: readonly string[] = [],
): MessageResource {
  const mail = mailOf(message);
  const root = parseMime(mail);
  const base: MessageResource = {
    id: message.id,
    threadId: message.threadId,
    ...(message.labelIds.length > 0 ? { labelIds: message.labelIds } : {}),
    snippet: snippetOf(root),
    sizeEstimate: message.raw.byteLength,
    historyId: historyId(requireMailbox(kernel, message.email), message.seq),
    internalDate: String(message.internalDate),
  };
  switch (format) {
    case 'minimal':
      return base;
    case 'raw':
      return { ...base, raw: Buffer.from(message.raw).toString('base64url') };
    case 'metadata':
      return {
        ...base,
        payload: { mimeType: root.mimeType, ...headersResource(mail.headers, metadataHeaders) },
      };
    case 'full':
      return { ...base, payload: partResource(root, message.id) };
  }
}

function headersResource(
  headers: readonly HeaderField[],
  wanted: readonly string[],
): { headers?: HeaderResource[] } {
  const names = new Set(wanted.map((name) => name.toLowerCase()));
  const chosen = headers.filter((field) => names.size === 0 || names.has(field.name.toLowerCase()));
  return chosen.length === 0
    ? {}
    : { headers: chosen.map((field) => ({ name: field.name, value: displayValue(field.value) })) };
}

/** https://developers.google.com/workspace/gmail/api/reference/rest/v1/users.messages.attachments */
export interface AttachmentResource {
  readonly size: number;
  readonly data: string;
}

/** Opaque to clients, as Gmail's are. */
const attachmentIdOf = (messageId: string, part: MimePart): string =>
  `ANGjdJ${Buffer.from(`${messageId}:${part.partId}`).toString('base64url')}`;

/** users.messages.attachments.get. */
export function attachmentResource(message: StoredMessage, attachmentId: string): AttachmentResource {
  const find = (part: MimePart): MimePart | undefined =>
    part.filename !== '' && attachmentIdOf(message.id, part) === attachmentId
      ? part
      : part.parts.map(find).find((found) => found !== undefined);
  const part = find(parseMime(mailOf(message)));
  if (part === undefined) throw invalidArgument('Invalid attachment token');
  return { size: part.content.byteLength, data: part.content.toString('base64url') };
}

/** What has a file name is fetched by its attachment id; the rest is given along. */
function bodyOf(part: MimePart, messageId: string): NonNullable<PartResource['body']> {
  const size = part.content.byteLength;
  if (size === 0) return { size };
  return part.filename === ''
    ? { size, data: part.content.toString('base64url') }
    : { attachmentId: attachmentIdOf(messageId, part), size };
}

function partResource(part: MimePart, messageId: string): PartResource {
  return {
    partId: part.partId,
    mimeType: part.mimeType,
    filename: part.filename,
    headers: part.headers.map((field) => ({ name: field.name, value: displayValue(field.value) })),
    body: bodyOf(part, messageId),
    ...(part.parts.length > 0 ? { parts: part.parts.map((child) => partResource(child, messageId)) } : {}),
  };
}

/** Gmail's snippet: the first 200 characters of the text on one line, HTML-escaped. */
function snippetOf(root: MimePart): string {
  return readableText(root)
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 200)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}
