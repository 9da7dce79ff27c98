import type { ReadableKind } from '../../mail/mime/readable-kind.ts';

/** Attachments are of the first kinds only. `table`: text with separated columns, whose first row has their names. */
export type FileKind = ReadableKind | 'table' | 'xlsx' | 'html';

export interface FileToRead {
  readonly kind: FileKind;
  readonly content: Uint8Array;
  /** Longer text is truncated. */
  readonly maxChars: number;
}

export type Extraction =
  /** `cut`: the text is truncated, at the limit of characters or pages. */
  | { readonly kind: 'read'; readonly text: string; readonly cut: boolean }
  /** The file opens, but has no text, for example a scan. */
  | { readonly kind: 'no_text' }
  /** Damaged, encrypted, of another type than stated, or beyond the limits. Retrying gives the same result. */
  | { readonly kind: 'failed' };

/**
 * Extracts the text of an untrusted file. Never throws; time and memory are bounded whatever the file contains. May be
 * called concurrently; files are processed one at a time.
 */
export interface TextExtractor {
  extract(file: FileToRead): Promise<Extraction>;
}
