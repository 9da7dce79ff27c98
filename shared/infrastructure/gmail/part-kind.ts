import type { PayloadPart } from './payload.ts';

/**
 * How a part is used: a `text` is read, of a `report` the fields, of an attached `message` the headers, and of a `file`
 * the name, type and size.
 */
export type PartKind = 'multipart' | 'text' | 'report' | 'message' | 'file';

const REPORTS: ReadonlySet<string> = new Set([
  'message/delivery-status',
  'message/global-delivery-status',
  'message/global-headers',
  'text/rfc822-headers',
]);
const MESSAGES: ReadonlySet<string> = new Set(['message/rfc822', 'message/global']);

export const headerOf = (part: PayloadPart, name: string): string | null =>
  part.headers.find((header) => header.name.toLowerCase() === name)?.value ?? null;

const isAttachment = (part: PayloadPart): boolean =>
  /^\s*attachment\b/i.test(headerOf(part, 'content-disposition') ?? '');

const isText = ({ mimeType }: PayloadPart): boolean => mimeType === 'text/plain' || mimeType === 'text/html';

/**
 * The kind of each part, in order. The mail parser decides in the same way: a text with a name that comes after another
 * text is a file, except in multipart/alternative. Parts inside an attached message belong to that message.
 */
export const partKinds = (root: PayloadPart): ReadonlyMap<PayloadPart, PartKind> => {
  const kinds = new Map<PayloadPart, PartKind>();
  let hasText = false;
  const leafKind = (part: PayloadPart, isAlternative: boolean): PartKind => {
    if (REPORTS.has(part.mimeType)) return 'report';
    if (MESSAGES.has(part.mimeType)) return 'message';
    if (part.mimeType.startsWith('multipart/')) return 'text';
    if (!isText(part) || isAttachment(part)) return 'file';
    return part.filename !== '' && hasText && !isAlternative ? 'file' : 'text';
  };
  const walk = (part: PayloadPart, isAlternative: boolean): void => {
    // A multipart without parts is malformed: its content may be the text.
    const isMultipart = part.mimeType.startsWith('multipart/') && part.parts.length > 0;
    const kind = isMultipart ? 'multipart' : leafKind(part, isAlternative);
    kinds.set(part, kind);
    hasText ||= kind === 'text';
    if (isMultipart) for (const child of part.parts) walk(child, part.mimeType === 'multipart/alternative');
  };
  walk(root, false);
  return kinds;
};
