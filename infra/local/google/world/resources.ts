import { type MimePart, parseMime, readableText } from '../mail/mime-part.ts';
import type { HeaderField } from '../mail/raw-mail.ts';
import { invalidArgument } from './google-error.ts';
import type { Kernel } from './kernel.ts';
import { historyId, requireMailbox } from './mailboxes.ts';
import { mailOf, type StoredMessage } from './messages.ts';
import { type HeaderResource, headerResource, type PartResource, payloadResource } from './payload.ts';

export type Format = 'full' | 'metadata' | 'minimal' | 'raw';

export interface View {
  readonly format?: string | undefined;
  readonly metadataHeaders?: readonly string[] | undefined;
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
      return { ...base, payload: payloadResource(kernel, message, root) };
  }
}

function headersResource(
  headers: readonly HeaderField[],
  wanted: readonly string[],
): { headers?: HeaderResource[] } {
  const names = new Set(wanted.map((name) => name.toLowerCase()));
  const chosen = headers.filter((field) => names.size === 0 || names.has(field.name.toLowerCase()));
  return chosen.length === 0 ? {} : { headers: chosen.map(headerResource) };
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
