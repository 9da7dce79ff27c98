import { decodeEntities } from './entities.ts';

export type HtmlToken =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'open'; readonly name: string; readonly attributes: Attributes }
  | { readonly kind: 'close'; readonly name: string }
  /** Content of a style element. */
  | { readonly kind: 'style'; readonly css: string };

/** Lower-case names. Values are decoded and cut at 2,000 characters. */
export type Attributes = ReadonlyMap<string, string>;

const RAW_TEXT = new Set([
  'script',
  'style',
  'title',
  'textarea',
  'iframe',
  'noembed',
  'noframes',
  'xmp',
  'noscript',
]);
const MAX_VALUE = 2000;

const isSpace = (code: number): boolean => code === 0x20 || (code >= 0x09 && code <= 0x0d);

/**
 * Splits HTML into tokens as browsers do, as far as it affects the visible text. One pass without backtracking, so the
 * time is proportional to the length.
 */
export function* htmlTokens(html: string): Generator<HtmlToken> {
  let at = 0;
  while (at < html.length) {
    const open = html.indexOf('<', at);
    const end = open < 0 ? html.length : open;
    if (end > at) yield { kind: 'text', text: decodeEntities(html.slice(at, end)) };
    if (open < 0) return;
    const next = html[open + 1] ?? '';
    if (/[a-zA-Z]/.test(next)) {
      const tag = readTag(html, open + 1);
      at = tag.end;
      if (!RAW_TEXT.has(tag.name)) {
        yield { kind: 'open', name: tag.name, attributes: tag.attributes };
        if (tag.selfClosing && tag.name.includes(':')) yield { kind: 'close', name: tag.name };
        continue;
      }
      const closing = new RegExp(`</${tag.name}`, 'gi');
      closing.lastIndex = at;
      const found = closing.exec(html);
      if (tag.name === 'style') yield { kind: 'style', css: html.slice(at, found?.index ?? html.length) };
      at = found ? readTag(html, found.index + 2).end : html.length;
    } else if (next === '/' && /[a-zA-Z]/.test(html[open + 2] ?? '')) {
      const tag = readTag(html, open + 2);
      at = tag.end;
      yield { kind: 'close', name: tag.name };
    } else if (next === '!' || next === '?' || next === '/') {
      const comment = html.startsWith('!--', open + 1);
      // `<!-->` and `<!--->` are complete comments.
      const close = comment ? html.indexOf('-->', open + 2) : html.indexOf('>', open + 1);
      at = close < 0 ? html.length : close + (comment ? 3 : 1);
    } else {
      yield { kind: 'text', text: '<' };
      at = open + 1;
    }
  }
}

interface Tag {
  readonly name: string;
  readonly attributes: Attributes;
  readonly selfClosing: boolean;
  /** Index after the closing angle bracket. */
  readonly end: number;
}

/** Reads a tag whose name starts at `start`. An unclosed one runs to the end, as in browsers. */
const readTag = (html: string, start: number): Tag => {
  let at = start;
  const until = (stop: (code: number) => boolean): string => {
    const from = at;
    while (at < html.length && !stop(html.charCodeAt(at))) at++;
    return html.slice(from, at);
  };
  const [slash, greater, equals] = [0x2f, 0x3e, 0x3d];
  const name = until((code) => isSpace(code) || code === slash || code === greater).toLowerCase();
  const attributes = new Map<string, string>();
  let selfClosing = false;
  while (at < html.length) {
    until((code) => !isSpace(code));
    const code = html.charCodeAt(at);
    if (code === greater) {
      at++;
      break;
    }
    selfClosing = code === slash;
    if (code === slash) {
      at++;
      continue;
    }
    at++; // The first character belongs to the name even when it is an equals sign.
    const from = at - 1;
    until((c) => isSpace(c) || c === slash || c === greater || c === equals);
    const attribute = html.slice(from, at).toLowerCase();
    until((c) => !isSpace(c));
    let value = '';
    if (html.charCodeAt(at) === equals) {
      at++;
      until((c) => !isSpace(c));
      const quote = html[at];
      if (quote === '"' || quote === "'") {
        const close = html.indexOf(quote, at + 1);
        const stop = close < 0 ? html.length : close;
        value = html.slice(at + 1, Math.min(stop, at + 1 + MAX_VALUE));
        at = stop + 1;
      } else {
        value = until((c) => isSpace(c) || c === greater).slice(0, MAX_VALUE);
      }
    }
    if (!attributes.has(attribute) && attributes.size < 100) attributes.set(attribute, decodeEntities(value));
  }
  return { name, attributes, selfClosing, end: at };
};
