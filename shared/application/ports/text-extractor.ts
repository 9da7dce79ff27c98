import type { ReadableKind } from '../../mail/mime/readable-kind.ts';

export interface FileToRead {
  readonly kind: ReadableKind;
  readonly content: Uint8Array;
  /** The text is cut there. */
  readonly maxChars: number;
}

export type Extraction =
  /** `cut`: there is more, beyond the characters or the pages that are read. */
  | { readonly kind: 'read'; readonly text: string; readonly cut: boolean }
  /** It opens, but has no text: a scan, for example. */
  | { readonly kind: 'no_text' }
  /** Damaged, encrypted, not what it says it is, or beyond what reading may take. Trying again gives the same. */
  | { readonly kind: 'failed' };

/**
 * The text of a file that a stranger sent. Never throws, and takes bounded time and memory whatever the file holds. May be
 * called concurrently; files are read one after the other.
 */
export interface TextExtractor {
  extract(file: FileToRead): Promise<Extraction>;
}
