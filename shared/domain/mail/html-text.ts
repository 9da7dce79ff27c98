import { type HtmlToken, htmlTokens } from './html-tokens.ts';

/** Longer HTML is cut: no person writes that much, and Gmail itself clips at 102 KB. */
export const MAX_HTML = 1_000_000;

/** Stands for a place where a mail program says that history begins. Private use, so that no mail can contain it. */
export const HISTORY_MARK = '\uE0F1';
/** Put before a line that a mail program marks as the header of a quotation. */
export const ATTRIBUTION_MARK = '\uE0F2';
/** Put before a line that a mail program marks as part of a signature. */
export const SIGNATURE_MARK = '\uE0F3';

const SKIPPED = new Set([
  'head',
  'style',
  'script',
  'title',
  'template',
  'noscript',
  'object',
  'svg',
  'math',
  'iframe',
  'textarea',
  'select',
  'xmp',
  'noembed',
  'noframes',
]);
const VOID = new Set([
  'area',
  'base',
  'br',
  'col',
  'embed',
  'hr',
  'img',
  'input',
  'link',
  'meta',
  'source',
  'track',
  'wbr',
  'o:p',
]);
const PARAGRAPHS = new Set([
  'p',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'ul',
  'ol',
  'dl',
  'blockquote',
  'table',
  'pre',
  'hr',
]);
const LINES = new Set([
  'div',
  'li',
  'tr',
  'dt',
  'dd',
  'section',
  'article',
  'header',
  'footer',
  'center',
  'address',
  'body',
  'html',
  'form',
  'fieldset',
  'tbody',
  'thead',
  'caption',
  'figure',
  'main',
  'nav',
]);

/** Text nobody can see is not part of what somebody wrote. */
const isHidden = (attributes: ReadonlyMap<string, string>): boolean => {
  if (attributes.has('hidden')) return true;
  const style = (attributes.get('style') ?? '').toLowerCase().replace(/\s+/g, '');
  if (style === '') return false;
  return (
    /(?:^|;)(?:display:none|visibility:(?:hidden|collapse)|mso-hide:all|opacity:0(?:\.0+)?(?:;|!|$))/.test(
      style,
    ) ||
    /(?:^|;)font-size:0(?:\.0+)?(?:px|pt|em|rem|%)?(?:;|!|$)/.test(style) ||
    /(?:^|;)(?:max-)?(?:height|width):0(?:px|pt|em|%)?(?:;|!|$)/.test(style) ||
    /(?:^|;)(?:text-indent|left|top|margin-left|margin-top):-\d{3,}/.test(style) ||
    /(?:^|;)color:transparent/.test(style) ||
    sameColours(style)
  );
};

const colour = (value: string | undefined): string | null => {
  if (value === undefined) return null;
  const plain = value.replace(/!.*$/, '');
  if (plain === 'white') return '#ffffff';
  if (plain === 'black') return '#000000';
  const short = /^#([0-9a-f])([0-9a-f])([0-9a-f])$/.exec(plain);
  return short ? `#${short[1]}${short[1]}${short[2]}${short[2]}${short[3]}${short[3]}` : plain;
};

/** White on white; a page without a stated background is white. */
const sameColours = (style: string): boolean => {
  const front = colour(/(?:^|;)color:([^;]+)/.exec(style)?.[1]);
  if (front === null) return false;
  return front === (colour(/(?:^|;)background(?:-color)?:([^;]+)/.exec(style)?.[1]) ?? '#ffffff');
};

type Role = 'hidden' | 'quote' | 'attribution' | 'signature' | 'pre' | 'plain';

const HISTORY_IDS =
  /^(?:x_)*(?:divRplyFwdMsg|appendonsend|OLK_SRC_BODY_SECTION|mail-editor-reference-message-container|replySplit|reply-intro)$/i;
const HISTORY_CLASSES =
  /(?:^|\s)(?:x_)*(?:OutlookMessageHeader|yahoo_quoted|protonmail_quote|zmail_extra|moz-forward-container|ms-outlook-mobile-reference-message|WordSection1_reply)(?:\s|$)/;
const ATTRIBUTION_CLASSES = /(?:^|\s)(?:x_)*(?:gmail_attr|moz-cite-prefix)(?:\s|$)/;
const SIGNATURE_CLASSES =
  /(?:^|\s)(?:x_)*(?:gmail_signature|moz-signature|protonmail_signature_block|ms-outlook-mobile-signature)(?:\s|$)/;
/** Outlook draws a line above the mail that it quotes; these borders are its own. */
const OUTLOOK_BORDER =
  /border:none;border-top:solid#(?:b5c4df|e1e1e1)1\.0pt;padding:3\.0pt0(?:cm|in)0(?:cm|in)0(?:cm|in)/i;

const beginsHistory = (name: string, attributes: ReadonlyMap<string, string>): boolean =>
  HISTORY_IDS.test(attributes.get('id') ?? '') ||
  HISTORY_CLASSES.test(attributes.get('class') ?? '') ||
  (name === 'div' && OUTLOOK_BORDER.test((attributes.get('style') ?? '').replace(/\s+/g, ''))) ||
  (name === 'hr' && /^(?:zwchr|stopSpelling)$/i.test(attributes.get('id') ?? ''));

