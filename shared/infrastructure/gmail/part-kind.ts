import type { PayloadPart } from './payload.ts';

/**
 * What a part is to whoever reads the mail: a `text` is read, of a `report` the fields, of a `message` that is carried
 * along the headers, and of a `file` its name, type and size.
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

export const kindOf = (part: PayloadPart): PartKind => {
  const { mimeType } = part;
  if (mimeType.startsWith('multipart/')) return 'multipart';
  if (REPORTS.has(mimeType)) return 'report';
  if (MESSAGES.has(mimeType)) return 'message';
  const isText = mimeType === 'text/plain' || mimeType === 'text/html';
  return isText && !isAttachment(part) ? 'text' : 'file';
};

/** The parts that are no multipart, in their order. What is inside a carried message is that one's. */
export const leavesOf = (part: PayloadPart): readonly PayloadPart[] =>
  kindOf(part) === 'multipart' ? part.parts.flatMap(leavesOf) : [part];
