const UNSEEN = /^(?:head|script|style|template)$/i;
const BREAKS = /^(?:br|\/?(?:p|div|li|tr|h[1-6]|blockquote))$/i;
const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  apos: "'",
  gt: '>',
  lt: '<',
  nbsp: ' ',
  quot: '"',
};

/** The text of an HTML mail, for a snippet or a page. One pass; accepts malformed HTML. */
export function htmlToText(html: string): string {
  const pieces: string[] = [];
  let from = 0;
  while (from < html.length) {
    const open = html.indexOf('<', from);
    const close = open === -1 ? -1 : html.indexOf('>', open);
    if (close === -1) {
      pieces.push(html.slice(from, open === -1 ? undefined : open));
      break;
    }
    pieces.push(html.slice(from, open));
    const name = /^\/?[a-z0-9]+/i.exec(html.slice(open + 1, Math.min(close, open + 20)))?.[0] ?? '';
    if (BREAKS.test(name)) pieces.push('\n');
    from = UNSEEN.test(name) ? endOfElement(html, name, close + 1) : close + 1;
  }
  return pieces
    .join('')
    .replace(
      /&(#?\w{1,8});/g,
      (entity, name: string) => ENTITIES[name.toLowerCase()] ?? numeric(entity, name),
    );
}

/** The position after an element that is not shown. An element that is never closed extends to the end. */
function endOfElement(html: string, name: string, from: number): number {
  const end = new RegExp(`</${name}\\b`, 'gi');
  end.lastIndex = from;
  const found = end.exec(html);
  if (found === null) return html.length;
  const close = html.indexOf('>', found.index);
  return close === -1 ? html.length : close + 1;
}

function numeric(entity: string, name: string): string {
  const digits = /^#(?:x([0-9a-f]+)|(\d+))$/i.exec(name);
  if (digits === null) return entity;
  const code = digits[1] === undefined ? Number(digits[2]) : Number.parseInt(digits[1], 16);
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : entity;
}
