/**
 * text/plain; format=flowed (RFC 3676), which Thunderbird, Apple Mail and others send: a line that ends in a space
 * continues in the next one, but never into a quotation of another depth (section 4.5).
 */

const depthOf = (line: string): number => /^>*/.exec(line)?.[0].length ?? 0;

/** Joins the lines of each paragraph. */
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
