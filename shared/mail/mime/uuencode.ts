/** Files inside a text, from programs older than MIME: `begin 644 a.doc`, lines of data, `end`. */

export interface EncodedFile {
  readonly name: string;
  /** Bytes, decoded. */
  readonly size: number;
}

const BEGIN = /^begin [0-7]{3,4} (\S.{0,200})$/;
/** One character for the length, and four for every three bytes; some programs drop trailing spaces. */
const DATA = /^[ -`]{1,62}\s*$/;
const MAX_FILES = 20;

const lengthOf = (line: string): number => (line.charCodeAt(0) - 32) & 63;

/** The end (exclusive) and the size of the file that begins at `start`; null: none. */
const fileAt = (
  lines: readonly string[],
  start: number,
): { readonly end: number; readonly size: number } | null => {
  let size = 0;
  for (let i = start + 1; i < lines.length; i++) {
    const line = lines[i] ?? '';
    if (line.trim() === 'end' && i > start + 1) return { end: i + 1, size };
    if (!DATA.test(line)) return null;
    size += lengthOf(line);
  }
  return null;
};

/** Removes such files from a text. */
export const withoutEncodedFiles = (
  text: string,
): { readonly text: string; readonly files: readonly EncodedFile[] } => {
  if (!/^begin [0-7]{3,4} /m.test(text)) return { text, files: [] };
  const lines = text.split('\n');
  const kept: string[] = [];
  const files: EncodedFile[] = [];
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i] ?? '';
    const name = files.length < MAX_FILES ? BEGIN.exec(line)?.[1] : undefined;
    const file = name === undefined ? null : fileAt(lines, i);
    if (name !== undefined && file) {
      files.push({ name: name.trim(), size: file.size });
      i = file.end - 1;
    } else kept.push(line);
  }
  return { text: kept.join('\n'), files };
};
