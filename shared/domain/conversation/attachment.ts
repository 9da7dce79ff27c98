import { z } from 'zod';
import { stored } from '../stored.ts';

/**
 * The result of reading a file's text.
 * - `no_text`: the file opens, but has no text, for example a scan.
 * - `failed`: damaged, encrypted, or beyond the limits of reading.
 * - `too_large`: not fetched because of its size.
 * - `not_supported`: a type that is not read, for example a picture.
 * - `not_read`: not attempted: only the first few files of mails that may be answered are read.
 */
export const attachmentStatuses = [
  'read',
  'no_text',
  'failed',
  'too_large',
  'not_supported',
  'not_read',
] as const;
export type AttachmentStatus = (typeof attachmentStatuses)[number];

/** A file attached to a mail. Name, type and text come from the sender. */
export const attachmentSchema = stored({
  name: z.string(),
  /** Lower-case MIME type. */
  type: z.string(),
  /** Bytes. */
  size: z.number(),
  status: z.enum(attachmentStatuses).default('not_read'),
  /** Empty unless it was read, and after the owner's retention setting has removed it. */
  text: z.string().default(''),
  /** The stored text is truncated. */
  cut: z.boolean().default(false),
});
export type Attachment = z.infer<typeof attachmentSchema>;

/** The files without their texts. */
export const withoutTexts = (attachments: readonly Attachment[]): Attachment[] =>
  attachments.map((attachment) => ({ ...attachment, text: '' }));
