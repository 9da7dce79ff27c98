export type HtmlToken =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'open'; readonly name: string; readonly attributes: ReadonlyMap<string, string> }
  | { readonly kind: 'close'; readonly name: string };

/** Elements whose content is not markup (HTML standard, section 13.1.2). */
const RAW_TEXT = new Set(['script', 'style', 'title', 'textarea', 'xmp', 'noembed', 'noframes', 'iframe']);
const MAX_TAG = 20_000;

const NAMED: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  shy: '',
  zwnj: '',
  zwj: '',
  ndash: '–',
  mdash: '—',
  hellip: '…',
  laquo: '«',
  raquo: '»',
  lsquo: '‘',
  rsquo: '’',
  sbquo: '‚',
  ldquo: '“',
  rdquo: '”',
  bdquo: '„',
  euro: '€',
  pound: '£',
  yen: '¥',
  cent: '¢',
  sect: '§',
  copy: '©',
  reg: '®',
  trade: '™',
  deg: '°',
  middot: '·',
  bull: '•',
  times: '×',
  szlig: 'ß',
  iexcl: '¡',
  iquest: '¿',
  ordf: 'ª',
  ordm: 'º',
  acute: '´',
  micro: 'µ',
  frac12: '½',
  frac14: '¼',
  frac34: '¾',
  sup2: '²',
  sup3: '³',
  plusmn: '±',
  para: '¶',
  larr: '←',
  rarr: '→',
  ensp: ' ',
  emsp: ' ',
  thinsp: ' ',
  aelig: 'æ',
  AElig: 'Æ',
  oslash: 'ø',
  Oslash: 'Ø',
  eth: 'ð',
  ETH: 'Ð',
  thorn: 'þ',
  THORN: 'Þ',
  oelig: 'œ',
  OElig: 'Œ',
  not: '¬',
  curren: '¤',
  brvbar: '¦',
  uml: '¨',
  macr: '¯',
};

const MARKS: Readonly<Record<string, string>> = {
  grave: '\u0300',
  acute: '\u0301',
  circ: '\u0302',
  tilde: '\u0303',
  uml: '\u0308',
  ring: '\u030A',
  cedil: '\u0327',
  caron: '\u030C',
};

const decodeOne = (whole: string, body: string): string => {
  if (body.startsWith('#')) {
    const hex = body[1] === 'x' || body[1] === 'X';
    const code = Number.parseInt(body.slice(hex ? 2 : 1), hex ? 16 : 10);
    const isScalar = code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff);
    return isScalar ? String.fromCodePoint(code) : '';
  }
  const named = Object.hasOwn(NAMED, body) ? NAMED[body] : undefined;
  if (named !== undefined) return named;
  const accented = /^([A-Za-z])(grave|acute|circ|tilde|uml|ring|cedil|caron)$/.exec(body);
  const mark = accented ? MARKS[accented[2] ?? ''] : undefined;
  return accented && mark !== undefined ? `${accented[1]}${mark}`.normalize('NFC') : whole;
};

/** Character references: all numeric ones, and of the named those that mail programs write. */
export const decodeEntities = (text: string): string =>
  text.includes('&') ? text.replace(/&(#x?[0-9a-f]{1,7}|[a-z][a-z0-9]{1,8});?/gi, decodeOne) : text;

const ATTRIBUTE = /([^\s=/>"']+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>"']+)))?/g;

const attributesOf = (source: string): Map<string, string> => {
  const attributes = new Map<string, string>();
  for (const [, name = '', double, single, bare] of source.matchAll(ATTRIBUTE)) {
    const key = name.toLowerCase();
    if (!attributes.has(key)) attributes.set(key, decodeEntities(double ?? single ?? bare ?? ''));
  }
  return attributes;
};

/** Where the tag that begins at `start` ends: a `>` inside quotes does not count. */
const endOfTag = (html: string, start: number): number => {
  let quote = '';
  const limit = Math.min(html.length, start + MAX_TAG);
  for (let i = start; i < limit; i++) {
    const c = html.charAt(i);
    if (quote !== '') {
      if (c === quote) quote = '';
    } else if ((c === '"' || c === "'") && html.charAt(i - 1) === '=') quote = c;
    else if (c === '>') return i;
  }
  return html.indexOf('>', start);
};

/**
 * Splits HTML into tokens in one forward pass, without building a tree: mail nests thousands of elements deep and
 * closes few of them properly. Never throws; comments, doctypes and raw-text elements yield nothing.
 */
export function* htmlTokens(html: string): Generator<HtmlToken> {
  let at = 0;
  let noMoreTags = false;
  let lowered: string | null = null;
  while (at < html.length) {
    const open = noMoreTags ? -1 : html.indexOf('<', at);
    if (open === -1) {
      yield { kind: 'text', text: decodeEntities(html.slice(at)) };
      return;
    }
    if (open > at) yield { kind: 'text', text: decodeEntities(html.slice(at, open)) };
    if (html.startsWith('<!--', open)) {
      const end = html.indexOf('-->', open + 4);
      if (end === -1) return;
      at = end + 3;
      continue;
    }
    const next = html.charCodeAt(open + 1) | 0x20;
    const isName = next >= 0x61 && next <= 0x7a;
    const isMarkup = isName || '/!?'.includes(html.charAt(open + 1) || ' ');
    const end = isMarkup ? endOfTag(html, open + 1) : -1;
    if (end === -1) {
      noMoreTags = isMarkup;
      yield { kind: 'text', text: '<' };
      at = open + 1;
      continue;
    }
    at = end + 1;
    const tag = html.slice(open + 1, end);
    const name = (/^\/?([a-z][^\s/>]*)/i.exec(tag)?.[1] ?? '').toLowerCase();
    if (name === '') continue;
    if (tag.startsWith('/')) {
      yield { kind: 'close', name };
      continue;
    }
    yield { kind: 'open', name, attributes: attributesOf(tag.slice(name.length, MAX_TAG)) };
    if (RAW_TEXT.has(name)) {
      lowered ??= html.toLowerCase();
      const closer =
        lowered.length === html.length ? lowered.indexOf(`</${name}`, at) : html.indexOf(`</${name}`, at);
      if (closer === -1) return;
      at = closer;
    }
  }
}
