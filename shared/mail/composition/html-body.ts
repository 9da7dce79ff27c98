/** The HTML of a text as if typed in Gmail: one element per line, without template mark-up. */

export const escapeHtml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

const LINK =
  /https?:\/\/[^\s<>"']+[^\s<>"'.,;:!?)\]]|(?<![\p{L}\p{N}@/.-])www\.[^\s<>"'@]+\.[^\s<>"'.,;:!?)\]]+|(?<![\p{L}\p{N}.+_-])[\w.+-]{1,64}@[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63})*\.\p{L}{2,24}(?![\p{L}\p{N}@-])/gu;

const hrefOf = (shown: string): string =>
  /^https?:/.test(shown) ? shown : shown.startsWith('www.') ? `http://${shown}` : `mailto:${shown}`;

/** Preserves several consecutive spaces. */
const withSpaces = (html: string): string =>
  html.replace(/ {2,}/g, (spaces) => `${'&nbsp;'.repeat(spaces.length - 1)} `);

/** One line: escaped, with its links. A space at its start is preserved. */
export const inlineHtml = (line: string): string => {
  let html = '';
  let end = 0;
  for (const match of line.matchAll(LINK)) {
    const shown = escapeHtml(match[0]);
    html += `${withSpaces(escapeHtml(line.slice(end, match.index)))}<a href="${escapeHtml(hrefOf(match[0]))}">${shown}</a>`;
    end = match.index + match[0].length;
  }
  return (html + withSpaces(escapeHtml(line.slice(end)))).replace(/^ /, '&nbsp;');
};

const RIGHT_TO_LEFT =
  /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Adlam}]/u;
const LETTER = /\p{L}/u;

/** The direction of a text: that of its first letter (UAX #9, rule P2). */
export const directionOf = (text: string): 'ltr' | 'rtl' => {
  const first = LETTER.exec(text)?.[0];
  return first !== undefined && RIGHT_TO_LEFT.test(first) ? 'rtl' : 'ltr';
};

const BULLET = /^\s{0,3}[-*•–]\s+(?=\S)/;
const NUMBER = /^\s{0,3}(\d{1,3})[.)]\s+(?=\S)/;

interface List {
  readonly tag: 'ul' | 'ol';
  readonly items: readonly string[];
  /** Lines that it takes. */
  readonly length: number;
}

/** A list that begins at `start`: at least two lines with the same kind of mark; numbers are consecutive from one. */
const listAt = (lines: readonly string[], start: number): List | null => {
  const line = lines[start] ?? '';
  const tag = BULLET.test(line) ? 'ul' : NUMBER.test(line) ? 'ol' : null;
  if (tag === null) return null;
  const items: string[] = [];
  for (const next of lines.slice(start)) {
    const number = NUMBER.exec(next)?.[1];
    if (tag === 'ul' ? !BULLET.test(next) : Number(number) !== items.length + 1) break;
    items.push(next.replace(tag === 'ul' ? BULLET : NUMBER, '').trim());
  }
  return items.length >= 2 ? { tag, items, length: items.length } : null;
};

/** The lines of a text as elements, without the outer element. */
export const linesHtml = (text: string, direction: 'ltr' | 'rtl'): string => {
  const lines = text.replace(/\r\n?/g, '\n').split('\n');
  const directed = (line: string): string => {
    const own = LETTER.test(line) ? directionOf(line) : direction;
    return own === direction ? '' : ` dir="${own}"`;
  };
  let html = '';
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i] ?? '';
    const list = listAt(lines, i);
    if (list) {
      const items = list.items.map(
        (item) => `<li style="margin-left:15px"${directed(item)}>${inlineHtml(item)}</li>`,
      );
      html += `<div><${list.tag}>${items.join('')}</${list.tag}></div>`;
      i += list.length - 1;
    } else if (line.trim() === '') html += '<div><br></div>';
    // Gmail puts the first line directly into the outer element.
    else if (html === '' && directed(line) === '') html += inlineHtml(line);
    else html += `<div${directed(line)}>${inlineHtml(line)}</div>`;
  }
  return html;
};

/** A whole text: `<div dir="ltr">…</div>`. */
export const textHtml = (text: string): string => {
  const trimmed = text.replace(/^\s*\n/, '').trimEnd();
  const direction = directionOf(trimmed);
  return `<div dir="${direction}">${linesHtml(trimmed, direction)}</div>`;
};
