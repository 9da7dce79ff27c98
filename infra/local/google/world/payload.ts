import { decodeText, type MimePart, parseMime } from '../mail/mime-part.ts';
import { displayHeader, type HeaderField } from '../mail/raw-mail.ts';
import { behaviourOf } from './behaviour.ts';
import { invalidArgument } from './google-error.ts';
import type { Kernel } from './kernel.ts';
import { mailOf, type StoredMessage } from './messages.ts';

export interface HeaderResource {
  readonly name: string;
  readonly value: string;
}

/** https://developers.google.com/workspace/gmail/api/reference/rest/v1/users.messages#Message.MessagePart */
export interface PartResource {
  readonly partId?: string;
  readonly mimeType: string;
  readonly filename?: string;
  readonly headers?: readonly HeaderResource[];
  readonly body?: { readonly size: number; readonly data?: string; readonly attachmentId?: string };
  readonly parts?: readonly PartResource[];
}

export const headerResource = (field: HeaderField): HeaderResource => ({
  name: field.name,
  value: displayHeader(field),
});

/**
 * Longer texts are stored apart from the message, as files always are. Google says only that a body may be; the limit
 * is not documented (https://developers.google.com/workspace/gmail/api/reference/rest/v1/users.messages.attachments).
 */
const MAX_INLINE = 512 * 1024;

/** A message's MIME tree as format=full returns it: texts inline, files and attached messages by their ids. */
export function payloadResource(kernel: Kernel, message: StoredMessage, root: MimePart): PartResource {
  const { bodiesAsWritten } = behaviourOf(kernel, message.email);
  const resource = (part: MimePart): PartResource => {
    const content = bodiesAsWritten ? part.content : inUtf8(part);
    const size = content.byteLength;
    const apart = part.filename !== '' || part.mimeType === 'message/rfc822' || size > MAX_INLINE;
    return {
      partId: part.partId,
      mimeType: part.mimeType,
      filename: part.filename,
      headers: part.headers.map(headerResource),
      body:
        size === 0
          ? { size }
          : apart
            ? { attachmentId: attachmentIdOf(kernel, message.id, part), size }
            : { size, data: content.toString('base64url') },
      ...(part.parts.length > 0 ? { parts: part.parts.map(resource) } : {}),
    };
  };
  return resource(root);
}

/** Gmail returns texts in UTF-8, while the part's Content-Type still names the original charset. */
const inUtf8 = (part: MimePart): Buffer =>
  /^text\//.test(part.mimeType) && part.filename === '' ? Buffer.from(decodeText(part)) : part.content;

/** Opaque to clients and different in each answer, like Gmail's: only the part's id is stable. */
const attachmentIdOf = (kernel: Kernel, messageId: string, part: MimePart): string =>
  `ANGjdJ${Buffer.from(`${kernel.hex(8)}:${messageId}:${part.partId}`).toString('base64url')}`;

/** https://developers.google.com/workspace/gmail/api/reference/rest/v1/users.messages.attachments */
export interface AttachmentResource {
  readonly size: number;
  readonly data: string;
}

/** users.messages.attachments.get. */
export function attachmentResource(
  kernel: Kernel,
  message: StoredMessage,
  attachmentId: string,
): AttachmentResource {
  const [, messageId, partId] = Buffer.from(attachmentId.slice('ANGjdJ'.length), 'base64url')
    .toString()
    .split(':');
  const find = (part: MimePart): MimePart | undefined =>
    part.partId === partId ? part : part.parts.map(find).find((found) => found !== undefined);
  const part = messageId === message.id ? find(parseMime(mailOf(message))) : undefined;
  if (part === undefined) throw invalidArgument('Invalid attachment token');
  const content = behaviourOf(kernel, message.email).bodiesAsWritten ? part.content : inUtf8(part);
  return { size: content.byteLength, data: content.toString('base64url') };
}
