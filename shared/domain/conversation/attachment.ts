import { z } from 'zod';
import { stored } from '../stored.ts';

/**
 * What became of a file's text.
 * - `no_text`: it opens, but holds none, as a scan.
 * - `failed`: damaged, encrypted, or beyond what reading may take.
 * - `too_large`: not even fetched, for its size.
 * - `not_supported`: of a kind that is not read, as pictures.
 * - `not_read`: nobody tried: only files of mails that may be answered are read, and of those the first few.
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

/** A file that came with a mail. Name, type and text are the sender's words. */
export const attachmentSchema = stored({
  name: z.string(),
  /** Lower-case MIME type. */
  type: z.string(),
  /** Bytes. */
  size: z.number(),
  status: z.enum(attachmentStatuses).default('not_read'),
  /** Empty unless it was read, and once the owner's retention setting has removed it. */
  text: z.string().default(''),
  /** There is more of the text than is kept. */
  cut: z.boolean().default(false),
});
export type Attachment = z.infer<typeof attachmentSchema>;

/** The same without what was written in them. */
export const withoutTexts = (attachments: readonly Attachment[]): Attachment[] =>
  attachments.map((attachment) => ({ ...attachment, text: '' }));
