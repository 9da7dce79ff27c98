/**
 * text/plain; format=flowed (RFC 3676), which Thunderbird, Apple Mail and others send: a line that ends in a space goes on
 * in the next one, but never into a quotation of another depth (section 4.5).
 */

const depthOf = (line: string): number => /^>*/.exec(line)?.[0].length ?? 0;

/** Undoes the flow: paragraphs become single lines. */
export const unflow = (text: string, deleteSpace: boolean): string => {
  const out: string[] = [];
  let pieces: string[] = [];
  let depth = 0;
  const flush = (): void => {
    if (pieces.length > 0)
      out.push(`${'>'.repeat(depth)}${depth > 0 ? ' ' : ''}${pieces.join('')}`.trimEnd());
    pieces = [];
  };
  for (const line of text.split(/\r?\n/)) {
    const quoted = depthOf(line);
    const content = line.slice(quoted).replace(/^ /, '');
    if (quoted !== depth || content === '-- ') flush();
    depth = quoted;
    const flows = content.endsWith(' ') && content !== '-- ';
    pieces.push(flows && deleteSpace ? content.slice(0, -1) : content);
    if (content === '-- ') {
      out.push('-- ');
      pieces = [];
    } else if (!flows) flush();
  }
  flush();
  return out.join('\n');
};

const latin1 = new TextDecoder('latin1');
/** A Content-Type header with its folded lines, of the mail or of a part. */
const CONTENT_TYPE = /^content-type:.*(?:\r?\n[ \t].*)*/gim;

/**
 * Takes `format=flowed` out of the headers of a raw mail, for a parser that joins lines without regard to their depth.
 * `flowed` says whether there was any, `deleteSpace` whether with DelSp=yes.
 */
export const withoutFlow = (
  raw: Uint8Array,
): { readonly raw: Uint8Array; readonly flowed: boolean; readonly deleteSpace: boolean } => {
  const text = latin1.decode(raw);
  const copy = Uint8Array.from(raw);
  let flowed = false;
  let deleteSpace = false;
  for (const { 0: header, index } of text.matchAll(CONTENT_TYPE)) {
    const format = /;\s*format\s*=\s*"?flowed/i.exec(header.slice(0, 4000));
    if (!format) continue;
    flowed = true;
    copy[index + format.index + format[0].length - 1] = 'x'.charCodeAt(0);
    deleteSpace ||= /;\s*delsp\s*=\s*"?yes/i.test(header);
  }
  return { raw: flowed ? copy : raw, flowed, deleteSpace };
};
