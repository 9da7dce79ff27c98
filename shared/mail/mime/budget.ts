/**
 * The limits of one mail: how much of it is read and kept. Anything beyond is dropped where it enters, and
 * `flags.truncated` says so; the whole mail stays in Gmail.
 */
export const BUDGET = {
  /** Bytes of the raw mail. Gmail accepts mails of 25 MB, 50 MB incoming; people do not write more. */
  bytes: 30 * 1024 * 1024,
  /** Headers of the mail: number, total bytes, characters of one. */
  headers: 500,
  headerBytes: 512 * 1024,
  header: 16_000,
  headerName: 100,
  /** Headers of a part. */
  partHeaderBytes: 64 * 1024,
  /** Parts of all levels, and nesting depth. */
  parts: 300,
  depth: 40,
  /** Lines that begin with `--`, each of which may be a delimiter. */
  delimiters: 100_000,
  /** Characters and lines of all plain texts, characters of all HTML. */
  text: 3_000_000,
  lines: 100_000,
  html: 2_000_000,
  /** Addresses per header, characters of a name and of an address. */
  addresses: 100,
  name: 200,
  address: 254,
  subject: 1000,
  references: 100,
  messageId: 500,
  attachments: 100,
  attachmentName: 255,
  mediaType: 127,
  /** Characters of a delivery report and the returned message, of a calendar object, of a reaction. */
  report: 200_000,
  calendar: 100_000,
  reaction: 1000,
} as const;

/** At most `max` characters, the last of which marks the truncation. Never half a surrogate pair. */
export const cut = (text: string, max: number): string => {
  if (text.length <= max) return text;
  const end = max - 1;
  const code = text.charCodeAt(end - 1);
  return `${text.slice(0, code >= 0xd800 && code <= 0xdbff ? end - 1 : end)}…`;
};
