import type { ParsedMail } from '../../../mail/parse.ts';
import type { RemoteAttachment } from '../../ports/mail-gateway.ts';

/** Of a mail that was fetched without its attachments, these are empty: their sizes as Gmail states them. */
export const withRealSizes = (
  parsed: ParsedMail,
  leftOut: readonly RemoteAttachment[] | undefined,
): ParsedMail => {
  if (leftOut === undefined) return parsed;
  const attachments = parsed.attachments.map((attachment, n) => {
    const remote = leftOut[n];
    return remote?.type === attachment.type ? { ...attachment, size: remote.size } : attachment;
  });
  return { ...parsed, attachments };
};