const roleOf = (name: string, attributes: ReadonlyMap<string, string>): Role => {
  if (SKIPPED.has(name) || isHidden(attributes)) return 'hidden';
  if (name === 'blockquote') {
    const isPlain = /margin:0(?:px)?0(?:px)?0(?:px)?40px;border:none/.test(
      (attributes.get('style') ?? '').replace(/\s+/g, ''),
    );
    return isPlain ? 'plain' : 'quote';
  }
  const classes = attributes.get('class') ?? '';
  if (ATTRIBUTION_CLASSES.test(classes)) return 'attribution';
  if (SIGNATURE_CLASSES.test(classes)) return 'signature';
  return name === 'pre' ? 'pre' : 'plain';
};

/** Collects lines while it walks through the elements; each line knows how deeply it is quoted. */
class LineWriter {
  readonly #lines: string[] = [];
  readonly #open: { readonly name: string; readonly role: Role }[] = [];
  readonly #openCount = new Map<string, number>();
  readonly #roles: Record<Role, number> = {
    hidden: 0,
    quote: 0,
    attribution: 0,
    signature: 0,
    pre: 0,
    plain: 0,
  };
  #line = '';
  #linePrefix: string | null = null;

  #prefix(): string {
    const quotes = '>'.repeat(Math.min(this.#roles.quote, 50));
    if (quotes !== '') return `${quotes} `;
    if (this.#roles.attribution > 0) return ATTRIBUTION_MARK;
    return this.#roles.signature > 0 ? SIGNATURE_MARK : '';
  }

  text(text: string): void {
    if (this.#roles.hidden > 0) return;
    if (this.#roles.pre > 0) {
      const [first = '', ...rest] = text.split('\n');
      this.#append(first);
      for (const line of rest) {
        this.endLine(true);
        this.#append(line);
      }
      return;
    }
    const folded = text.replace(/[ \t\r\n\f]+/g, ' ');
    this.#append(this.#line === '' || this.#line.endsWith(' ') ? folded.replace(/^ /, '') : folded);
  }

  #append(text: string): void {
    if (text === '') return;
    this.#linePrefix ??= this.#prefix();
    this.#line += text;
  }

  endLine(evenIfEmpty: boolean): void {
    if (this.#roles.hidden > 0) return;
    if (this.#line.trim() !== '') this.#lines.push(`${this.#linePrefix ?? ''}${this.#line.trimEnd()}`);
    else if (evenIfEmpty) this.#lines.push(this.#prefix().trimEnd());
    this.#line = '';
    this.#linePrefix = null;
  }

  endParagraph(): void {
    this.endLine(false);
    const last = this.#lines.at(-1);
    if (this.#roles.hidden === 0 && last !== undefined && last !== '')
      this.#lines.push(this.#prefix().trimEnd());
  }

  markHistory(): void {
    if (this.#roles.hidden > 0 || this.#roles.quote > 0) return;
    this.endLine(false);
    this.#lines.push(HISTORY_MARK);
  }

  open(name: string, attributes: ReadonlyMap<string, string>): void {
    this.#breakFor(name);
    if (beginsHistory(name, attributes)) this.markHistory();
    if (name === 'br') this.endLine(true);
    if (name === 'td' || name === 'th') this.text(' ');
    if (VOID.has(name)) return;
    const role = roleOf(name, attributes);
    if (role === 'quote' || role === 'attribution' || role === 'signature') this.endLine(false);
    this.#open.push({ name, role });
    this.#openCount.set(name, (this.#openCount.get(name) ?? 0) + 1);
    this.#roles[role]++;
  }

  close(name: string): void {
    // A stray end tag closes nothing; counting first keeps the search from being quadratic.
    if (VOID.has(name) || !this.#openCount.get(name)) return;
    for (;;) {
      const top = this.#open.pop();
      if (!top) return;
      this.#breakFor(top.name);
      if (top.role !== 'plain' && top.role !== 'hidden') this.endLine(false);
      this.#roles[top.role]--;
      this.#openCount.set(top.name, (this.#openCount.get(top.name) ?? 1) - 1);
      if (top.name === name) return;
    }
  }

  #breakFor(name: string): void {
    if (PARAGRAPHS.has(name)) this.endParagraph();
    else if (LINES.has(name)) this.endLine(false);
  }

  finish(): string {
    this.endLine(false);
    return this.#lines.join('\n');
  }
}

const write = (writer: LineWriter, token: HtmlToken): void => {
  if (token.kind === 'text') writer.text(token.text);
  else if (token.kind === 'open') writer.open(token.name, token.attributes);
  else writer.close(token.name);
};

const MARKS = new RegExp(`[${HISTORY_MARK}${ATTRIBUTION_MARK}${SIGNATURE_MARK}]`, 'g');

/** The visible text, with `> ` before quoted lines and the marks above where mail programs set signs of their own. */
export const markedText = (html: string): string => {
  const writer = new LineWriter();
  for (const token of htmlTokens(html.slice(0, MAX_HTML).replace(MARKS, ''))) write(writer, token);
  return writer.finish();
};

/** What a reader would see of it, as plain text. */
export const visibleText = (html: string): string => markedText(html).replace(MARKS, '');
