import { isSignatureOrKey } from '../../mail/mime/readable-kind.ts';
import type { Attachment, AttachmentStatus } from '../conversation/attachment.ts';
import { untrustedFile } from './untrusted.ts';

/** If there are more, only their number is shown. */
const MAX_LISTED = 20;

const UNREAD: Readonly<Record<Exclude<AttachmentStatus, 'read'>, string>> = {
  no_text: 'no, it holds no text, as a scan or a picture',
  failed: 'no, it is damaged, locked or too much to read',
  too_large: 'no, it is too large',
  not_supported: 'no, files of this kind are not read',
  not_read: 'no, nobody has opened it',
};

const sizeOf = (bytes: number): string =>
  bytes < 1_000_000 ? `${Math.ceil(bytes / 1000)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;

/**
 * The files of a mail as the model is shown them: their type, and the content of those that were read, at most
 * `maxChars` of all together. Empty if there are none.
 */
export const attachedFiles = (
  attachments: readonly Attachment[],
  bodyKept: boolean,
  maxChars: number,
): string => {
  const files = attachments.filter(({ type }) => !isSignatureOrKey(type));
  let left = maxChars;
  const shown = files.slice(0, MAX_LISTED).map(({ name, type, size, status, text, cut }) => {
    const about = { name, type, size: sizeOf(size) };
    if (status !== 'read') return untrustedFile({ ...about, read: UNREAD[status] }, null);
    if (!bodyKept) return untrustedFile({ ...about, read: 'no, its text was deleted' }, null);
    const part = text.slice(0, left).toWellFormed();
    left -= part.length;
    if (part === '') return untrustedFile({ ...about, read: 'no, there was no room for it' }, null);
    const whole = part.length === text.length && !cut;
    return untrustedFile({ ...about, read: whole ? 'yes' : 'only its beginning' }, part);
  });
  const others = files.length - shown.length;
  return [...shown, ...(others > 0 ? [`[${others} more files, not read]`] : [])].join('\n');
};
